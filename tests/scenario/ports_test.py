"""Ports on live interfaces: packet sockets and TAP devices between two namespaces, with offload and without; frames of every size;
devices that go down, come back and vanish."""
import json
import os
import signal
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


def several_queues_share_the_flows():
    for kind in ("packet", "tap"):
        with Forwarder(kind, "--queues", "2") as f:
            for size in (18, 4000):
                f.a.run("ping", "-c", "2", "-i", "0.05", "-W", "20", "-s", str(size), B)
            bulk(f, B)
            stats = f.stop()
            assert stats[0]["queues"] == 2, stats
            clean(stats)


def a_port_goes_down_and_comes_back():
    with Forwarder("packet") as f:
        f.a.run("ping", "-c", "1", "-W", "20", B)
        f.net.host.ip("link", "set", "p1", "down")
        assert f.a.run("ping", "-c", "2", "-i", "0.05", "-W", "1", B, check=False).returncode != 0
        f.net.host.ip("link", "set", "p1", "up")
        wait_for(lambda: f.a.run("ping", "-c", "1", "-W", "1", B, check=False).returncode == 0, "an answer after p1 is up again")
        stats = f.stop()
        assert stats[1]["send_dropped"] > 0, stats
    with Forwarder("tap") as f:
        f.a.run("ping", "-c", "1", "-W", "20", B)
        f.b.ip("link", "set", "eth0", "down")
        assert f.a.run("ping", "-c", "2", "-i", "0.05", "-W", "1", B, check=False).returncode != 0
        f.b.ip("link", "set", "eth0", "up")
        wait_for(lambda: f.a.run("ping", "-c", "1", "-W", "1", B, check=False).returncode == 0, "an answer after b is up again")
        assert f.stop()[1]["send_dropped"] > 0


def a_device_that_is_removed_ends_its_port():
    """Also when one with its name takes its place."""
    for kind in ("packet", "tap"):
        with Forwarder(kind) as f:
            f.a.run("ping", "-c", "1", "-W", "20", B)
            flood = f.net.start(["ping", "-q", "-f", B], inside=f.a)
            wait_for(lambda: int(f.b.run("cat", "/proc/net/dev").stdout.split("eth0:")[1].split()[1]) > 200, "some load")
            if kind == "packet":
                f.net.host.ip("link", "delete", "p1")
                f.net.host.ip("link", "add", "p1", "type", "veth", "peer", "name", "q1")
                f.net.host.ip("link", "set", "p1", "up")
            else:
                f.b.ip("link", "delete", "eth0")
            wait_for(lambda: f.process.poll() is not None, "the end of the program, whose port is gone")
            assert f.stop()[0]["received"] > 200
            f.net.stop(flood)


def what_the_ring_has_no_room_for_is_counted():
    with Forwarder("packet") as f:
        f.a.run("ping", "-c", "1", "-W", "20", B)
        f.process.send_signal(signal.SIGSTOP)
        sent = json.loads(f.a.run(os.path.join(os.path.dirname(FORWARD), "udp_blast"), B, "9", "18", "0.3").stdout)["sent"]
        f.process.send_signal(signal.SIGCONT)
        f.a.run("ping", "-c", "1", "-W", "20", B)
        stats = f.stop()
        assert sent > 10000 and stats[0]["receive_dropped"] > 1000, (sent, stats)
        assert stats[0]["received"] >= 2048, stats
        assert stats[0]["received"] + stats[0]["receive_dropped"] >= sent, (sent, stats)


def frames_larger_than_slot_or_interface():
    with Forwarder("packet") as f:
        for ns, name in ((f.net.host, "p0"), (f.net.host, "p1"), (f.a, "eth0"), (f.b, "eth0")):
            ns.ip("link", "set", name, "mtu", "9000")  # the slots were made for 1500
        f.a.run("ping", "-c", "3", "-i", "0.05", "-W", "20", "-M", "do", "-s", "8900", B)
        f.net.host.ip("link", "set", "p1", "mtu", "1500")
        assert f.a.run("ping", "-c", "2", "-i", "0.05", "-W", "1", "-M", "do", "-s", "8900", B, check=False).returncode != 0
        f.a.run("ping", "-c", "1", "-W", "20", "-s", "1400", B)
        stats = f.stop()
        assert stats[1]["oversized"] >= 2 and stats[0]["truncated"] == 0, stats
    with Forwarder("packet", mtu=9000) as f:
        f.a.run("ping", "-c", "3", "-i", "0.05", "-W", "20", "-M", "do", "-s", "8900", B)
        clean(f.stop())


def a_renamed_tap_has_the_mtu_that_it_is_given():
    with Net() as net:
        a = net.namespace("a")
        net.veth("p0", a, "eth0", A + "/24")
        process = net.start([FORWARD, "packet:p0", "tap:p1"])
        assert process.stdout.readline() == "ready\n"
        net.host.ip("link", "set", "p1", "down")
        net.host.ip("link", "set", "p1", "name", "other")
        net.host.ip("link", "set", "other", "up")
        for ns, name in ((net.host, "p0"), (net.host, "other"), (a, "eth0")):
            ns.ip("link", "set", name, "mtu", "9000")
        a.ip("neigh", "add", B, "lladdr", "02:00:00:00:00:02", "dev", "eth0")  # nobody answers
        a.run("ping", "-c", "10", "-i", "0.1", "-W", "1", "-M", "do", "-s", "8900", B, check=False)
        stats = json.loads(net.stop(process)[1].splitlines()[-1])["ports"]
        assert stats[1]["sent_bytes"] > 8900, stats


def the_hosts_own_stack_sees_nothing():
    with Forwarder("packet") as f:
        f.net.host.ip("address", "add", "10.77.0.99/32", "dev", "lo")
        f.net.host.ip("route", "add", A + "/32", "dev", "p0")

        def answered():
            f.a.run("ping", "-c", "1", "-W", "1", "10.77.0.99", check=False)
            return "lladdr" in f.a.ip("neigh", "show", "10.77.0.99")
        assert not answered()
        f.stop()
        f.a.ip("neigh", "flush", "all")
        wait_for(answered, "ARP answered by the host, which has its interface back")


def af_xdp_between_two_namespaces(mtu, sizes):
    """Of the larger MTU veth's driver knows nothing: the kernel's general path. What arrives has 3,840 bytes at most."""
    with Net() as net:
        a, b = net.namespace("a"), net.namespace("b")
        for ns, port, address in ((a, "p0", A), (b, "p1", B)):
            net.veth(port, ns, "eth0", address + "/24")
            for where, name in ((net.host, port), (ns, "eth0")):
                where.ip("link", "set", name, "mtu", str(mtu))
            ns.run("ethtool", "-K", "eth0", "tx", "off")  # AF_XDP tells nobody that a checksum is missing
        process = net.start([FORWARD, "xdp:p0", "xdp:p1"])
        line = process.stdout.readline()
        if line != "ready\n":
            print("AF_XDP is not tried: " + line.strip())
            return
        for size in sizes:
            a.run("ping", "-c", "2", "-i", "0.05", "-W", "20", "-s", str(size), B)
        assert net.host.ip("link", "show", "p0").count("xdp") > 0
        assert "promiscuity 1 " in net.host.ip("-d", "link", "show", "p0")  # what is for other stations, too
        status, out = net.stop(process)
        assert status == 0 and json.loads(out.splitlines()[-1])["ports"][1]["sent"] >= 6, out
        assert "xdp" not in net.host.ip("link", "show", "p0")  # the program is gone


def af_xdp_in_the_driver_and_beside_it():
    af_xdp_between_two_namespaces(1500, (18, 1400, 4000))
    af_xdp_between_two_namespaces(9000, (18, 1400, 3798))


def main():
    need("iperf3", "ping", "ethtool")
    for test in (large_frames_stay_whole_with_offload, several_queues_share_the_flows, a_port_goes_down_and_comes_back,
                 a_device_that_is_removed_ends_its_port, what_the_ring_has_no_room_for_is_counted,
                 frames_larger_than_slot_or_interface, a_renamed_tap_has_the_mtu_that_it_is_given,
                 the_hosts_own_stack_sees_nothing, af_xdp_in_the_driver_and_beside_it):
        print(test.__name__, flush=True)
        test()


main()
