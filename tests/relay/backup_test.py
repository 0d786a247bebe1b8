"""desist backup and restore, as people use them: while the gateway works, and on another machine."""
import os
import subprocess
import threading
import unittest

import gateway
from import_test import ask, many, write


class Backup(unittest.TestCase):
    def key_file(self, g):
        return write(g, "key", g.setup["recovery_key"].encode() + b"\n")

    def place(self, g, name="backups"):
        path = os.path.join(g.directory.name, name)
        os.makedirs(path, exist_ok=True)
        return path

    def test_a_copy_taken_while_the_gateway_writes_is_a_store(self):
        with gateway.Gateway() as g:
            key, place = self.key_file(g), self.place(g)
            g.run("import", "-", stdin=many(20_000))
            done = threading.Event()
            written = []

            def go_on_writing():
                while not done.is_set():
                    who = "late%d@shop.example" % len(written)
                    g.run("suppress", who)
                    written.append(who)
            writer = threading.Thread(target=go_on_writing)
            writer.start()
            try:
                backups = [gateway.lines(g.run("backup", os.path.join(place, "b%d" % i)))[0] for i in range(5)]
            finally:
                done.set()
                writer.join()
            self.assertGreater(len(written), 0)
            for i, backup in enumerate(backups):
                told = gateway.lines(g.run("backup", "--verify", backup["file"], "--key", key))[0]
                self.assertEqual(told["entries"], backup["entries"])
                new = os.path.join(g.directory.name, "new%d" % i)
                gateway.run("restore", backup["file"], "--data", new, "--key", "-",
                            stdin=g.setup["recovery_key"].encode())
                gateway.run("verify", "--data", new)
                gateway.run("check", "person19999@host%d.example" % (19_999 % 97), "--data", new, expect=1)
            self.assertEqual(ask(g, written[-1]), "deny")

    def test_a_restored_store_serves(self):
        with gateway.Gateway(start=False) as g:
            g.run("suppress", "ann@shop.example")
            backup = gateway.lines(g.run("backup", self.place(g)))[0]["file"]
            self.assertTrue(backup.endswith("Z.backup"))
            os.rename(g.data, g.data + ".lost")
            g.run("restore", backup, "--key", self.key_file(g))
            g.start()
            self.assertEqual(ask(g, "ann@shop.example"), "deny")

    def test_refuses_what_it_must(self):
        with gateway.Gateway(start=False) as g, gateway.Gateway(start=False) as other:
            key, place = self.key_file(g), self.place(g)
            backup = gateway.lines(g.run("backup", place))[0]["file"]
            new = os.path.join(g.directory.name, "new")
            refusals = [("restore", backup, "--data", new),
                        ("restore", backup, "--data", new, "--key", write(g, "bad", b"DESIST-RECOVERY-00")),
                        ("restore", backup, "--data", new, "--key", self.key_file(other)),
                        ("restore", backup, "--data", g.data, "--key", key),
                        ("backup", "--verify", backup, "--key", self.key_file(other)),
                        ("backup",)]
            for arguments in refusals:
                self.assertIn(gateway.run(*arguments, expect=None).returncode, (2, 3), arguments)
                self.assertFalse(os.path.exists(new))
            os.rename(os.path.join(place, "erasures.journal"), os.path.join(place, "elsewhere"))
            gateway.run("restore", backup, "--data", new, "--key", key, expect=3)
            self.assertFalse(os.path.exists(new))
            gateway.run("restore", backup, "--data", new, "--key", key, "--journal", os.path.join(place, "elsewhere"))
            with open(backup, "r+b") as file:
                file.seek(1000)
                octet = file.read(1)
                file.seek(1000)
                file.write(bytes([octet[0] ^ 1]))
            gateway.run("backup", "--verify", backup, "--key", key, expect=1)

    def test_a_kill_leaves_no_backup_under_the_name(self):
        with gateway.Gateway(start=False) as g:
            g.run("import", "-", stdin=many(300_000))
            path = os.path.join(self.place(g), "b")
            process = subprocess.Popen([gateway.DESIST, "backup", path, "--data", g.data],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while process.poll() is None and not os.path.exists(path + ".part"):
                pass
            process.kill()
            process.wait()
            if not os.path.exists(path):
                g.run("backup", path)
            g.run("backup", "--verify", path, "--key", self.key_file(g))
            self.assertFalse(os.path.exists(path + ".part"))


if __name__ == "__main__":
    unittest.main()
