#!/usr/bin/env python3
"""Forwards a CPU second: Desist beside npm email-forward-parser, in turn, over the texts of one directory.

usage: forward_ratio.py --desist PATH --texts DIRECTORY [--rounds N] [--repeat N] [--least RATIO]

The npm package is installed into a temporary directory, and removed with it. Desist is measured as a whole program
(`desist inspect --json`: reading the files, classification and JSON included), the package by its parser alone, after
a warm-up. Exit status 1 when the median ratio is below RATIO."""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile

PACKAGE = "email-forward-parser@1.8.3"

PEER = r"""
import fs from "fs";
import Parser from "email-forward-parser";
const {files, repeat} = JSON.parse(fs.readFileSync(0, "utf8"));
const texts = files.map((file) => fs.readFileSync(file, "utf8"));
const parser = new Parser();
let found = 0;
const pass = () => { for (const text of texts) found += parser.read(text).forwarded ? 1 : 0; };
pass();
found = 0;
const before = process.cpuUsage();
for (let i = 0; i < repeat; ++i) pass();
const used = process.cpuUsage(before);
console.log(JSON.stringify({seconds: (used.user + used.system) / 1e6, found: found / repeat}));
"""


def children_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure_desist(desist, files, repeat):
    before = children_seconds()
    answer = subprocess.run([desist, "inspect", "--json"] + files * repeat, capture_output=True, check=True)
    seconds = children_seconds() - before
    lines = answer.stdout.splitlines()
    if len(lines) != len(files) * repeat:
        sys.exit("desist answered %d of %d files" % (len(lines), len(files) * repeat))
    found = sum(json.loads(line).get("kind") == "forward" for line in lines[:len(files)])
    return len(lines) / seconds, found


def measure_peer(directory, files, repeat):
    program = os.path.join(directory, "peer.mjs")
    with open(program, "w", encoding="utf-8") as file:
        file.write(PEER)
    answer = subprocess.run(["node", program], input=json.dumps({"files": files, "repeat": repeat}), cwd=directory,
                            capture_output=True, text=True, check=True)
    result = json.loads(answer.stdout)
    return len(files) * repeat / result["seconds"], result["found"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--desist", required=True)
    arguments.add_argument("--texts", required=True, help="every .txt below it is read")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--repeat", type=int, default=20, help="passes over the texts in a round")
    arguments.add_argument("--least", type=float, default=0)
    options = arguments.parse_args()
    files = sorted(os.path.abspath(os.path.join(base, name)) for base, _, names in os.walk(options.texts)
                   for name in names if name.endswith(".txt"))
    if not files:
        sys.exit("no .txt below " + options.texts)
    ratios = []
    with tempfile.TemporaryDirectory(prefix="forward_ratio.") as scratch:
        subprocess.run(["npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", PACKAGE],
                       cwd=scratch, check=True, stdout=subprocess.DEVNULL)
        for _ in range(options.rounds):
            ours, ours_found = measure_desist(options.desist, files, options.repeat)
            theirs, theirs_found = measure_peer(scratch, files, max(options.repeat // 10, 1))
            ratios.append(ours / theirs)
            print("desist %8.0f/s (%d forwards)   email-forward-parser %8.0f/s (%d)   ratio %.1f"
                  % (ours, ours_found, theirs, theirs_found, ours / theirs))
    ratio = statistics.median(ratios)
    print("median ratio %.1f over %d texts" % (ratio, len(files)))
    return 0 if ratio >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
