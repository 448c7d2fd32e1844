"""What goes wrong on live ports, at a switch, a gateway and a forwarder alike: interfaces that go down and come back, a device that is
removed under load, a ring that overruns, frames that are malformed at every layer, too long or too short. It is counted and explained,
nothing leaks (with the address sanitizer the exit status says so), and nothing stops."""
import collections
import ipaddress
import json
import os
import re
import signal
import struct
import sys
import tempfile

sys.path.insert(0, os.path.join(os.environ["WFP_SOURCE"], "tests"))
from gateway_kit import HOST4, HOST6, PEER4, PEER6, Forwarder, Gateway
from net_kit import Net, need, run, wait_for

WFP = os.path.join(os.environ["WFP_BUILD"], "wfp")
RING = 2048  # frames that a port's ring holds at least

SEND = """
import socket, sys
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
s.bind(("eth0", 0))
for line in sys.stdin:
    s.send(bytes.fromhex(line))
"""
BLAST = """
import socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for _ in range(int(sys.argv[2])):
    s.sendto(b"x" * 18, (sys.argv[1], 9))
"""


def mac_of(ns, interface="eth0"):
    return bytes.fromhex(json.loads(ns.ip("-j", "link", "show", interface))[0]["address"].replace(":", ""))


class Path:
    """Between two namespaces, `a` and `b`, whose ports are port_a and port_b."""
    down, up, gone = "port %s: went down", "port %s: is up again", "port %s: its device is gone"

    def alive(self):
        return self.process.poll() is None

    def reached(self, *words):
        return self.a.run("ping", "-c1", "-W1", *words, self.b4, check=False).returncode == 0

    def recovers(self):
        wait_for(self.reached, "an answer")

    def said(self, pattern):
        wait_for(lambda: re.search(pattern, self.lines()), "%s in:\n%s" % (pattern, self.lines()))

    def descriptors(self):
        return len(os.listdir("/proc/%d/fd" % self.process.pid))


class Switch(Path):
    def __init__(self):
        self.net, self.folder = Net(), tempfile.TemporaryDirectory()
        self.a, self.b = self.net.namespace("a"), self.net.namespace("b")
        self.b4, self.port_a, self.port_b = "10.9.0.2", "p0", "p1"
        self.net.veth("p0", self.a, "eth0", "10.9.0.1/24", "fd09::1/64")
        self.net.veth("p1", self.b, "eth0", "10.9.0.2/24", "fd09::2/64")
        self.log = os.path.join(self.folder.name, "log")
        with open(self.log, "w") as out:
            self.process = self.net.start([WFP, "run", "--switch", "lab", "--port", "p0", "--port", "p1", "-j"], stdout=out)
        self.said("ready: ")

    def lines(self):
        with open(self.log) as f:
            return f.read()

    def stop(self):
        """Of each port that is left: what it counted."""
        code, _ = self.net.stop(self.process)
        text = self.lines()
        assert code == 0, (code, text)
        self.report = json.loads([line for line in text.splitlines() if line.startswith("{")][-1])
        ports = {p["name"]: p for p in self.report["switches"][0]["ports"]}
        return {n: {k: int(p[k]) for k in ("received", "sent", "receiveDropped", "sendDropped", "runts", "oversized")} for n, p in ports.items()}

    def drops(self, port):
        return {d["reason"]: int(d["frames"]) for p in self.report["switches"][0]["ports"] if p["name"] == port for d in p["drops"]}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.net.close()
        self.folder.cleanup()


class Between(Path):
    """A gateway or a forwarder, whose text is that of both."""
    down, up, gone = "port %s is down", "port %s is up", "port %s is gone"

    def __init__(self, kind):
        self.of = kind(WFP)
        self.a, self.b, self.net = self.of.host, self.of.peer, self.of.net
        self.b4, self.port_a, self.port_b = (kind.PEER4 if kind is Forwarder else PEER4), "in", "out"
        self.of.start()
        self.process = self.of.process

    def lines(self):
        return self.of.lines()

    def stop(self):
        text = self.of.stop()
        self.totals = dict((word, int(n)) for n, word in re.findall(r"(\d+) (permitted|blocked|discarded)", text))
        names = ("received", "sent", "receiveDropped", "sendDropped", "runts", "oversized")
        return {line[0]: dict(zip(names, map(int, line[1:]))) for line in re.findall(
            r"port (\w+): (\d+) received, (\d+) sent; lost: (\d+) in its ring, (\d+) in sending; (\d+) runts, (\d+) too long", text)}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.of.__exit__()


PATHS = (Switch, lambda: Between(Gateway), lambda: Between(Forwarder))


# --- interfaces -------------------------------------------------------------------------------------------------------------------

def test_down_and_up():
    for path in PATHS:
        with path() as p:
            p.recovers()
            for port in (p.port_b, p.port_a):
                p.net.host.ip("link", "set", port, "down")
                p.said(p.down % port)
                assert not p.reached() and p.alive()
                p.net.host.ip("link", "set", port, "up")
                p.said(p.up % port)
                p.recovers()
            stats = p.stop()
            assert stats[p.port_b]["sendDropped"] > 0, stats  # what was for it while it was down


def test_removed_under_load():
    for path in PATHS:
        with path() as p:
            p.recovers()
            before = p.descriptors()
            load = p.net.start(["ping", "-q", "-f", p.b4], inside=p.a, stdout=-3)
            wait_for(lambda: p.b.received() > 200, "some load")
            p.net.host.ip("link", "delete", p.port_b)
            p.said(p.gone % p.port_b)
            p.net.stop(load, signal.SIGINT)
            assert p.a.run("ping", "-c3", "-i0.05", "-W1", p.b4, check=False).returncode != 0 and p.alive()
            assert p.descriptors() <= before
            stats = p.stop()
            assert stats[p.port_a]["received"] > 100, stats


# --- a ring that overruns ---------------------------------------------------------------------------------------------------------

def test_overrun():
    sent = 4 * RING
    for path in PATHS:
        with path() as p:
            p.recovers()
            before = p.descriptors()
            p.process.send_signal(signal.SIGSTOP)
            p.a.run("python3", "-c", BLAST, p.b4, str(sent))
            p.process.send_signal(signal.SIGCONT)
            p.recovers()
            assert p.descriptors() == before
            port = p.stop()[p.port_a]
            assert port["receiveDropped"] > 0 and port["received"] >= RING, port
            assert port["received"] + port["receiveDropped"] >= sent, port


# --- malformed at every layer -----------------------------------------------------------------------------------------------------

def checksum(data):
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def ip4(src, dst, protocol, payload, total=None, words=5, version=4, wrong=0):
    head = struct.pack("!BBHHHBBH4s4s", version << 4 | words, 0, 20 + len(payload) if total is None else total, 7, 0, 64, protocol, 0,
                       ipaddress.ip_address(src).packed, ipaddress.ip_address(dst).packed)
    return head[:10] + struct.pack("!H", checksum(head) ^ wrong) + head[12:] + payload


def ip6(src, dst, protocol, payload, length=None, version=6):
    return struct.pack("!IHBB", version << 28, len(payload) if length is None else length, protocol, 64) + \
        ipaddress.ip_address(src).packed + ipaddress.ip_address(dst).packed + payload


TCP = struct.pack("!HHIIBBHHH", 1234, 80, 1, 0, 5 << 4, 2, 1000, 0, 0)
UDP = struct.pack("!HHHH", 1234, 53, 8, 0)
SHORT, CONTRADICTS, SUM = "BadLength", "MalformedHeader", "BadChecksum"
HALF, WRONG = "HeaderInvalid: The packet ends inside", "HeaderInvalid: The transport header contradicts"


def malformed(ends4, ends6):
    """Behind the Ethernet header: EtherType, packet, and what is said of it."""
    return [(0x0800, b"", SHORT), (0x0800, ip4(*ends4, 6, TCP)[:10], SHORT), (0x0800, ip4(*ends4, 6, TCP, version=5), CONTRADICTS),
            (0x0800, ip4(*ends4, 6, TCP, words=4), CONTRADICTS), (0x0800, ip4(*ends4, 6, b"", words=15), SHORT),
            (0x0800, ip4(*ends4, 6, TCP, total=10), CONTRADICTS), (0x0800, ip4(*ends4, 6, TCP, total=400), SHORT),
            (0x0800, ip4(*ends4, 6, TCP, wrong=0x1234), SUM), (0x0800, ip4(*ends4, 6, TCP[:10]), HALF),
            (0x0800, ip4(*ends4, 6, TCP[:12] + b"\x10" + TCP[13:]), WRONG), (0x0800, ip4(*ends4, 6, TCP[:12] + b"\xf0" + TCP[13:]), WRONG),
            (0x0800, ip4(*ends4, 17, UDP[:4]), HALF), (0x0800, ip4(*ends4, 17, UDP[:4] + b"\0\3\0\0"), WRONG),
            (0x0800, ip4(*ends4, 17, UDP[:4] + b"\1\0\0\0"), WRONG), (0x0800, ip4(*ends4, 1, b"\x08"), HALF),
            (0x86dd, b"", SHORT), (0x86dd, ip6(*ends6, 6, TCP)[:30], SHORT), (0x86dd, ip6(*ends6, 6, TCP, version=7), CONTRADICTS),
            (0x86dd, ip6(*ends6, 6, TCP, length=500), SHORT), (0x86dd, ip6(*ends6, 0, b"\x06\xff" + b"\0" * 6), SHORT),
            (0x86dd, ip6(*ends6, 0, b"\0\0\1\4\0\0\0\0" * 20 + TCP), CONTRADICTS), (0x86dd, ip6(*ends6, 44, b"\x06\0"), SHORT),
            (0x86dd, ip6(*ends6, 6, TCP[:10]), HALF), (0x86dd, ip6(*ends6, 58, b"\x80"), HALF)]


def send(ns, frames):
    ns.run("python3", "-c", SEND, input="".join(f.hex() + "\n" for f in frames))


def discards(text):
    return collections.Counter(r for line in text.splitlines() if " discard " in line for r in (SHORT, CONTRADICTS, SUM, HALF, WRONG) if r in line)


def check_malformed(p, frames, dst, expected):
    before = p.descriptors()
    send(p.a, [dst + mac_of(p.a) + struct.pack("!H", kind) + packet for kind, packet, _ in frames])
    wait_for(lambda: sum(discards(p.lines()).values()) >= len(expected), "every frame is told of: " + p.lines())
    p.recovers()
    assert p.descriptors() == before
    assert discards(p.lines()) == collections.Counter(expected), p.lines()
    p.stop()
    assert p.totals["discarded"] == len(expected), p.totals


def test_malformed_for_a_host():
    """Sent by the host's neighbour: the stack of the host throws away each of them, for the reason that it has."""
    with Between(Gateway) as p:
        p.recovers()
        p.a, p.b, p.b4 = p.b, p.a, HOST4
        frames = malformed((PEER4, HOST4), (PEER6, HOST6))
        check_malformed(p, frames, mac_of(p.b), [said for _, _, said in frames])


def test_malformed_on_its_way():
    """A forwarder looks at IP headers; what lies behind them is for whom they name."""
    with Between(Forwarder) as p:
        p.recovers()
        frames = malformed((Forwarder.HOST4, Forwarder.PEER4), (Forwarder.HOST6, Forwarder.PEER6))
        check_malformed(p, frames, mac_of(p.net.host, "in"), [said for _, _, said in frames if said not in (HALF, WRONG)])


def test_malformed_in_a_switch():
    """A switch forwards by Ethernet headers; it drops what has none that it could use, and says why at the port."""
    with Switch() as p:
        p.recovers()
        before, a, b = p.descriptors(), mac_of(p.a), mac_of(p.b)
        frames = [b + a + struct.pack("!H", kind) + packet for kind, packet, _ in malformed(("10.9.0.1", "10.9.0.2"), ("fd09::1", "fd09::2"))]
        send(p.a, frames + [b + b"\xff" * 6 + b"\x88\xb5" + b"x" * 46, b + b"\0" * 6 + b"\x88\xb5" + b"x" * 46,
                            b"\x01\x80\xc2\0\0\x03" + a + b"\x88\xb5" + b"x" * 46])
        p.recovers()
        assert p.descriptors() == before
        stats = p.stop()
        assert stats["p1"]["sent"] >= len(frames) and stats["p0"]["received"] >= len(frames) + 3, stats
        assert sum(n for reason, n in p.drops("p0").items() if "source" in reason) == 2, p.drops("p0")
        assert sum(n for reason, n in p.drops("p0").items() if "reserved" in reason) == 1, p.drops("p0")


# --- too long, too short ----------------------------------------------------------------------------------------------------------

def test_jumbo():
    """A frame of 9,000 bytes, of a network where that is usual, for one where it is not."""
    for path in PATHS:
        with path() as p:
            p.recovers()
            p.net.host.ip("link", "set", p.port_a, "mtu", "9000")
            p.a.ip("link", "set", "eth0", "mtu", "9000")
            assert not p.reached("-M", "do", "-s", "8900") and p.alive()
            p.recovers()
            stats = p.stop()
            if p.port_a == "p0":
                assert stats["p1"]["oversized"] + sum(p.drops("p1").values()) + sum(p.drops("p0").values()) >= 1, (stats, p.drops("p1"))
            elif isinstance(p.of, Forwarder):
                assert "DontFragmentMtuExceeded" in p.lines(), p.lines()  # the router's error says so to the sender
            else:
                assert stats["out"]["oversized"] >= 1, stats


def capture(path, frames):
    with open(path, "wb") as f:
        f.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
        for at, frame in enumerate(frames):
            f.write(struct.pack("<IIII", at, 0, len(frame), len(frame)) + frame)


def test_runts():
    """Frames that end inside their Ethernet header, which no device of this kernel gives, and those that have no more than it."""
    whole = b"\x02\0\0\0\0\x01" + b"\x02\0\0\0\0\x02" + b"\x88\xb5"
    frames = [whole[:n] for n in range(1, 14)] + [whole, whole + b"x" * 46]
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "runts.pcap")
        capture(name, frames)
        empty = os.path.join(folder, "empty.pcap")
        capture(empty, [])
        done = run([WFP, "run", "--switch", "s", "--port", "pcap:" + name, "--port", "pcap:" + empty, "-j"])
        report = json.loads([line for line in done.stdout.splitlines() if line.startswith("{")][-1])
        port = report["switches"][0]["ports"][0]
        assert (port["runts"], port["received"], report["totals"]["frames"]) == ("13", "2", "2"), done.stdout
        done = run([WFP, "run", "--gateway", "-v", "pcap:" + name, "pcap:" + empty])
        assert re.search(r": 2 received, .* 13 runts", done.stdout) and re.search(r"^2 packets: ", done.stdout, re.M), done.stdout


if __name__ == "__main__":
    need("ping")
    for name, test in list(globals().items()):
        if name.startswith("test_") and (len(sys.argv) < 2 or name in sys.argv[1:]):
            print(name, flush=True)
            test()
