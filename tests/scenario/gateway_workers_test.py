"""The same traffic through a gateway and a forwarder with one worker and with several: what was decided of each packet, what was
dropped and why, and what arrived must not depend on how many there are."""
import contextlib
import ctypes
import json
import os
import socket
import struct
import sys
import threading
from collections import Counter

sys.path.insert(0, os.path.join(os.environ["WFP_SOURCE"], "tests"))
from gateway_kit import HOST4, HOST6, PEER4, PEER6, Forwarder, Gateway
from net_kit import DEADLINE, wait_for

WFP = os.path.join(os.environ["WFP_BUILD"], "wfp")
WORKERS = (1, 2, 5)
PORTS = range(5000, 5012)
GROUP = {socket.AF_INET: "224.0.0.251", socket.AF_INET6: "ff02::fb"}
GROUP_PORT, BLOCKED_OUT, BLOCKED_IN, CLOSED = 5353, 4001, 6003, 7000
ICMPV6, ND_FROM = 58, 130  # what the kernels say of their own accord begins with this type
CLONE_NEWNET, SYN, REFUSES, UDP, TCP = 0x40000000, 2, 20, 17, 6


@contextlib.contextmanager
def within(namespace):
    """Sockets that are made here are the namespace's."""
    libc = ctypes.CDLL(None, use_errno=True)
    with open("/proc/thread-self/ns/net") as back, open("/run/netns/" + namespace.name) as there:
        assert libc.setns(there.fileno(), CLONE_NEWNET) == 0
        try:
            yield
        finally:
            assert libc.setns(back.fileno(), CLONE_NEWNET) == 0


def family_of(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def udp(namespace, address, port, remote=None):
    with within(namespace):
        s = socket.socket(family_of(address), socket.SOCK_DGRAM)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"eth0")
    s.settimeout(DEADLINE)
    s.bind((address, port))
    if remote:
        s.connect(remote)
    return s


def talk(one, one_address, other, other_address, seen):
    """Each port says something small, something in fragments, and something small again; both ways."""
    for port in PORTS:
        here, there = udp(one, one_address, port), udp(other, other_address, port + 100)
        with here, there:
            for size in (10, 4000, 11, 3000):
                data = bytes((port + i) % 251 for i in range(size))
                here.sendto(data, (other_address, port + 100))
                got, sender = there.recvfrom(65536)
                seen.append((sender[0], sender[1], got == data))
                there.sendto(got[::-1], sender)
                seen.append(here.recvfrom(65536)[0] == data[::-1])


def refused(one, address, other_address, local, port, seen):
    """A datagram to a port that nobody has, or that a filter blocks: what the program hears."""
    with udp(one, address, local, (other_address, port)) as s:
        s.send(b"?")
        try:
            s.recv(1)
            seen.append("answered")
        except OSError as e:
            seen.append(type(e).__name__ + str(e.errno))


def unheard(one, address, other, other_address, port, open_to_the_end):
    """A datagram that a filter keeps from arriving. Nobody tells when that has happened: its socket stays."""
    with udp(one, address, port + 200) as s:
        open_to_the_end.append(udp(other, other_address, port))
        s.sendto(b"no", (other_address, port))


def join(namespace, s, group):
    with within(namespace):
        index = socket.if_nametoindex("eth0")
    if ":" in group:
        s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, socket.inet_pton(socket.AF_INET6, group) + struct.pack("@i", index))
    else:
        s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(group) + struct.pack("@4si", b"", index))


def answer_from_anywhere(one, one_address, other, other_address, seen):
    """An outbound multicast lets in who answers from another port, at which a filter would stop him (C-035)."""
    group = GROUP[family_of(one_address)]
    with udp(one, one_address, GROUP_PORT) as asks, udp(other, other_address, 5999) as answers, \
            udp(other, "::" if ":" in group else "", GROUP_PORT + 1) as hears:
        join(other, hears, group)
        for text in (b"who?", b"who else?"):
            asks.sendto(text, (group, GROUP_PORT + 1))
            seen.append(hears.recv(10))
        for i in range(3):
            answers.sendto(b"I %d" % i, (one_address, GROUP_PORT))
            seen.append(asks.recv(10))


def groups(one, one_address, other, other_address, seen):
    """What comes for many is one flow, to whatever port (C-034)."""
    group = GROUP[family_of(one_address)]
    for port in range(5400, 5406):
        with udp(one, "::" if ":" in one_address else "", port) as listens, udp(other, other_address, port) as says:
            join(one, listens, group)
            says.sendto(b"all", (group, port))
            seen.append(listens.recv(10))


def streams(one, one_address, other, other_address, seen):
    """Connections to one server, each of its own port."""
    with within(other):
        server = socket.create_server((other_address, 8080), family=family_of(other_address))

    def serve():
        for _ in range(8):
            c, _ = server.accept()
            with c:
                while data := c.recv(65536):
                    c.sendall(data)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    for port in range(8100, 8108):
        with within(one):
            s = socket.socket(family_of(one_address), socket.SOCK_STREAM)
        s.settimeout(DEADLINE)
        s.bind((one_address, port))
        s.connect((other_address, 8080))
        data = bytes(port % 200 + i % 50 for i in range(30000))
        s.sendall(data)
        s.shutdown(socket.SHUT_WR)
        got = b"".join(iter(lambda: s.recv(65536), b""))
        seen.append(got == data)
        s.close()
    thread.join()
    server.close()


def closed(one, one_address, other_address, seen):
    for port in range(8200, 8204):
        with within(one):
            s = socket.socket(family_of(one_address), socket.SOCK_STREAM)
        s.settimeout(DEADLINE)
        s.bind((one_address, port))
        seen.append(s.connect_ex((other_address, 81)))
        s.close()


def pings(one, addresses):
    for address in addresses:
        for size in ("56", "4000"):
            one.run("ping", "-c2", "-i0.2", "-W30", "-s", size, address)


def stations(g):
    """Nobody asks for addresses meanwhile."""
    for ns, addresses in ((g.host, (PEER4, PEER6)), (g.peer, (HOST4, HOST6))):
        other = g.peer if ns is g.host else g.host
        mac = json.loads(other.run("ip", "-j", "link", "show", "eth0").stdout)[0]["address"]
        for a in addresses:
            ns.ip("neigh", "replace", a, "lladdr", mac, "dev", "eth0", "nud", "permanent")


UNSTEADY = ("packet", "time", "flow", "cause", "link")  # the order in which packets come, and made-up MAC addresses


def decided(line):
    """A packet and all that was decided of it, or None: one whose coming is the kernels' own business, or of a stream's middle."""
    p = json.loads(line)
    if "packet" not in p or "ip" not in p:
        return None
    transport = p.get("transport", {})
    if p["ip"]["protocol"] == ICMPV6 and transport.get("icmpType", ND_FROM) >= ND_FROM or p["ip"]["protocol"] in (0, 2):
        return None
    if p["ip"]["protocol"] == TCP and not (transport.get("flags", 0) & SYN or transport.get("flags") == REFUSES):
        return None
    for name in UNSTEADY:
        p.pop(name, None)
    for name in ("icmpId", "seq", "ack"):
        transport.pop(name, None)
    p["ip"].get("fragment", {}).pop("id", None)
    return json.dumps(p, sort_keys=True)


def outcome(said):
    lines = [line for line in said.splitlines() if line.startswith("{")]
    summary = next(json.loads(line)["summary"] for line in lines if "summary" in json.loads(line))
    return sorted(d for d in map(decided, lines) if d), summary


def blocked(name, layer, field, value):
    udp_only = {"field": "IP_PROTOCOL", "match": "equal", "value": UDP}
    return [{"name": name + family, "layer": layer + family, "action": "block",
             "conditions": [{"field": field, "match": "equal", "value": value}, udp_only]} for family in ("_V4", "_V6")]


POLICY = (blocked("no out", "ALE_AUTH_CONNECT", "IP_REMOTE_PORT", BLOCKED_OUT) +
          blocked("no in", "ALE_AUTH_RECV_ACCEPT", "IP_LOCAL_PORT", BLOCKED_IN) +
          blocked("no questions", "ALE_AUTH_RECV_ACCEPT", "IP_LOCAL_PORT", GROUP_PORT))
ROUTED = [dict(f, layer=f["layer"].replace("ALE_AUTH_CONNECT", "OUTBOUND_TRANSPORT")) for f in POLICY[:2]]


def through_gateway(workers, netns):
    with Gateway(WFP) as g:
        seen, sockets = [], []
        stations(g)
        g.start("-j", "--workers", str(workers), policy=g.policy(*POLICY), verbose=False, netns=netns)
        pings(g.host, (PEER4, PEER6))
        pings(g.peer, (HOST4, HOST6))
        for host, peer in ((HOST4, PEER4), (HOST6, PEER6)):
            talk(g.host, host, g.peer, peer, seen)
            talk(g.peer, peer, g.host, host, seen)
            for i in range(4):
                refused(g.host, host, peer, 7100 + i, CLOSED + i, seen)
                refused(g.peer, peer, host, 7100 + i, CLOSED + i, seen)
                refused(g.host, host, peer, 7200 + i, BLOCKED_OUT, seen)
            unheard(g.peer, peer, g.host, host, BLOCKED_IN, sockets)
            answer_from_anywhere(g.host, host, g.peer, peer, seen)
            groups(g.host, host, g.peer, peer, seen)
            streams(g.host, host, g.peer, peer, seen)
            closed(g.host, host, peer, seen)
            closed(g.peer, peer, host, seen)
        said = g.stop()
        for s in sockets:
            s.close()
        return seen, *outcome(said)


def through_forwarder(workers):
    with Forwarder(WFP) as f:
        seen = []
        f.start("-j", "--workers", str(workers), policy=f.policy(*ROUTED))
        for host, peer, own in ((f.HOST4, f.PEER4, "192.0.2.1"), (f.HOST6, f.PEER6, "2001:db8:1::1")):
            pings(f.host, (peer, own))
            talk(f.host, host, f.peer, peer, seen)
            for i in range(4):
                refused(f.host, host, own, 7100 + i, CLOSED + i, seen)
                refused(f.host, host, peer, 7200 + i, CLOSED + i, seen)
            streams(f.host, host, f.peer, peer, seen)
            closed(f.host, host, own, seen)
            with udp(f.host, host, 7300, (peer, 33434)) as s:
                s.setsockopt(*((socket.IPPROTO_IPV6, socket.IPV6_UNICAST_HOPS) if ":" in host else (socket.IPPROTO_IP, socket.IP_TTL)), 1)
                s.send(b"too far")
                wait_for(lambda: "HopLimitExceeded" in f.lines(), "what came too far")
        return seen, *outcome(f.stop())


def same(run, what, members):
    """With each number of workers; the last of them shows that all took part."""
    first = None
    for workers in WORKERS:
        seen, packets, summary = run(workers)
        assert summary["workers"] == workers and summary["lostBetweenWorkers"] == 0, summary
        told = {m: summary[m] for m in members}
        now = (seen, packets, told)
        first = first or now
        assert seen == first[0], "%s, %d workers: %s" % (what, workers, [d for d in zip(first[0], seen) if d[0] != d[1]])
        for only, sign in ((Counter(first[1]) - Counter(packets), "-"), (Counter(packets) - Counter(first[1]), "+")):
            assert not only, "%s, %d workers:\n%s" % (what, workers, "\n".join(sign + p for p in list(only)[:6]))
        assert told == first[2], (what, workers, told, first[2])
    assert len(first[1]) > 100, first[1]


def test_gateway():
    same(lambda n: through_gateway(n, True), "gateway", ("spoofed", "fragmentsHeld", "callsAnswered", "block", "absorb"))


def test_gateway_that_learns():
    """Whoever learned what the host takes and has."""
    same(lambda n: through_gateway(n, False), "gateway without a namespace", ("spoofed", "fragmentsHeld", "callsAnswered", "block"))


def test_forwarder():
    same(through_forwarder, "forwarder", ("spoofed", "unresolved", "block", "absorb"))


if __name__ == "__main__":
    for name, test in list(globals().items()):
        if name.startswith("test_") and (len(sys.argv) < 2 or name == sys.argv[1]):
            print(name, flush=True)
            test()
