"""desist import, as people and scripts use it."""
import json
import os
import signal
import subprocess
import time
import unittest
import urllib.parse
import urllib.request

import gateway

CSV = (b"\xef\xbb\xbfName,E-Mail,Reason\r\n"
       b'"Lee, Ann",ann@shop.example,Unsubscribed\r\n'
       b"Bob,bob@shop.example,hard bounce\r\n"
       b"Nobody,,bounce\r\n"
       b'"Two\nlines",ANN@shop.example,unsub\r\n'
       b"Dan,dan@shop.example,\r\n"
       b"Eve,not-a-contact,spam")


def write(g, name, octets):
    path = os.path.join(g.directory.name, name)
    with open(path, "wb") as file:
        file.write(octets)
    return path


def ask(g, who):
    """The answer of the running gateway."""
    request = urllib.request.Request("http://127.0.0.1:%d/v1/check?to=%s" % (g.http_port, urllib.parse.quote(who)),
                                     headers={"Authorization": "Bearer " + g.setup["api_key"]})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)["decision"]


def many(count):
    return "".join("person%d@host%d.example\n" % (i, i % 97) for i in range(count)).encode()


class Import(unittest.TestCase):
    def test_a_plain_list_from_standard_input_suppresses_its_lines(self):
        with gateway.Gateway(start=False) as g:
            done = g.run("import", "-", stdin=b"ann@shop.example\r\n\r\n+49 151 12345678\nann@SHOP.example")
            account = gateway.lines(done)[0]
            self.assertEqual((account["imported"], account["known"], account["invalid"]), (2, 1, 0))
            self.assertEqual(g.check("ann@shop.example")["reason"], "imported")
            self.assertEqual(g.check("+4915112345678")["decision"], "deny")
            self.assertEqual(g.check("bob@shop.example")["decision"], "allow")

    def test_columns_are_found_by_name_and_each_line_is_accounted_for(self):
        with gateway.Gateway(start=False) as g:
            path = write(g, "list.csv", CSV)
            done = g.run("import", path, "--reason-column", "reason", expect=1)
            account = gateway.lines(done)[0]
            self.assertEqual((account["imported"], account["known"], account["invalid"]), (3, 1, 2))
            self.assertEqual([e["line"] for e in account["errors"]], [4, 8])
            self.assertEqual(g.check("ann@shop.example")["reason"], "unsubscribe")
            self.assertEqual(g.check("bob@shop.example")["reason"], "hard_bounce")
            self.assertEqual(g.check("dan@shop.example")["reason"], "imported")

    def test_a_named_column_and_a_reason_for_all(self):
        with gateway.Gateway(start=False) as g:
            path = write(g, "list.txt", b"who;id\nann@shop.example;1\n")
            g.run("import", path, "--column", "WHO", "--reason", "complaint")
            self.assertEqual(g.check("ann@shop.example")["reason"], "complaint")

    def test_misuse_is_told_from_failure(self):
        with gateway.Gateway(start=False) as g:
            path = write(g, "list.csv", CSV)
            g.run("import", expect=2)
            g.run("import", path, "--list", expect=2)
            g.run("import", path, "--column", "telephone", expect=2)
            g.run("import", path, "--reason", "because", expect=2)
            g.run("import", path, "--channel", "pigeon", expect=2)
            g.run("import", "--undo", "not-hex", expect=2)
            g.run("import", "--undo", "0123456789abcdef", expect=1)
            g.run("import", "/nonexistent", expect=3)
            self.assertEqual(gateway.lines(g.run("import", "--list")), [])

    def test_a_dry_run_counts_and_changes_nothing(self):
        with gateway.Gateway(start=False) as g:
            path = write(g, "list.csv", CSV)
            account = gateway.lines(g.run("import", path, "--dry-run", expect=1))[0]
            self.assertEqual((account["imported"], account["known"], account["invalid"]), (3, 1, 2))
            self.assertEqual(g.check("ann@shop.example")["decision"], "allow")
            self.assertEqual(gateway.lines(g.run("import", "--list")), [])

    def test_an_undo_frees_what_the_import_denied(self):
        with gateway.Gateway(start=False) as g:
            path = write(g, "list.txt", b"ann@shop.example\nbob@shop.example\n")
            g.run("suppress", "bob@shop.example")
            account = gateway.lines(g.run("import", path, "--source", "old program"))[0]
            listed = gateway.lines(g.run("import", "--list"))
            self.assertEqual([(i["import"], i["source"], i["rows"], i["state"]) for i in listed],
                             [(account["import"], "old program", 2, "complete")])
            g.run("import", "--undo", account["import"])
            self.assertEqual(g.check("ann@shop.example")["decision"], "allow")
            self.assertEqual(g.check("bob@shop.example")["decision"], "deny")
            self.assertEqual(gateway.lines(g.run("import", "--list"))[0]["state"], "undone")
            g.run("verify")

    def test_a_lift_frees_one_row(self):
        with gateway.Gateway(start=False) as g:
            path = write(g, "list.txt", b"ann@shop.example\nbob@shop.example\n")
            g.run("import", path)
            g.run("lift", "ann@shop.example")
            self.assertEqual(g.check("ann@shop.example")["decision"], "allow")
            self.assertEqual(g.check("bob@shop.example")["decision"], "deny")

    def test_the_same_list_again_adds_nothing(self):
        with gateway.Gateway(start=False) as g:
            path = write(g, "list.txt", many(1000))
            first = gateway.lines(g.run("import", path))[0]
            again = gateway.lines(g.run("import", path))[0]
            self.assertEqual((again["import"], again["imported"], again["known"]), (first["import"], 0, 1000))

    def interrupt(self, number):
        rows = 400_000
        with gateway.Gateway(start=False) as g:
            path = write(g, "list.txt", many(rows))
            process = subprocess.Popen([gateway.DESIST, "import", path, "--data", g.data],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while process.poll() is None and not gateway.lines(g.run("import", "--list")):
                time.sleep(0.01)
            process.send_signal(number)
            status = process.wait()
            g.run("verify")
            account = gateway.lines(g.run("import", path))[0]
            self.assertEqual(account["imported"] + account["known"], rows)
            self.assertEqual(gateway.lines(g.run("import", "--list"))[0]["rows"], rows)
            self.assertEqual(g.check("person%d@host%d.example" % (rows - 1, (rows - 1) % 97))["decision"], "deny")
            g.run("verify")
            self.assertEqual(os.listdir(os.path.join(g.data, "imports")), ["lock"])
            return status, account["known"]

    def test_goes_on_after_a_kill(self):
        status, known = self.interrupt(signal.SIGKILL)
        self.assertIn(status, (-signal.SIGKILL, 0))
        self.assertGreater(known, 0)

    def test_goes_on_after_an_interruption(self):
        status, known = self.interrupt(signal.SIGINT)
        self.assertIn(status, (3, 0))
        self.assertGreater(known, 0)

    def test_a_running_gateway_knows_each_row_at_once(self):
        with gateway.Gateway() as g:
            path = write(g, "list.txt", many(50_000))
            for i in (0, 7, 96, 97 * 500 + 3, 49_999):
                self.assertEqual(ask(g, "person%d@host%d.example" % (i, i % 97)), "allow")
            g.run("import", path)
            for i in (0, 7, 96, 97 * 500 + 3, 49_999):
                self.assertEqual(ask(g, "person%d@host%d.example" % (i, i % 97)), "deny")
            self.assertEqual(ask(g, "nobody@host.example"), "allow")


if __name__ == "__main__":
    unittest.main()
