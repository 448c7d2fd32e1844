"""Datagrams through the gateway, both ways and for both families: large ones in fragments, groups and broadcasts, raw sockets."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.environ["WFP_SOURCE"], "tests"))
from gateway_kit import HOST4, HOST6, PEER4, PEER6, Gateway
from net_kit import need

WFP = os.path.join(os.environ["WFP_BUILD"], "wfp")
TOOL = [sys.executable, os.path.join(os.environ["WFP_SOURCE"], "tests", "datagram_tool.py")]
FAMILIES = ((HOST4, PEER4, "V4"), (HOST6, PEER6, "V6"))
FIRST_OUT = ["ALE_AUTH_CONNECT", "ALE_FLOW_ESTABLISHED", "DATAGRAM_DATA", "OUTBOUND_TRANSPORT", "OUTBOUND_IPPACKET"]
FIRST_IN = ["INBOUND_IPPACKET", "INBOUND_TRANSPORT", "ALE_AUTH_RECV_ACCEPT", "ALE_FLOW_ESTABLISHED", "DATAGRAM_DATA"]
LARGE, PORT, BLOCKED_PORT, RAW = 4000, 9000, 9001, 253


def both_ways(g):
    """(receiver, sender, the receiver's address, the sender's, family)"""
    for host, peer, family in FAMILIES:
        yield g.peer, g.host, peer, host, family
        yield g.host, g.peer, host, peer, family


def listen(g, inside, *words):
    process = g.net.start([*TOOL, "receive", *words], inside=inside)
    assert process.stdout.readline() == "listening\n", process.communicate()
    return process


def exchange(g, receiver, sender, address, port, *words):
    """One datagram; what the receiver says of it."""
    process = listen(g, receiver, address, port, *words)
    sender.run(*TOOL, "send", address, port, *words)
    return process.communicate(timeout=90)[0].strip()


def packets(said, **wanted):
    """The packets with these values under "ip"."""
    all_of = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    return [p for p in all_of if all(p.get("ip", {}).get(k) == v for k, v in wanted.items())]


def layers(packet, ip_only=True):
    names = [d["layer"] for d in packet["layers"]]
    return [n[:-3] if n.endswith(("_V4", "_V6")) else n for n in names if not ip_only or "MAC_FRAME" not in n]


def start(g, *filters):
    g.start("-j", policy=g.policy(*filters), verbose=False)


def check_fragments(found, outbound):
    """Held, held, and the datagram: at the layers of IP as the specification counts, at the MAC layers each as on the wire."""
    assert [p.get("fragments") for p in found] == [None, None, 3], found
    if outbound:
        assert [layers(p) for p in found] == [[], [], FIRST_OUT], found
    else:
        twice = ["INBOUND_IPPACKET"] * 2  # as a packet, as a fragment
        assert [layers(p) for p in found] == [twice, twice, twice + FIRST_IN], found
    for p in found:
        assert sum("MAC_FRAME" in n for n in layers(p, ip_only=False)) == 2, p


def test_large_datagrams():
    """4,000 bytes: three fragments on either side of the gateway, and the bytes are the same."""
    # proves: G-028, G-029, G-031, G-032, G-033
    need("tcpdump")
    with Gateway(WFP) as g:
        start(g)
        captures = [g.capture(ns, "udp or ip6 proto 44 or ip[6:2] & 0x1fff != 0", name) for ns, name in
                    ((g.host, "host.pcap"), (g.peer, "peer.pcap"))]
        for receiver, sender, address, source, _ in both_ways(g):
            assert exchange(g, receiver, sender, address, PORT, LARGE) == source + " whole"
        for capture in captures:
            assert len(g.stop_capture(capture)) == 4 * 3
        said = g.stop()
        for host, peer, _ in FAMILIES:
            check_fragments(packets(said, src=host, dst=peer, protocol=17), True)
            check_fragments(packets(said, src=peer, dst=host, protocol=17), False)


def test_blocked_large_datagrams():
    """A filter for the port of a large datagram: none of its fragments arrives, also those that say no port; others do."""
    need("tcpdump")
    for inbound, field in ((True, "IP_LOCAL_PORT"), (False, "IP_REMOTE_PORT")):
        no_port = {"name": "no port", "layer": "DATAGRAM_DATA", "action": "block",
                   "conditions": [{"field": field, "match": "equal", "value": BLOCKED_PORT}]}
        with Gateway(WFP) as g:
            start(g, no_port)
            for host, peer, family in FAMILIES:
                receiver, sender, address = (g.host, g.peer, host) if inbound else (g.peer, g.host, peer)
                capture = g.capture(receiver, "udp or ip6 proto 44 or ip[6:2] & 0x1fff != 0", family)
                listen(g, receiver, address, BLOCKED_PORT, LARGE)
                sender.run(*TOOL, "send", address, BLOCKED_PORT, LARGE)
                assert exchange(g, receiver, sender, address, PORT, LARGE).endswith(" whole")
                seen = g.stop_capture(capture)
                assert len(seen) == 3 and not any(str(BLOCKED_PORT) in line for line in seen), seen
            blocked = [p for p in packets(g.stop(), protocol=17) if p["verdict"] == "block"]
            at = [[n for n in layers(p) if n == "DATAGRAM_DATA"] for p in blocked]
            assert at == [["DATAGRAM_DATA"]] * 2, blocked


def test_groups():
    """Multicast: joins leave as raw packets (IGMP, MLD), and datagrams to a group are flows in both directions."""
    # proves: G-026
    with Gateway(WFP) as g:
        start(g)
        for group, hosts in (("239.1.2.3", (HOST4, PEER4)), ("ff15::1:2:3", (HOST6, PEER6))):
            for receiver, sender, source in ((g.peer, g.host, hosts[0]), (g.host, g.peer, hosts[1])):
                assert exchange(g, receiver, sender, group, PORT) == source + " whole"
        said = g.stop()
        for group, host, peer in (("239.1.2.3", HOST4, PEER4), ("ff15::1:2:3", HOST6, PEER6)):
            assert [layers(p) for p in packets(said, src=host, dst=group)] == [FIRST_OUT], said
            assert [layers(p) for p in packets(said, src=peer, dst=group)] == [FIRST_IN], said
        joins = [p for p in packets(said, dst="224.0.0.22", protocol=2) if p["direction"] == "out"]
        assert joins and layers(joins[0]) == FIRST_OUT, joins
        reports = [p for p in packets(said, dst="ff02::16", protocol=58) if p["direction"] == "out"]
        assert reports and layers(reports[0]) == FIRST_OUT, reports


def test_blocked_group():
    """A filter for the group's address: in neither direction does a datagram arrive, others do."""
    group = "239.1.2.3"
    no_group = [{"name": "no group at " + layer, "layer": layer + "_V4", "action": "block",
                 "conditions": [{"field": field, "match": "equal", "value": group}]}
                for layer, field in (("ALE_AUTH_CONNECT", "IP_REMOTE_ADDRESS"), ("ALE_AUTH_RECV_ACCEPT", "IP_LOCAL_ADDRESS"))]
    with Gateway(WFP) as g:
        start(g, *no_group)
        for receiver, sender in ((g.peer, g.host), (g.host, g.peer)):
            deaf = listen(g, receiver, group, PORT)
            sender.run(*TOOL, "send", group, PORT, check=False)
            assert exchange(g, receiver, sender, "239.1.2.4", PORT).endswith(" whole")
            assert deaf.poll() is None
        assert [(p["direction"], p["verdict"]) for p in packets(g.stop(), dst=group)] == [("out", "block"), ("in", "block")]


def test_broadcast():
    """To all of a network: 255.255.255.255 and the network's own address, in both directions. What comes in for many is one flow, and
    each of its packets is asked for (C-034)."""
    # proves: C-034
    again = [name for name in FIRST_IN if name != "ALE_FLOW_ESTABLISHED"]
    with Gateway(WFP) as g:
        start(g)
        for everybody in ("255.255.255.255", "192.0.2.255"):
            for receiver, sender, source in ((g.peer, g.host, HOST4), (g.host, g.peer, PEER4)):
                assert exchange(g, receiver, sender, everybody, PORT) == source + " whole"
        said = g.stop()
        for everybody, asked in (("255.255.255.255", FIRST_IN), ("192.0.2.255", again)):
            assert [layers(p) for p in packets(said, src=HOST4, dst=everybody)] == [FIRST_OUT], said
            assert [layers(p) for p in packets(said, src=PEER4, dst=everybody)] == [asked], said


def test_raw_sockets():
    """A protocol that has no ports follows the pattern of UDP, one flow for both directions; and ping by a raw socket."""
    # proves: G-026, G-053
    with Gateway(WFP) as g:
        start(g)
        for receiver, sender, address, source, _ in both_ways(g):
            assert exchange(g, receiver, sender, address, 0, "--raw", RAW) == source + " whole"
        said = g.stop()
        for host, peer, _ in FAMILIES:
            assert [layers(p) for p in packets(said, src=host, dst=peer, protocol=RAW)] == [FIRST_OUT], said
            assert [layers(p) for p in packets(said, src=peer, dst=host, protocol=RAW)] == [
                ["INBOUND_IPPACKET", "INBOUND_TRANSPORT", "DATAGRAM_DATA"]], said  # of the flow that the host began


def test_echo_of_a_raw_socket():
    """ping as it is where nobody may open ping sockets: the first request begins the flow, its reply belongs to it."""
    # proves: G-034
    need("ping")
    with Gateway(WFP) as g:
        g.host.sysctl("net/ipv4/ping_group_range", "'1 0'")  # nobody: ping takes a raw socket
        start(g)
        for _, peer, _ in FAMILIES:
            g.host.run("ping", "-c1", "-W30", peer)
        said = g.stop()
        for (host, peer, _), protocol in zip(FAMILIES, (1, 58)):
            echo = [p for p in packets(said, src=host, dst=peer, protocol=protocol) if p["transport"]["icmpType"] in (8, 128)]
            reply = [p for p in packets(said, src=peer, dst=host, protocol=protocol) if p["transport"]["icmpType"] in (0, 129)]
            assert [layers(p) for p in echo] == [FIRST_OUT], echo
            assert [layers(p) for p in reply] == [["INBOUND_IPPACKET", "INBOUND_TRANSPORT", "DATAGRAM_DATA"]], reply


if __name__ == "__main__":
    for name, test in list(globals().items()):
        if name.startswith("test_") and (len(sys.argv) < 2 or name == sys.argv[1]):
            print(name, flush=True)
            test()
