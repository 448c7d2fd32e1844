#!/usr/bin/env python3
"""Ports and the switch against their peers in one run: the kernel's bridge and Open vSwitch's user-space datapath between two
namespaces. The forwarders take turns, round by round; medians with their spread, CPU per packet beside the rates.

    bench/ports.py BUILD [--rounds 15] [--seconds 1] [--only small,bulk,...] [--subjects bridge,switch,...] [--short] [--out FOLDER]

JSON on standard output and in FOLDER/ports.json (BUILD/bench-report), one line a subject and one a ratio; --short for a minute of it.
Needs root; says what it left out and why. CPU is that of the sender (on veth it runs the receiver's side too) and of the forwarder.
`waited` is how long the forwarder's threads wanted a core in vain, of the time that was measured: where that is not near 0, other
programs ran, and the rates say little."""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests"))
from net_kit import Net, need, run, wait_for  # noqa: E402

A, B = "10.78.0.1", "10.78.0.2"


def times_of(pid):
    """Seconds that a process with all its threads ran, and that they waited for a core, as fine as the kernel says."""
    ran, waited = 0, 0
    for task in os.listdir("/proc/%d/task" % pid):
        with open("/proc/%d/task/%s/schedstat" % (pid, task)) as f:
            times = f.read().split()
            ran, waited = ran + int(times[0]), waited + int(times[1])
    return ran / 1e9, waited / 1e9


class Subject:
    """Two namespaces a and b and something between them; made anew for every round."""

    kind = "veth"
    process = None
    finished = False  # the endpoints leave nothing to hardware

    def __init__(self, bench):
        self.bench = bench
        self.net = Net()
        self.a, self.b = self.net.namespace("a"), self.net.namespace("b")

    def connect(self):
        for ns, port, address in ((self.a, "p0", A), (self.b, "p1", B)):
            if self.kind == "veth":
                self.net.veth(port, ns, "eth0", address + "/24")
                if self.finished:
                    ns.run("ethtool", "-K", "eth0", "tx", "off")
        self.start()
        if self.kind == "tap":
            for ns, port, address in ((self.a, "p0", A), (self.b, "p1", B)):
                self.net.host.ip("link", "set", port, "netns", ns.name, "name", "eth0")
                ns.ip("link", "set", "eth0", "up")
                self.net.addresses(ns, "eth0", address + "/24")
        wait_for(lambda: self.a.run("ping", "-c1", "-W1", B, check=False).returncode == 0, "an answer through " + self.name)

    def start_program(self, command, ready="ready"):
        self.process = self.net.start(command)
        for line in iter(self.process.stdout.readline, ""):
            if line.startswith(ready):
                return
        raise AssertionError("ended: " + " ".join(command))

    def times(self):
        return times_of(self.process.pid) if self.process else (0.0, 0.0)

    def close(self):
        self.net.close()


class Bridge(Subject):
    name = "bridge"

    def start(self):
        host = self.net.host
        host.ip("link", "add", "br0", "type", "bridge")
        self.net.quiet(host, "br0")
        for port in ("p0", "p1"):
            host.ip("link", "set", port, "master", "br0")
        host.ip("link", "set", "br0", "up")


class OpenVSwitch(Subject):
    """The user-space datapath, with a database and a daemon of its own. It forwards frames without their checksums as they are."""
    name, finished = "openvswitch", True

    def start(self):
        if not shutil.which("ovs-vswitchd") or not shutil.which("ovsdb-tool"):
            raise AssertionError("Open vSwitch is not installed (Debian: openvswitch-switch)")
        self.dir = "/tmp/wfp-bench-ovs-%d" % os.getpid()
        run(["rm", "-rf", self.dir])
        os.makedirs(self.dir)
        env = dict(os.environ, OVS_RUNDIR=self.dir, OVS_DBDIR=self.dir, OVS_LOGDIR=self.dir)
        db = "unix:%s/db.sock" % self.dir
        run(["ovsdb-tool", "create", self.dir + "/conf.db", "/usr/share/openvswitch/vswitch.ovsschema"], env=env)
        self.net.start(["ovsdb-server", self.dir + "/conf.db", "--remote=p" + db, "--no-chdir", "--unixctl=" + self.dir + "/db.ctl"],
                       env=env, stdout=-3)
        wait_for(lambda: os.path.exists(self.dir + "/db.sock"), "Open vSwitch's database")
        self.process = self.net.start(["ovs-vswitchd", db, "--no-chdir", "--unixctl=" + self.dir + "/vs.ctl"], env=env, stdout=-3)
        host = self.net.host
        host.run("ovs-vsctl", "--db=" + db, "add-br", "br0", "--", "set", "bridge", "br0", "datapath_type=netdev", "--", "add-port",
                 "br0", "p0", "--", "add-port", "br0", "p1", env=env)

    def close(self):
        super().close()
        run(["rm", "-rf", self.dir])


class Forward(Subject):
    """port.h alone, without a switch."""
    options = []

    def start(self):
        specs = ["%s:%s" % (self.port, p) for p in ("p0", "p1")]
        self.start_program([os.path.join(self.bench.build, "bench", "port_forward"), *self.options, *specs])


class ForwardPacket(Forward):
    name, port = "port_forward packet", "packet"


class ForwardXdp(Forward):
    """On finished frames, which AF_XDP needs."""
    name, port, finished = "port_forward xdp", "xdp", True


class ForwardTap(Forward):
    name, port, kind = "port_forward tap", "tap", "tap"


class Switch(Subject):
    """The virtual switch with WFP in it, as people run it."""
    name, port, filters, options = "switch", "packet", 0, []

    def start(self):
        command = [os.path.join(self.bench.build, "wfp"), "run", "--switch", "bench", "--quiet", *self.options]
        if self.filters:
            command += ["--policy", self.bench.policy(self.filters)]
        for port in ("p0", "p1"):
            command += ["--port", "%s:%s" % (self.port, port)]
        self.start_program(command)


class SwitchOneWorker(Switch):
    name, options = "switch 1 worker", ["--workers", "1"]


class SwitchFilters(Switch):
    name, filters = "switch 1000 filters", 1000


class SwitchXdp(Switch):
    name, port, finished = "switch xdp", "xdp", True


class SwitchTap(Switch):
    name, port, kind = "switch tap", "tap", "tap"


SUBJECTS = [Bridge, Switch, SwitchOneWorker, SwitchFilters, SwitchXdp, SwitchTap, ForwardPacket, ForwardXdp, ForwardTap, OpenVSwitch]


def frames_in(ns):
    return int(ns.run("cat", "/proc/net/dev").stdout.split("eth0:")[1].split()[1])


def small(subject, seconds):
    """Datagrams of 18 bytes from a to b: how many arrive, and what each costs."""
    blast = os.path.join(subject.bench.build, "bench", "udp_blast")
    sink = subject.net.start([blast, "sink", "9"], inside=subject.b)
    sink.stdout.readline()
    before, (used, waited), start = frames_in(subject.b), subject.times(), time.monotonic()
    sent = json.loads(subject.a.run(blast, B, "9", "18", seconds).stdout)
    arrived, took = frames_in(subject.b) - before, time.monotonic() - start
    used, waited = subject.times()[0] - used, subject.times()[1] - waited
    subject.net.stop(sink)
    return {"pps": arrived / sent["seconds"], "cpu_ns": (sent["cpu_s"] + used) * 1e9 / max(arrived, 1), "offered_pps": sent["sent"] / took,
            "waited": waited / took}


def bulk(subject, seconds):
    server = subject.net.start(["iperf3", "-s", "-1"], inside=subject.b)
    subject.net.listening(subject.b, 5201)
    used, waited = subject.times()
    done = json.loads(subject.a.run("iperf3", "-J", "-c", B, "-t", seconds).stdout)["end"]
    used, waited = subject.times()[0] - used, subject.times()[1] - waited
    subject.net.stop(server)
    gigabits = done["sum_received"]["bits_per_second"] / 1e9
    return {"gbit_s": gigabits, "forwarder_cpu_ns_per_kib": used * 1e9 / max(done["sum_received"]["bytes"] / 1024, 1),
            "waited": waited / done["sum_received"]["seconds"]}


MEASURES = {"small": small, "bulk": bulk}


class Bench:
    def __init__(self, build):
        self.build = os.path.abspath(build)
        self.files = []

    def policy(self, count):
        """Filters at the four layers that each of the frames visits, none of which matches one."""
        path = "/tmp/wfp-bench-%d-%d.json" % (os.getpid(), count)
        if path in self.files:
            return path
        filters = []
        for i in range(count):
            address = "10.%d.%d.%d" % (100 + i % 50, i // 250, i % 250)
            side = ("INGRESS", "EGRESS")[i % 2]
            if i % 4 < 2:
                conditions = [("IP_DESTINATION_ADDRESS", address), ("IP_PROTOCOL", "udp")]
                layer = side + "_VSWITCH_TRANSPORT_V4"
            else:
                conditions = [("MAC_SOURCE_ADDRESS", "02-00-00-00-%02x-%02x" % (i // 256, i % 256)), ("ETHER_TYPE", "2048")]
                layer = side + "_VSWITCH_ETHERNET"
            filters.append({"name": "f%d" % i, "layer": layer, "action": "block",
                            "conditions": [{"field": f, "match": "equal", "value": v} for f, v in conditions]})
        with open(path, "w") as f:
            json.dump({"filters": filters}, f)
        self.files.append(path)
        return path

    def close(self):
        for path in self.files:
            os.unlink(path)


def ratios(measure, results):
    """Round by round, so that what the machine did meanwhile cancels out."""
    key = {"small": "pps", "bulk": "gbit_s"}[measure]
    pairs = [("switch", "bridge", key), ("switch 1 worker", "bridge", key), ("switch", "openvswitch", key),
             ("switch 1 worker", "openvswitch", key), ("switch tap", "bridge", key), ("switch xdp", "bridge", key)]
    if measure == "small":
        pairs.append(("switch 1000 filters", "switch", "cpu_ns"))
    for one, other, what in pairs:
        if results.get(one) and results.get(other):
            each = [a[what] / b[what] for a, b in zip(results[one], results[other]) if b[what]]
            yield {"measure": measure, "ratio": "%s / %s" % (one, other), "of": what, "rounds": len(each), **spread(each)}


def round_of(bench, subject_class, measure, seconds):
    subject = subject_class(bench)
    try:
        subject.connect()
        return MEASURES[measure](subject, seconds)
    finally:
        subject.close()


def spread(values):
    ordered = sorted(values)
    return {"median": statistics.median(ordered), "low": ordered[0], "quarter": ordered[len(ordered) // 4],
            "three_quarters": ordered[3 * len(ordered) // 4], "high": ordered[-1]}


def measure_all(bench, measure, rounds, seconds, chosen):
    """The lines of one measure. A subject that fails once is left out, and says why."""
    results, dropped = {}, {}
    for _ in range(rounds):
        for subject in (s for s in chosen if s.name not in dropped):
            try:
                results.setdefault(subject.name, []).append(round_of(bench, subject, measure, seconds))
            except (AssertionError, OSError, subprocess.TimeoutExpired) as e:
                dropped[subject.name] = str(e)
                yield {"measure": measure, "subject": subject.name, "skipped": str(e)}
    for name, done in results.items():
        line = {"measure": measure, "subject": name, "rounds": len(done)}
        line.update({key: spread([r[key] for r in done]) for key in done[0]})
        yield line
    yield from ratios(measure, results)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("build")
    p.add_argument("--rounds", type=int, default=15)
    p.add_argument("--seconds", default="1")
    p.add_argument("--only", default="small,bulk")
    p.add_argument("--subjects", default="")
    p.add_argument("--short", action="store_true")
    p.add_argument("--out")
    args = p.parse_args()
    if args.short:
        args.rounds, args.only, args.subjects = 3, "small", args.subjects or "bridge,switch,openvswitch"
    need("iperf3", "ping", "ethtool")
    bench, folder = Bench(args.build), args.out or os.path.join(args.build, "bench-report")
    chosen = [s for s in SUBJECTS if not args.subjects or s.name in args.subjects.split(",")]
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "ports.json"), "w") as out:
        for measure in args.only.split(","):
            for line in measure_all(bench, measure, args.rounds, args.seconds, chosen):
                print(json.dumps(line), flush=True)
                print(json.dumps(line), file=out)
    bench.close()


if __name__ == "__main__":
    main()
