"""A wfpd of one's own in a temporary folder, and wfp on it."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build"))
WFP, WFPD = BUILD / "wfp", BUILD / "wfpd"
GOOD, REFUSED, USAGE = 0, 1, 2


class Engine(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="wfp-")))
        self.path = self.folder / "socket"
        self.env = dict(os.environ, OPENWFP_SOCKET=str(self.path), NO_COLOR="1")
        self.daemon = None
        self.start()
        self.addCleanup(self.stop)

    def start(self):
        (self.folder / "conf").touch()
        (self.folder / "notify").unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ready:
            ready.bind(str(self.folder / "notify"))
            ready.settimeout(60)
            self.daemon = subprocess.Popen(
                [WFPD, "--foreground", "--socket", self.path, "--state-dir", self.folder / "state", "--config", self.folder / "conf"],
                env=dict(os.environ, NOTIFY_SOCKET=str(self.folder / "notify")), stderr=subprocess.PIPE)
            self.assertEqual(ready.recv(100), b"READY=1")

    def stop(self):
        if self.daemon:
            self.daemon.send_signal(signal.SIGTERM)
            _, err = self.daemon.communicate(timeout=60)
            self.assertEqual(self.daemon.returncode, 0, err)
            self.daemon = None

    def run_wfp(self, *words, **more):
        return subprocess.run([WFP, *map(str, words)], env=self.env, capture_output=True, text=True, timeout=60, **more)

    def wfp(self, *words, code=GOOD, **more):
        """The standard output of a command that ends as expected; with JSON in it when -j is among the words."""
        run = self.run_wfp(*words, **more)
        self.assertEqual(run.returncode, code, run.stdout + run.stderr)
        if code == GOOD:
            self.assertEqual(run.stderr, "")
        return [json.loads(line) for line in run.stdout.splitlines()] if "-j" in words else run.stdout

    def refused(self, *words, code=REFUSED, **more):
        """The single line that says why not."""
        run = self.run_wfp(*words, **more)
        self.assertEqual(run.returncode, code, run.stdout + run.stderr)
        self.assertEqual(run.stdout, "")
        self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)
        self.assertTrue(run.stderr.startswith(f"wfp {words[0]}: "), run.stderr)
        return run.stderr

    def shown(self, kind, *name):
        """Objects that are not built in, by name."""
        found = self.wfp("show", "-j", kind, *name)
        return {o["name"]: o for o in found if not o["name"].startswith("FWPM_")}
