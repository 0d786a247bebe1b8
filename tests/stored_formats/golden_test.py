"""The store of an earlier program is opened, verified and read as it was then."""
import json
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import golden  # noqa: E402

DESIST = os.environ["DESIST"]


class Golden(unittest.TestCase):
    def test_answers_are_those_of_then(self):
        with open(golden.ANSWERS, encoding="utf-8") as file:
            then = json.load(file)
        with tempfile.TemporaryDirectory() as directory:
            now = golden.ask_all(DESIST, golden.unpack(directory))
        self.assertEqual(now["messages"], then["messages"])
        self.assertEqual([a["question"] for a in now["answers"]], [a["question"] for a in then["answers"]])
        for is_now, was in zip(now["answers"], then["answers"]):
            with self.subTest(question=was["question"]):
                self.assertEqual(is_now["exit"], was["exit"], is_now["error"])
                self.assertEqual(len(is_now["lines"]), len(was["lines"]))
                for line, before in zip(is_now["lines"], was["lines"]):
                    # A later program may tell more; what was told stays.
                    self.assertEqual({key: line.get(key) for key in before}, before)

    def test_what_it_says_is_what_was_put_in(self):
        with tempfile.TemporaryDirectory() as directory:
            data = golden.unpack(directory)
            decisions = {who: golden.answer(DESIST, data, ["check", who])["lines"][0]["decision"] 
                         for who in golden.PEOPLE if who != "bob@shop.example"}  # whose opt-out is of one stream
        self.assertEqual({who for who, decision in decisions.items() if decision == "allow"},
                         {"nobody@shop.example", "listed@closed.example", "back@shop.example"})
        self.assertEqual(decisions["held@shop.example"], "hold")

    def test_a_rebuild_finds_nothing_to_put_right(self):
        with tempfile.TemporaryDirectory() as directory:
            rebuilt = golden.answer(DESIST, golden.unpack(directory), ["rebuild"])
        self.assertEqual((rebuilt["exit"], rebuilt["lines"][0]["changed"]), (0, 0), rebuilt)


if __name__ == "__main__":
    unittest.main()
