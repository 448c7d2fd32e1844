#!/usr/bin/env python3
"""`wfp replay -w`: what passes is written with its verdict as packet comment, and tshark reads it."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
WFP = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build")) / "wfp"
CAPTURE = SOURCE / "examples" / "web.pcapng"
POLICY = SOURCE / "examples" / "web.json"


def replay(*arguments):
    return subprocess.run([WFP, "replay", *arguments], capture_output=True, text=True, timeout=60)


def packets(path):
    """(frame bytes' digest, time, comment) of every packet, as tshark sees it."""
    fields = ["frame.time_epoch", "frame.cap_len", "frame.comment"]
    run = subprocess.run(["tshark", "-r", path, "-T", "fields", *sum((["-e", f] for f in fields), [])],
                         capture_output=True, text=True, check=True)
    return [line.split("\t") for line in run.stdout.splitlines()]


class Write(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.out = pathlib.Path(self.folder.name, "out.pcapng")
        lines = [json.loads(l) for l in replay("-j", "-p", POLICY, CAPTURE).stdout.splitlines()]
        self.judged, self.summary = lines[:-1], lines[-1]["summary"]

    def test_what_passes_is_written(self):
        self.assertEqual(replay("-q", "-p", POLICY, "-w", self.out, CAPTURE).returncode, 0)
        written, original = packets(self.out), packets(CAPTURE)
        passed = [p for p in self.judged if p["verdict"] == "permit"]
        self.assertEqual(len(written), self.summary["permitted"])
        self.assertEqual([w[:2] for w in written], [original[p["packet"] - 1][:2] for p in passed])
        for w in written:
            self.assertTrue(w[2].startswith("wfp: permit"), w[2])

    def test_all_writes_the_others_too(self):
        self.assertEqual(replay("-q", "-p", POLICY, "-w", self.out, "--all", CAPTURE).returncode, 0)
        written = packets(self.out)
        self.assertEqual(len(written), self.summary["packets"])
        for w, p in zip(written, self.judged):
            self.assertTrue(w[2].startswith("wfp: " + p["verdict"]), w[2])
        blocked = next(w for w, p in zip(written, self.judged) if p["verdict"] == "block")
        self.assertIn("no plain web to the lab over IPv6", blocked[2])

    def test_the_output_can_be_replayed(self):
        replay("-q", "-w", self.out, "--all", CAPTURE)
        run = replay("-q", self.out)
        self.assertIn(f"{self.summary['packets']} packets", run.stdout)

    def test_a_file_that_cannot_be_written(self):
        run = replay("-q", "-w", pathlib.Path(self.folder.name, "missing", "out.pcapng"), CAPTURE)
        self.assertEqual(run.returncode, 2)
        self.assertEqual(len(run.stderr.splitlines()), 1)
        self.assertIn("out.pcapng", run.stderr)


if __name__ == "__main__":
    if not shutil.which("tshark"):
        print("skipped: tshark is not installed")
        sys.exit(77)
    unittest.main()
