"""Every kind of SMTP listener, with the clients that people have: smtplib, curl, swaks, msmtp and Postfix."""
import base64
import http.client
import os
import shutil
import smtplib
import socket
import ssl
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(__file__))
import gateway  # noqa: E402

MESSAGE = "From: owner@example.test\r\nSubject: %s\r\n\r\nhello\r\n"


def trusting():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class Doors(gateway.Gateway):
    """A gateway with all kinds of listeners at once."""

    def start(self):
        self.ports = {kind: gateway.free_port() for kind in ("smtps", "submission", "submissions", "lmtp")}
        self.socket = os.path.join(self.directory.name, "lmtp")
        self.arguments = ["--lmtp", "unix:" + self.socket]
        for kind, port in self.ports.items():
            self.arguments += ["--" + kind, "127.0.0.1:%d" % port]
        super().start()

    def __enter__(self):
        super().__enter__()
        self.relay, self.user, self.password = (self.setup[k] for k in ("relay_address", "owner", "password"))
        return self

    def subjects(self):
        self.wait()
        return [m["subject"] for m in self.ask("messages", "list")]

    def message(self, subject):
        self.wait()
        return next(m for m in self.ask("messages", "list") if m["subject"] == subject)


class Listeners(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.g = Doors().__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.g.__exit__()

    def login(self):
        client = smtplib.SMTP("127.0.0.1", self.g.ports["submission"], timeout=30)
        client.starttls(context=trusting())
        client.login(self.g.user, self.g.password)
        return client

    def test_starttls_with_a_certificate_of_its_own_making(self):
        with smtplib.SMTP("127.0.0.1", self.g.smtp_port, timeout=30) as client:
            client.starttls(context=trusting())
            self.assertIn(client.sock.version(), ("TLSv1.2", "TLSv1.3"))
            self.assertFalse(client.has_extn("auth"))
            client.ehlo()
            self.assertFalse(client.has_extn("starttls"))
            client.sendmail("ann@shop.example", [self.g.relay], MESSAGE % "by starttls")
        self.assertEqual(self.g.message("by starttls")["envelope"]["protocol"], "ESMTPS")

    def test_tls_before_1_2_is_refused_and_the_connection_with_it(self):
        context = trusting()
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
        with self.assertRaises((ssl.SSLError, OSError)):
            with smtplib.SMTP("127.0.0.1", self.g.smtp_port, timeout=30) as client:
                client.starttls(context=context)

    def test_a_tls_that_ends_inside_a_message_stores_nothing(self):
        client = smtplib.SMTP("127.0.0.1", self.g.smtp_port, timeout=30)
        client.starttls(context=trusting())
        client.ehlo()
        client.mail("ann@shop.example")
        client.rcpt(self.g.relay)
        client.docmd("DATA")
        client.send(b"Subject: cut off\r\n\r\npart")
        raw = client.sock.unwrap()
        raw.sendall(b"plain\r\n.\r\n")
        raw.settimeout(10)
        try:
            self.assertEqual(raw.recv(100), b"")
        except ConnectionResetError:
            pass
        raw.close()
        self.assertNotIn("cut off", self.g.subjects())

    def test_implicit_tls(self):
        with smtplib.SMTP_SSL("127.0.0.1", self.g.ports["smtps"], timeout=30, context=trusting()) as client:
            client.sendmail("ann@shop.example", [self.g.relay], MESSAGE % "by smtps")
        self.assertIn("by smtps", self.g.subjects())

    def test_submission_proves_the_sender(self):
        with self.login() as client:
            client.sendmail(self.g.user, [self.g.relay], MESSAGE % "submitted")
        envelope = self.g.message("submitted")["envelope"]
        self.assertEqual((envelope["protocol"], envelope["user"]), ("ESMTPSA", self.g.user))

    def test_submission_over_implicit_tls_with_both_mechanisms(self):
        for mechanism in ("PLAIN", "LOGIN"):
            with smtplib.SMTP_SSL("127.0.0.1", self.g.ports["submissions"], timeout=30, context=trusting()) as client:
                client.ehlo()
                client.user, client.password = self.g.user, self.g.password
                code, _ = client.auth(mechanism, getattr(client, "auth_" + mechanism.lower()))
                self.assertEqual(code, 235)
                client.sendmail(self.g.user, [self.g.relay], MESSAGE % ("with " + mechanism))
            self.assertIn("with " + mechanism, self.g.subjects())

    def test_submission_takes_no_mail_without_a_login(self):
        with smtplib.SMTP_SSL("127.0.0.1", self.g.ports["submissions"], timeout=30, context=trusting()) as client:
            with self.assertRaises(smtplib.SMTPSenderRefused) as refused:
                client.sendmail(self.g.user, [self.g.relay], MESSAGE % "anonymous")
            self.assertEqual(refused.exception.smtp_code, 530)

    def test_submission_takes_no_password_in_the_clear(self):
        with smtplib.SMTP("127.0.0.1", self.g.ports["submission"], timeout=30) as client:
            client.ehlo()
            self.assertFalse(client.has_extn("auth"))
            plain = base64.b64encode(b"\0" + self.g.user.encode() + b"\0" + self.g.password.encode()).decode()
            self.assertEqual(client.docmd("AUTH", "PLAIN " + plain)[0], 538)

    def test_a_false_password_is_refused(self):
        with smtplib.SMTP_SSL("127.0.0.1", self.g.ports["submissions"], timeout=30, context=trusting()) as client:
            for user in (self.g.user, "nobody@example.test"):
                with self.assertRaises(smtplib.SMTPAuthenticationError) as refused:
                    client.login(user, "guess")
                self.assertEqual(refused.exception.smtp_code, 535)

    def test_lmtp_answers_for_each_recipient(self):
        for host, port in (("127.0.0.1", self.g.ports["lmtp"]), (self.g.socket, 0)):
            with smtplib.LMTP(host, port) as client:
                client.ehlo_or_helo_if_needed()
                client.mail("ann@shop.example")
                other = self.g.token("reply", "bob@shop.example")
                self.assertEqual(client.rcpt(self.g.relay)[0], 250)
                self.assertEqual(client.rcpt("nobody@example.test")[0], 550)
                self.assertEqual(client.rcpt(other)[0], 250)
                self.assertEqual(client.data(MESSAGE % ("by lmtp %s" % port))[0], 250)
                self.assertEqual(client.getreply()[0], 250)
                self.assertEqual(client.noop()[0], 250)
            self.assertIn("by lmtp %s" % port, self.g.subjects())

    def test_smtputf8(self):
        with smtplib.SMTP("127.0.0.1", self.g.smtp_port, timeout=30) as client:
            message = (MESSAGE % "caf\u00e9").encode()
            client.sendmail("andr\u00e9@shop.example", [self.g.relay], message, ["SMTPUTF8", "BODY=8BITMIME"])
        self.assertEqual(self.g.message("caf\u00e9")["envelope"]["protocol"], "UTF8SMTP")

    def test_counters_tell_what_happened(self):
        self.g.send("ann@shop.example", [self.g.relay], MESSAGE % "counted")
        connection = http.client.HTTPConnection("127.0.0.1", self.g.http_port, timeout=30)
        connection.request("GET", "/metrics")
        answer = connection.getresponse()
        self.assertEqual(answer.status, 200)
        values = dict(line.rsplit(" ", 1) for line in answer.read().decode().splitlines() if not line.startswith("#"))
        self.assertGreaterEqual(int(values['desist_smtp_replies_total{code="354"}']), 1)
        self.assertGreaterEqual(int(values["desist_smtp_commit_seconds_count"]), 1)
        self.assertIn("desist_spool_messages", values)
        connection.close()

    # -- the clients that people have ---------------------------------------------------------------------------------

    def deliver(self, *command, subject, text=None):
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn(subject, self.g.subjects())

    @unittest.skipUnless(shutil.which("curl"), "no curl")
    def test_curl(self):
        path = os.path.join(self.g.directory.name, "mail")
        for scheme, port, more in (("smtp", self.g.smtp_port, ["--ssl-reqd"]), ("smtps", self.g.ports["smtps"], []),
                                   ("smtps", self.g.ports["submissions"], ["--user", self.g.user + ":" + self.g.password])):
            subject = "by curl %d" % port
            with open(path, "w") as file:
                file.write(MESSAGE % subject)
            self.deliver("curl", "-sS", "-k", "%s://127.0.0.1:%d/client.example" % (scheme, port), *more, "--mail-from",
                         self.g.user, "--mail-rcpt", self.g.relay, "-T", path, subject=subject)

    @unittest.skipUnless(shutil.which("swaks"), "no swaks")
    def test_swaks(self):
        login = ["--auth-user", self.g.user, "--auth-password", self.g.password]
        for name, more in (("tls", ["-s", "127.0.0.1:%d" % self.g.smtp_port, "-tls"]),
                           ("smtps", ["-s", "127.0.0.1:%d" % self.g.ports["smtps"], "-tlsc"]),
                           ("plain", ["-s", "127.0.0.1:%d" % self.g.ports["submission"], "-tls", "-a", "PLAIN", *login]),
                           ("lmtp", ["--protocol", "LMTP", "--socket", self.g.socket])):
            subject = "by swaks " + name
            self.deliver("swaks", *more, "-f", self.g.user, "-t", self.g.relay, "-h", "client.example", "--header",
                         "Subject: " + subject, subject=subject)

    @unittest.skipUnless(shutil.which("msmtp"), "no msmtp")
    def test_msmtp(self):
        for name, port, starttls in (("starttls", self.g.ports["submission"], "on"),
                                     ("tls", self.g.ports["submissions"], "off")):
            subject = "by msmtp " + name
            self.deliver("msmtp", "-C", "/dev/null", "--host=127.0.0.1", "--port=%d" % port, "--tls=on",
                         "--tls-certcheck=off", "--tls-starttls=" + starttls, "--auth=on", "--user=" + self.g.user,
                         "--passwordeval=echo " + self.g.password, "--from=" + self.g.user, self.g.relay,
                         subject=subject, text=MESSAGE % subject)


class Certificate(unittest.TestCase):
    def make(self, name, host):
        key, certificate = (os.path.join(self.directory, name + end) for end in ("-key.pem", ".pem"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                        "2", "-subj", "/CN=" + host, "-keyout", key, "-out", certificate], check=True, capture_output=True)
        return certificate, key

    def served(self, g):
        with smtplib.SMTP("127.0.0.1", g.smtp_port, timeout=30) as client:
            client.starttls(context=trusting())
            return client.sock.getpeercert(binary_form=True)

    def of(self, certificate):
        with open(certificate) as file:
            return ssl.PEM_cert_to_DER_cert(file.read())

    def test_is_read_again_when_its_files_change_and_the_old_one_stays_when_they_are_wrong(self):
        with gateway.Gateway(start=False) as g:
            self.directory = g.directory.name
            first, second = self.make("first", "one.example"), self.make("second", "two.example")
            used = [os.path.join(self.directory, name) for name in ("used.pem", "used-key.pem")]
            for source, target in zip(first, used):
                shutil.copy(source, target)
            path = os.path.join(self.directory, "desist.toml")
            with open(path, "w") as file:
                file.write('[smtp]\ncertificate = "%s"\nprivate_key = "%s"\n' % tuple(used))
            g.arguments = ["--config", path]
            g.start()
            self.assertEqual(self.served(g), self.of(first[0]))
            shutil.copy(second[0], used[0])  # its key is late
            time.sleep(1.1)
            self.assertEqual(self.served(g), self.of(first[0]))
            shutil.copy(second[1], used[1])
            gateway.wait_until(lambda: self.served(g) == self.of(second[0]))

    def test_of_its_own_making_is_kept(self):
        with gateway.Gateway() as g:
            before = self.served(g)
            self.assertEqual(os.stat(os.path.join(g.data, "tls", "key.pem")).st_mode & 0o777, 0o600)
            g.stop()
            g.start()
            self.assertEqual(self.served(g), before)

    def test_that_is_missing_is_a_clear_failure(self):
        with gateway.Gateway(start=False) as g:
            path = os.path.join(g.directory.name, "desist.toml")
            with open(path, "w") as file:
                file.write('[smtp]\ncertificate = "/nonexistent.pem"\nprivate_key = "/nonexistent.pem"\n')
            done = gateway.run("serve", "--config", path, "--data", g.data, "--smtp", "127.0.0.1:%d" % gateway.free_port(),
                               expect=2)
            self.assertIn(b"/nonexistent.pem", done.stderr)


class Proxy(unittest.TestCase):
    def listen(self, g, networks):
        self.port = gateway.free_port()
        path = os.path.join(g.directory.name, "desist.toml")
        with open(path, "w") as file:
            file.write('[[smtp.listener]]\nlisten = "127.0.0.1:%d"\nproxies = ["%s"]\n'
                       '[smtp.limits]\nconnections_of_address = 1\n' % (self.port, networks))
        g.process = subprocess.Popen([gateway.DESIST, "serve", "--config", path, "--data", g.data],
                                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.assertEqual(g.process.stdout.readline().strip(), "ready")

    def say(self, octets):
        client = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        client.sendall(octets)
        return client

    def test_header_names_the_peer_for_record_and_limits(self):
        with gateway.Gateway(start=False) as g:
            self.listen(g, "127.0.0.0/8")
            header = b"PROXY TCP4 203.0.113.7 127.0.0.1 40000 25\r\n"
            with self.say(header) as first, self.say(header) as second:
                self.assertTrue(first.recv(100).startswith(b"220 "))
                self.assertTrue(second.recv(100).startswith(b"421 "))
                version_2 = b"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\xcb\0\x71\x08\x7f\0\0\x01\x9c\x40\0\x19"
                with self.say(version_2) as third:
                    file = third.makefile("rb")
                    self.assertTrue(file.readline().startswith(b"220 "))
                    for line in ("EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<%s>" % g.setup["relay_address"], "DATA",
                                 "Subject: proxied\r\n\r\nx\r\n.", "QUIT"):
                        third.sendall(line.encode() + b"\r\n")
                        while file.readline()[3:4] == b"-":
                            pass
            g.wait()
            self.assertEqual(g.ask("messages", "list")[0]["envelope"]["peer"], "203.0.113.8")

    def test_what_is_no_header_gets_no_banner(self):
        with gateway.Gateway(start=False) as g:
            self.listen(g, "127.0.0.0/8")
            with self.say(b"EHLO client.example\r\n") as client:
                self.assertEqual(client.recv(100), b"")
            with self.say(b"PROXY TCP4 203.0.113.7 127.0.0.1 40000 25\r\nEHLO client.example\r\n") as client:
                self.assertTrue(client.recv(100).startswith(b"554 "))

    def test_only_listed_networks_may_name_peers(self):
        with gateway.Gateway(start=False) as g:
            self.listen(g, "192.0.2.0/24")
            with self.say(b"PROXY TCP4 203.0.113.7 127.0.0.1 40000 25\r\n") as client:
                try:
                    self.assertEqual(client.recv(100), b"")
                except ConnectionResetError:
                    pass


class InboxAlone(unittest.TestCase):
    def test_submission_in_an_inbox_of_its_own_is_refused_clearly(self):
        with gateway.Gateway(start=False) as g:
            done = gateway.run("serve", "--role", "inbox", "--data", g.data, "--submission",
                               "127.0.0.1:%d" % gateway.free_port(), expect=2)
            self.assertIn(b"submission needs the users", done.stderr)


if __name__ == "__main__":
    unittest.main()
