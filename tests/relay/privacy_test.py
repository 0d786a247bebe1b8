"""People's rights over the command line: erase, requests with their clocks, retention, search, attachments."""
import json
import os
import sys
import unittest
import urllib.request

sys.path.insert(0, os.path.dirname(__file__))
import gateway  # noqa: E402

MAIL = (
    "From: Ann Roe <ann@people.example>\r\nTo: us@example.test\r\nSubject: Re: zebra offer\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/plain\r\n\r\nPlease remove me from your list. Purple elephants.\r\n"
    "--b\r\nContent-Type: application/pdf; name=\"a.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--b--\r\n"
)


class Privacy(unittest.TestCase):
    def setUp(self):
        self.gateway = gateway.Gateway()
        self.addCleanup(self.gateway.__exit__)
        self.gateway.__enter__()

    def receive(self, text=MAIL, sender="ann@people.example"):
        self.gateway.send(sender, [self.gateway.token("reply", "ann@people.example")], text.encode())
        self.gateway.wait()

    def search(self, *query, expect=0):
        return self.gateway.ask("messages", "search", *query, expect=expect)

    def test_an_erased_person_is_gone_and_stays_denied(self):
        self.receive()
        self.assertEqual(len(self.search("ann@people.example")), 1)
        erased = self.gateway.ask("erase", "ann@people.example", "--now")[0]
        self.assertEqual((erased["messages"], erased["complete"]), (1, True))
        self.search("ann@people.example", expect=1)
        answer = self.gateway.ask("check", "ann@people.example", expect=1)[0]
        self.assertEqual((answer["decision"], answer["scope"]), ("deny", "global"))
        self.gateway.run("verify")
        with open(os.path.join(self.gateway.data, "erasures.journal")) as journal:
            self.assertNotIn("ann@", journal.read())

    def test_messages_are_found_by_whole_words_and_fields(self):
        self.receive()
        for query in (["zebra"], ["from:ann@people.example", "elephants"], ["domain:people.example", "kind:reply"]):
            self.assertEqual(len(self.search(*query)), 1, query)
        for query in (["zebr"], ["kind:bounce"], ["bob@people.example"]):
            self.search(*query, expect=1)

    def test_an_attachment_is_handed_out_for_a_link(self):
        self.receive()
        attachment = self.gateway.ask("messages", "attachments", "1")[0]
        self.assertEqual((attachment["name"], attachment["kind"], attachment["size"]), ("a.pdf", "document", 5))
        with urllib.request.urlopen(f"http://127.0.0.1:{self.gateway.http_port}{attachment['link']}") as answer:
            self.assertEqual(answer.read(), b"hello")
            self.assertTrue(answer.headers["Content-Disposition"].startswith("attachment;"))

    def test_a_request_runs_its_course(self):
        self.receive()
        opened = self.gateway.ask("request", "open", "access", "ann@people.example", "--received",
                                                "2026-01-31T10:00:00Z")[0]
        self.assertEqual(opened["answer_by"], "2026-02-28T10:00:00Z")
        number = str(opened["case"])
        target = os.path.join(self.gateway.data, "..", "archive")
        self.gateway.run("request", "export", number, target, expect=3)  # nobody has looked who asks
        self.gateway.run("request", "step", number, "identify")
        self.gateway.run("request", "export", number, target)
        with open(os.path.join(target, "person.json")) as person:
            self.assertEqual(json.load(person)["messages"], 1)
        self.assertIn("1.eml", os.listdir(os.path.join(target, "messages")))
        self.gateway.run("request", "step", number, "finish")
        self.assertEqual(self.gateway.ask("request", "list", "--due"), [])

    def test_an_objection_denies_at_once(self):
        self.gateway.run("request", "open", "object", "bob@people.example")
        answer = self.gateway.ask("check", "bob@people.example", expect=1)[0]
        self.assertEqual((answer["decision"], answer["scope"]), ("deny", "global"))

    def test_a_breach_has_72_hours(self):
        self.gateway.run("breach", "open", "A laptop was lost", "--received", "2026-03-01T00:00:00Z")
        breach = self.gateway.ask("breach", "list")[0]
        self.assertEqual(breach["answer_by"], "2026-03-04T00:00:00Z")

    def test_retention_says_first_what_it_would_do(self):
        self.receive()
        due = self.gateway.ask("retention", "--dry-run", "--messages", "0")[0]
        self.assertEqual((due["seen"], due["octets"] + due["proofs"]), (1, 1))
        self.assertEqual(len(self.search("zebra")), 1)
        self.gateway.run("retention")


if __name__ == "__main__":
    unittest.main()
