"""Networks of a test's own: namespaces, veth pairs and TAP users under names that no other test has, programs in them, and
nothing left behind when the test ends, however it ends.

    net = Net()                       # skips the test (exit 77) without root or namespaces
    a = net.namespace("a")            # "w<pid>a"; lo is up, IPv6 addresses are usable at once
    net.veth("p0", a, "eth0", "10.0.0.1/24")
    a.run("ping", "-c1", "10.0.0.2")
    server = net.start(["iperf3", "-s", "-1"], inside=a)
    net.close()                       # or `with Net() as net:`
"""
import atexit
import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import time

SKIP = 77
DEADLINE = 60  # seconds that a condition may take on a busy machine


def skip(reason):
    print("skipped: " + reason)
    sys.exit(SKIP)


def need(*programs):
    for program in programs:
        if not shutil.which(program):
            skip(program + " is not installed")


def wait_for(condition, what, deadline=DEADLINE):
    """Until condition() is true; its value."""
    end = time.monotonic() + deadline
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError("waited %d s in vain: %s" % (deadline, what))
        time.sleep(0.01)


def die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: also when the test is killed


class Namespace:
    def __init__(self, name):
        self.name = name

    def prefix(self):
        return ["nsenter", "--net=/run/netns/" + self.name]

    def run(self, *command, check=True, **options):
        return run(self.prefix() + list(command), check=check, **options)

    def ip(self, *words):
        return self.run("ip", *words).stdout

    def received(self, interface="eth0"):
        """Packets so far. (/sys shows the namespace that it was mounted in.)"""
        return int(json.loads(self.ip("-j", "-s", "link", "show", interface))[0]["stats64"]["rx"]["packets"])

    def sysctl(self, key, value):
        self.run("sh", "-c", "echo %s >/proc/sys/%s" % (value, key))


def run(command, check=True, timeout=DEADLINE, **options):
    options.setdefault("stdout", subprocess.PIPE)
    options.setdefault("stderr", subprocess.STDOUT)
    done = subprocess.run([str(c) for c in command], text=True, timeout=timeout, preexec_fn=die_with_parent, **options)
    if check and done.returncode:
        raise AssertionError("%s: exit %d\n%s" % (" ".join(map(str, command)), done.returncode, done.stdout))
    return done


class Net:
    count = 0

    def __init__(self):
        if os.geteuid() != 0:
            skip("needs root")
        need("ip", "nsenter")
        Net.count += 1
        self.prefix = "w%d%s" % (os.getpid(), "" if Net.count == 1 else chr(ord("a") + Net.count))
        self.namespaces = []
        self.processes = []
        atexit.register(self.close)
        self.host = self.namespace("h", skip_if_impossible=True)  # where switches and gateways run

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def namespace(self, name, skip_if_impossible=False):
        ns = Namespace(self.prefix + name)
        made = run(["ip", "netns", "add", ns.name], check=not skip_if_impossible)
        if made.returncode:
            skip("no network namespaces: " + made.stdout.strip())
        self.namespaces.append(ns)
        for which in ("all", "default"):
            ns.sysctl("net/ipv6/conf/%s/accept_dad" % which, 0)
        ns.ip("link", "set", "lo", "up")
        return ns

    def veth(self, port, inside, interface, *addresses, mac=None, where=None):
        """A pair: `port` in the host namespace (or `where`), up and without addresses; `interface` in the namespace `inside`."""
        where = where or self.host
        where.ip("link", "add", port, "type", "veth", "peer", "name", interface, "netns", inside.name)
        self.quiet(where, port)
        if mac:
            inside.ip("link", "set", interface, "address", mac)
        where.ip("link", "set", port, "up")
        inside.ip("link", "set", interface, "up")
        self.addresses(inside, interface, *addresses)

    def addresses(self, inside, interface, *addresses):
        for address in addresses:
            inside.ip("address", "add", address, "dev", interface, *(["nodad"] if ":" in address else []))

    def quiet(self, where, port):
        """A port says nothing of its own."""
        where.sysctl("net/ipv6/conf/%s/disable_ipv6" % port, 1)

    def start(self, command, inside=None, **options):
        prefix = (inside or self.host).prefix()
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.STDOUT)
        process = subprocess.Popen(prefix + [str(c) for c in command], text=True, preexec_fn=die_with_parent, **options)
        self.processes.append(process)
        return process

    def stop(self, process, number=signal.SIGTERM):
        """Ends it; (exit status, what it printed)."""
        if process.poll() is None:
            process.send_signal(number)
        try:
            out = process.communicate(timeout=DEADLINE)[0]
        except subprocess.TimeoutExpired:
            process.kill()
            raise AssertionError("does not end: " + " ".join(map(str, process.args)))
        if process in self.processes:
            self.processes.remove(process)
        return process.returncode, out

    def listening(self, inside, port, udp=False):
        """Somebody listens there."""
        return wait_for(lambda: ":%d " % port in inside.run("ss", "-Hln" + ("u" if udp else "t")).stdout, "listener on %d" % port)

    def close(self):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream:
                    stream.close()
        self.processes = []
        for ns in reversed(self.namespaces):
            run(["ip", "netns", "delete", ns.name], check=False)
        self.namespaces = []
