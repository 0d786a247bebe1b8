"""The inbox takes its listener from the service manager, and the units say what they are meant to say."""
import os
import re
import shutil
import smtplib
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.dirname(__file__))
import gateway  # noqa: E402

UNITS = os.path.join(os.path.dirname(gateway.DESIST), "systemd")


class SocketActivation(unittest.TestCase):
    def test_inbox_and_processor_as_two_processes_behind_an_inherited_socket(self):
        with gateway.Gateway(start=False) as g, tempfile.TemporaryDirectory() as directory:
            port = gateway.free_port()
            lmtp = os.path.join(directory, "lmtp")
            config = os.path.join(directory, "desist.toml")
            with open(config, "w") as out:
                out.write('[[smtp.listener]]\nlisten = "127.0.0.1:1"\n'
                          f'[[smtp.listener]]\nlisten = "unix:{lmtp}"\nprotocol = "lmtp"\n')
            inbox = subprocess.Popen(["systemd-socket-activate", "-l", "127.0.0.1:%d" % port, "--fdname=smtp",
                                      gateway.DESIST, "serve", "--role", "inbox", "--data", g.data, "--config", config],
                                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            processor = subprocess.Popen([gateway.DESIST, "serve", "--role", "processor", "--data", g.data],
                                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            try:
                address = g.token("bounce", "ann@shop.example")
                deadline = time.monotonic() + 20
                while True:
                    try:
                        client = smtplib.SMTP("127.0.0.1", port, timeout=10)
                        break
                    except OSError:
                        self.assertLess(time.monotonic(), deadline)
                        time.sleep(0.05)
                with client:
                    client.sendmail("ann@shop.example", [address], "Subject: hello\r\n\r\nhello\r\n")
                with smtplib.LMTP(lmtp) as client:  # configured, and no inherited socket stands for it
                    self.assertEqual(client.ehlo()[0], 250)
                g.wait()
                self.assertEqual([m["subject"] for m in g.ask("messages", "list")], ["hello"])
            finally:
                for process in (inbox, processor):
                    process.terminate()
                    self.assertEqual(process.wait(20), 0)
                    process.stdout.close()


class Units(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        names = sorted(name for name in os.listdir(UNITS) if name.endswith((".service", ".socket", ".target")))
        for name in names:
            with open(os.path.join(UNITS, name)) as unit:
                text = unit.read()
            # The binary is not installed where the unit expects it; any program will do for the syntax.
            text = re.sub(r"^ExecStart=\S+", "ExecStart=" + shutil.which("true"), text, flags=re.M)
            with open(os.path.join(self.directory.name, name), "w") as unit:
                unit.write(text)
        self.units = [os.path.join(self.directory.name, n) for n in names]

    def tearDown(self):
        self.directory.cleanup()

    def test_systemd_understands_every_unit(self):
        done = subprocess.run(["systemd-analyze", "verify", *self.units], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_exposure_stays_within_its_bounds(self):
        for role, most in (("inbox", 0.5), ("processor", 0.3), ("web", 1.0)):
            unit = os.path.join(self.directory.name, "desist-%s.service" % role)
            done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=%d" % int(most * 10), unit],
                                  capture_output=True, text=True)
            exposure = float(re.search(r"exposure level for \S+: ([\d.]+)", done.stdout).group(1))
            self.assertLessEqual(exposure, most, role)


class Installation(unittest.TestCase):
    def test_program_and_units_agree_on_where_they_are(self):
        with tempfile.TemporaryDirectory() as root:
            subprocess.run(["cmake", "--install", os.path.dirname(gateway.DESIST), "--prefix", "/usr"], check=True,
                           env={**os.environ, "DESTDIR": root}, stdout=subprocess.DEVNULL)
            self.assertTrue(os.access(os.path.join(root, "usr/bin/desist"), os.X_OK))
            units = os.path.join(root, "usr/lib/systemd/system")
            for role in ("inbox", "processor", "web"):
                with open(os.path.join(units, "desist-%s.service" % role)) as unit:
                    self.assertIn("\nExecStart=/usr/bin/desist serve --role %s\n" % role, unit.read())
            for name in ("usr/lib/systemd/system/desist.target", "usr/lib/systemd/system/desist-inbox.socket",
                         "usr/lib/sysusers.d/desist.conf", "usr/lib/tmpfiles.d/desist.conf"):
                self.assertTrue(os.path.isfile(os.path.join(root, name)), name)


if __name__ == "__main__":
    unittest.main()
