#!/usr/bin/env python3
"""The example programs (examples/clients), built by wfp cc --client, in processes of their own against a wfpd: what they say
of each other's policy, that a dynamic session's is gone with its process, and who may do what."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build"))
PROGRAMS = ("killswitch", "listfilters", "watchpolicy", "netevents")
SANITIZED = "WFP_SANITIZE:STRING=address" in (BUILD / "CMakeCache.txt").read_text()
PATIENCE = 120


def setUpModule():
    if "WFP_SANITIZE:STRING=thread" in (BUILD / "CMakeCache.txt").read_text():
        raise unittest.SkipTest("wfp cc builds no programs for ThreadSanitizer")


class Running:
    """A program whose lines are awaited; it is ended with the test."""

    def __init__(self, test, words, stream="stdout", **more):
        self.process = subprocess.Popen(words, text=True, **{stream: subprocess.PIPE}, **more)
        self.lines = []
        self.changed = threading.Condition()
        self.reader = threading.Thread(target=self.read, args=(getattr(self.process, stream),))
        self.reader.start()
        test.addCleanup(self.end)

    def read(self, stream):
        for line in stream:
            with self.changed:
                self.lines.append(line.rstrip("\n"))
                self.changed.notify_all()
        stream.close()

    def await_lines(self, good):
        with self.changed:
            if not self.changed.wait_for(lambda: good(self.lines), PATIENCE):
                raise AssertionError(f"still only {self.lines}")
            return list(self.lines)

    def end(self, how=signal.SIGKILL):
        if self.process.poll() is None:
            self.process.send_signal(how)
        status = self.process.wait(PATIENCE)
        self.reader.join()
        return status


class Clients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.programs = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.programs)
        cls.programs.chmod(0o755)
        for name in PROGRAMS:
            words = ["-DUNICODE", "-D_UNICODE", "-o", cls.programs / name, SOURCE / "examples/clients" / (name + ".c")]
            if SANITIZED:
                words = ["--asan", *words, "--", "-fsanitize=undefined"]
            run = subprocess.run([BUILD / "wfp", "cc", "--client", *words], capture_output=True, text=True)
            if run.returncode or run.stderr:
                raise AssertionError(f"{name}: {run.stderr}")

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.folder.chmod(0o755)
        self.environment = {**os.environ, "OPENWFP_SOCKET": str(self.folder / "socket")}
        words = ["--foreground", "--socket", self.folder / "socket", "--state-dir", self.folder / "state"]
        self.daemon = Running(self, [BUILD / "wfpd", *words], stream="stderr")
        self.daemon.await_lines(lambda lines: any(" serves " in line for line in lines))

    def start(self, name, *words, first):
        program = Running(self, [self.programs / name, *words], env=self.environment)
        program.await_lines(lambda lines: first in lines)
        return program

    def call(self, name, *words, status=0, **more):
        run = subprocess.run([self.programs / name, *words], capture_output=True, text=True, env=self.environment,
                             timeout=PATIENCE, **more)
        self.assertEqual(run.returncode, status, run.stderr)
        return run.stdout.splitlines() if status == 0 else run.stderr

    def await_no_filters(self):
        deadline = time.monotonic() + PATIENCE
        while self.call("listfilters"):
            self.assertLess(time.monotonic(), deadline)

    def test_a_kill_switch_comes_and_goes(self):
        self.assertEqual(self.call("listfilters"), [])
        watch = self.start("watchpolicy", first="watching")
        switch = self.start("killswitch", "192.0.2.1", "2001:db8::1", first="on: 2 let through")
        listed = self.call("listfilters")
        self.assertEqual(len(listed), 6)
        self.assertEqual([line.split()[1] for line in listed], ["permit"] * 4 + ["block"] * 2)
        self.assertEqual(listed, sorted(listed, key=lambda line: line.split()[0], reverse=True))
        self.assertTrue(all(line.startswith("f") for line in listed[:4]))
        self.assertEqual(len(self.call("listfilters", "connect")), 3)
        told = watch.await_lines(lambda lines: len(lines) >= 8)
        self.assertEqual(sum(line.startswith("added filter") and '"kill switch: ' in line for line in told), 6)
        self.assertEqual(sum(line.startswith("added sublayer 6a1c4e2b-") and '"kill switch"' in line for line in told), 1)
        self.assertEqual(switch.end(signal.SIGINT), 0)
        self.assertEqual(switch.lines[-1], "off")
        self.assertEqual(self.call("listfilters"), [])
        told = watch.await_lines(lambda lines: len(lines) >= 15)
        self.assertEqual(sum(line.startswith("deleted ") for line in told), 7)
        self.assertEqual(watch.end(signal.SIGINT), 0)

    def test_a_kill_switch_that_is_killed_leaves_nothing(self):
        switch = self.start("killswitch", first="on: 0 let through")
        self.assertEqual(len(self.call("listfilters")), 4)
        self.assertEqual(switch.end(signal.SIGKILL), -signal.SIGKILL)
        self.await_no_filters()

    def test_one_kill_switch_at_a_time(self):
        self.start("killswitch", first="on: 0 let through")
        self.assertIn("0x80320009", self.call("killswitch", status=1))  # FWP_E_ALREADY_EXISTS
        self.assertEqual(len(self.call("listfilters")), 4)

    def test_a_bad_address_leaves_nothing(self):
        self.assertIn("0x00000057", self.call("killswitch", "192.0.2.1", "nowhere", status=1))
        self.assertEqual(self.call("listfilters"), [])

    def test_net_events(self):
        self.assertEqual(self.call("netevents", "kept"), ["0 kept"])
        viewer = self.start("netevents", first="listening")
        self.assertEqual(viewer.lines, ["0 kept", "listening"])
        self.assertEqual(viewer.end(signal.SIGINT), 0)

    @unittest.skipIf(os.geteuid() != 0, "only root can become another user")
    def test_another_user_may_not(self):
        other = {"user": 4711, "group": 4711, "extra_groups": []}
        for name in PROGRAMS:
            self.assertIn("0x00000005", self.call(name, status=1, **other))  # ERROR_ACCESS_DENIED

    def test_without_a_daemon(self):
        self.assertEqual(self.daemon.end(signal.SIGTERM), 0)
        for name in PROGRAMS:
            self.assertIn(f"{name}: error 0x", self.call(name, status=1))


if __name__ == "__main__":
    unittest.main()
