"""Who sent a message, from the wire to the answer: keys come from an unbound on loopback, which may be down."""
import base64
import os
import shutil
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

sys.path.insert(0, os.path.dirname(__file__))
import gateway  # noqa: E402

KEY = nacl.signing.SigningKey.generate()
RECORD = "v=DKIM1; k=ed25519; p=" + base64.b64encode(bytes(KEY.verify_key)).decode()
REPLY = (b"From: Ann <ann@shop.example>\r\nTo: us@example.test\r\nSubject: Re: news\r\n\r\n"
         b"Please take me off your list.\r\n")


def sign(message):
    return dkim.sign(message, b"key", b"shop.example", base64.b64encode(bytes(KEY)), signature_algorithm=b"ed25519-sha256",
                     include_headers=[b"from", b"subject"]) + message


class Resolver:
    """unbound with one zone of its own, and nothing else."""

    def __init__(self, port):
        self.port = port
        self.directory = tempfile.TemporaryDirectory(prefix="desist-unbound-")
        self.process = None

    def __enter__(self):
        path = os.path.join(self.directory.name, "unbound.conf")
        with open(path, "w") as out:
            out.write(f"""server:
  interface: 127.0.0.1@{self.port}
  directory: "{self.directory.name}"
  chroot: ""
  username: ""
  pidfile: ""
  use-syslog: no
  module-config: "iterator"
  local-zone: "example." static
  local-data: 'key._domainkey.shop.example. TXT "{RECORD}"'
remote-control:
  control-enable: no
""")
        self.process = subprocess.Popen([shutil.which("unbound", path="/usr/sbin:/usr/bin"), "-d", "-c", path],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.directory.cleanup()


class Proof(unittest.TestCase):
    def setUp(self):
        self.dns_port = gateway.free_port()
        self.directory = tempfile.TemporaryDirectory(prefix="desist-proof-")
        self.addCleanup(self.directory.cleanup)
        self.config = os.path.join(self.directory.name, "desist.toml")
        with open(self.config, "w") as out:
            out.write(f'[proof]\ndns = "127.0.0.1:{self.dns_port}"\ntrust_anchor = ""\n'
                      '[[proof.upstream]]\nnetworks = ["127.0.0.1"]\nauthserv_id = "mx.example.test"\n')

    def gateway(self):
        return gateway.Gateway(arguments=["--config", self.config])

    def send(self, g, octets):
        g.send("ann@shop.example", [g.token("reply", "ann@shop.example")], octets)

    def messages(self, g):
        return g.ask("messages", "list")

    def test_a_signed_opt_out_acts_at_once_and_an_unsigned_one_is_held(self):
        with Resolver(self.dns_port), self.gateway() as g:
            self.send(g, REPLY)
            g.wait()
            self.assertEqual(g.check("ann@shop.example")["decision"], "hold")
            self.send(g, sign(REPLY))
            g.wait()
            self.assertEqual(g.check("ann@shop.example")["decision"], "deny")
            newest = self.messages(g)[0]
            self.assertEqual(newest["proof"]["way"], "dkim")
            self.assertEqual(newest["proof"]["signatures"][0]["result"], "pass")
            self.assertEqual(newest["verdicts"][0]["level"], "verified")

    def test_a_key_that_does_not_exist_is_no_reason_to_wait(self):
        with Resolver(self.dns_port), self.gateway() as g:
            self.send(g, sign(REPLY).replace(b"s=key", b"s=lost"))
            g.wait()
            self.assertEqual(self.messages(g)[0]["proof"]["signatures"][0]["fault"], "key_absent")
            self.assertEqual(g.check("ann@shop.example")["decision"], "hold")

    def test_a_message_waits_for_its_key_over_a_restart(self):
        with self.gateway() as g:
            self.send(g, sign(REPLY))
            gateway.wait_until(lambda: b"messages are still waiting" in
                               g.run("messages", "wait", "--timeout", "1", expect=None).stderr)
            self.assertEqual(self.messages(g), [])
            g.stop()
            with Resolver(self.dns_port):
                g.start()
                g.wait()
                self.assertEqual(g.check("ann@shop.example")["decision"], "deny")
                self.assertEqual(len(self.messages(g)), 1)

    def test_the_word_of_a_configured_upstream_counts(self):
        with self.gateway() as g:
            field = b"Authentication-Results: mx.example.test; dkim=pass header.d=shop.example\r\n"
            self.send(g, field.replace(b"mx.", b"mx2.") + REPLY)
            g.wait()
            self.assertEqual(g.check("ann@shop.example")["decision"], "hold")
            self.send(g, field + REPLY)
            g.wait()
            self.assertEqual(g.check("ann@shop.example")["decision"], "deny")
            self.assertEqual(self.messages(g)[0]["proof"]["way"], "upstream_dkim")

    def test_a_configuration_without_its_trust_anchor_does_not_start(self):
        with open(self.config, "w") as out:
            out.write('[proof]\ndns = "recursive"\ntrust_anchor = "/nonexistent/root.key"\n')
        with gateway.Gateway(start=False) as g:
            done = g.run("serve", "--config", self.config, "--smtp", "127.0.0.1:%d" % gateway.free_port(), expect=None)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(b"dns-root-data", done.stderr)


if __name__ == "__main__":
    unittest.main()
