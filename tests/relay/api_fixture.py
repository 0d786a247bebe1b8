"""A gateway with two tenants, and what tests of its API share. Used by api_test.py and api_tenants_test.py."""
import http.client
import json
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.dirname(__file__))
import gateway  # noqa: E402

EXAMPLES = os.path.join(os.path.dirname(__file__), "..", "..", "relay", "examples")
ALL_SCOPES = ("check", "write", "read", "lift", "admin", "audit")


def example(name):
    with open(os.path.join(EXAMPLES, name), "rb") as file:
        return file.read().replace(b"\n", b"\r\n")


class Answer:
    def __init__(self, response, octets):
        self.status, self.headers, self.octets = response.status, response.headers, octets

    @property
    def json(self):
        return json.loads(self.octets)

    @property
    def lines(self):
        return [json.loads(line) for line in self.octets.decode().splitlines()]


class Client:
    """One key over one connection, as a sending system has it."""

    def __init__(self, port, key=None):
        self.port, self.key, self.connection = port, key, None

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def ask(self, method, path, query=None, body=None, fields=None):
        all_fields = dict(fields or {})
        if self.key:
            all_fields["Authorization"] = "Bearer " + self.key
        if query:
            path += "?" + urllib.parse.urlencode(query, quote_via=urllib.parse.quote)
        if isinstance(body, dict):
            body = json.dumps(body)
            all_fields.setdefault("Content-Type", "application/json")
        for last in (False, True):
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                self.connection.request(method, path, body, all_fields)
                response = self.connection.getresponse()
                answer = Answer(response, response.read())
                break
            except (http.client.RemoteDisconnected, ConnectionError):
                self.close()
                if last:
                    raise
        if answer.headers.get("Connection") == "close":
            self.close()
        return answer

    def get(self, path, fields=None, **query):
        return self.ask("GET", path, query, None, fields)

    def post(self, path, fields=None, **body):
        return self.ask("POST", path, None, body, fields)


class Tenants:
    """`with Tenants() as t:` default and tenant-b, each with a key of all scopes, messages and suppressions."""

    def __init__(self, **options):
        self.gateway = gateway.Gateway(**options)

    def __enter__(self):
        g = self.gateway.__enter__()
        try:
            g.run("workspace", "create", "tenant-b")
            self.a = Client(g.http_port, self.key("a", ALL_SCOPES))
            self.b = Client(g.http_port, self.key("b", ALL_SCOPES, "tenant-b"))
            self.weak = Client(g.http_port, self.key("weak", ("check",)))
            self.reader = Client(g.http_port, self.key("reader", ("read",)))
            self.nobody = Client(g.http_port)
            for workspace, contact in (("default", "anne@a-side.example"), ("tenant-b", "bert@b-side.example")):
                octets = example("2-hard-bounce.eml").replace(b"gone@toolworks.example", contact.encode())
                g.send("", [g.token("bounce", contact, workspace=workspace)], octets)
            g.wait()
        except BaseException:
            self.gateway.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for client in (self.a, self.b, self.weak, self.reader, self.nobody):
            client.close()
        self.gateway.__exit__()

    def key(self, name, scopes, workspace="default"):
        arguments = ["key", "add", name, "--workspace", workspace]
        for scope in scopes:
            arguments += ["--scope", scope]
        return self.gateway.ask(*arguments)[0]["secret"]


def fault(schema, value, document, place="answer"):
    """What keeps a value from being as its JSON Schema says; None: nothing. As much of it as the document uses."""
    if "$ref" in schema:
        target = document
        for name in schema["$ref"][2:].split("/"):
            target = target[name]
        return fault(target, value, document, place)
    if "anyOf" in schema:
        faults = [fault(one, value, document, place) for one in schema["anyOf"]]
        return None if None in faults else faults[0]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
    kind = schema.get("type")
    if kind and (not isinstance(value, kinds[kind]) or (kind == "integer" and isinstance(value, bool))):
        return "%s is no %s: %r" % (place, kind, value)
    if "enum" in schema and value not in schema["enum"]:
        return "%s is none of %s: %r" % (place, schema["enum"], value)
    if kind == "object":
        for name in schema.get("required", []):
            if name not in value:
                return "%s has no %s" % (place, name)
        for name, member in value.items():
            if name not in schema.get("properties", {}):
                return "%s has an undocumented %s" % (place, name)
            found = fault(schema["properties"][name], member, document, place + "." + name)
            if found:
                return found
    if kind == "array" and "items" in schema:
        for one in value:
            found = fault(schema["items"], one, document, place + "[]")
            if found:
                return found
    return None
