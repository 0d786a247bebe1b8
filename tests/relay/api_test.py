"""The HTTP API as its own document says: every call with good, bad, foreign and unauthenticated questions."""
import http.client
import json
import os
import re
import socket
import sys
import threading
import unittest

sys.path.insert(0, os.path.dirname(__file__))
import api_fixture  # noqa: E402
import gateway  # noqa: E402

ANNE, BERT = "anne@a-side.example", "bert@b-side.example"

# One good question for each operation: a query or a body; {name} of the path is filled by `Api.path_of`.
GOOD = {
    "check": {"to": ANNE, "channel": "email", "purpose": "marketing"},
    "check_many": {"to": [ANNE, "new@a-side.example", "no contact"]},
    "check_stream": {},
    "list_suppressions": {"limit": 10},
    "create_suppression": {"to": "stop@a-side.example", "reason": "asked on the phone"},
    "read_suppression": {},
    "lift_suppressions": {"to": "lifted@a-side.example", "reason": "a mistake of ours"},
    "read_contact": {"to": ANNE},
    "list_consents": {"to": "eve@a-side.example"},
    "list_consent_receipts": {"to": "eve@a-side.example"},
    "create_consent": {"to": "eve@a-side.example", "wording": "Yes, write to me.", "source": "form"},
    "end_consent": {"to": "eva@a-side.example"},
    "list_messages": {"limit": 10},
    "read_message": {},
    "read_raw_message": {},
    "record_sent": {"to": [ANNE, "no contact"], "day": "2026-11-20"},
    "mint_tokens": {"to": ANNE, "stream": "news"},
    "mint_tokens_of_many": {"to": [ANNE, "no contact", "eve@a-side.example"]},
    "validate_number": {"number": "+49 1512 3456789"},
    "validate_numbers": {"numbers": ["01512 3456789", "nonsense"], "region": "DE"},
    "read_changes": {},
    "stream_changes": {},
    "read_audit": {},
    "list_workspaces": {},
    "change_workspace": {"sends_are_complete": False},
    "list_users": {},
    "list_keys": {},
    "read_own_key": {},
    "list_imports": {},
    "read_health": {},
}


class Api(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.t = api_fixture.Tenants().__enter__()
        cls.g = cls.t.gateway
        for contact in ("lifted@a-side.example", "other@a-side.example"):
            cls.t.a.post("/v1/suppressions", to=contact)
        cls.document = cls.t.nobody.get("/openapi.json").json
        cls.calls = [(path, method.upper(), operation) for path, methods in cls.document["paths"].items()
                     for method, operation in methods.items()]

    @classmethod
    def tearDownClass(cls):
        cls.t.__exit__()

    def path_of(self, path, client):
        if "{entry}" in path:
            return path.replace("{entry}", client.get("/v1/suppressions", limit=1).json["items"][0]["entry"])
        if "{number}" in path:
            return path.replace("{number}", str(client.get("/v1/messages", limit=1).json["items"][0]["number"]))
        return path

    def ask(self, client, path, method, question, **more):
        if method == "GET":
            if path == "/v1/changes/stream":
                return self.first_events(client, {**question, **more})
            return client.ask(method, path, {**question, **more})
        if path == "/v1/check/stream":
            return client.ask(method, path, {**question, **more}, ANNE + "\n")
        return client.ask(method, path, None, {**question, **more})

    def first_events(self, client, query):
        """What a stream says at once: it does not end, so the connection is closed."""
        connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=20)
        fields = {"Authorization": "Bearer " + client.key} if client.key else {}
        connection.request("GET", "/v1/changes/stream" + ("?" + "&".join("%s=%s" % item for item in query.items())
                                                          if query else ""), None, fields)
        response = connection.getresponse()
        octets = response.read1() if response.status == 200 else response.read()
        connection.close()
        return api_fixture.Answer(response, octets)

    def assert_problem(self, answer, status, code=None):
        self.assertEqual(answer.status, status, answer.octets)
        self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
        self.assertEqual(answer.json["type"], "urn:desist:problem:" + answer.json["code"])
        self.assertIsNone(api_fixture.fault(self.document["components"]["schemas"]["Problem"], answer.json,
                                            self.document))
        if code:
            self.assertEqual(answer.json["code"], code)

    # -- every call ---------------------------------------------------------------------------------------------------

    def test_every_call_has_an_example_here(self):
        self.assertEqual(sorted(GOOD), sorted(operation["operationId"] for _, _, operation in self.calls))

    def test_good_questions_are_answered_as_the_document_says(self):
        for path, method, operation in self.calls:
            with self.subTest(operation["operationId"]):
                answer = self.ask(self.t.a, self.path_of(path, self.t.a), method, GOOD[operation["operationId"]])
                self.assertIn(str(answer.status), operation["responses"], answer.octets)
                self.assertEqual(answer.headers["Cache-Control"], "no-store")
                (kind, content), = operation["responses"][str(answer.status)]["content"].items()
                self.assertEqual(answer.headers["Content-Type"], kind)
                if kind == "application/json":
                    self.assertIsNone(api_fixture.fault(content["schema"], answer.json, self.document))
                if kind == "application/x-ndjson":
                    schema = self.document["components"]["schemas"][content["schema"]["description"].split()[-1]]
                    self.assertTrue(answer.lines)
                    for line in answer.lines:
                        self.assertIsNone(api_fixture.fault(schema, line, self.document))

    def test_unknown_parameters_and_members_are_refused(self):
        for path, method, operation in self.calls:
            with self.subTest(operation["operationId"]):
                answer = self.ask(self.t.a, self.path_of(path, self.t.a), method, GOOD[operation["operationId"]],
                                  purpse="x")
                self.assert_problem(answer, 400, "invalid_argument")

    def test_what_is_required_is_missed(self):
        for path, method, operation in self.calls:
            good = GOOD[operation["operationId"]]
            if method == "GET":
                required = [p["name"] for p in operation.get("parameters", []) if p["in"] == "query" and p["required"]]
            else:
                schema = next(iter(operation["requestBody"]["content"].values()))["schema"]
                required = schema.get("required", [])
            for name in required:
                with self.subTest(operation["operationId"] + " without " + name):
                    rest = {key: value for key, value in good.items() if key != name}
                    self.assert_problem(self.ask(self.t.a, path, method, rest), 400, "invalid_argument")

    def test_bodies_that_are_none_are_refused(self):
        for path, method, operation in self.calls:
            if method != "POST" or path == "/v1/check/stream":
                continue
            for body in ("", "[]", "null", "{", '{"to":' * 50, '{"to":{"x":1}}', '{"to":-1}', '{"to":1.5}', "\xff"):
                with self.subTest(operation["operationId"], body=body):
                    self.assert_problem(self.t.a.ask(method, path, None, body), 400, "invalid_argument")

    def test_without_a_key_nothing_is_told(self):
        for path, method, operation in self.calls:
            for client in (self.t.nobody, api_fixture.Client(self.g.http_port, "dsk_wrong")):
                with self.subTest(operation["operationId"]):
                    answer = self.ask(client, path, method, GOOD[operation["operationId"]])
                    self.assert_problem(answer, 401, "unauthorized")
                    self.assertTrue(answer.headers["WWW-Authenticate"].startswith("Bearer"))
                    client.close()

    def test_a_key_without_the_scope_is_refused(self):
        for path, method, operation in self.calls:
            scope = re.search(r'scope "(\w+)"', operation["description"]).group(1)
            client = self.t.reader if scope == "check" else self.t.weak
            with self.subTest(operation["operationId"]):
                answer = self.ask(client, path, method, GOOD[operation["operationId"]])
                self.assert_problem(answer, 403, "permission_denied")

    def test_a_foreign_workspace_is_as_absent_as_one_that_never_was(self):
        for path, method, operation in self.calls:
            with self.subTest(operation["operationId"]):
                good = GOOD[operation["operationId"]]
                foreign, unknown = (self.ask(self.t.a, path, method, good, workspace=name)
                                    for name in ("tenant-b", "never-was"))
                self.assert_problem(foreign, 403, "permission_denied")
                self.assertEqual(foreign.octets, unknown.octets)

    def test_a_foreign_record_is_as_absent_as_one_that_never_was(self):
        for path, method, operation in self.calls:
            if "{" not in path:
                continue
            with self.subTest(operation["operationId"]):
                foreign = self.t.a.ask(method, self.path_of(path, self.t.b))
                unknown = self.t.a.ask(method, path.replace("{entry}", "00" * 16).replace("{number}", "999999"))
                odd = self.t.a.ask(method, path.replace("{entry}", "xyz").replace("{number}", "xyz"))
                self.assert_problem(foreign, 404, "not_found")
                self.assertEqual(foreign.octets, unknown.octets)
                self.assertEqual(foreign.octets, odd.octets)

    def test_the_document_is_valid(self):
        text = json.dumps(self.document)
        for reference in set(re.findall(r'"\$ref": "#/([^"]*)"', text)):
            target = self.document
            for name in reference.split("/"):
                self.assertIn(name, target, reference)
                target = target[name]
        operations = [operation["operationId"] for _, _, operation in self.calls]
        self.assertEqual(len(set(operations)), len(operations))
        try:
            import openapi_spec_validator
        except ImportError:
            return  # not in Debian 12; the rest of this test still holds
        openapi_spec_validator.validate_spec(self.document)

    # -- single calls -------------------------------------------------------------------------------------------------

    def test_the_same_idempotency_key_is_the_same_fact(self):
        def post(key, **more):
            return self.t.a.post("/v1/suppressions", {"Idempotency-Key": key}, to="once@a-side.example", **more)
        first, again, other = post("order-1"), post("order-1"), post("order-2")
        self.assertEqual([first.status, again.status, other.status], [201, 200, 201])
        self.assertEqual(first.json["entries"][0]["entry"], again.json["entries"][0]["entry"])
        self.assertNotEqual(first.json["entries"][0]["entry"], other.json["entries"][0]["entry"])
        self.assertEqual(post("").status, 400)
        self.assertEqual(post("x" * 256).status, 400)

    def test_a_list_is_paged_without_gap_or_repeat(self):
        for number in range(7):
            self.t.a.post("/v1/suppressions", to="page%d@a-side.example" % number)
        whole = [item["entry"] for item in self.t.a.get("/v1/suppressions", limit=1000).json["items"]]
        paged, cursor = [], None
        while True:
            page = self.t.a.get("/v1/suppressions", limit=3, **({"cursor": cursor} if cursor else {})).json
            paged += [item["entry"] for item in page["items"]]
            cursor = page["next"]
            if cursor is None:
                break
        self.assertEqual(paged, whole)
        self.assertEqual(len(set(paged)), len(paged))

    def test_a_cursor_of_another_tenant_leads_to_ones_own(self):
        for contact in ("cursor1@b-side.example", "cursor2@b-side.example"):
            self.t.b.post("/v1/suppressions", to=contact)
        cursor = self.t.b.get("/v1/suppressions", limit=1).json["next"]
        self.assertTrue(cursor)
        items = self.t.a.get("/v1/suppressions", cursor=cursor).json["items"]
        self.assertFalse([item for item in items if "b-side" in (item["to"] or "")])
        self.assert_problem(self.t.a.get("/v1/suppressions", cursor="zz"), 400)

    def test_a_list_is_filtered(self):
        self.t.a.post("/v1/suppressions", to="sms@a-side.example", channel="sms", purpose="marketing")
        found = self.t.a.get("/v1/suppressions", channel="sms", purpose="marketing", kind="denied").json["items"]
        self.assertEqual([item["to"] for item in found], ["sms@a-side.example"])
        self.assertEqual(self.t.a.get("/v1/suppressions", since="2999-01-01T00:00:00Z").json["items"], [])
        self.assert_problem(self.t.a.get("/v1/suppressions", since="yesterday"), 400)
        self.assert_problem(self.t.a.get("/v1/suppressions", limit=1001), 400)

    def test_a_list_that_has_not_changed_is_not_sent_again(self):
        first = self.t.b.get("/v1/suppressions")
        again = self.t.b.get("/v1/suppressions", {"If-None-Match": first.headers["ETag"]})
        self.assertEqual((again.status, again.octets), (304, b""))
        self.t.b.post("/v1/suppressions", to="changed@b-side.example")
        self.assertEqual(self.t.b.get("/v1/suppressions", {"If-None-Match": first.headers["ETag"]}).status, 200)

    def test_a_suppression_denies_until_it_is_lifted(self):
        contact = "back@a-side.example"
        entry = self.t.a.post("/v1/suppressions", to=contact).json["entries"][0]["entry"]
        self.assertEqual(self.t.a.get("/v1/suppressions/" + entry).json["to"], contact)
        self.assertEqual(self.t.a.get("/v1/check", to=contact).json["decision"], "deny")
        self.assertEqual(self.t.a.post("/v1/suppressions/lift", to=contact, reason="back").status, 201)
        self.assertEqual(self.t.a.get("/v1/check", to=contact).json["decision"], "allow")
        self.assert_problem(self.t.a.get("/v1/suppressions/" + entry), 404)
        facts = self.t.a.get("/v1/contacts", to=contact).json["facts"]
        self.assertEqual(len(facts[0]["cancelled_by"]), 1)
        self.assertRegex(facts[0]["by"], r"^key \d+$")
        self.assert_problem(self.t.a.post("/v1/suppressions/lift", to=contact, reason="again"), 404)

    def test_a_timeline_names_the_message_that_says_so(self):
        contact = self.t.a.get("/v1/contacts", to=ANNE).json
        self.assertEqual(contact["check"]["decision"], "deny")
        failed = [fact for fact in contact["facts"] if fact["kind"] == "delivery_failed"][0]
        self.assertEqual(failed["reason"], "user_unknown")
        message = self.t.a.get("/v1/messages/%d" % failed["message"]).json
        self.assertEqual(message["conclusions"]["kind"], "bounce")
        raw = self.t.a.get("/v1/messages/%d/raw" % failed["message"])
        self.assertIn(ANNE.encode(), raw.octets)
        self.assertIn("attachment", raw.headers["Content-Disposition"])
        gateway.wait_until(lambda: "message_viewed" in {line.get("what") for line in self.t.a.get("/v1/audit").lines})

    def test_messages_are_searched_in_their_workspace(self):
        def found(client, text):
            return [message["number"] for message in client.get("/v1/messages", search=text).json["items"]]
        self.assertEqual(len(found(self.t.a, ANNE + " kind:bounce")), 1)
        self.assertEqual(found(self.t.a, BERT), [])
        self.assertEqual(len(found(self.t.b, BERT)), 1)
        self.assert_problem(self.t.a.get("/v1/messages", search=" "), 400)

    def test_a_consent_is_kept_with_its_words_and_ends_by_withdrawal(self):
        contact = "yes@a-side.example"
        self.assertEqual(self.t.a.post("/v1/consents", to=contact, wording="I agree.", language="en").status, 201)
        item, = self.t.a.get("/v1/consents", to=contact).json["items"]
        self.assertEqual((item["state"], item["wording"], item["source"]), ("granted", "I agree.", "api"))
        receipt, = self.t.a.get("/v1/consents/receipts", to=contact).json["items"]
        self.assertEqual(receipt["pii_processing"]["wording"], "I agree.")
        self.assertEqual(self.t.a.post("/v1/consents/withdraw", to=contact).status, 201)
        self.assertEqual(self.t.a.get("/v1/consents", to=contact).json["items"][0]["state"], "withdrawn")
        self.assertEqual(self.t.a.get("/v1/check", to=contact).json["reason"], "unsubscribe")

    def test_numbers_are_told_in_their_order(self):
        results = self.t.a.post("/v1/numbers", numbers=["+49 1512 3456789", "abc"], region="DE").json["results"]
        self.assertEqual(results[0]["normalised"], "+4915123456789")
        self.assertIsNone(results[1]["normalised"])

    def test_tokens_lead_back_to_their_recipient(self):
        tokens = self.t.a.post("/v1/tokens", to="lead@a-side.example", stream="news").json
        self.assertRegex(tokens["list_unsubscribe"], r"^<mailto:u-[a-z0-9]+@example\.test\?subject=unsubscribe>$")
        self.assertIsNone(tokens["list_unsubscribe_post"])
        octets = api_fixture.example("2-hard-bounce.eml").replace(b"gone@toolworks.example", b"lead@a-side.example")
        self.g.send("", [tokens["return_path"]], octets)
        self.g.wait()
        self.assertEqual(self.t.a.get("/v1/check", to="lead@a-side.example").json["decision"], "deny")
        self.assert_problem(self.t.a.post("/v1/tokens", to=ANNE, stream="No Stream"), 400)

    def test_many_tokens_come_in_the_order_of_the_question(self):
        to = ["many%d@a-side.example" % number for number in range(500)]
        to[7] = "no contact"
        results = self.t.a.post("/v1/tokens/bulk", to=to).json["results"]
        self.assertEqual([result["to"] for result in results], to)
        self.assertIsNone(results[7]["return_path"])
        self.assertEqual(len({result["reply_to"] for result in results}), 500)

    def test_users_and_keys_are_those_within_reach(self):
        self.g.run("user", "create", "bea@b-side.example", "--role", "agent", "--workspace", "tenant-b",
                   stdin=b"correct horse battery\n")
        self.assertFalse([u for u in self.t.a.get("/v1/users").json["items"] if "b-side" in u["email"]])
        self.assertTrue([u for u in self.t.b.get("/v1/users").json["items"] if "b-side" in u["email"]])
        self.assertNotIn("b", [key["name"] for key in self.t.a.get("/v1/keys").json["items"]])
        self.assertEqual(self.t.a.get("/v1/keys/own").json["name"], "a")
        self.assertEqual([w["name"] for w in self.t.a.get("/v1/workspaces").json["items"]], ["default"])

    def test_actions_are_in_the_audit_of_their_workspace(self):
        lines = self.t.a.get("/v1/audit").lines
        self.assertTrue(lines[-1]["is_end"])
        self.assertIn("denied", {line.get("what") for line in lines})
        self.assertTrue({line["by"] for line in lines[:-1] if line["what"] == "denied"} <= {"key 2"})

    # -- without an end -----------------------------------------------------------------------------------------------

    def test_a_stream_of_checks_is_answered_in_order(self):
        lines = ['{"to":"%s"}' % ANNE, '"free@a-side.example"', "plain@a-side.example", "", '{"to":1}', "x" * 5000]
        lines += ["load%d@a-side.example" % number for number in range(50_000)]
        answer = self.t.a.ask("POST", "/v1/check/stream", None, "\n".join(lines))
        self.assertEqual(answer.status, 200)
        self.assertEqual([line["to"] for line in answer.lines[:3]], [ANNE, "free@a-side.example", "plain@a-side.example"])
        self.assertEqual([line["decision"] for line in answer.lines[:5]], ["deny", "allow", "allow", "deny", "deny"])
        self.assertEqual(len(answer.lines), len(lines) - 1)
        self.assertEqual(answer.lines[-1]["to"], "load49999@a-side.example")

    def test_a_chunked_stream_of_checks_is_answered_too(self):
        pieces = (b"piece%d@a-side.example\n" % number for number in range(1000))
        answer = self.t.a.ask("POST", "/v1/check/stream", {"purpose": "transactional"}, pieces)
        self.assertEqual([line["decision"] for line in answer.lines], ["allow"] * 1000)

    def test_a_refused_stream_is_refused_before_it_comes(self):
        with socket.create_connection(("127.0.0.1", self.g.http_port), timeout=20) as peer:
            peer.sendall(b"POST /v1/check/stream HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n")
            self.assertIn(b" 401 ", peer.recv(100))

    def test_changes_are_followed_from_cursor_to_cursor(self):
        start = self.t.a.get("/v1/changes").lines[-1]["cursor"]
        self.t.a.post("/v1/suppressions", to="fed1@a-side.example")
        self.t.b.post("/v1/suppressions", to="fed@b-side.example")
        self.t.a.post("/v1/suppressions", to="fed2@a-side.example")
        lines = self.t.a.get("/v1/changes", after=start).lines
        self.assertEqual([line.get("to") for line in lines], ["fed1@a-side.example", "fed2@a-side.example", None])
        one = self.t.a.get("/v1/changes", after=start, limit=1).lines
        self.assertEqual([line.get("to") for line in one], ["fed1@a-side.example", None])
        rest = self.t.a.get("/v1/changes", after=one[0]["cursor"]).lines
        self.assertEqual(rest[0]["to"], "fed2@a-side.example")
        self.assertEqual(self.t.a.get("/v1/changes", after=one[0]["number"]).lines[0]["to"], "fed2@a-side.example")
        self.assert_problem(self.t.a.get("/v1/changes", after="x"), 400)
        self.assert_problem(self.t.a.get("/v1/changes", after="00" * 16 + ":1"), 404)

    def test_a_long_poll_ends_with_the_first_change(self):
        cursor = self.t.a.get("/v1/changes").lines[-1]["cursor"]
        client, answers = api_fixture.Client(self.g.http_port, self.t.a.key), []
        poll = threading.Thread(target=lambda: answers.append(client.get("/v1/changes", after=cursor, wait=50)))
        poll.start()
        self.t.a.post("/v1/suppressions", to="polled@a-side.example")
        poll.join(40)
        client.close()
        self.assertEqual([line.get("to") for line in answers[0].lines], ["polled@a-side.example", None])

    def test_a_long_poll_without_a_change_says_where_it_is(self):
        cursor = self.t.a.get("/v1/changes").lines[-1]["cursor"]
        lines = self.t.a.get("/v1/changes", after=cursor, wait=1).lines
        self.assertEqual([line["is_end"] for line in lines], [True])

    def test_events_come_as_they_happen_and_go_on_after_the_last(self):
        cursor = self.t.a.get("/v1/changes").lines[-1]["cursor"]
        connection = http.client.HTTPConnection("127.0.0.1", self.g.http_port, timeout=30)
        connection.request("GET", "/v1/changes/stream", None,
                           {"Authorization": "Bearer " + self.t.a.key, "Last-Event-ID": cursor})
        response = connection.getresponse()
        self.t.a.post("/v1/suppressions", to="event1@a-side.example")
        first = response.readline(), response.readline(), response.readline()
        self.t.a.post("/v1/suppressions", to="event2@a-side.example")
        second = response.readline(), response.readline(), response.readline()
        connection.close()
        for (identifier, data, end), to in ((first, "event1@a-side.example"), (second, "event2@a-side.example")):
            event = json.loads(data[len(b"data: "):])
            self.assertEqual((event["to"], end), (to, b"\n"))
            self.assertEqual(identifier, b"id: " + event["cursor"].encode() + b"\n")

    # -- unsubscribing, documents -------------------------------------------------------------------------------------

    def unsubscribe_path(self, to, **more):
        value = self.t.a.post("/v1/tokens", to=to, **more).json["list_unsubscribe"]
        return "/unsubscribe/" + re.search("mailto:(u-[a-z0-9]+)@", value).group(1)

    def click(self, path, body="List-Unsubscribe=One-Click", kind="application/x-www-form-urlencoded"):
        return self.t.nobody.ask("POST", path, None, body, {"Content-Type": kind})

    def test_looking_at_the_link_unsubscribes_nobody(self):
        path = self.unsubscribe_path("look@a-side.example")
        page = self.t.nobody.get(path)
        self.assertEqual(page.status, 200)
        self.assertIn("default-src 'none'", page.headers["Content-Security-Policy"])
        self.assertEqual(self.t.nobody.ask("HEAD", path).status, 200)
        self.assertEqual(self.t.a.get("/v1/check", to="look@a-side.example").json["decision"], "allow")

    def test_one_click_unsubscribes_from_its_stream_at_once(self):
        path = self.unsubscribe_path("click@a-side.example", stream="news")
        answer = self.click(path)
        self.assertEqual(answer.status, 200)
        self.assertNotIn("Set-Cookie", answer.headers)
        check = self.t.a.get("/v1/check", to="click@a-side.example", purpose="news").json
        self.assertEqual((check["decision"], check["reason"]), ("deny", "unsubscribe"))
        other = self.t.a.get("/v1/check", to="click@a-side.example", purpose="offers").json
        self.assertEqual(other["decision"], "allow")
        count = len(self.t.a.get("/v1/contacts", to="click@a-side.example").json["facts"])
        self.assertEqual(self.click(path).status, 200)
        self.assertEqual(len(self.t.a.get("/v1/contacts", to="click@a-side.example").json["facts"]), count)

    def test_one_click_counts_again_once_something_was_cancelled(self):
        contact = "again@a-side.example"
        path = self.unsubscribe_path(contact)
        self.assertEqual(self.click(path).status, 200)
        self.assertEqual(self.t.a.post("/v1/consents", to=contact, wording="yes", evidence="form").status, 201)
        self.assertEqual(self.t.a.post("/v1/consents/withdraw", to=contact).status, 201)
        count = len(self.t.a.get("/v1/contacts", to=contact).json["facts"])
        for _ in range(2):
            self.assertEqual(self.click(path).status, 200)
            self.assertEqual(len(self.t.a.get("/v1/contacts", to=contact).json["facts"]), count + 1)

    def test_one_click_comes_as_multipart_too(self):
        path = self.unsubscribe_path("parts@a-side.example")
        body = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
        self.assertEqual(self.click(path, body, "multipart/form-data; boundary=b").status, 200)
        self.assertEqual(self.t.a.get("/v1/check", to="parts@a-side.example").json["decision"], "deny")

    def test_a_link_that_is_not_ours_unsubscribes_nobody(self):
        path = self.unsubscribe_path("forged@a-side.example")
        forged = path[:-1] + ("a" if path[-1] != "a" else "b")
        reply = self.t.a.post("/v1/tokens", to="forged@a-side.example").json["reply_to"].split("@")[0]
        for wrong in (forged, path[:-4], "/unsubscribe/" + reply, "/unsubscribe/x"):
            self.assertEqual(self.click(wrong).status, 404, wrong)
            self.assertEqual(self.t.nobody.get(wrong).status, 404, wrong)
        self.assertEqual(self.click(path, "").status, 400)
        self.assertEqual(self.click(path, "List-Unsubscribe=Two-Clicks").status, 400)
        self.assertEqual(self.t.a.get("/v1/check", to="forged@a-side.example").json["decision"], "allow")

    def test_the_page_of_the_api_shows_every_call_and_fetches_nothing_from_elsewhere(self):
        page = self.t.nobody.get("/docs")
        self.assertEqual(page.status, 200)
        text = page.octets.decode()
        for path, method, operation in self.calls:
            self.assertIn('id="%s"' % operation["operationId"], text)
            self.assertIn("%s %s" % (method, path), text)
        self.assertIn("script-src 'self'", page.headers["Content-Security-Policy"])
        self.assertFalse(re.findall(r'(?:src|href)="(?!/|#)', text))
        self.assertFalse(re.findall(r"<script(?! src=)|\son\w+=|\sstyle=", text))
        for path in re.findall(r'src="(/[^"]*)"', text):
            self.assertEqual(self.t.nobody.get(path).status, 200, path)


class PublicUrl(unittest.TestCase):
    def test_a_public_address_makes_one_click_values(self):
        with gateway.Gateway(start=False) as g:
            file = os.path.join(g.directory.name, "desist.toml")
            with open(file, "w") as configuration:
                configuration.write('data = "%s"\n[http]\npublic_url = "https://mail.example.test"\n' % g.data)
            g.arguments += ["--config", file]
            g.start()
            key = g.ask("key", "add", "sender", "--scope", "write")[0]["secret"]
            client = api_fixture.Client(g.http_port, key)
            tokens = client.post("/v1/tokens", to="public@a-side.example").json
            client.close()
            self.assertRegex(tokens["list_unsubscribe"],
                             r"^<https://mail\.example\.test/unsubscribe/u-[a-z0-9]+>, <mailto:u-")
            self.assertEqual(tokens["list_unsubscribe_post"], "List-Unsubscribe=One-Click")


if __name__ == "__main__":
    unittest.main()
