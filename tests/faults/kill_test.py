"""kill -9 of the whole gateway while messages are sent: every message that got 250 is in the ledger exactly once."""
import collections
import os
import random
import smtplib
import sys
import threading
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "relay"))
import gateway  # noqa: E402

MESSAGES, KILLS, SENDERS = 1000, 10, 8
TEXT = ("From: Ann <ann@shop.example>\r\nTo: us@example.test\r\nSubject: number %d\r\nMessage-ID: <%d@shop.example>\r\n"
        "\r\nPlease take me off your list. This is message %d.\r\n")


class Kill(unittest.TestCase):
    def send_all(self, g, address, todo, acknowledged, stop):
        """One session after another; a number is acknowledged once its 250 was read, else it is sent again."""
        while not stop.is_set():
            try:
                with smtplib.SMTP("127.0.0.1", g.smtp_port, timeout=10) as client:
                    while not stop.is_set():
                        try:
                            number = todo.pop()
                        except IndexError:
                            return
                        try:
                            client.sendmail("ann@shop.example", [address], TEXT % (number, number, number))
                        except BaseException:
                            todo.append(number)
                            raise
                        acknowledged.append(number)
                        time.sleep(0.001)
            except (OSError, smtplib.SMTPException):
                time.sleep(0.02)

    def test_every_acknowledged_message_is_in_the_ledger_exactly_once(self):
        seed = int(os.environ.get("SEED", time.time()))
        print("seed", seed)
        chance = random.Random(seed)
        with gateway.Gateway() as g:
            address = g.token("reply", "ann@shop.example")
            todo, acknowledged, kills = collections.deque(range(MESSAGES)), [], 0
            while kills < KILLS or todo:
                stop = threading.Event()
                senders = [threading.Thread(target=self.send_all, args=(g, address, todo, acknowledged, stop)) for _ in range(SENDERS)]
                [s.start() for s in senders]
                if kills < KILLS:
                    share = len(todo) - len(todo) // (KILLS - kills + 1)
                    gateway.wait_until(lambda: len(todo) <= share, 60)
                    time.sleep(chance.random() * 0.02)
                    g.kill()
                    kills += 1
                else:
                    gateway.wait_until(lambda: not todo, 60)
                stop.set()
                [s.join() for s in senders]
                if g.process.poll() is not None:
                    g.start()
            g.wait()
            stored = collections.Counter(int(m["subject"].split()[1]) for m in g.ask("messages", "list"))
            self.assertEqual(set(acknowledged), set(range(MESSAGES)))
            self.assertEqual([n for n in acknowledged if not stored[n]], [])
            # One opt-out a message, whatever was sent twice: the same octets are the same cause.
            entries = [e for e in g.ask("ledger") if e["kind"] == "opt_out"]
            self.assertEqual(len(entries), MESSAGES)
            self.assertEqual(len({e["id"] for e in entries}), MESSAGES)
            report = g.ask("verify")[0]
            self.assertEqual(report["faults"], [])
            again = sum(stored.values()) - len(stored)
            print("%d acknowledged, %d stored, %d sent again after a lost 250, %d entries" % (
                len(acknowledged), sum(stored.values()), again, report["entries"]))


if __name__ == "__main__":
    unittest.main()
