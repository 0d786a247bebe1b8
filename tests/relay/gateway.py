"""A gateway under test: its own data directory, loopback ports, and ways to ask it. Used by the Python tests."""
import json
import os
import signal
import smtplib
import socket
import subprocess
import tempfile
import time

DESIST = os.environ["DESIST"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(*arguments, stdin=None, expect=0, environment=None):
    done = subprocess.run([DESIST, *arguments], input=stdin, capture_output=True, timeout=120,
                          env={**os.environ, **(environment or {})})
    if expect is not None and done.returncode != expect:
        raise AssertionError("desist %s: exit %d, expected %d\n%s%s" % (
            " ".join(arguments), done.returncode, expect, done.stdout.decode(), done.stderr.decode()))
    return done


def lines(done):
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


class Gateway:
    """`with Gateway() as g:` sets up and starts; processes end and files go with the block."""

    def __init__(self, domain="example.test", start=True, arguments=()):
        self.directory = tempfile.TemporaryDirectory(prefix="desist-test-")
        self.data = os.path.join(self.directory.name, "data")
        self.domain, self.starts, self.arguments = domain, start, list(arguments)
        self.process = None

    def __enter__(self):
        self.setup = lines(self.run("setup", "--yes", "--domain", self.domain))[0]
        if self.starts:
            self.start()
        return self

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.process:
            self.process.stdout.close()
        self.directory.cleanup()

    def run(self, command, *arguments, **options):
        return run(command, *arguments, "--data", self.data, "--json", **options)

    def ask(self, *arguments, **options):
        return lines(self.run(*arguments, **options))

    def start(self):
        self.smtp_port, self.http_port = free_port(), free_port()
        if self.process:
            self.process.stdout.close()
        path = os.path.join(self.directory.name, "log")
        with open(path, "ab") as log:
            self.process = subprocess.Popen(
                [DESIST, "serve", "--data", self.data, "--smtp", "127.0.0.1:%d" % self.smtp_port,
                 "--http", "127.0.0.1:%d" % self.http_port, *self.arguments],
                stdout=subprocess.PIPE, stderr=log, text=True)
        first = self.process.stdout.readline()
        if first.strip() != "ready":
            with open(path) as log:
                raise AssertionError("not ready: %r\n%s" % (first, log.read()))

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        return self.process.wait(30)

    def token(self, purpose, recipient=None, **more):
        arguments = ["token", purpose] + (["--recipient", recipient] if recipient else [])
        for name, value in more.items():
            arguments += ["--" + name, value]
        return self.ask(*arguments)[0]["address"]

    def send(self, sender, recipients, octets):
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=30) as client:
            return client.sendmail(sender, recipients, octets)

    def wait(self):
        self.run("messages", "wait")

    def check(self, who, *arguments):
        return self.ask("check", who, *arguments, expect=None)[0]


def wait_until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("waited %d s in vain" % seconds)
        time.sleep(0.02)
