"""Ports on live interfaces: packet sockets and TAP devices between two namespaces, with offload and without; frames of every size;
devices that go down, come back and vanish."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.environ["WFP_SOURCE"], "tests"))
from net_kit import Net, need, wait_for  # noqa: E402

FORWARD = os.path.join(os.environ["WFP_BUILD"], "bench", "port_forward")
A, B = "10.77.0.1", "10.77.0.2"
A6, B6 = "fd77::1", "fd77::2"


class Forwarder:
    """Two namespaces, a and b, and a program that forwards between their ports."""

    def __init__(self, kind, *options, mtu=1500):
        self.net = Net()
        self.a, self.b = self.net.namespace("a"), self.net.namespace("b")
        if kind == "tap":
            specs = ["tap:p0", "tap:p1"]
        else:
            self.net.veth("p0", self.a, "eth0")
            self.net.veth("p1", self.b, "eth0")
            specs = [kind + ":p0", kind + ":p1"]
            for ns, name in ((self.net.host, "p0"), (self.net.host, "p1"), (self.a, "eth0"), (self.b, "eth0")):
                ns.ip("link", "set", name, "mtu", str(mtu))
        self.process = self.net.start([FORWARD, *options, *specs])
        line = self.process.stdout.readline()
        assert line == "ready\n", line
        for ns, port, mine in ((self.a, "p0", (A, A6)), (self.b, "p1", (B, B6))):
            if kind == "tap":
                self.net.host.ip("link", "set", port, "netns", ns.name, "name", "eth0")
                ns.ip("link", "set", "eth0", "up")
            self.net.addresses(ns, "eth0", mine[0] + "/24", mine[1] + "/64")

    def stop(self):
        status, out = self.net.stop(self.process)
        assert status == 0, out
        return json.loads(out.splitlines()[-1])["ports"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.net.close()


def clean(stats):
    for port in stats:
        for bad in ("truncated", "malformed", "oversized", "receive_dropped"):
            assert port[bad] == 0, port


def bulk(f, address):
    server = f.net.start(["iperf3", "-s", "-1"], inside=f.b)
    f.net.listening(f.b, 5201)
    done = json.loads(f.a.run("iperf3", "-J", "-c", address, "-n", "50M", timeout=120).stdout)
    f.net.stop(server)
    assert done["end"]["sum_received"]["bytes"] >= 45e6, done["end"]


def both_families_and_all_sizes(kind, *options):
    with Forwarder(kind, *options) as f:
        for address in (B, B6):
            for size in (0, 18, 1400, 4000, 60000):
                f.a.run("ping", "-c", "2", "-i", "0.05", "-W", "20", "-s", str(size), address)
            bulk(f, address)
        stats = f.stop()
        clean(stats)
        assert stats[0]["received_bytes"] > 50e6 and stats[1]["sent_bytes"] > 50e6, stats
        print(kind, options, stats[0]["received"], "frames")
        return stats


def large_frames_stay_whole_with_offload():
    for kind in ("packet", "tap"):
        whole = both_families_and_all_sizes(kind)
        cut = both_families_and_all_sizes(kind, "--no-offload")
        assert whole[0]["received"] * 3 < cut[0]["received"], (whole, cut)


def main():
    need("iperf3", "ping")
    large_frames_stay_whole_with_offload()


main()
