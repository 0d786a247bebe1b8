#!/usr/bin/env python3
"""Forwards a CPU second: Desist beside npm email-forward-parser, in turn, over the texts of one directory.

usage: forward_ratio.py --bench PATH --texts DIRECTORY [--desist PATH] [--rounds N] [--passes N] [--least RATIO]

Both parsers read the same texts from memory, in a program of their own, after a warm pass; start-up and files are not
counted. With --desist the whole program is measured too (`desist inspect --json`: start, files, classification, JSON).
The npm package is installed into a temporary directory, and removed with it. Exit status 1 when the median ratio is
below RATIO."""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile

PACKAGE = "email-forward-parser@1.8.3"

PEER = """
import fs from "fs";
import Parser from "email-forward-parser";
const {files, passes} = JSON.parse(fs.readFileSync(0, "utf8"));
const texts = files.map((file) => fs.readFileSync(file, "utf8"));
const parser = new Parser();
let found = 0;
const pass = () => { for (const text of texts) found += parser.read(text).forwarded ? 1 : 0; };
pass();
found = 0;
const before = process.cpuUsage();
for (let i = 0; i < passes; ++i) pass();
const used = process.cpuUsage(before);
console.log(JSON.stringify({messages: texts.length * passes, seconds: (used.user + used.system) / 1e6,
                            found: found / passes}));
"""


def run(command, **more):
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True, **more).stdout)


def measure_peer(scratch, files, passes):
    program = os.path.join(scratch, "peer.mjs")
    with open(program, "w", encoding="utf-8") as file:
        file.write(PEER)
    return run(["node", program], input=json.dumps({"files": files, "passes": passes}), cwd=scratch)


def measure_program(desist, files):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([desist, "inspect", "--json"] + files, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return len(files) / (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--bench", required=True, help="the program forward_bench")
    arguments.add_argument("--texts", required=True, help="every .txt below it is read")
    arguments.add_argument("--desist")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--passes", type=int, default=20, help="of the peer; Desist makes ten times as many")
    arguments.add_argument("--least", type=float, default=0)
    options = arguments.parse_args()
    files = sorted(os.path.abspath(os.path.join(base, name)) for base, _, names in os.walk(options.texts)
                   for name in names if name.endswith(".txt"))
    if not files:
        sys.exit("no .txt below " + options.texts)
    ratios = []
    with tempfile.TemporaryDirectory(prefix="forward_ratio.") as scratch:
        subprocess.run(["npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", PACKAGE],
                       cwd=scratch, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(options.rounds):
            ours = run([options.bench, options.texts, str(10 * options.passes)])
            theirs = measure_peer(scratch, files, options.passes)
            rates = [result["messages"] / result["seconds"] for result in (ours, theirs)]
            ratios.append(rates[0] / rates[1])
            print("desist %8.0f/s (%d forwards)   email-forward-parser %7.0f/s (%d)   ratio %.1f"
                  % (rates[0], ours["found"], rates[1], theirs["found"], ratios[-1]))
    if options.desist:
        print("desist inspect, whole program: %.0f/s" % measure_program(options.desist, files * 10))
    ratio = statistics.median(ratios)
    print("median ratio %.1f (%.1f–%.1f) over %d texts" % (ratio, min(ratios), max(ratios), len(files)))
    return 0 if ratio >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
