#!/usr/bin/env python3
"""A driver that carries frames on in a virtual switch: compiled by `wfp cc`, loaded, unloaded."""

import subprocess
import unittest

from driver_kit import BUILD, DriverTest


class Carry(DriverTest):
    def run_driver(self, *options):
        run = subprocess.run([BUILD / "tests/switch_host", self.build("vswitch_carry.c", *options)], capture_output=True, text=True,
                             check=False, timeout=120)
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
