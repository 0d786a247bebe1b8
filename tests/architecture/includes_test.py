#!/usr/bin/env python3
"""Reads every #include of the tree and fails on one that the folder order does not allow.

usage: includes_test.py ROOT        checks the project
       includes_test.py --self-test proves that breaches are found
Order: parsers < classifier < store < {smtp, admin} < relay; of the store, smtp sees the spool alone.
"""
import os
import re
import sys

ALLOWED = {
    "parsers": {"parsers"},
    "classifier": {"parsers", "classifier"},
    "store": {"parsers", "classifier", "store"},
    "smtp": {"parsers", "smtp", "store/spool.hpp"},
    "admin": {"parsers", "classifier", "store", "admin"},
    "relay": {"parsers", "classifier", "store", "smtp", "admin", "relay"},
}
# Libraries that only the named folders (or files) may include: octets become durable in store/ alone, and so on.
LIBRARIES = {
    r"lmdb\.h": {"store"},
    r"microhttpd\.h": {"admin"},
    r"boost/asio": {"smtp", "admin", "relay"},
    r"unicode/": {"parsers"},
    r"idn2\.h": {"parsers"},
    r"openssl/": {"store", "smtp", "admin", "relay"},
    r"systemd/": {"relay"},
    r"CLI/": {"relay"},
    r"toml\+\+/": {"relay"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def is_within(path, places):
    return any(path == place or path.startswith(place + "/") for place in places)


def breaches_of(path, lines):
    folder = path.split("/", 1)[0]
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        kind, name = match.groups()
        where = "%s:%d" % (path, number)
        if kind == '"':
            if "/" not in name or name.startswith("."):
                yield '%s: "%s" is not written from the root' % (where, name)
            elif folder in ALLOWED and not is_within(name, ALLOWED[folder]):
                yield '%s: %s/ may not include "%s"' % (where, folder, name)
        elif folder in ALLOWED:
            for pattern, places in LIBRARIES.items():
                if re.match(pattern, name) and not is_within(path, places):
                    yield "%s: <%s> belongs to %s" % (where, name, ", ".join(sorted(places)))


def check(root):
    found, files = [], 0
    for folder in list(ALLOWED) + ["tests"]:
        for here, _, names in os.walk(os.path.join(root, folder)):
            for name in sorted(names):
                if name.endswith((".hpp", ".cpp", ".h", ".cc")):
                    path = os.path.relpath(os.path.join(here, name), root).replace(os.sep, "/")
                    with open(os.path.join(root, path), encoding="utf-8") as source:
                        found += breaches_of(path, source)
                    files += 1
    return found, files


def self_test():
    bad = [
        ("parsers/a.cpp", '#include "classifier/intent.hpp"'),
        ("smtp/a.cpp", '#include "store/ledger.hpp"'),
        ("smtp/a.cpp", '#include "admin/http/server.hpp"'),
        ("admin/a.cpp", '#include "smtp/server.hpp"'),
        ("classifier/a.cpp", '#include "store/store.hpp"'),
        ("admin/a.cpp", "#include <lmdb.h>"),
        ("smtp/a.cpp", "#include <unicode/ucnv.h>"),
        ("store/a.cpp", '#include "disk.hpp"'),
    ]
    good = [("smtp/a.cpp", '#include "store/spool.hpp"'), ("relay/a.cpp", '#include "smtp/server.hpp"'),
            ("parsers/charset.cpp", "#include <unicode/ucnv.h>"), ("store/a.cpp", "#include <lmdb.h>")]
    for path, line in bad:
        if not list(breaches_of(path, [line])):
            return "not found: %s in %s" % (line, path)
    for path, line in good:
        if list(breaches_of(path, [line])):
            return "wrongly found: %s in %s" % (line, path)
    return None


if sys.argv[1:] == ["--self-test"]:
    wrong = self_test()
    sys.exit(wrong)
wrong = self_test()
breaches, count = check(sys.argv[1])
print("\n".join(breaches + ([wrong] if wrong else [])) or "%d files keep the folder order" % count)
sys.exit(1 if breaches or wrong or not count else 0)
