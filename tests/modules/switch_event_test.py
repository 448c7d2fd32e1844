#!/usr/bin/env python3
"""Drivers that hear of virtual switches: compiled by `wfp cc`, loaded beside two switches, unloaded."""

import re
import subprocess
import unittest

from driver_kit import BUILD, SOURCE, DriverTest

class Events(DriverTest):
    maxDiff = None

    def run_driver(self, source, *words):
        run = subprocess.run([BUILD / "tests/switch_event_host", self.build(source), *words], capture_output=True, text=True, check=False,
                             timeout=120)
        self.assertEqual(run.stderr, "")
        return run.returncode, run.stdout.splitlines()

    # proves: F-004, F-006, F-023, F-025
    def test_the_example_driver_sees_a_day_of_two_switches(self):
        code, lines = self.run_driver(SOURCE / "examples/drivers/vswitchevents/vswitchevents.c")
        told = [line.removeprefix("vswitchevents: ") for line in lines]
        created = {told.index(line) for line in ("switch left with 1 ports and 1 adapters", "switch right with 0 ports and 0 adapters")}
        self.assertEqual(created, {1, 2})
        self.assertEqual(told[:1] + told[3:], [
            "plug: OK",
            "port 2 (port of vm2) comes", "eth2 of vm2 is on port 2", "plug: OK",
            "port 2: limit 17", "policy: OK",
        ] + told[8:])
        moved = told[8:told.index("move: OK")]
        for line in ("port 2 is saved", "port 22 (port of vm2) comes", "port 22: limit 17", "port 22 was port 2, limit 17",
                     "eth2 of vm2 is on port 22", "eth2 has left port 2", "port 2 is gone, its limit was 17"):
            self.assertIn(line, moved)
        self.assertLess(moved.index("port 22 was port 2, limit 17"), moved.index("eth2 of vm2 is on port 22"))
        self.assertEqual(told[told.index("move: OK") + 1:], [
            "2 extensions, the filter engine is out of place", "reorder: OK",
            "eth2 has left port 22", "port 22 is gone, its limit was 17", "unplug: OK"])
        self.assertEqual(code, 0)

    # proves: F-001, F-005, F-007, F-008
    def test_a_driver_without_manners_is_reported_and_holds_nobody_up(self):
        code, lines = self.run_driver("switch_mistakes.c", "hold")
        reports = [line for line in lines if line.startswith("! ")]
        text = "\n".join(reports)
        self.assertRegex(text, r"FwpmFilterAdd0 is called from within a callback for switch events")  # BREAKS(FILTERS_IN_SWITCH_EVENT)
        self.assertRegex(text, r"vSwitchLifetimeNotifyFn returned STATUS_PENDING")
        self.assertRegex(text, r"status 0x00000103, flags 0x0")
        self.assertRegex(text, r"leaks 1 subscription to switch events")
        self.assertRegex(text, r"leaks 1 pended switch notification")
        self.assertEqual(sum(bool(re.fullmatch(r"switch_mistakes: add: 0x00000000", line)) for line in lines), 3)  # it is done all the same
        self.assertIn("the port that was held back: UNSUCCESSFUL", lines)
        self.assertEqual(code, 1)


if __name__ == "__main__":
    unittest.main()
