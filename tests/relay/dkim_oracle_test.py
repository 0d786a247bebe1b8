"""Signatures that other programs make: Desist, python3-dkim and Mail::DKIM find the same of 200 of them, and nothing that
was tampered with is proven. Mail::DKIM knows no Ed25519: those two others compare."""
import base64
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest

try:
    import dkim
    import nacl.signing
except ImportError:  # another Python than the system's, which has the packages
    if sys.executable == "/usr/bin/python3":
        raise
    os.execv("/usr/bin/python3", ["/usr/bin/python3"] + sys.argv)

DESIST = os.environ["DESIST"]
DOMAIN = b"signer.example"
COUNT = 200
# One process for all of them: file names in, results out, in order. The resolver answers from a file.
PERL = r"""
use strict; use warnings;
use Mail::DKIM::Verifier; use Mail::DKIM::PublicKey;
my %keys; open(my $list, '<', shift) or die; while (<$list>) { chomp; my ($n, $t) = split / /, $_, 2; $keys{$n} = $t; }
{ no warnings 'redefine';
  *Mail::DKIM::DNS::query = sub { my $text = $keys{$_[0]}; $@ = ''; return defined $text ? (Fake->new($text)) : (); };
}
package Fake; sub new { my ($c, $t) = @_; bless {t => $t}, $c } sub type { 'TXT' }
sub txtdata { return ($_[0]{t}) } sub char_str_list { return ($_[0]{t}) }
package main;
for my $file (@ARGV) {
  open(my $in, '<:raw', $file) or die; local $/; my $text = <$in>;
  my $v = Mail::DKIM::Verifier->new; $v->PRINT($text); $v->CLOSE; print $v->result, "\n";
}
"""


def rsa_key(bits):
    pem = subprocess.run(["openssl", "genrsa", "-traditional", str(bits)], check=True, capture_output=True).stdout
    der = subprocess.run(["openssl", "rsa", "-pubout", "-outform", "DER"], input=pem, check=True, capture_output=True)
    return pem, "v=DKIM1; k=rsa; p=" + base64.b64encode(der.stdout).decode()


def ed25519_key():
    key = nacl.signing.SigningKey.generate()
    return base64.b64encode(bytes(key)), "v=DKIM1; k=ed25519; p=" + base64.b64encode(bytes(key.verify_key)).decode()


def make_message(chance):
    fields = [b"From: Ann <ann@signer.example>", b"To: us@relay.example, them@relay.example",
              b"Subject: " + chance.choice([b"Re: news", b"Caf=?utf-8?q?=C3=A9?=", b"a  b\r\n\t c ", b""]),
              b"Date: Fri, 20 Nov 2026 09:00:00 +0000", b"Message-ID: <%d@signer.example>" % chance.randrange(10**9)]
    fields += [b"X-Note: %d" % i for i in range(chance.randrange(4))]
    fields += [b"Received: from a by b;\r\n Fri, 20 Nov 2026 09:00:0%d +0000" % i for i in range(chance.randrange(3))]
    chance.shuffle(fields)
    lines = [chance.choice([b"Please take me off your list.", b"", b" indented\t text  ", b"tail   ", b"\t", b"x" * 2000,
                            b"gr\xfc\xdfe", b".dot"]) for _ in range(chance.randrange(12))]
    return b"\r\n".join(fields) + b"\r\n\r\n" + b"".join(line + b"\r\n" for line in lines)


class Oracle(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.chance = random.Random(20261121)
        cls.directory = tempfile.TemporaryDirectory()
        cls.keys = {b"r1": (rsa_key(1024), b"rsa-sha256"), b"r2": (rsa_key(2048), b"rsa-sha256"),
                    b"e": (ed25519_key(), b"ed25519-sha256")}
        cls.list = os.path.join(cls.directory.name, "keys")
        with open(cls.list, "w") as out:
            for selector, ((_, record), _) in cls.keys.items():
                out.write(f"{selector.decode()}._domainkey.{DOMAIN.decode()} {record}\n")
        cls.signed = [cls.sign(make_message(cls.chance)) for _ in range(COUNT)]

    @classmethod
    def tearDownClass(cls):
        cls.directory.cleanup()

    @classmethod
    def sign(cls, message):
        chance = cls.chance
        selector = chance.choice(list(cls.keys))
        (private, _), algorithm = cls.keys[selector]
        form = (chance.choice([b"simple", b"relaxed"]), chance.choice([b"simple", b"relaxed"]))
        names = [b"from", b"subject"] + chance.choice([[], [b"to", b"date"], [b"x-note", b"x-note", b"x-note"],
                                                       [b"from", b"subject", b"cc"], [b"x-note", b"message-id"]])
        signature = dkim.sign(message, selector, DOMAIN, private, canonicalize=form, signature_algorithm=algorithm,
                              include_headers=names, length=chance.random() < 0.1)
        return signature + message

    def paths(self, messages, name):
        paths = []
        for number, message in enumerate(messages):
            paths.append(os.path.join(self.directory.name, f"{name}-{number}.eml"))
            with open(paths[-1], "wb") as out:
                out.write(message)
        return paths

    def ours(self, paths):
        done = subprocess.run([DESIST, "inspect", "--json", "--dkim-keys", self.list] + paths, check=True, capture_output=True)
        return [json.loads(line).get("proof", {"signatures": []}) for line in done.stdout.splitlines()]

    def theirs(self, message):
        def text_of(name, timeout=5):
            (_, record), _ = self.keys[name.split(b".")[0]]
            return record.encode()
        return dkim.verify(message, dnsfunc=text_of)

    def compare_with_perl(self, messages, paths, found):
        """Of the RSA signatures alone."""
        known = [(path, ours) for message, path, ours in zip(messages, paths, found) if b"a=rsa-sha256" in message]
        self.assertGreater(len(known), COUNT // 2)
        done = subprocess.run(["perl", "-e", PERL, self.list] + [path for path, _ in known], check=True, capture_output=True)
        self.assertEqual([line == "pass" for line in done.stdout.decode().split()], [ours for _, ours in known])

    def passes(self, proof):
        return any(signature["result"] == "pass" for signature in proof["signatures"])

    def test_all_agree_on_what_was_signed(self):
        paths = self.paths(self.signed, "good")
        found = [self.passes(proof) for proof in self.ours(paths)]
        self.assertEqual(found, [True] * COUNT)
        self.assertEqual([self.theirs(message) for message in self.signed], found)
        self.compare_with_perl(self.signed, paths, found)

    def test_all_agree_on_what_was_changed(self):
        changed = [self.change(message) for message in self.signed]
        paths = self.paths(changed, "changed")
        found = [self.passes(proof) for proof in self.ours(paths)]
        self.compare_with_perl(changed, paths, found)
        self.assertEqual([self.theirs(message) for message in changed], found)
        self.assertIn(sum(found), range(COUNT // 4, COUNT * 3 // 4))  # some changes are such as relaying makes

    def change(self, message):
        """The body keeps the CR LF that SMTP ends it with: without it, the others differ from the RFC and each other."""
        header, _, body = message.partition(b"\r\n\r\n")
        return self.chance.choice([
            lambda: header + b"\r\n\r\n" + body + b"\r\n",
            lambda: header + b"\r\n\r\n" + body + b"more\r\n",
            lambda: header + b"\r\n\r\n" + body.replace(b" ", b"  "),
            lambda: header.replace(b"From: Ann", b"From:  Ann") + b"\r\n\r\n" + body,
            lambda: header.replace(b"ann@", b"eve@") + b"\r\n\r\n" + body,
            lambda: header.replace(b"Date: Fri", b"Date: Sat") + b"\r\n\r\n" + body,
            lambda: b"X-Note: above\r\n" + header + b"\r\n\r\n" + body,
            lambda: header.replace(b"d=signer", b"d=singer") + b"\r\n\r\n" + body,
            lambda: header + b"\r\n\r\n" + body.replace(b"list", b"lists"),
        ])()

    def test_nobody_vouches_for_a_tampered_author_or_text(self):
        tampered = []
        for message in self.signed:
            header, _, body = message.partition(b"\r\n\r\n")
            tampered.append(header.replace(b"ann@signer", b"eve@signer") + b"\r\n\r\n" + body)
            tampered.append(b"From: eve@signer.example\r\n" + message)
            tampered.append(b"Subject: unsubscribe\r\n" + message)
            tampered.append(message + b"unsubscribe me\r\n")
            tampered.append(header + b"\r\nstray\r\nlines\r\n\r\n" + body)
        ways = [proof.get("way", "none") for proof in self.ours(self.paths(tampered, "tampered"))]
        self.assertEqual(set(ways), {"none"})

    def test_line_ends_of_an_editor_do_no_harm(self):
        edited = [message.replace(b"\r\n", b"\n") for message in self.signed[:20]]
        self.assertTrue(all(self.passes(proof) for proof in self.ours(self.paths(edited, "edited"))))


if __name__ == "__main__":
    unittest.main()
