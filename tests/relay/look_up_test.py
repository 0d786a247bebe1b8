"""Who asks before dispatch: real Postfix and redis-cli where they are installed, and plain sockets as Exim uses them."""
import os
import shutil
import smtplib
import socket
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.dirname(__file__))
import gateway  # noqa: E402

GONE, FREE = "gone@toolworks.example", "mary@bakery.example"

MASTER = """\
%(policy)d  inet n - n - - smtpd -o {smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:%(postfix)d, permit}
%(socketmap)d inet n - n - - smtpd -o {smtpd_recipient_restrictions = check_recipient_access socketmap:inet:127.0.0.1:%(postfix)d:access, permit}
%(tcp)d     inet n - n - - smtpd -o {smtpd_recipient_restrictions = check_recipient_access tcp:127.0.0.1:%(postfix)d, permit}
%(milter)d  inet n - n - - smtpd -o {smtpd_milters = inet:127.0.0.1:%(reject)d}
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
discard   unix  - - n - - discard
error     unix  - - n - - error
anvil     unix  - - n - 1 anvil
postlog   unix-dgram n - n - 1 postlogd
"""
MAIN = """\
compatibility_level = 3.6
queue_directory = %(queue)s
data_directory = %(data)s
maillog_file = %(log)s
maillog_file_prefixes = %(log)s
mail_owner = postfix
setgid_group = postdrop
myhostname = sender.example.test
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
default_transport = discard
relay_transport = discard
local_recipient_maps =
alias_maps =
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_policy_service_default_action = 451 4.3.5 policy service
milter_default_action = tempfail
"""


class Postfix:
    """An instance of its own in a scratch directory; the packaged one is not touched."""

    def __init__(self, ports):
        self.directory, self.ports = tempfile.mkdtemp(prefix="desist-postfix-"), ports

    def __enter__(self):
        path = lambda name: os.path.join(self.directory, name)  # noqa: E731
        os.chmod(self.directory, 0o755)
        for name in ("queue", "data", "etc"):
            os.mkdir(path(name))
        shutil.chown(path("data"), "postfix")
        with open(path("etc/main.cf"), "w") as file:
            file.write(MAIN % {"queue": path("queue"), "data": path("data"), "log": path("log")})
        with open(path("etc/master.cf"), "w") as file:
            file.write(MASTER % self.ports)
        shutil.copy("/etc/postfix/postfix-files", path("etc")) if os.path.exists("/etc/postfix/postfix-files") else None
        started = subprocess.run(["postfix", "-c", path("etc"), "start"], capture_output=True, text=True)
        if started.returncode:
            raise AssertionError("postfix: " + started.stderr)
        return self

    def __exit__(self, *_):
        subprocess.run(["postfix", "-c", os.path.join(self.directory, "etc"), "stop"], capture_output=True)
        shutil.rmtree(self.directory, ignore_errors=True)

    def connect(self, service):
        for _ in range(100):
            try:
                return smtplib.SMTP("127.0.0.1", self.ports[service], timeout=30)
            except OSError:
                time.sleep(0.1)
        raise AssertionError("postfix does not listen")


def postfix_is_there():
    return shutil.which("postfix") and os.geteuid() == 0 and os.path.exists("/usr/lib/postfix/sbin/master")


class LookUpTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.ports = {name: gateway.free_port() for name in
                     ("postfix", "resp", "reject", "policy", "socketmap", "tcp", "milter")}
        cls.directory = tempfile.TemporaryDirectory(prefix="desist-look-up-")
        cls.unix = os.path.join(cls.directory.name, "postfix")
        door = lambda name: "127.0.0.1:%d" % cls.ports[name]  # noqa: E731
        cls.gateway = gateway.Gateway(arguments=["--postfix", door("postfix"), "--postfix", "unix:" + cls.unix,
                                                 "--resp", door("resp"), "--milter", door("reject")])
        cls.gateway.__enter__()
        cls.gateway.run("suppress", GONE)

    @classmethod
    def tearDownClass(cls):
        cls.gateway.__exit__()
        cls.directory.cleanup()

    def ask_socket(self, connection, octets, half_close=False):
        with connection:
            connection.settimeout(20)
            connection.sendall(octets)
            if half_close:
                connection.shutdown(socket.SHUT_WR)
                return b"".join(iter(lambda: connection.recv(4096), b""))
            return connection.recv(4096)

    def test_exim_reads_one_answer_from_a_socket_that_it_half_closes(self):
        for who, code in ((GONE, b"200 "), (FREE, b"500 ")):
            connection = socket.create_connection(("127.0.0.1", self.ports["postfix"]))
            answer = self.ask_socket(connection, b"get %s\n" % who.encode(), half_close=True)
            self.assertTrue(answer.startswith(code), answer)

    def test_a_unix_socket_answers_too(self):
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(self.unix)
        self.assertTrue(self.ask_socket(connection, b"get %s\n" % GONE.encode()).startswith(b"200 "))

    def test_a_suppression_and_its_lift_are_seen_at_once(self):
        who = "soon@bakery.example"
        for command, code in ((None, b"500 "), ("suppress", b"200 "), ("lift", b"500 ")):
            if command:
                self.gateway.run(command, who)
            connection = socket.create_connection(("127.0.0.1", self.ports["postfix"]))
            self.assertTrue(self.ask_socket(connection, b"get %s\n" % who.encode()).startswith(code), command)

    @unittest.skipUnless(shutil.which("redis-cli"), "redis-cli is not installed")
    def test_redis_cli_asks_with_an_api_key(self):
        def ask(*words, key=self.gateway.setup["api_key"]):
            done = subprocess.run(["redis-cli", "-p", str(self.ports["resp"]), "--no-auth-warning", "-a", key, *words],
                                  capture_output=True, text=True, timeout=20)
            return done.stdout.strip()
        self.assertEqual(ask("EXISTS", GONE), "1")
        self.assertEqual(ask("EXISTS", FREE), "0")
        self.assertEqual(ask("SMISMEMBER", "marketing", GONE, FREE).split(), ["1", "0"])
        self.assertTrue(ask("GET", GONE).startswith("deny"))
        self.assertTrue(ask("SET", "a", "b").startswith("READONLY"))
        self.assertIn("NOAUTH", ask("EXISTS", GONE, key="dsk_wrong"))

    @unittest.skipUnless(postfix_is_there(), "Postfix is not installed, or this is not root")
    def test_postfix_refuses_one_recipient_and_passes_another_of_the_same_message(self):
        with Postfix(self.ports) as postfix:
            for service in ("policy", "socketmap", "tcp", "milter"):
                with self.subTest(service), postfix.connect(service) as smtp:
                    smtp.ehlo("client.example.test")
                    smtp.mail("me@sender.example")
                    code, text = smtp.rcpt(GONE)
                    self.assertEqual((code, b"5.7.1" in text), (550, True), text)
                    self.assertEqual(smtp.rcpt(FREE)[0], 250)
                    self.assertEqual(smtp.data(b"Subject: hello\r\n\r\nHello\r\n")[0], 250)


if __name__ == "__main__":
    unittest.main(verbosity=2)
