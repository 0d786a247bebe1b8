"""Inbox, processor and web as three processes on one data directory; and what a command does beside them and without."""
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import unittest
import urllib.parse

sys.path.insert(0, os.path.dirname(__file__))
import gateway  # noqa: E402
from gateway_test import Http, example  # noqa: E402


class Roles(gateway.Gateway):
    """A gateway whose roles are processes of their own. start() starts all three, start_role one."""

    def __init__(self, **options):
        super().__init__(start=False, **options)
        self.processes = {}
        self.prefix = []

    def __exit__(self, *arguments):
        for role in list(self.processes):
            self.end_role(role)
        super().__exit__(*arguments)

    def start(self):
        self.smtp_port, self.http_port = gateway.free_port(), gateway.free_port()
        self.start_role("web", "--http", "127.0.0.1:%d" % self.http_port)
        self.start_role("inbox", "--smtp", "127.0.0.1:%d" % self.smtp_port)
        self.start_role("processor")

    def start_role(self, role, *arguments):
        path = os.path.join(self.directory.name, role + ".log")
        with open(path, "ab") as log:
            process = subprocess.Popen([*self.prefix, gateway.DESIST, "serve", "--role", role, "--data", self.data, *arguments],
                                       stdout=subprocess.PIPE, stderr=log, text=True)
        self.processes[role] = process
        first = process.stdout.readline()
        if first.strip() != "ready":
            with open(path) as log:
                raise AssertionError("%s is not ready: %r\n%s" % (role, first, log.read()))

    def end_role(self, role, how=signal.SIGTERM):
        process = self.processes.pop(role)
        process.send_signal(how)
        status = process.wait(30)
        process.stdout.close()
        return status


class Page:
    """Somebody who is logged in."""

    def __init__(self, g):
        self.http, self.origin = Http(g), "http://127.0.0.1:%d" % g.http_port
        answer, page = self.http.request("GET", "/login")
        self.http.cookie = answer.getheader("Set-Cookie").split(";")[0]
        answer, _ = self.post("/login", {**self.hidden(page), "email": g.setup["owner"], "password": g.setup["password"]})
        self.status = answer.status
        if answer.getheader("Set-Cookie"):
            self.http.cookie = answer.getheader("Set-Cookie").split(";")[0]

    @staticmethod
    def hidden(page):
        return dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]*)"[^>]*value="([^"]*)"', page.decode()))

    def post(self, target, fields):
        return self.http.request("POST", target, urllib.parse.urlencode(fields),
                                 {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin})

    def suppress_form(self, who):
        _, page = self.http.request("GET", "/look-up?" + urllib.parse.urlencode({"to": who, "workspace": "default"}))
        form = re.search(rb'<form method="post" action="/suppressions">.*?</form>', page, re.S).group(0)
        return {**self.hidden(form), "purpose": "marketing", "channel": "email", "reason": "asked on the phone"}


class ThreeProcesses(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stack = contextlib.ExitStack()
        cls.g = cls.stack.enter_context(Roles())
        cls.g.start()
        cls.http = Http(cls.g)

    @classmethod
    def tearDownClass(cls):
        cls.stack.close()

    def test_mail_that_comes_in_is_answered_for_over_http(self):
        self.g.send("", [self.g.token("bounce", "gone@toolworks.example")], example("2-hard-bounce.eml"))
        self.g.wait()
        self.assertEqual(self.http.check("gone@toolworks.example")[1]["decision"], "deny")
        self.assertEqual(self.g.check("gone@toolworks.example")["decision"], "deny")

    def test_a_command_suppresses_and_http_knows_at_once(self):
        for number in range(20):
            who = "n%d@shop.example" % number
            self.assertEqual(self.http.check(who)[1]["decision"], "allow")
            self.g.run("suppress", who)
            self.assertEqual(self.http.check(who)[1]["decision"], "deny")

    def test_the_page_suppresses_and_a_command_knows_at_once(self):
        page = Page(self.g)
        self.assertEqual(page.status, 303)
        answer, _ = page.post("/suppressions", page.suppress_form("ann@shop.example"))
        self.assertEqual((answer.status, answer.getheader("Location").split("&")[0]), (303, "/look-up?done=suppressed"))
        self.assertEqual(self.g.check("ann@shop.example")["decision"], "deny")

    def test_a_form_that_is_sent_twice_is_one_entry(self):
        page = Page(self.g)
        form = page.suppress_form("twice@shop.example")
        before = len(self.g.ask("ledger"))
        for _ in range(2):
            self.assertEqual(page.post("/suppressions", form)[0].status, 303)
        self.assertEqual(len(self.g.ask("ledger")), before + 1)

    def test_accounts_made_by_a_command_are_good_for_the_web_role_at_once(self):
        key = self.g.ask("key", "create", "mailer")[0]
        self.assertEqual(self.http.check("x@shop.example", key=key["secret"])[0], 200)
        self.g.run("key", "revoke", str(key["id"]))
        self.assertEqual(self.http.check("x@shop.example", key=key["secret"])[0], 401)

    def test_the_web_role_has_nothing_of_the_store_open_for_writing(self):
        self.http.check("x@shop.example")
        writable = set()
        directory = "/proc/%d/fd" % self.g.processes["web"].pid
        for number in os.listdir(directory):
            try:
                target = os.readlink(os.path.join(directory, number))
                with open(directory + "info/" + number) as info:
                    flags = int(re.search(r"flags:\s+(\d+)", info.read()).group(1), 8)
            except OSError:
                continue
            if target.startswith(self.g.data) and flags & os.O_ACCMODE != os.O_RDONLY:
                writable.add(os.path.relpath(target, self.g.data))
        self.assertEqual(writable, {"store/lock.mdb"})


class ProcessorGone(unittest.TestCase):
    def test_the_web_role_answers_on_and_says_that_nothing_can_be_written(self):
        with Roles() as g:
            g.start()
            page = Page(g)
            form = page.suppress_form("ann@shop.example")
            g.end_role("processor", signal.SIGKILL)
            self.assertEqual(Http(g).check("ann@shop.example")[0], 200)
            self.assertEqual(page.post("/suppressions", form)[0].status, 503)
            g.start_role("processor")  # in place of the socket that the killed one left
            self.assertEqual(page.post("/suppressions", form)[0].status, 303)
            self.assertEqual(g.check("ann@shop.example")["decision"], "deny")

    def test_a_command_writes_by_itself_and_the_web_role_sees_it(self):
        with Roles() as g:
            g.start()
            g.end_role("processor")
            g.run("suppress", "ann@shop.example")
            self.assertEqual(Http(g).check("ann@shop.example")[1]["decision"], "deny")
            self.assertEqual(g.ask("verify")[0]["faults"], [])

    def test_killed_again_and_again_it_loses_nothing_that_was_answered(self):
        with Roles() as g:
            g.start()
            answered, stop = [], threading.Event()

            def suppress_on(name):
                number = 0
                while not stop.is_set():
                    who = "%s%d@shop.example" % (name, number)
                    done = g.run("suppress", who, expect=None)
                    self.assertIn(done.returncode, (0, 3), done.stderr)
                    if done.returncode == 0:
                        answered.append(who)
                    number += 1

            threads = [threading.Thread(target=suppress_on, args=(name,)) for name in ("a", "b")]
            [t.start() for t in threads]
            for _ in range(5):
                gateway.wait_until(lambda count=len(answered): len(answered) >= count + 3)
                g.end_role("processor", signal.SIGKILL)
                g.start_role("processor")
            stop.set()
            [t.join() for t in threads]
            self.assertEqual([w for w in answered if g.check(w)["decision"] != "deny"], [])
            self.assertEqual(g.ask("verify")[0]["faults"], [])


class OneWriter(unittest.TestCase):
    def test_a_second_gateway_on_the_same_data_is_refused(self):
        with Roles() as g:
            g.start_role("processor")
            done = gateway.run("serve", "--role", "processor", "--data", g.data, expect=3)
            self.assertIn(b"busy", done.stderr)

    def test_a_group_that_is_not_there_is_a_clear_failure(self):
        with Roles() as g:
            path = os.path.join(g.directory.name, "desist.toml")
            with open(path, "w") as file:
                file.write("[writer]\ngroup = \"no-such-group\"\n")
            done = gateway.run("serve", "--role", "processor", "--config", path, "--data", g.data, expect=3)
            self.assertIn(b"no group no-such-group", done.stderr)

    def test_setting_up_again_beside_a_gateway_is_misuse(self):
        with Roles() as g:
            g.start_role("processor")
            g.run("setup", "--yes", "--domain", g.domain, expect=2)

    def test_a_processor_that_hangs_is_a_clear_failure_of_the_command(self):
        with Roles() as g:
            g.start_role("processor")
            g.processes["processor"].send_signal(signal.SIGSTOP)
            try:
                done = g.run("suppress", "ann@shop.example", expect=3)
                self.assertIn(b"did not answer", done.stderr)
            finally:
                g.processes["processor"].send_signal(signal.SIGCONT)


@unittest.skipUnless(os.geteuid() == 0 and shutil.which("unshare"), "needs the right to mount")
class ReadOnly(unittest.TestCase):
    """What ReadOnlyPaths= and ReadWritePaths= of the unit make of the file system."""

    WEB = "mount --bind {0} {0} && mount --bind {0}/store/lock.mdb {0}/store/lock.mdb && mount -o remount,bind,ro {0} && exec \"$@\""

    def test_the_web_role_needs_to_write_the_lock_file_only(self):
        with Roles() as g:
            g.start_role("processor")
            g.http_port = gateway.free_port()
            g.prefix = ["unshare", "--mount", "sh", "-c", self.WEB.format(g.data), "sh"]
            g.start_role("web", "--http", "127.0.0.1:%d" % g.http_port)
            g.prefix = []
            g.run("suppress", "ann@shop.example")
            self.assertEqual(Http(g).check("ann@shop.example")[1]["decision"], "deny")
            page = Page(g)
            self.assertEqual(page.post("/suppressions", page.suppress_form("bob@shop.example"))[0].status, 303)
            self.assertEqual(Http(g).check("bob@shop.example")[1]["decision"], "deny")

    def test_without_the_lock_file_it_does_not_start(self):
        with gateway.Gateway(start=False) as g:
            script = "mount --bind {0} {0} && mount -o remount,bind,ro {0} && exec \"$@\"".format(g.data)
            done = subprocess.run(["unshare", "--mount", "sh", "-c", script, "sh", gateway.DESIST, "serve", "--role", "web",
                                   "--data", g.data, "--http", "127.0.0.1:%d" % gateway.free_port()],
                                  capture_output=True, timeout=60)
            self.assertEqual(done.returncode, 3)
            self.assertIn(b"lock.mdb", done.stderr)


if __name__ == "__main__":
    unittest.main()
