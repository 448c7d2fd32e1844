#!/usr/bin/env python3
"""A driver that carries frames on in a virtual switch: compiled by `wfp cc`, loaded, unloaded."""

import os
import pathlib
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build"))
FOLDER = pathlib.Path(__file__).resolve().parent


class Carry(unittest.TestCase):
    def run_driver(self, *options):
        with tempfile.TemporaryDirectory() as scratch:
            module = pathlib.Path(scratch) / "vswitch_carry.so"
            built = subprocess.run([BUILD / "wfp", "cc", *options, "-o", module, FOLDER / "vswitch_carry.c"], capture_output=True, text=True,
                                   check=False)
            self.assertEqual((built.returncode, built.stderr), (0, ""))
            run = subprocess.run([BUILD / "tests/switch_host", module], capture_output=True, text=True, check=False, timeout=120)
            self.assertEqual((run.returncode, run.stderr), (0, ""), run.stdout)
            return run.stdout.splitlines()

    def check(self, lines, completed):
        self.assertEqual(lines[:-1], ["port 1: ", "injected, port 1: 2 3 4 5", "port 2: ", "injected, port 2: 1", "port 1: ",
                                      "injected, port 1: 2"])
        self.assertIn(f"3 taken, 3 seen again, {completed} completed", lines[-1])

    def test_clones_are_carried_on_and_completed(self):
        self.check(self.run_driver(), 3)

    # proves: D-089
    def test_originals_need_no_completion_function(self):
        self.check(self.run_driver("-DORIGINAL=1"), 0)


if __name__ == "__main__":
    unittest.main()
