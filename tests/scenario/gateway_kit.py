"""A network with a host behind a gateway: the namespace `host` has one interface, all that it says passes through `wfp run
--gateway`, and the namespace `peer` is the network."""
import json
import os
import subprocess
import tempfile

from net_kit import Net, need, wait_for

HOST4, PEER4 = "192.0.2.2", "192.0.2.1"
MARK = "192.0.2.250"
HOST6, PEER6 = "2001:db8::2", "2001:db8::1"


def compiled(g, name, *folder, flags=()):
    """A driver, an example unless a folder is given; the module's path."""
    module = g.path(name + ".so")
    source = os.path.join(os.environ["WFP_SOURCE"], *(folder or ("examples", "drivers", name)), name + ".c")
    g.net.host.run(g.wfp, "cc", *flags, source, "-o", module)
    return module


def name_server(g):
    """One at .53 of the peer, where the driver udpnat sends what is asked of .80."""
    need("dig", "dnsmasq")
    for ns, address in ((g.host, "192.0.2.10/24"), (g.peer, "192.0.2.53/24"), (g.peer, "192.0.2.80/24")):
        g.net.addresses(ns, "eth0", address)
    g.net.start(["dnsmasq", "-k", "-C", "/dev/null", "-R", "-h", "-z", "-a", "192.0.2.53", "-A", "/example.com/198.51.100.7",
                 "--log-facility=-"], inside=g.peer)
    g.net.listening(g.peer, 53, udp=True)


def ask_name(g):
    """From the address that udpnat serves."""
    answer = g.host.run("dig", "+short", "+time=30", "+tries=1", "-b", "192.0.2.10", "@192.0.2.80", "example.com").stdout
    assert answer.strip() == "198.51.100.7", answer


def luid(index):
    """The NET_LUID of an interface of the machine (docs/gateway.md): its IANA type, 6, and its index."""
    return 6 << 48 | index << 24


class Gateway:
    def __init__(self, wfp):
        self.wfp = wfp
        self.folder = tempfile.TemporaryDirectory()
        self.net = Net()
        self.host = self.net.namespace("g")
        self.peer = self.net.namespace("p")
        self.net.veth("in", self.host, "eth0", HOST4 + "/24", HOST6 + "/64")
        self.net.veth("out", self.peer, "eth0", PEER4 + "/24", PEER6 + "/64")
        self.process = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.net.close()
        self.folder.cleanup()

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def index(self, port):
        return json.loads(self.net.host.run("ip", "-j", "link", "show", port).stdout)[0]["ifindex"]

    def policy(self, *filters, **objects):
        path = self.path("policy.json")
        with open(path, "w") as f:
            json.dump(dict(objects, filters=list(filters)), f)
        return path

    def start(self, *words, policy=None, verbose=True, netns=True, ports=("in", "out")):
        """Starts the gateway, and returns when it runs."""
        words = (["-p", policy] if policy else []) + list(words)
        if netns:
            words += ["--netns", self.host.name]
        if verbose:
            words.append("-v")
        self.launch("--gateway", *words, *ports)

    def launch(self, *words):
        self.log = self.path("log")
        self.errors = self.path("errors")
        with open(self.log, "w") as out, open(self.errors, "w") as err:
            self.process = self.net.start([self.wfp, "run", *words], stdout=out, stderr=err)
        wait_for(lambda: "running:" in self.lines() + self.complaints() or self.process.poll() is not None, "the gateway")
        assert self.process.poll() is None, self.lines() + self.complaints()

    def complaints(self):
        with open(self.errors) as f:
            return f.read()

    def lines(self):
        with open(self.log) as f:
            return f.read()

    def stop(self):
        """Ends the gateway; what it printed."""
        code, _ = self.net.stop(self.process)
        assert code == 0, (code, self.lines(), self.complaints())
        assert not self.complaints() or "-j" in self.process.args, self.complaints()
        return self.lines()

    def capture(self, inside, expression, name="capture.pcap"):
        """tcpdump on the namespace's eth0, once it listens; what it has seen comes with stop_capture()."""
        path = self.path(name)
        process = self.net.start(["tcpdump", "-U", "--immediate-mode", "-i", "eth0", "-w", path, "(%s) or arp" % expression],
                                 inside=inside)
        while "listening on" not in process.stdout.readline():
            assert process.poll() is None
        return process, path, inside

    def stop_capture(self, capture):
        """What was seen up to now: a question for nobody's address marks the end."""
        process, path, inside = capture
        inside.run("arping", "-c1", "-w1", "-I", "eth0", MARK, check=False)
        seen = wait_for(lambda: self.until_mark(path), "the end of what tcpdump sees")
        self.net.stop(process)
        return seen

    def until_mark(self, path):
        lines = self.net.host.run("tcpdump", "-n", "-r", path, stderr=subprocess.DEVNULL, check=False).stdout.splitlines()
        return [line for line in lines if "ARP" not in line] or [""] if any(MARK in line for line in lines) else None


class Forwarder(Gateway):
    """Two networks, 192.0.2.0/24 with the namespace `host` and 198.51.100.0/24 with `peer`, and the forwarder between them."""
    HOST4, PEER4, HOST6, PEER6 = "192.0.2.2", "198.51.100.2", "2001:db8:1::2", "2001:db8:2::2"
    ADDRESSES = (("in", "192.0.2.1/24"), ("in", "2001:db8:1::1/64"), ("out", "198.51.100.1/24"), ("out", "2001:db8:2::1/64"))

    def __init__(self, wfp):
        self.wfp = wfp
        self.folder = tempfile.TemporaryDirectory()
        self.net = Net()
        self.host = self.net.namespace("g")
        self.peer = self.net.namespace("p")
        self.net.veth("in", self.host, "eth0", self.HOST4 + "/24", self.HOST6 + "/64")
        self.net.veth("out", self.peer, "eth0", self.PEER4 + "/24", self.PEER6 + "/64")
        for ns, way4, way6 in ((self.host, "192.0.2.1", "2001:db8:1::1"), (self.peer, "198.51.100.1", "2001:db8:2::1")):
            ns.ip("route", "add", "default", "via", way4)
            ns.ip("-6", "route", "add", "default", "via", way6)

    def start(self, *words, policy=None):
        words = [w for port, address in self.ADDRESSES for w in ("--address", port + "=" + address)] + list(words)
        words += ["-p", policy] if policy else []
        self.launch("--forward", "-v", *words, "in", "out")
