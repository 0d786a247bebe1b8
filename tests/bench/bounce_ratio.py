#!/usr/bin/env python3
"""Desist beside Sisimai and flufl.bounce over the messages of a directory: messages per CPU second, and the ratios.

usage: bounce_ratio.py DIRECTORY [--desist PATH] [--rounds N] [--times N]
Each peer is one process that reads every file and writes what it found as JSON; the CPU seconds are those of the process
(getrusage), start included. The rounds go round the peers, A B C A B C, and the medians are compared. --times N gives
each peer every file N times, so that the start weighs less. Needs libsisimai-perl and python3-flufl.bounce; a peer that
is missing is left out.
"""
import argparse, os, resource, statistics, subprocess, sys

SISIMAI = r"""
use strict; use warnings; use Sisimai; use JSON;
my $json = JSON->new->canonical;
while (my $path = <STDIN>) {
  chomp $path;
  my $found = Sisimai->can('rise') ? Sisimai->rise($path) : Sisimai->make($path);
  print $json->encode({'file' => $path, 'reports' => [map { $_->damn } @{ $found || [] }]}), "\n";
}
"""
FLUFL = r"""
import email, json, sys
from flufl.bounce import all_failures
for path in sys.stdin:
    path = path.rstrip("\n")
    try:
        with open(path, "rb") as file:
            temporary, permanent = all_failures(email.message_from_binary_file(file))
    except Exception:  # it raises on some headers; that is its answer
        temporary, permanent = [], []
    text = lambda found: sorted(a.decode("utf-8", "replace") if isinstance(a, bytes) else str(a) for a in found)
    print(json.dumps({"file": path, "temporary": text(temporary), "permanent": text(permanent)}))
"""


def system_python():
    """The one that has the package: often not the one that runs this."""
    for python in (sys.executable, "/usr/bin/python3"):
        if subprocess.run([python, "-c", "import flufl.bounce"], stderr=subprocess.DEVNULL).returncode == 0:
            return python
    return None


def peers(desist):
    python = system_python()
    known = {
        "desist": lambda files: (["xargs", "-d", "\n", "-n", "5000", desist, "inspect", "--json"], files),
        "sisimai": lambda files: (["perl", "-e", SISIMAI], files),
        "flufl.bounce": lambda files: ([python, "-c", FLUFL], files),
    }
    if subprocess.run(["perl", "-MSisimai", "-MJSON", "-e", "1"], stderr=subprocess.DEVNULL).returncode:
        del known["sisimai"]
    if python is None:
        del known["flufl.bounce"]
    return known


def cpu_seconds(command, files):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(command, input="".join(f + "\n" for f in files), text=True, stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, errors="replace")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, run.stdout.count("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory")
    parser.add_argument("--desist", default=os.environ.get("DESIST", "build/release/desist"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--times", type=int, default=1)
    arguments = parser.parse_args()

    files = sorted(os.path.join(folder, name) for folder, _, names in os.walk(arguments.directory)
                   for name in names if name.endswith(".eml")) * arguments.times
    if not files:
        sys.exit("no .eml files in " + arguments.directory)
    known = peers(arguments.desist)
    rates = {name: [] for name in known}
    for number in range(arguments.rounds):
        for name, peer in known.items():
            seconds, lines = cpu_seconds(*peer(files))
            rates[name].append(len(files) / max(seconds, 1e-9))
            print("round %d  %-13s %8.2f CPU s  %6d answers of %d" % (number + 1, name, seconds, lines, len(files)))
    for name, measured in rates.items():
        median = statistics.median(measured)
        ratio = statistics.median(a / b for a, b in zip(rates["desist"], measured))
        print("%-13s %9.0f messages per CPU second (%.0f to %.0f); desist %.1f x" %
              (name, median, min(measured), max(measured), ratio))


if __name__ == "__main__":
    main()
