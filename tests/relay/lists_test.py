"""Lists in all their forms: imported from other programs, exported and read again, scrubbed."""
import base64
import csv
import hashlib
import io
import json
import os
import re
import unittest

import gateway
from import_test import write


def account(done):
    return gateway.lines(done)[0]


def counts(done):
    told = account(done)
    return told["imported"], told["known"], told["invalid"], told["skipped"]


class Providers(unittest.TestCase):
    def reasons(self, g, *who):
        return [g.check(one).get("reason") or "allow" for one in who]

    def test_ses_in_json_and_csv(self):
        with gateway.Gateway(start=False) as g:
            listed = {"SuppressedDestinationSummaries": [
                {"EmailAddress": "a@shop.example", "Reason": "BOUNCE", "LastUpdateTime": "2026-01-02T03:04:05Z"},
                {"EmailAddress": "b@shop.example", "Reason": "COMPLAINT", "LastUpdateTime": "2026-01-02T03:04:05Z"}],
                "NextToken": "x"}
            done = g.run("import", write(g, "ses.json", json.dumps(listed, indent=2).encode()))
            self.assertEqual(account(done)["form"], "ses-suppressions")
            self.assertEqual(self.reasons(g, "a@shop.example", "b@shop.example"), ["hard_bounce", "complaint"])
            g.run("import", write(g, "ses.csv", b"EmailAddress,Reason\nc@shop.example,BOUNCE\n"))
            self.assertEqual(self.reasons(g, "c@shop.example"), ["hard_bounce"])

    def test_sendgrid_tells_its_lists_by_their_names(self):
        rows = b"status,reason,email,created\n5.1.1,550 5.1.1 unknown,%s,1700000000\n4.2.2,452 full,%s,1700000000\n"
        with gateway.Gateway(start=False) as g:
            blocks = g.run("import", write(g, "suppression_blocks.csv", rows % (b"a@shop.example", b"b@shop.example")))
            self.assertEqual(counts(blocks), (0, 0, 0, 2))
            bounces = g.run("import", write(g, "suppression_bounces.csv", rows % (b"c@shop.example", b"d@shop.example")))
            self.assertEqual(counts(bounces), (2, 0, 0, 0))
            self.assertEqual(self.reasons(g, "a@shop.example", "c@shop.example", "d@shop.example"),
                             ["allow", "hard_bounce", "imported"])
            g.run("import", write(g, "suppression_spam_reports.csv", b"email,created\ne@shop.example,1700000000\n"))
            g.run("import", write(g, "suppression_unsubscribes.csv", b"email,created\nf@shop.example,1700000000\n"))
            self.assertEqual(self.reasons(g, "e@shop.example", "f@shop.example"), ["complaint", "unsubscribe"])

    def test_mailgun_postmark_mailchimp(self):
        with gateway.Gateway(start=False) as g:
            g.run("import", write(g, "m.csv", b"address,code,error,created_at\na@shop.example,550,no such user,x\n"))
            items = {"items": [{"address": "b@shop.example", "tags": ["*"], "created_at": "x"}], "paging": {"next": "x"}}
            g.run("import", write(g, "m.json", json.dumps(items).encode()))
            dump = {"Suppressions": [{"EmailAddress": "c@shop.example", "SuppressionReason": "ManualSuppression",
                                      "Origin": "Customer", "CreatedAt": "x"},
                                     {"EmailAddress": "d@shop.example", "SuppressionReason": "SpamComplaint",
                                      "Origin": "Recipient", "CreatedAt": "x"}]}
            g.run("import", write(g, "p.json", json.dumps(dump).encode()))
            members = {"members": [{"email_address": "e@shop.example", "status": "cleaned"},
                                   {"email_address": "f@shop.example", "status": "subscribed"}], "total_items": 2}
            self.assertEqual(counts(g.run("import", write(g, "c.json", json.dumps(members).encode()))), (1, 0, 0, 1))
            g.run("import", write(g, "unsubscribed.csv", b'"Email Address","First Name","MEMBER_RATING","UNSUB_TIME"\r\n'
                                  b'g@shop.example,"Lee, Ann",2,"2026-01-02 03:04:05"\r\n'))
            self.assertEqual(self.reasons(g, *(c + "@shop.example" for c in "abcdefg")),
                             ["hard_bounce", "unsubscribe", "manual_deny", "complaint", "hard_bounce", "allow", "unsubscribe"])


class Forms(unittest.TestCase):
    def test_every_encoding_and_line_end_reads_the_same(self):
        text = "Name;E-Mail\r\n\"Lee; \"\"Ann\"\"\";ann@shop.example\r\nÜmit;umit@shop.example\r\n"
        with gateway.Gateway(start=False) as g:
            for octets in (text.encode(), b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16"),
                           text.encode("utf-16-le"), b"\xfe\xff" + text.encode("utf-16-be"),
                           text.replace("\r\n", "\n").encode(), text.replace("\r\n", "\r").encode(),
                           text.replace(";", "\t").encode(), text.replace(";", ",").encode()):
                done = g.run("import", write(g, "list.csv", octets), "--dry-run")
                self.assertEqual(counts(done), (2, 0, 0, 0), octets[:40])

    def test_json_of_each_kind(self):
        with gateway.Gateway(start=False) as g:
            for octets in (b'["a@shop.example", "b@shop.example"]', b'[{"email":"a@shop.example"},{"email":"b@shop.example"}]',
                           b'{"email":"a@shop.example"}\n{"email":"b@shop.example"}\n', b'"a@shop.example"\n"b@shop.example"'):
                done = g.run("import", write(g, "list", octets), "--format", "json", "--dry-run")
                self.assertEqual(counts(done), (2, 0, 0, 0), octets)

    def test_each_bad_row_is_told_in_the_file_of_errors(self):
        good = ["%d,person%d@shop.example" % (i, i) for i in range(5000)]
        rows = []
        for i, row in enumerate(good):
            rows.append(row)
            if i % 5 == 0:
                rows.append(["x", "7,", "8,not-a-contact", "9,@", '10,"*.x"'][i // 5 % 5])
        with gateway.Gateway(start=False) as g:
            errors = os.path.join(g.directory.name, "errors.csv")
            path = write(g, "list.csv", ("id,email\n" + "\n".join(rows) + "\n").encode())
            told = account(g.run("import", path, "--errors", errors, expect=1))
            with open(errors, encoding="utf-8") as file:
                written = list(csv.DictReader(file))
            self.assertEqual(told["imported"], 5000)
            self.assertEqual(told["imported"] + told["known"] + told["invalid"] + told["skipped"], len(rows))
            self.assertEqual(len(written), told["invalid"])
            self.assertEqual([int(e["row"]) for e in written],
                             [n for n, row in enumerate(rows, 2) if row not in good])
            self.assertEqual({e["column"] for e in written}, {"email"})
            self.assertTrue(all(e["reason"] for e in written))

    def test_digests_of_each_form_deny_and_an_undo_frees(self):
        with gateway.Gateway(start=False) as g:
            for i, form in enumerate(("md5", "sha1", "sha256", "sha512")):
                digest = lambda who: hashlib.new(form, who.encode()).digest()
                listed = digest("ann%d@shop.example" % i).hex() + "\n" + digest("bob%d@shop.example" % i).hex().upper() + \
                    "\n" + base64.b64encode(digest("cid%d@shop.example" % i)).decode() + "\n"
                done = account(g.run("import", write(g, "list-" + form, listed.encode()), "--reason", "denied"))
                self.assertEqual((done["imported"], done["invalid"]), (3, 0))
                for who in ("ann", "bob", "cid"):
                    self.assertEqual(g.check("%s%d@SHOP.example" % (who, i))["reason"], "manual_deny")
                self.assertEqual(g.check("dan%d@shop.example" % i)["decision"], "allow")
                g.run("lift", "ann%d@shop.example" % i)
                self.assertEqual(g.check("ann%d@shop.example" % i)["decision"], "allow")
                g.run("import", "--undo", done["import"])
                self.assertEqual(g.check("bob%d@shop.example" % i)["decision"], "allow")
            g.run("verify")

    def test_a_running_gateway_learns_of_digests(self):
        from import_test import ask
        with gateway.Gateway() as g:
            self.assertEqual(ask(g, "ann@shop.example"), "allow")
            g.run("import", "-", stdin=hashlib.sha256(b"ann@shop.example").hexdigest().encode())
            self.assertEqual(ask(g, "ann@shop.example"), "deny")
            self.assertEqual(ask(g, "bob@shop.example"), "allow")


class Export(unittest.TestCase):
    def fill(self, g):
        g.run("suppress", "ann@shop.example")
        g.run("suppress", "@corp.example")
        g.run("import", "-", "--reason", "hard_bounce", stdin=b"bob@shop.example\nj.doe@gmail.com\n")
        g.run("import", "-", "--channel", "email", "--purpose", "marketing", "--reason", "unsubscribe",
              stdin=b"cid@shop.example\n")

    def answers(self, g):
        return [(who, purpose, g.check(who, "--purpose", purpose)["decision"])
                for who in ("ann@shop.example", "x@corp.example", "bob@shop.example", "jdoe@gmail.com", "cid@shop.example")
                for purpose in ("marketing", "transactional")]

    def test_what_is_exported_is_read_again(self):
        for form in ("csv", "json", "ndjson"):
            with gateway.Gateway(start=False) as g:
                self.fill(g)
                before = self.answers(g)
                path = write(g, "export." + form, g.run("export", "--format", form).stdout)
                for one in gateway.lines(g.run("import", "--list")):
                    g.run("import", "--undo", one["import"])
                g.run("lift", "ann@shop.example")
                g.run("lift", "@corp.example", expect=None)
                self.assertNotEqual(self.answers(g), before)
                done = gateway.lines(g.run("import", path))
                self.assertEqual({one["form"] for one in done}, {"desist"})
                self.assertEqual(self.answers(g), before, form)
                g.run("verify")

    def test_hashes_of_another_installation_mean_nobody(self):
        with gateway.Gateway(start=False) as g, gateway.Gateway(start=False) as other:
            self.fill(g)
            path = write(other, "export.csv", g.run("export").stdout)
            told = gateway.lines(other.run("import", path, expect=1))
            self.assertGreater(sum(one["invalid"] for one in told), 0)
            self.assertEqual(other.check("ann@shop.example")["decision"], "deny")

    def test_a_hash_of_a_generation_that_is_not_there_is_a_bad_row(self):
        with gateway.Gateway(start=False) as g:
            self.fill(g)
            own = re.search(rb"desist:([0-9a-f]{8}):[0-9a-f]{32}", g.run("export").stdout).group()
            later = own.replace(own[7:15], own[7:15] + b".9")
            path = write(g, "list.txt", b"bob@shop.example\n" + later + b"\neve@shop.example\n")
            self.assertEqual(counts(g.run("import", path, expect=None))[2], 1)
            done = account(g.run("scrub", path, "--out", g.directory.name, expect=None))
            self.assertEqual(done["invalid"], 1)

    def test_digests_are_those_that_others_make(self):
        with gateway.Gateway(start=False) as g:
            g.run("suppress", "Ann@Shop.example")
            told = g.run("export", "--format", "hash", "--hash", "md5").stdout.decode().split()
            self.assertEqual(told, [hashlib.md5(b"ann@shop.example").hexdigest()])
            self.assertEqual(g.run("export", "--format", "plain").stdout, b"ann@shop.example\n")


class Scrub(unittest.TestCase):
    def scrub(self, g, name, octets, *options):
        done = account(g.run("scrub", write(g, name, octets), "--out", g.directory.name, *options, expect=None))
        contents = {}
        for kind in ("clean", "suppressed", "invalid"):
            with open(done[kind + "_file"], "rb") as file:
                contents[kind] = file.read()
        return done, contents

    def test_each_row_goes_to_one_file_as_it_was(self):
        listed = (b'id;E-Mail;note\r\n1;ann@shop.example;"a ""quoted"" one"\r\n2;BOB@shop.example;x;more\r\n3;nobody;\r\n'
                  b'4\r\n5;cid@shop.example;"two\r\nlines"')
        with gateway.Gateway(start=False) as g:
            g.run("suppress", "bob@shop.example")
            done, contents = self.scrub(g, "list.csv", listed)
            self.assertEqual((done["clean"], done["suppressed"], done["invalid"]), (2, 1, 2))
            header = b"id;E-Mail;note\r\n"
            self.assertEqual(contents["clean"], header + b'1;ann@shop.example;"a ""quoted"" one"\r\n'
                             b'5;cid@shop.example;"two\r\nlines"\n')
            self.assertEqual(contents["suppressed"], header + b"2;BOB@shop.example;x;more\r\n")
            self.assertEqual(contents["invalid"], header + b"3;nobody;\r\n4\r\n")

    def test_keeps_the_order_of_a_long_list(self):
        rows = [b"person%d@shop.example\n" % i for i in range(200_000)]
        with gateway.Gateway(start=False) as g:
            g.run("import", "-", stdin=b"".join(rows[::3]))
            done, contents = self.scrub(g, "list.txt", b"".join(rows))
            self.assertEqual(contents["suppressed"], b"".join(rows[::3]))
            self.assertEqual(contents["clean"], b"".join(row for i, row in enumerate(rows) if i % 3))
            self.assertEqual(contents["invalid"], b"")

    def test_a_scrub_that_fails_leaves_no_file(self):
        with gateway.Gateway(start=False) as g:
            path = write(g, "list.csv", b"a;b\n1;2\n")
            g.run("scrub", path, "--out", g.directory.name, "--column", "telephone", expect=2)
            self.assertEqual([n for n in os.listdir(g.directory.name) if n.startswith("list.")], ["list.csv"])


if __name__ == "__main__":
    unittest.main()
