"""Hostile messages cost no more than their size: ten times the text, about ten times the instructions.

usage: linear_time_test.py [NAME…]
valgrind counts the instructions of `desist inspect` for each message, so that no other work on the machine can matter.
With names only those forms are measured, and their counts are printed."""
import os
import re
import subprocess
import sys
import tempfile
import unittest

DESIST = os.environ.get("DESIST", "build/release/desist")
SMALL = 12_000  # octets
GROWTH = 10

HEAD = "From: Ann <ann@shop.test>\r\nTo: us@example.test\r\nSubject: Re: news\r\n"
PLAIN = HEAD + "\r\n"
HTML = HEAD + "Content-Type: text/html; charset=utf-8\r\n\r\n"
BOUNCE = "From: MAILER-DAEMON@mx.test\r\nTo: us@example.test\r\nSubject: Undelivered Mail Returned to Sender\r\n\r\n"
REPORT = ("From: MAILER-DAEMON@mx.test\r\nTo: us@example.test\r\nSubject: Delivery report\r\n"
          "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nfailed\r\n"
          "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.test\r\n\r\n")
PARTS = HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
AWAY = "From: ann@shop.test\r\nSubject: Out of office\r\nAuto-Submitted: auto-replied\r\n\r\nI am away "

# name: what stands before, what is repeated, what stands behind
FORMS = {
    "header fields": ("", "X-A: b\r\n", "\r\ntext"),
    "received fields": ("", "Received: from a.test by b.test; Mon, 1 Jun 2026 10:00:00 +0000\r\n", "\r\ntext"),
    "folds": ("Subject: a", "\r\n b", "\r\n\r\ntext"),
    "no header at all": ("", "x", ""),
    "addresses": ("To: ", "a@b.test, ", "\r\n\r\ntext"),
    "open angles": ("To: ", "<a@b.test ", "\r\n\r\ntext"),
    "open comments": ("To: ", "(a ", "\r\n\r\ntext"),
    "open quotes": ("To: ", '"a ', "\r\n\r\ntext"),
    "groups": ("To: ", "a:;", "\r\n\r\ntext"),
    "unfinished encoded words": ("Subject: ", "=?utf-8?q?a", "\r\n\r\ntext"),
    "encoded words": ("Subject: ", "=?utf-8?q?=C3=A4?= ", "\r\n\r\ntext"),
    "parameters": ("Content-Type: text/plain", "; a=b", "\r\n\r\ntext"),
    "parameter sections": ("Content-Type: text/plain", "; a*0*=b", "\r\n\r\ntext"),
    "references": ("References: ", "<a@b.test> ", "\r\n\r\ntext"),
    "parts": (PARTS, "--b\r\n\r\nx\r\n", "--b--\r\n"),
    "part headers": (PARTS, "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nx\r\n", ""),
    "lines that are nearly boundaries": (PARTS, "--c\r\n--b c\r\n", ""),
    "nested parts": (PARTS, "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n", ""),
    "nested messages": (HEAD + "Content-Type: message/rfc822\r\n\r\n", "Content-Type: message/rfc822\r\n\r\n", "text"),
    "base64 junk": (HEAD + "Content-Transfer-Encoding: base64\r\n\r\n", "YQ*=", ""),
    "soft line ends": (HEAD + "Content-Transfer-Encoding: quoted-printable\r\n\r\n", "=\r\n", ""),
    "half escapes": (HEAD + "Content-Transfer-Encoding: quoted-printable\r\n\r\n", "=A", ""),
    "half characters": (HEAD + "Content-Type: text/plain; charset=utf-8\r\n\r\n", "\xc3", ""),
    "shifts of ISO-2022-JP": (HEAD + "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n", "\x1b$B\x1b(B", ""),
    "bare CR": (HEAD.replace("\r\n", "\r") + "\r", "x\r", ""),
    "failed recipients": (BOUNCE, "<a@b.test>: 550 5.1.1 unknown\r\n", ""),
    "failed recipients, all different": (BOUNCE, None, ""),
    "reply codes": (BOUNCE, "550 5.1.1 ", ""),
    "transcripts": (BOUNCE, ">>> RCPT TO:<a@b.test>\r\n<<< 550 no such user\r\n", ""),
    "beginnings of reports": (BOUNCE, "This is the qmail-send program at mx.test\r\n", ""),
    "addresses in reports": (BOUNCE, "a@b.test ", ""),
    "at signs": (BOUNCE, "@", ""),
    "words for reasons": (BOUNCE + "<a@b.test>: ", "mailbox user unknown quota ", ""),
    "report groups": (REPORT, "Final-Recipient: rfc822; a@b.test\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n", "--b--\r\n"),
    "diagnostics": (REPORT + "Final-Recipient: rfc822; a@b.test\r\nDiagnostic-Code: smtp; 550", "\r\n 5.1.1", "\r\n--b--"),
    "open tags": (HTML, "<a ", ""),
    "elements": (HTML, "<div>", ""),
    "closed elements": (HTML, "<p>x</p>", ""),
    "ends without begins": (HTML, "</div>", ""),
    "open comments of HTML": (HTML, "<!-- ", ""),
    "nearly closed comments": (HTML, "<!-- -- ", ""),
    "open attributes": (HTML, '<a href="', ""),
    "attributes": (HTML + "<a ", "b=c ", ">x</a>"),
    "references of HTML": (HTML, "&am", ""),
    "numeric references": (HTML, "&#x26;", ""),
    "scripts": (HTML, "<script>", ""),
    "nearly closed scripts": (HTML + "<script>", "</scrip", ""),
    "templates": (HTML, "<template>", ""),
    "quotations of HTML": (HTML, "<blockquote type=cite>x", ""),
    "tables of headers": (HTML, "<table><tr><td>From:</td><td>a@b.test</td></tr></table>", ""),
    "tags that are addresses": (HTML, "<a@b.test", ""),
    "quotation marks": (PLAIN, "> \r\n\r\n", ""),
    "deep quotation": (PLAIN, "> ", "x"),
    "attributions": (PLAIN, "On Fri, May 3, 2024 at 10:12 AM Ada <ada@shop.test> wrote:\r\n\r\n", ""),
    "forwarded headers": (PLAIN, "---------- Forwarded message ----------\r\nFrom: a@b.test\r\n", ""),
    "sign-offs": (PLAIN, "Regards,\r\nBob\r\n\r\n", ""),
    "opt-outs": (PLAIN, "stop. ", ""),
    "words": (PLAIN, "a ", ""),
    "ideographs": (PLAIN, "退订", ""),
    "addresses in text": (PLAIN, "remove a@b.test ", ""),
    "links": (PLAIN, "http://b.test/ ", ""),
    "return dates": (AWAY, "until 3 May 2026 ", ""),
    "nearly dates": (AWAY, "3/4/", ""),
    "weekdays": (AWAY, "back on monday ", ""),
}


def message(form, size):
    before, piece, behind = FORMS[form]
    if piece is None:
        return before + "".join("<a%07d@b.test>: 550 5.1.1 unknown\r\n" % number for number in range(size // 40)) + behind
    return before + piece * (size // len(piece)) + behind


def instructions(messages):
    """Of each message: what lies between the reading of it and of the next, counted in one process."""
    with tempfile.TemporaryDirectory() as directory:
        paths = []
        for number, text in enumerate(messages + [PLAIN]):
            paths.append(os.path.join(directory, "%04d.eml" % number))
            with open(paths[-1], "wb") as file:
                file.write(text.encode("utf-8" if any(ord(c) > 0xFF for c in text) else "latin-1"))
        done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + directory + "/count",
                               "--dump-before=parsers::read_message(*", DESIST, "inspect", "--json"] + paths,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
        assert done.stdout.count(b"\n") == len(paths), done.stderr
        counts = []
        for number in range(2, len(paths) + 1):  # the first stands for the start
            with open("%s/count.%d" % (directory, number)) as file:
                counts.append(int(re.search(r"^totals: (\d+)", file.read(), re.M).group(1)))
        return counts


class LinearTime(unittest.TestCase):
    def test_ten_times_the_text_costs_ten_times_the_instructions(self):
        names = WANTED or sorted(FORMS)
        small = [message(name, SMALL) for name in names]
        large = [message(name, SMALL * GROWTH) for name in names]
        counts = instructions(small + small + large)[len(names):]  # tables are built when a first text asks for them
        for name, few, many in zip(names, counts, counts[len(names):]):
            if WANTED or os.environ.get("VERBOSE"):
                print("%-36s %12d %12d %6.1f x" % (name, few, many, many / few))
            with self.subTest(form=name):
                self.assertLessEqual(many, few * (GROWTH + 1))


WANTED = [argument for argument in sys.argv[1:] if argument in FORMS]
if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + [argument for argument in sys.argv[1:] if argument not in FORMS])
