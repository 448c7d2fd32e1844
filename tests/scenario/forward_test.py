"""The forwarder in the engine's path, with real programs on the networks that it joins."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.environ["WFP_SOURCE"], "tests"))
from gateway_kit import Forwarder, compiled, luid
from net_kit import need

WFP = os.path.join(os.environ["WFP_BUILD"], "wfp")
FAMILIES = ((Forwarder.PEER4, "192.0.2.1", "V4"), (Forwarder.PEER6, "2001:db8:1::1", "V6"))


def blocks(name, layer, *conditions):
    return {"name": name, "layer": layer, "action": "block", "conditions": list(conditions)}


def remote(address):
    return {"field": "IP_DESTINATION_ADDRESS", "match": "equal", "value": address}


def test_traffic():
    """Both families, whole and in fragments; the forwarder's own addresses answer."""
    with Forwarder(WFP) as f:
        f.start()
        for peer, own, _ in FAMILIES:
            for size in ("56", "4000"):
                f.host.run("ping", "-c1", "-W30", "-s", size, peer)
            assert "ttl=63" in f.host.run("ping", "-c1", "-W30", peer).stdout
            f.host.run("ping", "-c1", "-W30", own)
        said = f.stop()
        assert " 0 blocked, 0 absorbed, 0 discarded" in said, said
        assert re.search(r"\nIPFORWARD_V4 +\d+ asked", said) and re.search(r"\nIPFORWARD_V6 +\d+ asked", said), said


def test_traceroute():
    """A packet that has come too far: the discard layer says so, the error leaves by OUTBOUND_ICMP_ERROR. A filter at either
    place keeps it from leaving, and traceroute sees a star."""
    need("traceroute")
    for peer, own, family in FAMILIES:
        for silence in (None, "IPFORWARD_%s_DISCARD" % family, "OUTBOUND_ICMP_ERROR_" + family):
            with Forwarder(WFP) as f:
                f.start(policy=f.policy(blocks("silence", silence)) if silence else None)
                hops = f.host.run("traceroute", "-n", "-q1", "-w", "1" if silence else "30", "-m3", peer).stdout.splitlines()[1:]
                assert hops[0].split()[1] == ("*" if silence else own), hops
                assert hops[1].split()[1] == peer, hops
                assert "HopLimitExceeded" in f.stop()


def test_blocked_on_the_way():
    """IPFORWARD stops what is routed, and leaves alone what is for the forwarder itself."""
    for peer, own, family in FAMILIES:
        with Forwarder(WFP) as f:
            f.start(policy=f.policy(blocks("not there", "IPFORWARD_" + family, remote(peer))))
            assert f.host.run("ping", "-c1", "-W1", peer, check=False).returncode == 1
            f.host.run("ping", "-c1", "-W30", own)
            assert "IPFORWARD_%s: not there" % family in f.stop()


# proves: G-049 G-050
def test_weak_host():
    """An address of the forwarder's other port: the packet passes IPFORWARD on its way up, and its answer on its way out. The filter
    that everybody has against transit lets both pass."""
    passes = ["IS_INBOUND_PASS_THRU", "IS_OUTBOUND_PASS_THRU"]
    for far, family in (("198.51.100.1", "V4"), ("2001:db8:2::1", "V6")):
        for word, flags, answers in (("none", None, True), ("flagsNoneSet", passes, True), ("flagsAllSet", passes[:1], False),
                                     ("flagsAllSet", passes[1:], False)):
            with Forwarder(WFP) as f:
                policy = flags and f.policy(blocks("transit", "IPFORWARD_" + family, {"field": "FLAGS", "match": word, "value": flags}))
                f.start(policy=policy)
                done = f.host.run("ping", "-c1", "-W", "30" if answers else "1", far, check=False)
                assert (done.returncode == 0) == answers, (word, flags, done.stdout)
                said = f.stop()
                assert re.search(r"\nIPFORWARD_%s +%d asked" % (family, 2 if word == "none" else 1), said) or flags, said


# proves: G-048 D-055
def test_fragment_groups():
    """--group-fragments: a datagram's fragments wait for each other, and go on as a group or not at all."""
    for peer, _, family in FAMILIES:
        group = blocks("no groups", "IPFORWARD_" + family, {"field": "FLAGS", "match": "flagsAllSet", "value": ["IS_FRAGMENT_GROUP"]})
        for word, policy, answers, asked in (("--group-fragments", None, True, 8), ("--group-fragments", group, False, 4),
                                             ("--group-fragments=" + "64"[family == "V6"], group, True, 6)):
            with Forwarder(WFP) as f:
                f.start(word, policy=policy and f.policy(policy))
                done = f.host.run("ping", "-c1", "-W", "30" if answers else "1", "-s", "4000", peer, check=False)
                assert (done.returncode == 0) == answers, (word, policy, done.stdout)
                said = f.stop()
                assert re.search(r"\nIPFORWARD_%s +%d asked" % (family, asked), said) or not policy, said


INTERFACES = (("IPFORWARD", "SOURCE_INTERFACE_INDEX", "in"), ("IPFORWARD", "DESTINATION_INTERFACE_INDEX", "out"),
              ("IPFORWARD", "IP_LOCAL_INTERFACE", "in"), ("IPFORWARD", "IP_FORWARD_INTERFACE", "out"),
              ("IPFORWARD", "IP_PHYSICAL_ARRIVAL_INTERFACE", "in"), ("IPFORWARD", "IP_PHYSICAL_NEXTHOP_INTERFACE", "out"),
              ("INBOUND_IPPACKET", "INTERFACE_INDEX", "in"), ("INBOUND_IPPACKET", "IP_LOCAL_INTERFACE", "in"),
              ("OUTBOUND_IPPACKET", "INTERFACE_INDEX", "out"), ("OUTBOUND_IPPACKET", "IP_LOCAL_INTERFACE", "out"))


def by_interface(f, row, match, peer, family):
    """What is for the peer is blocked at the row's layer, when this field is or is not that of this port's interface."""
    layer, field, port = row
    to = {"IPFORWARD": "IP_DESTINATION_ADDRESS", "INBOUND_IPPACKET": "IP_LOCAL_ADDRESS", "OUTBOUND_IPPACKET": "IP_REMOTE_ADDRESS"}
    value = f.index(port) if field.endswith("INDEX") else luid(f.index(port))
    there = {"field": field, "match": match, "value": value}
    return blocks("%s %s %s %s" % (layer, family, field, match), "%s_%s" % (layer, family), there,
                  {"field": to[layer], "match": "equal", "value": peer})


def test_interfaces():
    """Two ports are two interfaces: at IPFORWARD the one of arrival and the one of the next hop, below it the one where the packet
    is. Every field has this value and no other."""
    with Forwarder(WFP) as f:
        f.start(policy=f.policy(*(by_interface(f, row, "notEqual", peer, family) for row in INTERFACES for peer, _, family in FAMILIES)))
        for peer, _, _ in FAMILIES:
            f.host.run("ping", "-c1", "-W30", peer)
        assert " 0 blocked" in f.stop()
    for i, row in enumerate(INTERFACES):
        peer, _, family = FAMILIES[i % 2]
        with Forwarder(WFP) as f:
            f.start(policy=f.policy(by_interface(f, row, "equal", peer, family)))
            assert f.host.run("ping", "-c1", "-W1", peer, check=False).returncode == 1
            said = f.stop()
            assert "%s_%s: %s %s %s equal" % (row[0], family, row[0], family, row[1]) in said, said


def test_local_interface():
    """A packet for the address of the other port: its local interface is that port's, it arrives at its own."""
    other = {"V4": "198.51.100.1", "V6": "2001:db8:2::1"}
    with Forwarder(WFP) as f:
        f.start(policy=f.policy(*(blocks("far %s %s" % (port, family), "INBOUND_TRANSPORT_" + family,
                                         {"field": "IP_LOCAL_ADDRESS", "match": "equal", "value": address},
                                         {"field": "IP_LOCAL_INTERFACE", "match": "equal", "value": luid(f.index(port))},
                                         {"field": "INTERFACE_INDEX", "match": "equal", "value": f.index("in")})
                                  for port in ("in", "out") for family, address in other.items())))
        for family, address in other.items():
            assert f.host.run("ping", "-c1", "-W1", address, check=False).returncode == 1
        said = f.stop()
        for family, address in other.items():
            assert re.search(r"%s .*INBOUND_TRANSPORT_%s: far out %s" % (re.escape(address), family, family), said), said


def test_nowhere():
    """Without a route the sender hears so; a port of the forwarder that nobody has is refused."""
    need("nc")
    with Forwarder(WFP) as f:
        f.start()
        for nowhere, own in (("203.0.113.9", "192.0.2.1"), ("2001:db8:9::9", "2001:db8:1::1")):
            said = f.host.run("ping", "-c1", "-W30", nowhere, check=False).stdout
            assert "nreachable" in said or "No route" in said, said
            assert "refused" in f.host.run("nc", "-vz", "-w30", own, "22", check=False).stdout
        assert "NoRoute" in f.stop()


def test_small_next_network():
    """A packet too big for the next network: "packet too big" and "fragmentation needed" tell its size, and the sender adapts."""
    for peer, _, _ in FAMILIES:
        with Forwarder(WFP) as f:
            f.net.host.ip("link", "set", "out", "mtu", "1300")
            f.peer.ip("link", "set", "eth0", "mtu", "1300")
            f.start()
            said = f.host.run("ping", "-c1", "-W2", "-M", "do", "-s", "1400", peer, check=False).stdout
            assert "mtu" in said and "1300" in said, said
            f.host.run("ping", "-c1", "-W30", "-s", "1400", peer)
            assert "DontFragmentMtuExceeded" in f.stop()


def test_route_behind_a_router():
    """--route: a network behind a station of a joined one, which nobody asks for when it does not answer in time."""
    with Forwarder(WFP) as f:
        f.net.addresses(f.peer, "lo", "203.0.113.1/32")
        f.start("--route", "203.0.113.0/24=" + f.PEER4)
        f.host.run("ping", "-c1", "-W30", "203.0.113.1")
        f.host.run("ping", "-c1", "-W1", "198.51.100.77", check=False)
        f.stop()


def test_frames_of_drivers():
    """A driver absorbs what comes in, or leaves, at a MAC layer and injects it there: packets are handed on, their stations found,
    and our own addresses answer, as without it."""
    for way, flags in (("MAC receive", ()), ("MAC send", ("-DSEND=1",))):
        with Forwarder(WFP) as f:
            module = compiled(f, "mac_carry", "tests", "modules", flags=flags)
            f.start("-c", module, "--trust", module)
            for peer, own, _ in FAMILIES:
                assert "ttl=63" in f.host.run("ping", "-c1", "-W30", peer).stdout
                f.host.run("ping", "-c1", "-W30", own)
            said = f.stop()
            assert said.count("injected by mac_carry (%s)" % way) >= 10, said
            assert " 0 packets of drivers without a way" in said, said


if __name__ == "__main__":
    for name, test in list(globals().items()):
        if name.startswith("test_") and (len(sys.argv) < 2 or name == sys.argv[1]):
            print(name, flush=True)
            test()
