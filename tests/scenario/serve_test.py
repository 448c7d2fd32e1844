#!/usr/bin/env python3
"""wfp replay --serve and --client: programs of their own reach the replay's engine and its drivers' devices. The driver is
tests/modules/device.c, its program tests/clients/device.c, both built by wfp cc."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

from clients_test import PATIENCE, SANITIZED, Running

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build"))
CAPTURE = SOURCE / "examples/web.pcapng"
EXPECTED = (SOURCE / "tests/clients/device.expected").read_text().splitlines()


def setUpModule():
    if "WFP_SANITIZE:STRING=thread" in (BUILD / "CMakeCache.txt").read_text():
        raise unittest.SkipTest("wfp cc builds no programs for ThreadSanitizer")


class Serve(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        asan = ["--asan"] if SANITIZED else []
        cls.module, cls.asker = cls.folder / "device.so", cls.folder / "asker"
        cls.framework, cls.framework_asker = cls.folder / "framework.so", cls.folder / "framework_asker"
        for words in [["-o", cls.module, SOURCE / "tests/modules/device.c"],
                      ["-o", cls.framework, SOURCE / "tests/modules/framework.c"],
                      ["--client", "-o", cls.framework_asker, SOURCE / "tests/clients/framework.c"],
                      ["--client", "-o", cls.folder / "endpoints", SOURCE / "tests/clients/endpoints.c"],
                      ["--client", "-o", cls.asker, SOURCE / "tests/clients/device.c"]]:
            more = ["--", "-fsanitize=undefined"] if SANITIZED and "--client" in words else []
            run = subprocess.run([BUILD / "wfp", "cc", *asan, *words, *more], capture_output=True, text=True)
            assert run.returncode == 0 and not run.stderr, run.stderr

    def words(self, *options):
        return [BUILD / "wfp", "replay", "-q", "--callout", self.module, *options, CAPTURE]

    def replay(self, *options, code=0):
        run = subprocess.run(self.words(*options), capture_output=True, text=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)
        self.assertEqual(run.returncode, code, run.stderr)
        return [line.strip() for line in run.stderr.splitlines()], run.stdout

    def said_by(self, name, lines):
        return [line.removeprefix(name + ": ") for line in lines if line.startswith(name + ": ")]

    def test_a_program_reaches_the_devices_in_every_way(self):
        lines, out = self.replay("--client", str(self.asker))
        self.assertEqual(self.said_by("asker", lines), EXPECTED)
        self.assertNotIn("! ", "\n".join(lines))
        self.assertIn("77 packets", out)

    def test_a_framework_driver_keeps_its_requests(self):
        registry = self.folder / "registry"
        registry.write_text("Name = abc\nBelow\\Level = 7\n")
        run = subprocess.run([BUILD / "wfp", "replay", "-q", "--callout", self.framework, "--registry", registry, "--client",
                              str(self.framework_asker), CAPTURE], capture_output=True, text=True, timeout=PATIENCE)
        lines = [line.strip() for line in run.stderr.splitlines()]
        expected = (SOURCE / "tests/clients/framework.expected").read_text().splitlines()
        self.assertEqual((run.returncode, self.said_by("framework_asker", lines)), (0, expected))
        self.assertEqual(self.said_by("framework", lines),
                         ["cancelled on its queue", "cancelled on its queue", "cancelled by its routine", "cancelled on its queue",
                          "cleanup after 13 requests",
                          "close", "many checks, 0 failures"])

    def test_every_file_is_cleaned_up_and_closed(self):
        said = self.said_by("device", self.replay("--client", str(self.asker))[0])
        creates = sum(line.startswith("create") for line in said)
        self.assertEqual((said.count("cleanup"), sum(line.startswith("close") for line in said)), (creates, creates))
        self.assertGreater(creates, 5)

    def test_requests_of_a_program_that_ends_are_cancelled(self):
        lines = self.replay("--client", f"{self.asker} leave")[0]
        said = self.said_by("device", lines)
        self.assertEqual(said, ["create '' reads writes", "a read is cancelled", "cleanup", "close, 0 bytes written"])
        self.assertEqual(self.said_by("asker", lines), ["left with error 997"])

    def test_programs_come_to_a_socket_of_that_name(self):
        socket = self.folder / "socket"
        replay = Running(self, self.words("--serve", socket, "--hold"), stream="stderr", stdin=subprocess.PIPE,
                         stdout=subprocess.DEVNULL)
        replay.await_lines(lambda lines: any("ready for programs" in line for line in lines))
        for _ in range(2):
            run = subprocess.run([self.asker], capture_output=True, text=True, timeout=PATIENCE,
                                 env=dict(os.environ, OPENWFP_SOCKET=str(socket)))
            self.assertEqual((run.returncode, run.stdout.splitlines()), (0, EXPECTED))
        for words in ["add", "sublayer", "--name", "from outside"], ["show", "sublayers", "from outside"]:
            run = subprocess.run([BUILD / "wfp", *words], capture_output=True, text=True,
                                 env=dict(os.environ, OPENWFP_SOCKET=str(socket)))
            self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("from outside", run.stdout)
        replay.process.stdin.write("\n\n")
        replay.process.stdin.flush()
        self.assertEqual(replay.process.wait(PATIENCE), 0)

    def test_a_program_killed_in_a_request(self):
        socket = self.folder / "killed"
        replay = Running(self, self.words("--serve", socket, "--hold"), stream="stderr", stdin=subprocess.PIPE,
                         stdout=subprocess.DEVNULL)
        replay.await_lines(lambda lines: any("ready for programs" in line for line in lines))
        program = Running(self, [self.asker, "wait"], env=dict(os.environ, OPENWFP_SOCKET=str(socket)))
        program.await_lines(lambda lines: "reading" in lines)
        program.end(signal.SIGKILL)
        lines = replay.await_lines(lambda lines: any("close," in line for line in lines))
        self.assertEqual(self.said_by("device", [line.strip() for line in lines]),
                         ["create '' reads writes", "a read is cancelled", "cleanup", "close, 0 bytes written"])
        replay.process.stdin.write("\n\n")
        replay.process.stdin.flush()
        self.assertEqual(replay.process.wait(PATIENCE), 0)

    def test_a_program_killed_while_the_driver_waits_in_its_dispatch_routine(self):
        socket = self.folder / "stalled"
        replay = Running(self, self.words("--serve", socket, "--hold"), stream="stderr", stdin=subprocess.PIPE,
                         stdout=subprocess.DEVNULL)
        replay.await_lines(lambda lines: any("ready for programs" in line for line in lines))
        program = Running(self, [self.asker, "stall"], env=dict(os.environ, OPENWFP_SOCKET=str(socket)))
        replay.await_lines(lambda lines: any("stalls" in line for line in lines))
        program.end(signal.SIGKILL)
        lines = replay.await_lines(lambda lines: any("close," in line for line in lines))
        self.assertEqual(self.said_by("device", [line.strip() for line in lines]),
                         ["create '' reads writes", "stalls", "stalls no more", "cleanup", "close, 0 bytes written"])
        replay.process.stdin.write("\n\n")
        replay.process.stdin.flush()
        self.assertEqual(replay.process.wait(PATIENCE), 0)

    def test_the_walk_waits_for_a_program_that_is_ready(self):
        program = "echo first; echo ready; cat; echo input ended"
        lines = self.replay("--client", f"sh -c '{program}'")[0]
        self.assertEqual(self.said_by("sh", lines), ["first", "ready", "input ended"])

    def test_a_text_that_says_ready(self):
        lines = self.replay("--client", "sh -c 'echo listening on 7; cat'", "--ready", "listening")[0]
        self.assertEqual(self.said_by("sh", lines), ["listening on 7"])

    def test_a_program_that_ignores_the_end_of_its_input_is_terminated(self):
        lines = self.replay("--client", "sh -c 'trap \"echo terminated; exit 0\" TERM; echo ready; while :; do sleep 0.05; done'")[0]
        said = self.said_by("sh", lines) # a shell may tell of its child too
        self.assertEqual((said[0], said[-1]), ("ready", "terminated"))

    def test_a_program_that_fails_ends_the_replay(self):
        lines, out = self.replay("--client", "exit 3", code=2)
        self.assertEqual(out, "")
        self.assertIn("--client exit 3: ended with status 3 before the first packet", "\n".join(lines))

    def test_a_program_works_beside_a_script(self):
        script = self.folder / "script"
        script.write_text("interface eth0 192.0.2.1/24\napp a /bin/a\nsocket s a udp\nsend s \"x\" to 192.0.2.2:53\nexpect ok\n")
        run = subprocess.run([BUILD / "wfp", "replay", "-q", "--script", script, "--callout", self.module, "--client", self.asker],
                             capture_output=True, text=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(self.said_by("asker", [line.strip() for line in run.stderr.splitlines()]), EXPECTED)
        self.assertIn("2 calls, ", run.stdout)
        for words, why in [(["--seed", "1", "--client", "true"], "--seed decides"), (["--hold"], "--hold needs"),
                           (["--client", "exit 3"], "ended with status 3")]:
            run = subprocess.run([BUILD / "wfp", "replay", "--script", script, *words], capture_output=True, text=True,
                                 timeout=PATIENCE, stdin=subprocess.DEVNULL)
            self.assertEqual((run.returncode, run.stdout, len(run.stderr.splitlines())), (2, "", 1), run.stderr)
            self.assertIn(why, run.stderr)

    def test_a_program_lists_the_endpoints_of_a_script(self):
        script = self.folder / "endpoints.script"
        script.write_text("interface eth0 192.0.2.1/24\npeer 192.0.2.2 listens tcp 80\napp a /bin/a\nsocket s a udp\nbind s 53\n"
                          "socket t a tcp\nconnect t 192.0.2.2:80\nexpect ok\n")
        run = subprocess.run([BUILD / "wfp", "replay", "-q", "--script", script, "--client", self.folder / "endpoints"],
                             capture_output=True, text=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)
        self.assertEqual(run.returncode, 0, run.stderr)
        said = self.said_by("endpoints", [line.strip() for line in run.stderr.splitlines()])
        tcp = "protocol 6 local c0000201:49152 remote c0000202:80 app /bin/a"
        self.assertEqual(said, ["0 endpoints", "ready", "2 endpoints", "protocol 17 local 00000000:53 remote 00000000:0 app /bin/a",
                                tcp, "1 endpoints", tcp, "error 0"])

    def test_wrong_usage(self):
        for words, why in [(["--hold"], "--hold needs"), (["--ready", "x"], "--ready needs"),
                           (["--serve", "x", "--seed", "1"], "--seed decides")]:
            self.assertIn(why, "\n".join(self.replay(*words, code=2)[0]))


if __name__ == "__main__":
    unittest.main()
