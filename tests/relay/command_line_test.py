"""The command line as its contract says: what it prints, and what its exit status means."""
import base64
import hmac
import json
import os
import struct
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.dirname(__file__))
import gateway  # noqa: E402

OPT_OUT = "From: Ann <ann@shop.example>\r\nTo: us@example.test\r\nSubject: Re: news\r\n\r\nPlease unsubscribe me from your list.\r\n"


class Setup(unittest.TestCase):
    def test_prints_what_the_contract_names(self):
        with gateway.Gateway(start=False) as g:
            self.assertEqual(list(g.setup), ["workspace", "relay_address", "api_key", "owner", "password", "recovery_key"])
            self.assertRegex(g.setup["relay_address"], r"^f-[a-z2-7]{20,62}@example\.test$")
            self.assertRegex(g.setup["api_key"], r"^dsk_\w+$")

    def test_never_touches_a_store_that_is_set_up(self):
        with gateway.Gateway(start=False) as g:
            done = g.run("setup", "--yes", "--domain", "other.test", expect=2)
            self.assertIn(b"set up already", done.stderr)

    def test_needs_a_domain(self):
        with tempfile.TemporaryDirectory() as directory:
            gateway.run("setup", "--yes", "--data", directory + "/data", expect=2)

    def test_keys_are_for_their_owner_alone(self):
        with gateway.Gateway(start=False) as g:
            self.assertEqual(os.stat(os.path.join(g.data, "keys", "master")).st_mode & 0o777, 0o400)

    def test_writes_a_configuration_that_it_can_read(self):
        with tempfile.TemporaryDirectory() as directory:
            config = os.path.join(directory, "desist.toml")
            gateway.run("setup", "--yes", "--domain", "example.test", "--data", directory + "/data", "--config", config)
            gateway.run("workspace", "list", "--config", config)


class Misuse(unittest.TestCase):
    def test_exit_status_2(self):
        for arguments in ([], ["nonsense"], ["check"], ["check", "--colour", "x@y.example"], ["serve", "--smtp", "nowhere"]):
            gateway.run(*arguments, expect=2)

    def test_help_and_version_are_no_misuse(self):
        for arguments in (["--help"], ["--version"], ["check", "--help"]):
            gateway.run(*arguments, expect=0)

    def test_a_misspelt_setting_is_named_with_its_line(self):
        with tempfile.NamedTemporaryFile("w", suffix=".toml") as config:
            config.write("data = \"/nowhere\"\n[smtp]\nlistne = []\n")
            config.flush()
            done = gateway.run("workspace", "list", "--config", config.name, expect=2)
            self.assertIn(b":3: listne: no such setting", done.stderr)

    def test_a_store_that_is_not_there_is_a_failure(self):
        gateway.run("workspace", "list", "--data", "/nonexistent/desist", expect=3)


class Consent(unittest.TestCase):
    def test_a_workspace_that_asks_first_sends_only_to_those_who_agreed(self):
        with gateway.Gateway(start=False) as g:
            g.run("workspace", "set", "default", "--consent", "opt-in")
            self.assertEqual(g.check("ann@shop.example")["reason"], "consent_absent")
            g.run("consent", "grant", "ann@shop.example", "--wording", "Yes, write to me.", "--jurisdiction", "DE")
            self.assertEqual(g.check("ann@shop.example")["decision"], "allow")
            receipt = g.ask("consent", "receipt", "ann@shop.example")[0]
            self.assertEqual(receipt["pii_processing"]["wording"], "Yes, write to me.")
            g.run("consent", "withdraw", "ann@shop.example")
            self.assertEqual(g.check("ann@shop.example")["reason"], "unsubscribe")
            receipt = g.ask("consent", "receipt", "ann@shop.example")[0]
            self.assertEqual(receipt["consent_state"], "withdrawn")
            self.assertEqual(receipt["pii_processing"]["wording"], "Yes, write to me.")
            g.run("consent", "show", "bob@shop.example", expect=1)

    def test_a_recorded_consent_lifts_no_opt_out(self):
        with gateway.Gateway(start=False) as g:
            g.run("suppress", "ann@shop.example")
            g.run("consent", "grant", "ann@shop.example", "--wording", "Yes.")
            self.assertEqual(g.check("ann@shop.example")["decision"], "deny")

    def test_settings_that_do_not_exist_are_misuse(self):
        with gateway.Gateway(start=False) as g:
            g.run("workspace", "set", "default", "--consent", "perhaps", expect=2)
            g.run("workspace", "set", "default", "--sends", "some", expect=2)
            g.run("consent", "grant", "ann@shop.example", expect=2)
            g.run("consent", "grant", "ann@shop.example", "--wording", "Yes.", "--expires", "soon", expect=2)


class Agency(unittest.TestCase):
    def test_its_rule_holds_in_its_workspaces_only(self):
        with gateway.Gateway(start=False) as g:
            for name in ("sister", "stranger"):
                g.run("workspace", "create", name)
            g.run("suppress", "--agency", "ann@shop.example", expect=2)
            for name in ("default", "sister"):
                g.run("workspace", "set", name, "--agency", "7")
            g.run("suppress", "--agency", "ann@shop.example")
            answer = gateway.lines(g.run("check", "--workspace", "sister", "ann@shop.example", expect=1))[0]
            self.assertEqual((answer["decision"], answer["scope"]), ("deny", "agency"))
            self.assertNotIn("reason", answer)
            g.run("check", "--workspace", "stranger", "ann@shop.example", expect=0)
            g.run("lift", "--agency", "ann@shop.example", "--workspace", "sister")
            g.run("check", "--workspace", "sister", "ann@shop.example", expect=0)


class Sent(unittest.TestCase):
    def test_recipients_are_counted_and_odd_ones_told(self):
        with gateway.Gateway(start=False) as g:
            self.assertEqual(g.ask("sent", "ann@shop.example", "+4915123456789"), [{"recorded": 2, "invalid": 0}])
            done = g.run("sent", "nobody", "ann@shop.example", expect=1)
            self.assertEqual(gateway.lines(done), [{"recorded": 1, "invalid": 1}])
            g.run("sent", "--day", "yesterday", "ann@shop.example", expect=2)


class Number(unittest.TestCase):
    def test_tells_form_status_type_and_region(self):
        done = gateway.run("number", "--json", "+49 1512 3456789", expect=0)
        self.assertEqual(gateway.lines(done)[0], {"raw": "+49 1512 3456789", "normalised": "+4915123456789",
                                                  "status": "valid", "type": "mobile", "region": "DE", "aliases": []})
        done = gateway.run("number", "--json", "030 1234567", expect=1)
        self.assertIsNone(gateway.lines(done)[0]["normalised"])
        gateway.run("number", "--json", "--region", "DE", "030 123456", expect=0)


class Check(unittest.TestCase):
    def test_the_exit_status_is_the_answer(self):
        with gateway.Gateway(start=False) as g:
            self.assertEqual(g.ask("check", "ann@shop.example")[0]["decision"], "allow")
            g.run("suppress", "ann@shop.example")
            done = g.run("check", "bob@shop.example", "ann@shop.example", expect=1)
            self.assertEqual([r["decision"] for r in gateway.lines(done)], ["allow", "deny"])
            g.run("lift", "ann@shop.example")
            g.run("check", "ann@shop.example", expect=0)

    def test_spelling_variants_are_one_contact(self):
        with gateway.Gateway(start=False) as g:
            g.run("suppress", "Ann.Lee+news@GMail.com")
            for variant in ("ann.lee+news@gmail.com", "annlee@gmail.com", "ANNLEE@googlemail.com", "a.n.n.lee+x@gmail.com"):
                self.assertEqual(g.check(variant)["decision"], "deny", variant)
            self.assertEqual(g.check("ann.lee@other.example")["decision"], "allow")

    def test_a_domain_rule_covers_its_addresses(self):
        with gateway.Gateway(start=False) as g:
            g.run("suppress", "@shop.example")
            self.assertEqual(g.check("anyone@shop.example")["decision"], "deny")
            self.assertEqual(g.check("anyone@sub.shop.example")["decision"], "allow")
            g.run("suppress", "*.corp.example")
            self.assertEqual(g.check("anyone@sub.corp.example")["decision"], "deny")

    def test_a_word_that_is_nobody_is_misuse(self):
        with gateway.Gateway(start=False) as g:
            g.run("check", "", expect=2)

    def test_workspaces_are_apart(self):
        with gateway.Gateway(start=False) as g:
            g.run("workspace", "create", "other")
            g.run("suppress", "ann@shop.example", "--workspace", "other")
            self.assertEqual(g.check("ann@shop.example")["decision"], "allow")
            self.assertEqual(g.check("ann@shop.example", "--workspace", "other")["decision"], "deny")


class Inspect(unittest.TestCase):
    def test_answers_one_line_a_file_in_order(self):
        with tempfile.TemporaryDirectory() as directory:
            paths = []
            for number, octets in enumerate((OPT_OUT.encode(), b"", b"\0\xff\xfe" * 100, b"From: x\r\n" * 5000)):
                paths.append(os.path.join(directory, "%d.eml" % number))
                with open(paths[-1], "wb") as file:
                    file.write(octets)
            answers = gateway.lines(gateway.run("inspect", "--json", *paths))
            self.assertEqual([a["file"] for a in answers], paths)
            self.assertEqual(answers[0]["verdicts"][0]["intent"], "opt_out")
            self.assertEqual(answers[0]["verdicts"][0]["contact"], "ann@shop.example")

    def test_reads_standard_input(self):
        answer = gateway.lines(gateway.run("inspect", "--json", "-", stdin=OPT_OUT.encode()))[0]
        self.assertEqual((answer["file"], answer["kind"]), ("-", "reply"))

    def test_a_file_that_is_not_there_is_a_failure_and_the_others_are_answered(self):
        done = gateway.run("inspect", "--json", "/nonexistent.eml", "-", stdin=OPT_OUT.encode(), expect=3)
        self.assertEqual(len(gateway.lines(done)), 1)


class Classify(unittest.TestCase):
    def test_answers_in_the_order_asked(self):
        rows = [{"id": "a", "text": "Please remove me from your mailing list."}, {"id": "b", "text": "Sounds good, call me on Monday."}]
        done = gateway.run("classify", "--json", stdin="\n".join(map(json.dumps, rows)).encode())
        answers = gateway.lines(done)
        self.assertEqual([a["id"] for a in answers], ["a", "b"])
        self.assertEqual([a["suppress"] for a in answers], [True, False])

    def test_a_line_that_is_no_json_is_named_and_the_rest_is_answered(self):
        done = gateway.run("classify", "--json", stdin=b'{"id":"a","text":"stop"}\nnonsense\n{"id":"b","text":"stop"}\n', expect=2)
        self.assertEqual([a["id"] for a in gateway.lines(done)], ["a", "b"])
        self.assertIn(b"line 2", done.stderr)


class Model(unittest.TestCase):
    def test_learns_from_corrections(self):
        text = "The zorble of the quux goes to the flimflam."
        rows = "\n".join(json.dumps({"text": text, "intent": "auto_ack"}) for _ in range(5))
        with tempfile.TemporaryDirectory() as directory:
            path = directory + "/model.bin"
            done = gateway.run("model", "refit", "--corrections", "-", "--out", path, "--json", stdin=rows.encode())
            learnt = json.loads(done.stdout)
            self.assertEqual(learnt["corrections"], 5)
            question = json.dumps({"id": 1, "text": text}).encode()
            answer = json.loads(gateway.run("classify", "--json", "--model", path, stdin=question).stdout)
            self.assertEqual(answer["intent"], "auto_ack")
            self.assertEqual(answer["knowledge"], learnt["knowledge"])

    def test_refuses_what_is_no_model_and_no_correction(self):
        with tempfile.TemporaryDirectory() as directory:
            path = directory + "/model.bin"
            with open(path, "wb") as file:
                file.write(b"nonsense")
            gateway.run("classify", "--model", path, stdin=b"", expect=3)
            gateway.run("model", "refit", "--corrections", "-", "--out", path, stdin=b'{"text":"a"}\n', expect=2)

    def test_rejudging_the_same_model_changes_nothing(self):
        with gateway.Gateway(start=False) as g:
            g.run("model", "rejudge")


class Accounts(unittest.TestCase):
    def test_a_revoked_key_stays_in_the_list(self):
        with gateway.Gateway(start=False) as g:
            created = g.ask("key", "create", "mailer")[0]
            g.run("key", "revoke", str(created["id"]))
            listed = {k["id"]: k for k in g.ask("key", "list")}
            self.assertTrue(listed[created["id"]]["revoked"])
            self.assertNotIn("secret", listed[created["id"]])

    def test_users_have_roles_and_workspaces(self):
        with gateway.Gateway(start=False) as g:
            made = g.ask("user", "create", "ann@example.test", "--role", "viewer", "--workspace", "default")[0]
            self.assertEqual((made["role"], made["workspaces"]), ("viewer", ["default"]))
            g.run("user", "create", "ann@example.test", expect=2)
            g.run("user", "disable", "ann@example.test")
            self.assertTrue([u for u in g.ask("user", "list") if u["email"] == "ann@example.test"][0]["disabled"])

    def test_a_role_is_given_and_taken_at_its_place(self):
        with gateway.Gateway(start=False) as g:
            g.run("workspace", "create", "other")
            g.run("user", "add", "ann@example.test", "--role", "viewer", "--workspace", "default")
            both = g.ask("user", "role", "ann@example.test", "admin", "--workspace", "other")[0]
            self.assertEqual([(grant["reach"], grant["role"]) for grant in both["grants"]], [("workspace", "viewer"), ("workspace", "admin")])
            one = g.ask("user", "role", "ann@example.test", "none", "--workspace", "default")[0]
            self.assertEqual(one["workspaces"], ["other"])

    def test_the_last_owner_stays(self):
        with gateway.Gateway(start=False) as g:
            g.run("user", "disable", g.setup["owner"], expect=3)
            g.run("user", "role", g.setup["owner"], "viewer", expect=3)

    def test_a_second_factor_is_set_up_with_a_code_of_its_key(self):
        with gateway.Gateway(start=False) as g:
            owner = g.setup["owner"]
            secret = g.ask("user", "totp", "begin", owner)[0]["secret"]
            g.run("user", "totp", "confirm", owner, "nonsense", expect=1)
            self.assertFalse(g.ask("user", "list")[0]["second_factor"])
            confirmed = g.ask("user", "totp", "confirm", owner, one_time_code(secret))[0]
            self.assertEqual(len(set(confirmed["recovery_codes"])), 10)
            self.assertTrue(g.ask("user", "list")[0]["second_factor"])
            self.assertFalse(g.ask("user", "totp", "remove", owner)[0]["second_factor"])

    def test_a_rotated_key_is_one_key(self):
        with gateway.Gateway(start=False) as g:
            made = g.ask("key", "add", "mailer", "--network", "192.0.2.0/24", "--rate", "60", "--expires", "2099-12-31")[0]
            turned = g.ask("key", "rotate", str(made["id"]), "--overlap", "1")[0]
            self.assertEqual(turned["id"], made["id"])
            self.assertNotEqual(turned["secret"], made["secret"])
            listed = {k["id"]: k for k in g.ask("key", "list")}[made["id"]]
            self.assertEqual((listed["networks"], listed["requests_a_minute"], listed["expires_at"]), (["192.0.2.0/24"], 60, "2100-01-01T00:00:00Z"))
            self.assertIn("previous_secret_until", listed)
            g.run("key", "add", "mailer", "--network", "nowhere", expect=2)
            g.run("verify")

    def test_the_audit_tells_who_did_what(self):
        with gateway.Gateway(start=False) as g:
            g.run("user", "add", "ann@example.test", "--role", "viewer", "--workspace", "default")
            g.run("suppress", "bob@shop.example")
            given = g.ask("audit", "--what", "role_given")
            self.assertEqual(given[-1]["subject"], "ann@example.test: viewer in default")
            self.assertEqual({line["who"] for line in given}, {"machine"})
            self.assertEqual([line["what"] for line in g.ask("audit", "--who", "machine")][-1], "denied")
            self.assertEqual(g.ask("audit", "--until", "2000-01-01"), [])
            self.assertEqual(g.ask("audit", "--who", "ann@example.test"), [])
            g.run("audit", "--what", "nothing_known", expect=2)
            for i in range(20):
                g.run("lift", "bob@shop.example")
                g.run("suppress", "bob@shop.example")
            self.assertEqual([(line["concern"], line["count"]) for line in g.ask("audit", "--suspicious")], [("many_lifts", 20)])
            g.run("user", "close", "ann@example.test", expect=2)
            g.run("user", "close", "ann@example.test", "--yes")
            self.assertNotIn("ann@example.test", [user["email"] for user in g.ask("user", "list")])
            self.assertEqual(g.ask("audit", "--what", "user_closed")[-1]["who"], "machine")
            g.run("verify")


def one_time_code(secret):
    """RFC 6238, written apart from the program."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), "sha1").digest()
    place = digest[19] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7fffffff) % 1000000:06}"


if __name__ == "__main__":
    unittest.main()
