"""A store as this format has it, kept for ever: every later Desist must open it, verify it, and answer as then.

golden.py make BUILD   makes the store and its answers anew, with the programs of that build directory. Only for a format
                       that was not yet released.
golden_test.py         asks the current program.
"""
import io
import json
import lzma
import os
import subprocess
import sys
import tarfile
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
STORE, ANSWERS = os.path.join(HERE, "store.tar.xz"), os.path.join(HERE, "answers.json")

PEOPLE = ["ann@shop.example", "cid@shop.example", "nobody@shop.example", "JoDoe@googlemail.com", "jo.doe@gmail.com",
          "+49 151 12345678", "instagram:17841400000000000", "any@closed.example", "listed@closed.example",
          "any@sub.corp.example", "bob@shop.example", "held@shop.example", "back@shop.example"]
QUESTIONS = ([["verify"], ["ledger"], ["ledger", "head"], ["workspace", "list"], ["user", "list"], ["key", "list"],
              ["messages", "list"]]
             + [["check", who] for who in PEOPLE]
             + [["check", "ann@shop.example", "--workspace", "shop"],
                ["check", "bob@shop.example", "--purpose", "news"]])


def answer(desist, data, question):
    done = subprocess.run([desist, *question, "--data", data, "--json"], capture_output=True, timeout=60)
    return {"question": question, "exit": done.returncode, "error": done.stderr.decode(),
            "lines": [json.loads(line) for line in done.stdout.decode().splitlines()]}


def exported(desist, data, directory):
    """The octets of the kept messages."""
    subprocess.run([desist, "messages", "export", directory, "--data", data], check=True, capture_output=True, timeout=60)
    octets = []
    for name in sorted(os.listdir(directory)):
        with open(os.path.join(directory, name), encoding="ascii", newline="") as file:
            octets.append(file.read())
    return octets


def ask_all(desist, data):
    with tempfile.TemporaryDirectory() as directory:
        return {"answers": [answer(desist, data, question) for question in QUESTIONS],
                "messages": exported(desist, data, os.path.join(directory, "out"))}


def unpack(directory):
    with tarfile.open(STORE, "r:xz") as packed:
        packed.extractall(directory)
    return os.path.join(directory, "data")


def pack(data):
    """The same octets for the same store: no times, no owners."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as packed:
        for place, directories, files in os.walk(data):
            directories.sort()
            for name in [""] + sorted(set(files) - {"lock.mdb"}):
                path = os.path.join(place, name) if name else place
                member = packed.gettarinfo(path, os.path.join("data", os.path.relpath(path, data)))
                member.mtime, member.uid, member.gid, member.uname, member.gname = 0, 0, 0, "", ""
                with open(path, "rb") if name else io.BytesIO() as octets:
                    packed.addfile(member, octets if name else None)
    return lzma.compress(raw.getvalue(), preset=9)


def make(build):
    with tempfile.TemporaryDirectory() as directory:
        data = os.path.join(directory, "data")
        subprocess.run([os.path.join(build, "make_golden_store"), data], check=True)
        packed = pack(data)
        with open(STORE, "wb") as file:
            file.write(packed)
        with open(ANSWERS, "w", encoding="utf-8") as file:
            json.dump(ask_all(os.path.join(build, "desist"), data), file, indent=1)
            file.write("\n")
    print("%d octets" % len(packed))


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] != "make":
        sys.exit(__doc__)
    make(sys.argv[2])
