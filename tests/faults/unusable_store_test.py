"""Stores that cannot be used: what the command line says, and the exit status that scripts see. Never a signal."""
import contextlib
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "relay"))
import gateway  # noqa: E402

NOBODY = 65534


def run_limited(data, *arguments, user=None, file_octets=None):
    """desist as another user, or with a limit on the size of its files."""
    def limit():
        if file_octets is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_octets, file_octets))
        if user is not None:
            os.setgid(user)
            os.setuid(user)
    done = subprocess.run([gateway.DESIST, *arguments, "--data", data, "--json"], capture_output=True, timeout=60, preexec_fn=limit)
    return done.returncode, done.stderr.decode()


@contextlib.contextmanager
def small_disk(octets):
    """A file system of its own, or nothing where mounting is not allowed."""
    with tempfile.TemporaryDirectory(prefix="desist-disk-") as directory:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%d" % octets, "desist-test", directory], capture_output=True)
        if mounted.returncode != 0:
            yield None
            return
        try:
            yield directory
        finally:
            subprocess.run(["umount", directory], check=True)


def alter(path, old, new):
    with open(path, "rb") as file:
        octets = file.read()
    assert old in octets
    with open(path, "wb") as file:
        file.write(octets.replace(old, new))


class Unusable(unittest.TestCase):
    def setUp(self):
        self.gateway = self.enterContext(gateway.Gateway(start=False))
        self.data = self.gateway.data
        self.file = os.path.join(self.data, "store", "data.mdb")
        self.gateway.run("suppress", "ann@shop.example")

    def assert_fails(self, words, *arguments, **limits):
        status, said = run_limited(self.data, *arguments, **limits)
        self.assertEqual(status, 3, said)
        self.assertRegex(said, words)
        self.assertRegex(said, r"\Adesist: .*\n\Z")

    def assert_holds(self):
        self.assertEqual(self.gateway.ask("verify")[0]["faults"], [])
        self.assertEqual(self.gateway.check("ann@shop.example")["decision"], "deny")

    def test_newer(self):
        alter(self.file, b"schema\0\1", b"schema\0\x7f")
        for command in (["check", "ann@shop.example"], ["suppress", "bob@shop.example"], ["verify"], ["rebuild"], ["ledger"]):
            self.assert_fails("newer_format: .*schema 127", *command)

    def test_no_store_at_all(self):
        with open(self.file, "wb") as file:
            file.write(b"what is this?" * 10000)
        for command in (["check", "ann@shop.example"], ["verify"], ["rebuild"]):
            self.assert_fails("corrupt", *command)

    def test_cut_off(self):
        os.truncate(self.file, os.path.getsize(self.file) // 2)
        for command in (["check", "ann@shop.example"], ["verify"], ["rebuild"]):
            self.assert_fails("corrupt", *command)

    def test_overwritten_in_the_middle(self):
        page = 4096
        with open(self.file, "r+b") as file:
            for number in range(2, os.path.getsize(self.file) // page):
                file.seek(number * page)
                file.write(os.urandom(page))
        for command in (["verify"], ["rebuild"]):
            self.assert_fails("corrupt|not_found|newer_format", *command)

    def test_a_broken_chain_is_no_ground_for_a_table(self):
        number = self.gateway.ask("ledger")[-1]["previous"]
        alter(self.file, bytes.fromhex(number)[:16], bytes(16))
        faults = self.gateway.run("verify", expect=1)
        self.assertRegex(gateway.lines(faults)[0]["faults"][0], "^entry [0-9]+ of origin ")
        self.assert_fails("corrupt: entry [0-9]+", "rebuild")

    @unittest.skipIf(os.geteuid() != 0, "only root can become somebody else")
    def test_of_somebody_else(self):
        os.chmod(self.gateway.directory.name, 0o755)
        for command in (["check", "ann@shop.example"], ["suppress", "bob@shop.example"], ["verify"], ["rebuild"]):
            self.assert_fails("permission_denied", *command, user=NOBODY)

    @unittest.skipIf(os.geteuid() != 0, "only root can become somebody else")
    def test_a_file_that_is_read_only(self):
        for place, _, files in os.walk(self.data):
            os.chown(place, NOBODY, NOBODY)
            for name in files:
                os.chown(os.path.join(place, name), NOBODY, NOBODY)
        os.chmod(self.gateway.directory.name, 0o755)
        os.chmod(self.file, 0o444)
        self.assert_fails("permission_denied|storage_read_only", "suppress", "bob@shop.example", user=NOBODY)
        self.assertEqual(run_limited(self.data, "check", "ann@shop.example", user=NOBODY)[0], 1)
        self.assertEqual(run_limited(self.data, "verify", user=NOBODY), (0, ""))

    def test_a_file_that_may_not_grow(self):
        # LMDB takes free pages first.
        size = os.path.getsize(self.file) // 4096 * 4096
        statuses = set()
        for number in range(20):  # until the free pages are used up
            status, said = run_limited(self.data, "suppress", "full%d@shop.example" % number, file_octets=size)
            statuses.add(status)
            if status != 0:
                self.assertIn("storage_full", said)
        self.assertIn(3, statuses)
        self.assert_holds()
        self.gateway.run("suppress", "again@shop.example")

    def test_a_full_disk(self):
        with small_disk(2 << 20) as directory:
            if directory is None:
                self.skipTest("this machine mounts nothing")
            data = os.path.join(directory, "data")
            shutil.copytree(self.data, data)
            with open(os.path.join(directory, "filling"), "wb", buffering=0) as filling:
                with contextlib.suppress(OSError):
                    while True:
                        filling.write(bytes(4096))
            kept = []
            for number in range(40):
                who = "full%d@shop.example" % number
                status, said = run_limited(data, "suppress", who)
                if status == 0:
                    kept.append(who)
                else:
                    self.assertEqual(status, 3)
                    self.assertRegex(said, "storage_full")
            self.assertLess(len(kept), 40)
            self.assertEqual(run_limited(data, "verify"), (0, ""))
            os.remove(os.path.join(directory, "filling"))
            gateway.run("suppress", "again@shop.example", "--data", data)
            for who in [*kept, "again@shop.example", "ann@shop.example"]:
                gateway.run("check", who, "--data", data, expect=1)

    def test_a_file_system_that_is_read_only(self):
        with small_disk(8 << 20) as directory:
            if directory is None:
                self.skipTest("this machine mounts nothing")
            data = os.path.join(directory, "data")
            shutil.copytree(self.data, data)
            subprocess.run(["mount", "-o", "remount,ro", directory], check=True)
            status, said = run_limited(data, "suppress", "bob@shop.example")
            self.assertEqual((status, bool(re.search("storage_read_only", said))), (3, True), said)


class Kept(unittest.TestCase):
    """A head that was kept elsewhere tells what the store itself cannot."""

    def setUp(self):
        self.gateway = self.enterContext(gateway.Gateway(start=False))
        self.gateway.run("suppress", "ann@shop.example")
        self.head = os.path.join(self.gateway.directory.name, "head.json")

    def keep_head(self):
        with open(self.head, "wb") as file:
            file.write(self.gateway.run("ledger", "head").stdout)

    def test_agrees_with_the_store_that_signed_it(self):
        self.keep_head()
        self.gateway.run("suppress", "bob@shop.example")
        report = self.gateway.ask("verify", "--head", self.head)[0]
        self.assertEqual((report["faults"], report["kept_heads"]), ([], 1))

    def test_notices_another_store_under_the_same_name(self):
        self.keep_head()
        with gateway.Gateway(start=False) as other:
            done = other.run("verify", "--head", self.head, expect=1)
            self.assertIn("another key", gateway.lines(done)[0]["faults"][0])

    def test_a_head_that_was_altered_is_none(self):
        self.keep_head()
        alter(self.head, b'"number":1', b'"number":2')
        self.assertIn("not what was signed", gateway.lines(self.gateway.run("verify", "--head", self.head, expect=1))[0]["faults"][0])

    def test_what_is_no_head_is_misuse(self):
        for text in ("", "{}", "nonsense"):
            with open(self.head, "w", encoding="ascii") as file:
                file.write(text)
            self.gateway.run("verify", "--head", self.head, expect=2)
        self.gateway.run("verify", "--head", "/nonexistent/head", expect=3)

    def test_follows_what_is_written_by_others(self):
        follower = subprocess.Popen([gateway.DESIST, "ledger", "--follow", "--data", self.gateway.data, "--json"],
                                    stdout=subprocess.PIPE, text=True)
        try:
            seen = [follower.stdout.readline() for _ in self.gateway.ask("ledger")]
            self.gateway.run("suppress", "bob@shop.example")
            seen.append(follower.stdout.readline())
            self.assertEqual([__import__("json").loads(line) for line in seen], self.gateway.ask("ledger")[:len(seen)])
            follower.terminate()
            follower.stdout.read()
            self.assertEqual(follower.wait(20), 0)
        finally:
            follower.kill()
            follower.wait()
            follower.stdout.close()


if __name__ == "__main__":
    unittest.main()
