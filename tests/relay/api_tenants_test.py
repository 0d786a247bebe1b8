"""Two tenants call anything with anything of each other's, at random: nothing of the other ever comes back.

DESIST_RANDOM_CALLS sets how many calls, DESIST_SEED the seed (default: printed on failure by the test's name)."""
import os
import random
import re
import sys
import unittest

sys.path.insert(0, os.path.dirname(__file__))
import api_fixture  # noqa: E402

CALLS = int(os.environ.get("DESIST_RANDOM_CALLS", "4000"))
SEED = int(os.environ.get("DESIST_SEED", "20261121"))


class Side:
    """A tenant: whose domain stands in all that is its own, and what it has that the other could ask for."""

    def __init__(self, client, domain, workspace):
        self.client, self.domain, self.workspace = client, domain, workspace
        self.contacts = ["c%d@%s" % (number, domain) for number in range(20)]
        for contact in self.contacts:
            client.post("/v1/suppressions", to=contact)
            client.post("/v1/consents", to=contact, wording="words of " + domain, evidence=domain)
        # Others write about the first half, so that those stand in what is theirs too; of the rest they only ask.
        self.written_by_all = self.contacts[:10]
        self.entries = [item["entry"] for item in client.get("/v1/suppressions", limit=1000).json["items"]]
        self.messages = [item["number"] for item in client.get("/v1/messages").json["items"]]
        self.cursors = [client.get("/v1/suppressions", limit=3).json["next"]]


class Tenants(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.t = api_fixture.Tenants().__enter__()
        cls.sides = (Side(cls.t.a, "a-side.example", "default"), Side(cls.t.b, "b-side.example", "tenant-b"))
        cls.document = cls.t.nobody.get("/openapi.json").json
        cls.calls = [(path, method.upper(), operation) for path, methods in cls.document["paths"].items()
                     for method, operation in methods.items()
                     # One does not end; the other would leave nothing to look for within the hour.
                     if path not in ("/v1/changes/stream", "/v1/suppressions/lift")]

    @classmethod
    def tearDownClass(cls):
        cls.t.__exit__()

    def value(self, chance, name, method, own, other):
        side = chance.choice((own, other))
        if name == "to":
            return chance.choice(side.written_by_all if method == "POST" and side is other else side.contacts)
        if name == "workspace":
            return chance.choice((own.workspace, other.workspace, other.workspace, "never-was"))
        if name in ("cursor", "after"):
            return str(chance.choice(side.cursors + [chance.randrange(300), "00" * 10]))
        if name in ("limit", "wait"):
            return 1
        return "x"

    def question(self, chance, path, method, operation, own, other):
        """Its path, its query or body, and whether it names anything of the other side."""
        for name, values in (("{entry}", (own.entries, other.entries)), ("{number}", (own.messages, other.messages))):
            if name in path:
                path = path.replace(name, str(chance.choice(chance.choice(values))))
        if method == "GET":
            names = [(p["name"], p["required"]) for p in operation["parameters"] if p["in"] == "query"]
        else:
            schema = next(iter(operation["requestBody"]["content"].values()))["schema"]
            names = [(name, name in schema.get("required", [])) for name in schema.get("properties", {})]
        asked = {name: self.value(chance, name, method, own, other) for name, needed in names
                 if needed or chance.random() < (0.5 if name in ("workspace", "cursor", "after") else 0.1)}
        for name in ("to", "numbers"):
            kind = method == "POST" and schema.get("properties", {}).get(name, {}).get("type")
            if name in asked and kind == "array":
                asked[name] = [asked[name]]
        return path, asked

    def test_random_calls_give_nothing_foreign(self):
        chance = random.Random(SEED)
        statuses = {}
        for number in range(CALLS):
            own, other = chance.sample(self.sides, 2)
            path, method, operation = chance.choice(self.calls)
            path, asked = self.question(chance, path, method, operation, own, other)
            if path == "/v1/check/stream":
                asked = {"to": chance.choice(other.contacts)}
                answer = own.client.ask(method, path, None, asked["to"] + "\n")
            elif method == "GET":
                answer = own.client.ask(method, path, asked)
            else:
                answer = own.client.ask(method, path, None, asked)
            statuses[answer.status] = statuses.get(answer.status, 0) + 1
            self.assertLess(answer.status, 500, (path, asked, answer.octets))
            # What was asked about comes back as "to", and so does what all write about; everything else of the other
            # side is a breach.
            named = asked.get("to", [])
            known = other.written_by_all + (named if isinstance(named, list) else [named])
            text = re.sub(r'"(to|raw|pii_principal_id)":"(%s)"' % "|".join(map(re.escape, known)), "",
                          answer.octets.decode())
            echoed = other.domain in str(asked) and operation["operationId"] in ("record_sent",)
            self.assertTrue(echoed or other.domain not in text, (SEED, number, path, asked, text))
            if other.domain in str(asked) and answer.status == 200 and operation["operationId"] == "read_contact":
                self.assertFalse([f for f in answer.json["facts"] if f["entry"] in other.entries])
        for status in (200, 201, 400, 403, 404):
            self.assertGreater(statuses.get(status, 0), 0, statuses)


if __name__ == "__main__":
    unittest.main()
