"""The straight line, end to end: SMTP in, understood, decided, kept, answered over HTTP and on the page."""
import http.client
import json
import os
import re
import smtplib
import sys
import unittest
import urllib.parse

sys.path.insert(0, os.path.dirname(__file__))
import gateway  # noqa: E402

EXAMPLES = os.path.join(os.path.dirname(__file__), "..", "..", "relay", "examples")


def example(name):
    with open(os.path.join(EXAMPLES, name), "rb") as file:
        return file.read().replace(b"\n", b"\r\n")


class Http:
    def __init__(self, g):
        self.port, self.key = g.http_port, g.setup["api_key"]
        self.cookie = None

    def request(self, method, target, body=None, fields=None):
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        all_fields = dict(fields or {})
        if self.cookie:
            all_fields["Cookie"] = self.cookie
        client.request(method, target, body, all_fields)
        answer = client.getresponse()
        octets = answer.read()
        client.close()
        return answer, octets

    def check(self, *addresses, key=None, **parameters):
        authorization = {"Authorization": "Bearer " + (key or self.key)}
        if len(addresses) == 1:
            query = urllib.parse.urlencode({"to": addresses[0], **parameters})
            answer, octets = self.request("GET", "/v1/check?" + query, None, authorization)
        else:
            answer, octets = self.request("POST", "/v1/check", json.dumps({"to": addresses, **parameters}),
                                          {"Content-Type": "application/json", **authorization})
        return answer.status, json.loads(octets)


class StraightLine(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.g = gateway.Gateway().__enter__()
        cls.http = Http(cls.g)
        cls.g.send("owner@example.test", [cls.g.setup["relay_address"]], example("1-forwarded-opt-out.eml"))
        cls.g.send("", [cls.g.token("bounce", "gone@toolworks.example")], example("2-hard-bounce.eml"))
        cls.g.send("mary@bakery.example", [cls.g.token("reply", "mary@bakery.example")], example("3-friendly-reply.eml"))
        cls.g.wait()
        cls.messages = {m["subject"]: m for m in cls.g.ask("messages", "list")}

    @classmethod
    def tearDownClass(cls):
        cls.g.__exit__()

    def test_a_forwarded_opt_out_is_held_for_the_contact_and_not_for_the_forwarder(self):
        status, answer = self.http.check("pete@garden-shop.example")
        self.assertEqual((status, answer["decision"]), (200, "hold"))
        self.assertEqual(self.http.check("owner@example.test")[1]["decision"], "allow")

    def test_a_hard_bounce_to_a_bounce_token_denies(self):
        answer = self.http.check("gone@toolworks.example")[1]
        self.assertEqual(answer["decision"], "deny")
        self.assertIn("expires_at", answer)

    def test_an_unsubscribe_footer_in_the_quotation_does_not_count(self):
        self.assertEqual(self.http.check("mary@bakery.example")[1]["decision"], "allow")
        verdict = self.messages["Re: Spring catalogue"]["verdicts"][0]
        self.assertIn(verdict["intent"], ("interested", "question"))

    def test_conclusions_say_why(self):
        message = self.messages["Fwd: Re: Spring catalogue"]
        self.assertEqual(message["kind"], "forward")
        self.assertEqual(message["original"]["from"]["address"], "pete@garden-shop.example")
        self.assertEqual(message["verdicts"][0]["intent"], "opt_out")
        self.assertTrue(message["verdicts"][0]["reasons"])

    def test_bulk_answers_keep_the_order(self):
        status, answer = self.http.check("mary@bakery.example", "gone@toolworks.example", "pete@garden-shop.example")
        self.assertEqual(status, 200)
        self.assertEqual([r["decision"] for r in answer["results"]], ["allow", "deny", "hold"])

    def test_without_a_key_there_is_no_answer(self):
        self.assertEqual(self.http.request("GET", "/v1/check?to=a@b.example")[0].status, 401)
        self.assertEqual(self.http.check("a@b.example", key="dsk_wrong")[0], 401)

    def test_a_key_asks_for_its_own_workspaces_only(self):
        self.g.run("workspace", "create", "tenant-b")
        status, problem = self.http.check("a@b.example", workspace="tenant-b")
        self.assertEqual(status, 403)
        self.assertEqual(self.http.check("a@b.example", workspace="default")[0], 200)

    def test_liveness_and_readiness_need_no_key(self):
        self.assertEqual(self.http.request("GET", "/livez")[0].status, 200)
        self.assertEqual(self.http.request("GET", "/readyz")[0].status, 200)

    def test_raw_octets_are_kept_as_received(self):
        directory = os.path.join(self.g.directory.name, "export")
        self.g.run("messages", "export", directory)
        files = []
        for name in os.listdir(directory):
            with open(os.path.join(directory, name), "rb") as file:
                files.append(file.read())
        for name in ("1-forwarded-opt-out.eml", "2-hard-bounce.eml", "3-friendly-reply.eml"):
            self.assertIn(example(name), files)

    def test_the_ledger_verifies(self):
        self.assertEqual(self.g.ask("verify")[0]["faults"], [])


class Page(unittest.TestCase):
    def test_shows_messages_and_suppressions_behind_a_login_only(self):
        with gateway.Gateway() as g:
            http_client = Http(g)
            g.send("owner@example.test", [g.setup["relay_address"]], example("1-forwarded-opt-out.eml"))
            g.wait()
            answer, _ = http_client.request("GET", "/messages")
            self.assertIn(answer.status, (302, 303))
            answer, page = http_client.request("GET", "/login")
            hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]*)"[^>]*value="([^"]*)"', page.decode()))
            cookie = answer.getheader("Set-Cookie")
            if cookie:
                http_client.cookie = cookie.split(";")[0]
            form = urllib.parse.urlencode({**hidden, "email": g.setup["owner"], "password": g.setup["password"]})
            origin = "http://127.0.0.1:%d" % g.http_port
            answer, _ = http_client.request("POST", "/login", form, {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin})
            self.assertIn(answer.status, (302, 303))
            http_client.cookie = answer.getheader("Set-Cookie").split(";")[0]
            page = http_client.request("GET", "/messages")[1].decode()
            self.assertIn("Fwd: Re: Spring catalogue", page)
            page = http_client.request("GET", "/suppressions")[1].decode()
            self.assertIn("pete@garden-shop.example", page)


class Serve(unittest.TestCase):
    def test_ends_cleanly_on_sigterm(self):
        with gateway.Gateway() as g:
            self.assertEqual(g.stop(), 0)

    def test_a_port_that_is_taken_is_a_clear_failure(self):
        with gateway.Gateway() as g:
            done = gateway.run("serve", "--role", "web", "--data", g.data, "--http", "127.0.0.1:%d" % g.http_port, expect=3)
            self.assertIn(str(g.http_port).encode(), done.stderr)

    def test_plain_http_is_refused_beyond_loopback(self):
        with gateway.Gateway(start=False) as g:
            gateway.run("serve", "--data", g.data, "--http", "0.0.0.0:%d" % gateway.free_port(), expect=2)

    def test_no_listener_at_all_is_misuse(self):
        with gateway.Gateway(start=False) as g:
            gateway.run("serve", "--data", g.data, expect=2)

    def test_mail_to_two_recipients_is_one_message(self):
        with gateway.Gateway() as g:
            recipients = [g.token("reply", "ann@shop.example"), g.token("reply", "bob@shop.example")]
            g.send("ann@shop.example", recipients, "From: ann@shop.example\r\nSubject: both\r\n\r\nStop.\r\n")
            g.wait()
            directory = os.path.join(g.directory.name, "export")
            g.run("messages", "export", directory)
            self.assertEqual(len(os.listdir(directory)), 1)
            self.assertEqual({g.check(a)["decision"] for a in ("ann@shop.example", "bob@shop.example")}, {"hold"})

    def test_unknown_recipients_are_refused_in_the_session(self):
        with gateway.Gateway() as g:
            for address in ("someone@example.test", "f-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.test", "x@elsewhere.example"):
                with self.assertRaises(smtplib.SMTPRecipientsRefused) as refused:
                    g.send("ann@shop.example", [address], "Subject: x\r\n\r\nx\r\n")
                self.assertEqual(refused.exception.recipients[address][0], 550)

    def test_messages_in_the_spool_survive_a_restart(self):
        with gateway.Gateway() as g:
            address = g.token("reply", "ann@shop.example")
            for number in range(20):
                g.send("ann@shop.example", [address], "From: ann@shop.example\r\nSubject: %d\r\n\r\nhello\r\n" % number)
            g.kill()
            g.start()
            g.wait()
            self.assertEqual(len(g.ask("messages", "list")), 20)


if __name__ == "__main__":
    unittest.main()
