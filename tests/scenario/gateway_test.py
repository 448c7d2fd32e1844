"""The host stack in the path, with real programs: what a host sends and receives passes through the engine."""
import json
import os
import re
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["WFP_SOURCE"], "tests"))
from gateway_kit import HOST4, HOST6, PEER4, PEER6, Gateway, ask_name, compiled, luid, name_server
from net_kit import need, run, wait_for

WFP = os.path.join(os.environ["WFP_BUILD"], "wfp")
FAMILIES = ((HOST4, PEER4, "V4"), (HOST6, PEER6, "V6"))


def test_ping_both_ways():
    """Also datagrams in fragments: 4,000 bytes each way."""
    with Gateway(WFP) as g:
        g.start()
        for host, peer, _ in FAMILIES:
            for size in ("56", "4000"):
                g.host.run("ping", "-c1", "-W30", "-s", size, peer)
                g.peer.run("ping", "-c1", "-W30", "-s", size, host)
        said = g.stop()
        assert "completes 3 fragments" in said, said
        assert " 0 blocked, 0 absorbed, 0 discarded, 0 counterfactual" in said, said


def refused(g, host):
    """A connect to a closed port; curl's exit status: 7 refused, 28 no answer."""
    return g.peer.run("curl", "-gs", "-m3", "http://%s:81/" % ("[%s]" % host if ":" in host else host), check=False).returncode


def test_closed_port():
    """A SYN for nobody goes to the discard layer; a filter there keeps the host's reset from leaving."""
    # proves: G-011
    need("curl", "tcpdump")
    for host, _, family in FAMILIES:
        with Gateway(WFP) as g:
            g.start()
            assert refused(g, host) == 7
            assert "EndpointNotFound" in g.stop()
        with Gateway(WFP) as g:
            silence = {"name": "silence", "layer": "INBOUND_TRANSPORT_%s_DISCARD" % family, "action": "block"}
            g.start(policy=g.policy(silence))
            capture = g.capture(g.peer, "tcp")
            assert refused(g, host) == 28
            seen = g.stop_capture(capture)
            assert seen and not any("Flags [R" in line for line in seen), seen
            assert "EndpointNotFound" in g.stop()


def test_closed_udp_port():
    """A datagram for nobody: without a filter "port unreachable" leaves, with one at the discard layer nothing does."""
    # proves: G-024
    need("dig", "tcpdump")
    for host, _, family in FAMILIES:
        for silent in (False, True):
            with Gateway(WFP) as g:
                silence = {"name": "silence", "layer": "INBOUND_IPPACKET_%s_DISCARD" % family, "action": "block"}
                g.start(policy=g.policy(silence) if silent else None)
                capture = g.capture(g.peer, "icmp or icmp6")
                g.peer.run("dig", "+tries=1", "+time=2", "@" + host, "-p", "5353", "example.com", check=False)
                answers = [line for line in g.stop_capture(capture) if "unreachable" in line]
                assert bool(answers) != silent, (host, silent, answers)
                assert "PortUnreachable" in g.stop()


def test_blocked_connect():
    """A connection that AUTH_CONNECT blocks never leaves, and the program hears of it at once."""
    need("curl", "tcpdump")
    no_web = {"name": "no web", "layer": "ALE_AUTH_CONNECT", "action": "block",
              "conditions": [{"field": "IP_REMOTE_PORT", "match": "equal", "value": 80}]}
    for _, peer, family in FAMILIES:
        with Gateway(WFP) as g:
            g.start(policy=g.policy(no_web))
            capture = g.capture(g.peer, "tcp")
            url = "http://%s/" % ("[%s]" % peer if ":" in peer else peer)
            assert g.host.run("curl", "-gs", "-m30", url, check=False).returncode == 7  # at once, not after 30 s
            assert g.stop_capture(capture) == [""]
            assert "ALE_AUTH_CONNECT_%s: no web" % family in g.stop()


def open_connection(g, client, server, address):
    """A connection over which a line has passed; the client, which sends what it is told."""
    g.net.start(["nc", "-6" if ":" in address else "-4", "-l", "-p", "8080"], inside=server)
    g.net.listening(server, 8080)
    log = open(g.path("nc"), "w")
    process = g.net.start(["nc", "-v", address, "8080"], inside=client, stdin=subprocess.PIPE, stdout=log, stderr=log)
    wait_for(lambda: "ESTAB" in client.run("ss", "-Htn", "dport", "=", ":8080").stdout, "a connection")
    return process


def test_open_connection_denied():
    """A filter that comes later denies an open connection at its next packet, in either direction: that is told as any drop is, by the
    line, by a net event that says why it was asked again, and by what was counted; of what follows the line says of which denial."""
    # proves: C-077 C-082
    need("nc")
    for client, server, host, peer, family in (("host", "peer", HOST4, PEER4, "V4"), ("peer", "host", HOST6, PEER6, "V6")):
        with Gateway(WFP) as g:
            layer = ("ALE_AUTH_CONNECT_" if client == "host" else "ALE_AUTH_RECV_ACCEPT_") + family
            g.start("--serve", g.path("socket"), "--net-events")
            sender = open_connection(g, getattr(g, client), getattr(g, server), peer if client == "host" else host)
            environment = dict(os.environ, OPENWFP_SOCKET=g.path("socket"))
            run([WFP, "add", "filter", "--name", "no more", "--layer", layer, "--proto", "tcp", "--action", "block"], env=environment)
            sender.stdin.write("one more\n")
            sender.stdin.flush()
            denied = re.escape(layer) + ": no more"
            wait_for(lambda: re.search(denied, g.lines()) and "its flow was denied" in g.lines(), "the denial and what follows it: " + g.lines())
            events = [json.loads(e) for e in run([WFP, "show", "-j", "netevents"], env=environment).stdout.splitlines()]
            said = g.stop()
            assert [e["classifyDrop"]["reauthReason"] for e in events] == [["FWP_CONDITION_REAUTHORIZE_REASON_POLICY_CHANGE"]], events
            line = re.search(r"(\d+) +[\d.]+ +(in|out) +block +(.*?) +" + denied, said)
            assert line and line.group(2) == ("out" if client == "host" else "in") and "PSH" in line.group(3), said
            assert "its flow was denied (packet %s)" % line.group(1) in said, said
            assert re.search(r"net event: CLASSIFY_DROP.*no more", said), said
            assert re.search(layer + r" +\d+ asked +1 blocked", said) and re.search(layer + r"_DISCARD +1 asked", said), said


def test_identity():
    """Who owns a socket of the host is known: a filter names the program."""
    need("curl", "nc")
    no_curl = {"name": "no curl", "layer": "ALE_AUTH_CONNECT", "action": "block",
               "conditions": [{"field": "ALE_APP_ID", "match": "equal", "value": "/usr/bin/curl"}]}
    with Gateway(WFP) as g:
        g.start(policy=g.policy(no_curl))
        g.net.start(["nc", "-lk", "-p", "80"], inside=g.peer)
        g.net.listening(g.peer, 80)
        g.host.run("nc", "-z", "-w30", PEER4, "80")
        assert g.host.run("curl", "-s", "-m30", "http://%s/" % PEER4, check=False).returncode == 7
        said = g.stop()
        assert "ALE_AUTH_CONNECT_V4: no curl" in said, said


def test_without_namespace():
    """What there is to know is learned from what the host sends."""
    need("curl")
    with Gateway(WFP) as g:
        g.start(netns=False)
        g.host.run("ping", "-c1", "-W30", PEER4)
        assert refused(g, HOST4) == 7
        assert refused(g, HOST4) == 7
        said = g.stop()
        assert said.count("EndpointNotFound") == 1, said  # the first time nobody knows yet


def rights(process):
    with open("/proc/%s/status" % process) as f:
        return int(re.search(r"CapEff:\s*(\w+)", f.read()).group(1), 16)


def test_interface():
    """The host's interface has the number of the port IN, whichever way a packet goes, and the LUID that is made of it."""
    for field, number in (("INTERFACE_INDEX", lambda i: i), ("IP_LOCAL_INTERFACE", luid)):
        for there in ("in", "out"):
            with Gateway(WFP) as g:
                here = {"field": field, "match": "equal", "value": number(g.index(there))}
                g.start(policy=g.policy(*({"name": "no %s %s" % (layer, family), "layer": layer + family, "action": "block",
                                           "conditions": [here]} for layer in ("OUTBOUND_IPPACKET_", "INBOUND_TRANSPORT_")
                                          for family in ("V4", "V6"))))
                for host, peer, family in FAMILIES:
                    blocked = there == "in"
                    assert g.host.run("ping", "-c1", "-W1" if blocked else "-W30", peer, check=False).returncode == blocked
                    assert g.peer.run("ping", "-c1", "-W1" if blocked else "-W30", host, check=False).returncode == blocked
                said = g.stop()
                for family in ("V4", "V6"):
                    assert ("no OUTBOUND_IPPACKET_ " + family in said) == (there == "in"), said
                    assert ("no INBOUND_TRANSPORT_ " + family in said) == (there == "in"), said


def test_rights():
    """A policy that its owner alone may read is read; then only what is needed to ask the host's namespace is kept."""
    asks, writes = 1 << 21 | 1 << 19 | 1 << 2, 1 << 1  # SYS_ADMIN, SYS_PTRACE, DAC_READ_SEARCH; DAC_OVERRIDE
    for netns, kept in ((False, 0), (True, asks), (True, asks | writes)):
        with Gateway(WFP) as g:
            policy = g.policy({"name": "nothing", "layer": "ALE_AUTH_CONNECT_V4", "action": "block"})
            os.mkdir(g.path("private"), 0o700)
            os.rename(policy, g.path("private/policy.json"))
            os.chown(g.path("private"), 65534, 65534)
            words = ["-w", g.path("private/out.pcapng")] if kept & writes else []
            g.start(*words, netns=netns, policy=g.path("private/policy.json"))
            assert rights(g.process.pid) == kept & rights("self"), (netns, hex(rights(g.process.pid)))
            g.stop()
            assert os.path.exists(g.path("private/out.pcapng")) == bool(words)


def test_injected_frames():
    """What a driver injects at the MAC layers leaves as it is, with one Ethernet header."""
    with Gateway(WFP) as g:
        module = compiled(g, "macfilter")
        g.start("-c", module, "--trust", module)
        g.host.run("ping", "-c2", "-i0.05", "-W30", PEER4)
        said = g.stop()
        assert said.count("injected by macfilter (MAC send)") == 2, said


def test_addresses_that_were_missed():
    """An address that goes away while more changes than the gateway is told: it is the network's from then on."""
    moved = "192.0.2.3/24"
    with Gateway(WFP) as g:
        g.host.ip("address", "add", moved, "dev", "eth0")
        g.start()
        os.kill(g.process.pid, signal.SIGSTOP)
        batch = g.path("batch")
        with open(batch, "w") as f:
            for i in range(1000):
                f.write("address %s 203.0.113.1/32 dev eth0\n" % ("delete" if i % 2 else "add"))
        g.host.ip("-batch", batch)
        g.host.ip("address", "delete", moved, "dev", "eth0")
        os.kill(g.process.pid, signal.SIGCONT)
        g.peer.ip("address", "add", moved, "dev", "eth0")
        g.peer.run("ping", "-c1", "-W30", "-I", "192.0.2.3", HOST4)
        assert "not walked: 0 with a source" in g.stop()


def test_chains():
    """A driver that takes batches is shown what came together as a chain of lists, and each frame of it goes on by itself."""
    need("iperf3")
    with Gateway(WFP) as g:
        module = compiled(g, "mac_chains", "tests", "modules")
        g.start("-c", module, "--trust", module, verbose=False)
        g.net.start(["iperf3", "-s", "-1"], inside=g.host)
        g.net.listening(g.host, 5201)
        sent = json.loads(g.peer.run("iperf3", "-J", "-c", HOST4, "-n", "20M", "-M", "1400", timeout=120).stdout)["end"]["sum_sent"]
        assert sent["bytes"] >= 20 << 20, sent
        said = g.stop()
        frames, chains, longest = map(int, re.search(r"mac_chains: (\d+) frames, (\d+) chains, longest (\d+)", said).groups())
        walked = int(re.search(r"INBOUND_MAC_FRAME_ETHERNET +(\d+) asked", said).group(1))
        assert chains > 0 and 1 < longest <= 64 and frames == walked, said


def test_blocked_together():
    """Each frame of several that came together is reported with the filter that blocked it."""
    with Gateway(WFP) as g:
        g.start(policy=g.policy({"name": "not a frame", "layer": "INBOUND_MAC_FRAME_ETHERNET", "action": "block",
                                 "conditions": [{"field": "ETHER_TYPE", "match": "equal", "value": 0x0800}]}))
        assert g.peer.run("ping", "-c40", "-l40", "-W1", HOST4, check=False).returncode == 1
        said = g.stop()
        lines = [line for line in said.splitlines() if "INBOUND_MAC_FRAME_ETHERNET: not a frame" in line]
        assert len([line for line in lines if re.search(r"in +block +192\.0\.2\.1 > 192\.0\.2\.2 icmp", line)]) == 40, said
        assert re.search(r"INBOUND_MAC_FRAME_ETHERNET +\d+ asked +40 blocked", said), said


def test_held_connection():
    """A driver that decides later: connections wait for its thread in both directions, and then open."""
    need("curl", "nc")
    with Gateway(WFP) as g:
        module = compiled(g, "holdconnect")
        os.chmod(module, 0o777)
        refused_module = g.net.host.run(WFP, "run", "--gateway", "-c", module, "in", "out", check=False)
        assert refused_module.returncode == 2 and "can be written by everybody" in refused_module.stdout, refused_module.stdout
        g.start("-c", module, "--trust", module)
        for server, client, address in ((g.peer, g.host, PEER4), (g.host, g.peer, HOST4)):
            listener = g.net.start(["nc", "-l", "-p", "8080"], inside=server)
            g.net.listening(server, 8080)
            client.run("nc", "-z", "-w30", address, "8080")
            g.net.stop(listener)
        said = g.stop()
        assert said.count("held: pended by") == 2 and "injected by holdconnect" in said, said


def test_translated_datagrams():
    """A driver that clones, edits and injects: what it makes leaves by the right port, to a station that was seen."""
    with Gateway(WFP) as g:
        module = compiled(g, "udpnat")
        name_server(g)
        g.start("-c", module, "--trust", module)
        ask_name(g)
        said = g.stop()
        assert "injected by udpnat (network send)" in said and "injected by udpnat (network receive)" in said, said


def test_errors_about_a_flow():
    """An error that a router on the way makes comes in at INBOUND_ICMP_ERROR, and a filter there keeps the host from hearing it."""
    need("ping")
    for peer, family in ((PEER4, "V4"), (PEER6, "V6")):
        deaf = {"name": "deaf", "layer": "INBOUND_ICMP_ERROR_" + family, "action": "block"}
        for policy in ((), (deaf,)):
            with Gateway(WFP) as g:
                g.start(policy=g.policy(*policy))
                refused = g.host.run("nc", "-uvz", "-w1", peer, "9999", check=False).stdout
                said = g.stop()
                assert ("succeeded" in refused) == bool(policy), (refused, said)
                assert ("INBOUND_ICMP_ERROR_%s: deaf" % family in said) == bool(policy), said


def test_stop_loses_nothing():
    """SIGTERM in the middle of a stream: what came in before it goes out, and the counters of the two sides agree."""
    need("iperf3")
    with Gateway(WFP) as g:
        g.net.start(["iperf3", "-s"], inside=g.peer, stdout=-3)
        g.net.listening(g.peer, 5201)
        g.start(verbose=False)
        client = g.net.start(["iperf3", "-c", PEER4, "-t", "60", "-b", "20M", "-l", "1000"], inside=g.host, stdout=-3)
        wait_for(lambda: g.peer.received() > 200, "the stream")
        client.send_signal(19)  # SIGSTOP: both ends are at rest, but for what is on its way
        said = g.stop()
        sent = [tuple(map(int, re.search(r"port %s: (\d+) received, (\d+) sent; lost: (\d+) in its ring, (\d+)" % p, said).groups()))
                for p in ("in", "out")]
        (in_received, in_sent, *_), (out_received, out_sent, *_) = sent
        assert (in_received, out_received) == (out_sent, in_sent), said


if __name__ == "__main__":
    for name, test in list(globals().items()):
        if name.startswith("test_") and (len(sys.argv) < 2 or name == sys.argv[1]):
            print(name, flush=True)
            test()
