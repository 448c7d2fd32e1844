#!/usr/bin/env python3
"""The daemon from outside: how it begins and ends, what it says about bad settings, who may serve a socket, what systemd hands
down and hears."""
import os
import shutil
import pathlib
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
WFPD = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build")) / "wfpd"
GOOD, FAILED, USAGE = 0, 1, 2
# The reply to what is no request: [FWP_E_INVALID_PARAMETER, {}] in CBOR.
INVALID = bytes.fromhex("821a80320035a0")


def frame(kind, number, body=b""):
    return struct.pack("<I4sI", len(body), b"WFP%d" % kind, number) + body


def read(s, size):
    data = b""
    while len(data) < size:
        part = s.recv(size - len(data))
        if not part:
            raise EOFError
        data += part
    return data


def read_frame(s):
    length, kind, number = struct.unpack("<I4sI", read(s, 12))
    return kind, number, read(s, length)


class Daemon(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="wfpd-")))
        self.path = self.folder / "run" / "socket"
        self.processes = []

    def tearDown(self):
        for p in self.processes:
            if p.poll() is None:
                p.kill()
            p.communicate()

    def arguments(self, *more):
        config = self.folder / "empty.conf"
        config.touch()
        words = [WFPD, "--socket", self.path, "--state-dir", self.folder / "state", *more]
        return words if "--config" in more else words + ["--config", config]

    def notified(self):
        """A socket as systemd's, and the environment that names it."""
        s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        s.bind(str(self.folder / "notify"))
        s.settimeout(60)
        self.addCleanup(s.close)
        return s, dict(os.environ, NOTIFY_SOCKET=str(self.folder / "notify"))

    def start(self, *more, **popen):
        """In the foreground; returns once it says that it is ready."""
        (self.folder / "notify").unlink(missing_ok=True)
        notify, environment = self.notified()
        p = subprocess.Popen(self.arguments("--foreground", *more), env=environment,
                             **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **popen})
        self.processes.append(p)
        self.assertEqual(notify.recv(100), b"READY=1")
        p.notify = notify
        return p

    def stop(self, p, number=signal.SIGTERM):
        p.send_signal(number)
        out, err = p.communicate(timeout=60)
        self.assertEqual(p.returncode, GOOD, err)
        self.assertEqual(p.notify.recv(100), b"STOPPING=1")
        self.assertEqual(out, b"")
        return err.decode()

    def connect(self, greeted=True):
        s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.addCleanup(s.close)
        s.settimeout(60)
        s.connect(str(self.path))
        if greeted:
            kind, version, body = read_frame(s)
            self.assertEqual((kind, version, len(body)), (b"WFP0", 1, 4))
        return s

    def assert_serves(self):
        s = self.connect()
        s.sendall(frame(2, 77, b"anything"))
        self.assertEqual(read_frame(s), (b"WFP3", 77, INVALID))
        s.close()

    def run_wfpd(self, *words, **more):
        return subprocess.run([WFPD, *words], capture_output=True, text=True, errors="replace", timeout=60, **more)

    def assert_complains(self, run, code, *parts):
        self.assertEqual(run.returncode, code, run.stderr)
        lines = run.stderr.splitlines()
        self.assertEqual(len(lines), 1, run.stderr)
        self.assertTrue(lines[0].startswith("wfpd: "), run.stderr)
        for part in parts:
            self.assertIn(part, lines[0])

    # --- begin and end ---

    def test_serves_until_it_is_told_to_end(self):
        for number in signal.SIGTERM, signal.SIGINT:
            p = self.start()
            self.assertEqual((self.folder / "state").stat().st_mode & 0o777, 0o700)
            self.assertEqual(self.path.stat().st_mode & 0o777, 0o666)
            self.assert_serves()
            idle = self.connect()
            said = self.stop(p, number)
            self.assertEqual(idle.recv(1), b"")
            self.assertRegex(said, rf"^wfpd: wfpd [\d.]+ serves {self.path}\nwfpd: ends: {number.name}\n$")
            self.assertEqual(list(self.path.parent.iterdir()), [])

    def test_the_file_and_the_words_give_the_settings(self):
        config = self.folder / "wfpd.conf"
        config.write_text("socket = /nonexistent/socket\nmode = 0600\nmax-clients = 1\nlog-level = warning\n")
        p = self.start("--config", config)
        self.assertEqual(self.path.stat().st_mode & 0o777, 0o600)
        self.connect()
        self.assertEqual(read_frame(self.connect(greeted=False)), (b"WFP1", 3, b""))
        self.assertEqual(self.stop(p), "wfpd: warning: a client too many: there are 1 of 1\n")

    def test_a_client_without_manners_is_logged(self):
        p = self.start()
        s = self.connect()
        s.sendall(b"GET / HTTP/1.1\r\n\r\n")
        self.assertEqual(s.recv(1), b"")
        self.assert_serves()
        self.assertIn(f"wfpd: warning: client {os.getpid()} of user {os.getuid()}: what it sent is no request\n", self.stop(p))

    def test_a_log_without_a_reader_does_no_harm(self):
        reader, writer = os.pipe()
        p = self.start(stderr=writer)
        os.close(reader)
        os.close(writer)
        self.connect().sendall(b"GET / HTTP/1.1\r\n\r\n")
        self.assert_serves()
        p.send_signal(signal.SIGTERM)
        self.assertEqual(p.wait(60), GOOD)

    def test_hangup_opens_the_log_anew(self):
        log, old = self.folder / "log", self.folder / "log.1"
        config = self.folder / "wfpd.conf"
        config.write_text(f"log = {log}\n")
        p = self.start("--config", config)
        log.rename(old)
        p.send_signal(signal.SIGHUP)
        self.await_(lambda: log.exists() and "opened anew" in log.read_text())
        self.assertEqual(self.stop(p), "")
        self.assertRegex(old.read_text(), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ wfpd: wfpd [\d.]+ serves [^\n]*\n$")
        self.assertIn("ends: SIGTERM", log.read_text())

    def await_(self, happened):
        """For what another process does without telling; the end of patience is far away."""
        for _ in range(6000):
            if happened():
                return
            time.sleep(0.01)
        self.fail("it did not happen")

    # --- the socket ---

    def test_a_second_daemon_is_refused_and_does_no_harm(self):
        p = self.start()
        run = subprocess.run(self.arguments("--foreground"), capture_output=True, text=True, timeout=60)
        self.assert_complains(run, FAILED, "state: another process has this store open")
        other = [*self.arguments("--foreground"), "--state-dir", str(self.folder / "other")]
        run = subprocess.run(other, capture_output=True, text=True, timeout=60)
        self.assert_complains(run, FAILED, f"{self.path}: another daemon serves it")
        self.assert_serves()
        self.stop(p)

    def test_a_killed_daemons_socket_is_taken_over(self):
        p = self.start()
        p.kill()
        p.communicate()
        self.assertTrue(self.path.exists())
        p = self.start()
        self.assert_serves()
        self.stop(p)

    def test_what_is_in_the_way_is_told(self):
        self.path.parent.mkdir()
        self.path.write_text("mine")
        run = subprocess.run(self.arguments("--foreground"), capture_output=True, text=True, timeout=60)
        self.assert_complains(run, FAILED, str(self.path), "is no socket")
        self.assertEqual(self.path.read_text(), "mine")
        shutil.rmtree(self.folder / "state")
        (self.folder / "state").write_text("no folder")
        run = subprocess.run(self.arguments("--foreground"), capture_output=True, text=True, timeout=60)
        self.assert_complains(run, FAILED, str(self.folder / "state"), "Not a directory")

    def handed_down(self, count, environment):
        """The way systemd does it: descriptors from 3 on, the number of the process that they are for."""
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.addCleanup(listener.close)
        self.path.parent.mkdir(exist_ok=True)
        listener.bind(str(self.path))
        listener.listen()
        script = f"""import os, sys
os.dup2({listener.fileno()}, 3) if {listener.fileno()} != 3 else None
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="{count}")
os.execv(sys.argv[1], sys.argv[1:])"""
        p = subprocess.Popen([sys.executable, "-c", script, *self.arguments("--foreground")], env=environment,
                             pass_fds=[listener.fileno()], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.processes.append(p)
        return p

    def test_a_socket_that_was_handed_down_is_served_and_stays(self):
        notify, environment = self.notified()
        p = self.handed_down(1, environment)
        p.notify = notify
        self.assert_serves()  # even before it is ready: the socket is there
        self.assertEqual(notify.recv(100), b"READY=1")
        self.assertIn("serves the socket that it was handed", self.stop(p))
        self.assertTrue(self.path.exists())
        self.assertFalse(self.path.with_suffix(".lock").exists())

    def test_more_sockets_than_one_are_refused(self):
        p = self.handed_down(2, os.environ)
        _, err = p.communicate(timeout=60)
        self.assertEqual((p.returncode, err), (FAILED, b"wfpd: more than one socket was handed down; it serves one\n"))

    # --- in the background ---

    def background(self, *more):
        config, pid = self.folder / "wfpd.conf", self.folder / "pid"
        config.write_text(f"log = {self.folder / 'log'}\npid-file = {pid}\n")
        return pid, subprocess.run(self.arguments("--config", config, *more), capture_output=True, text=True, timeout=60)

    def test_the_background_is_ready_when_the_command_returns(self):
        pid, run = self.background()
        number = int(pid.read_text())
        try:
            self.assertEqual((run.returncode, run.stdout, run.stderr), (GOOD, "", ""))
            self.assert_serves()
            self.assertEqual(os.readlink(f"/proc/{number}/cwd"), "/")
            self.assertNotEqual(os.getsid(number), os.getsid(0))
            self.assertNotEqual(os.getsid(number), number)
            _, again = self.background()
            self.assert_complains(again, FAILED, "another process has this store open")
        finally:
            os.kill(number, signal.SIGTERM)
        self.await_(lambda: not pid.exists() and not self.path.exists())
        self.await_(lambda: not os.path.exists(f"/proc/{number}/fd") or not self.alive(number))

    @staticmethod
    def alive(number):
        """Not even as a zombie that nobody collects."""
        try:
            return "\nState:\tZ" not in pathlib.Path(f"/proc/{number}/status").read_text()
        except (FileNotFoundError, ProcessLookupError):
            return False

    # --- usage and settings ---

    def test_usage(self):
        self.assertTrue(self.run_wfpd("--help").stdout.startswith("usage: wfpd "))
        self.assertRegex(self.run_wfpd("--version").stdout, r"^wfpd \d+\.\d+\.\d+\n$")
        for words, part in ((["--sockett", "x"], "--sockett"), (["-x"], "-x"), (["--socket"], "--socket needs a value"),
                            (["stray"], "stray"), (["--socket", "relative", "-f"], "--socket is an absolute path"),
                            (["--state-dir", "/" + "x" * 300], "--state-dir is an absolute path"),
                            (["--config", "/nonexistent"], "/nonexistent: cannot read: No such file"),
                            (["--config", "/"], "/: cannot read")):
            with self.subTest(words=words):
                self.assert_complains(self.run_wfpd(*words), USAGE, part)

    def check(self, text):
        config = self.folder / "checked.conf"
        config.write_bytes(text if isinstance(text, bytes) else text.encode())
        return config, self.run_wfpd("--check-config", "--config", config)

    def test_bad_settings_are_told_with_their_line(self):
        for text, line, part in (
                ("\n# fine\nsockett = /x\n", 3, "unknown key sockett; did you mean socket?"),
                ("zzzzzz = 1", 1, "unknown key zzzzzz"),
                ("socket /x", 1, "is not of the form key = value"),
                ("mode = 0600\nmode = 0600", 2, "mode is set a second time"),
                ("mode = 0", 1, "mode is an octal number from 0001 to 0777"),
                ("mode = 0888", 1, "octal"),
                ("max-clients = 0", 1, "max-clients is a number from 1 to 16384"),
                ("max-clients = -1", 1, "a number"),
                ("max-clients = ", 1, "a number"),
                ("max-message = 1025", 1, "from 1 to 1024"),
                ("stall-timeout = 5s", 1, "a number"),
                ("txn-limit-ms = 3600001", 1, "txn-limit-ms is a number from 1 to 3600000"),
                ("state-dir = var", 1, "absolute path"),
                ("service-root = here", 1, "service-root is an absolute path"),
                ("socket = /" + "x" * 107, 1, "at most 107 characters"),
                ("log = file", 1, "log is stderr, syslog or an absolute path"),
                ("log-level = loud", 1, "error, warning, info or debug"),
                ("port = p0", 1, "port belongs to a switch"),
                ("switch = lab\nport = p0,vlan=4095", 2, "vlan: expected a VLAN from 1 to 4094"),
                ("gateway = in", 1, "a gateway needs two ports, IN toward the host and OUT toward the network; 1 given"),
                ("gateway = in in", 1, "in is named twice"),
                ("gateway = a b\n\ngateway = c d", 3, "there is a gateway already"),
                ("gateway = ", 1, "expected 1 to"),
                ("netns = box\ngateway = a b", 1, "netns belongs to a gateway: name that before"),
                ("gateway = a b\nnetns = box\nnetns = box", 3, "a gateway has one host"),
                ("gateway = a b\nlocal = here", 2, "local here: expected an address or ADDR/LEN"),
                ("gateway = a b\naddress = a=10.0.0.1/24", 2, "address belongs to a forwarder: name that before"),
                ("forward = a", 1, "a forwarder needs two ports or more; 1 given"),
                ("# note\nforward = a b\nswitch = lab", 2, "a forwarder needs an address"),
                ("forward = a b\naddress = c=10.0.0.1/24", 2, "none of the ports is called c"),
                ("forward = a b\naddress = a=10.0.0.1/33", 2, "expected PORT=ADDR/LEN"),
                ("forward = a b\naddress = a=10.0.0.1/24\nroute = 10.1.0.0/16", 3, "expected PREFIX/LEN=ADDR"),
                ("forward = a b\naddress = a=10.0.0.1/24\ngroup-fragments = 5", 3, "expected 4 or 6"),
                ("forward = " + " ".join("p%d" % i for i in range(17)), 1, "more than 16 ports"),
                ("# " + "x" * 600, 1, "is no line of text"),
                (b"\nsocket = /\0x", 2, "is no line of text"),
                (b"\xff\xfe = 1", 1, "unknown key")):
            with self.subTest(text=text):
                config, run = self.check(text)
                self.assert_complains(run, USAGE, f"{config}:{line}: ", part)

    def test_the_words_complete_the_file(self):
        config = self.folder / "wfpd.conf"
        config.write_text("socket = /x\nforward = a b\n")
        whole = self.run_wfpd("--check-config", "--config", config, "--address", "a=10.0.0.1/24", "--group-fragments", "--gateway", "c d",
                              "--netns", "box")
        self.assertEqual((whole.returncode, whole.stderr), (GOOD, ""))
        self.assert_complains(self.run_wfpd("--check-config", "--config", config), USAGE, f"{config}:2: a forwarder needs an address")
        for words, part in ((["--forward", "c d"], "--forward c d: there is a forwarder already"), (["--local", "10.0.0.1"], "--local 10.0.0.1: local belongs"),
                            (["--gateway", "a"], "--gateway a: a gateway needs two ports")):
            self.assert_complains(self.run_wfpd("--check-config", "--config", config, *words), USAGE, part)

    def test_good_settings_are_said_to_be_good(self):
        for text in ("gateway = in out", "gateway=\ta  b\nlocal = 10.0.0.1/24\nlocal = fd00::1\nforward = c d e\naddress = e=fd01::1/64\nroute = ::/0=fd01::2\n"
                     "group-fragments =", "", "# note", "socket=/a\r\n\tlog =\tsyslog  \n\nlog-level = debug", "socket = /" + "x" * 106):
            with self.subTest(text=text):
                config, run = self.check(text)
                self.assertEqual((run.returncode, run.stdout, run.stderr), (GOOD, f"{config}: good\n", ""))

    def test_the_sample_and_the_manual_name_every_key(self):
        sample = (SOURCE / "packaging/wfpd.conf").read_text()
        manual = (SOURCE / "docs/man/wfpd.conf.5.scd").read_text()
        keys = re.findall(r"^#([a-z-]+) = ", sample, re.M)
        self.assertIn("socket", keys)
        self.assertEqual(sorted(re.findall(r"^\*([a-z-]+)\* = ", manual, re.M)), sorted(keys))
        config, run = self.check(re.sub(r"^#([a-z])", r"\1", sample, flags=re.M))
        self.assertEqual((run.returncode, run.stderr), (GOOD, ""))
        code = (SOURCE / "src/host/daemon_config.c").read_text()
        table = re.search(r"\nstatic const struct key keys\[\] = {(.*?)\n};", code, re.S)
        self.assertEqual(sorted(re.findall(r'{ "([a-z-]+)"', table[1])), sorted(keys))


if __name__ == "__main__":
    if not WFPD.exists():
        sys.exit(77)
    unittest.main()
