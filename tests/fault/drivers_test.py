#!/usr/bin/env python3
"""Every example driver survives every request of its own that fails: the first, the second, ... until the run makes no such
request any more. It may refuse to start; it neither crashes nor leaves anything nor breaks a rule."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
WFP = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build")) / "wfp"
DRIVERS = SOURCE / "examples/drivers"
FAILS = "is made to fail"


def traffic(folder):
    """What the example is run on, as its expected output is."""
    policy = ["--policy", folder / f"{folder.name}.json"] if (folder / f"{folder.name}.json").exists() else []
    if (folder / f"{folder.name}.script").exists():
        return [*policy, "--script", folder / f"{folder.name}.script"]
    capture = folder / f"{folder.name}.pcap"
    return [*policy, capture if capture.exists() else SOURCE / "examples/web.pcapng"]


class Faults(unittest.TestCase):
    def run_with(self, module, folder, fault):
        run = subprocess.run([WFP, "replay", "-q", "--callout", module, "--fail", fault, *traffic(folder)], cwd=SOURCE,
                             capture_output=True, text=True, check=False, timeout=120)
        lines = run.stderr.splitlines()
        refused = any("DriverEntry failed with" in line for line in lines)
        # A script may miss what the driver would have done (1), and lack a socket that would have come of it (2).
        lacks = re.search(r"line \d+: there is no socket", run.stderr)
        self.assertIn(run.returncode, (2,) if refused else (0, 1, 2) if lacks else (0, 1), run.stderr)
        self.assertEqual([line for line in lines if line.strip().startswith("!")], [], f"{fault}: {run.stderr}")
        return any(FAILS in line for line in lines)

    def every(self, module, folder, kind):
        n = 0
        while self.run_with(module, folder, f"{kind}:{n + 1}"):
            n += 1
            self.assertLess(n, 1000)
        return n

    def test_every_request_of_every_example(self):
        asked = set()
        with tempfile.TemporaryDirectory() as scratch:
            for source in sorted(DRIVERS.glob("*/*.c")):
                if source.stem != source.parent.name:
                    continue
                module = pathlib.Path(scratch, source.stem + ".so")
                subprocess.run([WFP, "cc", source, "-o", module], check=True)
                with self.subTest(driver=source.stem):
                    count = self.every(module, source.parent, "any")
                    self.assertGreater(count, 1, "a driver asks for its device and a callout at least")
                    kinds = {kind: self.every(module, source.parent, kind)
                             for kind in ("allocation", "clone", "injection", "pend")}
                    self.assertLessEqual(max(kinds.values()), count, kinds)
                    asked.update({kind for kind, n in kinds.items() if n})
        # Else a kind is not tried at all.
        self.assertEqual(asked, {"allocation", "clone", "injection", "pend"})

    def test_words_that_are_none(self):
        for fault in ("allocation", "allocation:0", "luck:1", "any:x", "any:1x"):
            run = subprocess.run([WFP, "replay", "--fail", fault, "examples/web.pcapng"], cwd=SOURCE, capture_output=True,
                                 text=True, check=False)
            self.assertEqual(run.returncode, 2, fault)
            self.assertIn(f"--fail {fault}: expected KIND:N", run.stderr)


if __name__ == "__main__":
    sys.exit(unittest.main())
