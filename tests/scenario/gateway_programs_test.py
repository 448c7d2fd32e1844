"""Programs as people use them, on a host behind the gateway: a web server, names, addresses that are given, a port scan; and the
same packets once more in a replay."""
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["WFP_SOURCE"], "tests"))
from gateway_kit import HOST4, HOST6, PEER4, PEER6, Gateway
from net_kit import need, wait_for

WFP = os.path.join(os.environ["WFP_BUILD"], "wfp")
NGINX = """daemon off; master_process off; pid %(folder)s/nginx.pid; error_log %(folder)s/error; events {}
http { access_log off; client_body_temp_path %(folder)s; proxy_temp_path %(folder)s; fastcgi_temp_path %(folder)s;
uwsgi_temp_path %(folder)s; scgi_temp_path %(folder)s;
server { listen 80; listen [::]:80; root %(folder)s; } }
"""


def serve_web(g, inside, size=300000):
    with open(g.path("page"), "wb") as f:
        f.write(bytes(i * 7 % 251 for i in range(size)))
    with open(g.path("nginx.conf"), "w") as f:
        f.write(NGINX % {"folder": g.folder.name})
    os.chmod(g.folder.name, 0o755)
    g.net.start(["nginx", "-c", g.path("nginx.conf"), "-p", g.folder.name], inside=inside)
    g.net.listening(inside, 80)


def url(address):
    return "http://%s/page" % ("[%s]" % address if ":" in address else address)


def test_web():
    """curl and nginx, both ways and for both families: every byte comes through; a filter for the server's program ends it."""
    need("curl", "nginx")
    for inside, client, addresses in (("peer", "host", (PEER4, PEER6)), ("host", "peer", (HOST4, HOST6))):
        with Gateway(WFP) as g:
            serve_web(g, getattr(g, inside))
            g.start("--net-events", verbose=False)
            for address in addresses:
                getattr(g, client).run("curl", "-gsf", "-m60", "-o", g.path("got"), url(address))
                with open(g.path("page"), "rb") as sent, open(g.path("got"), "rb") as got:
                    assert sent.read() == got.read()
            said = g.stop()
            assert " 0 blocked, 0 absorbed, 0 discarded, 0 counterfactual" in said, said
    server = os.path.realpath("/usr/sbin/nginx")
    with Gateway(WFP) as g:
        serve_web(g, g.host)
        g.start(policy=g.policy({"name": "no server", "layer": "ALE_AUTH_RECV_ACCEPT", "action": "block",
                                 "conditions": [{"field": "ALE_APP_ID", "match": "equal", "value": server}]}))
        assert g.peer.run("curl", "-gs", "-m2", url(HOST4), check=False).returncode == 28  # in silence (G-018)
        assert "ALE_AUTH_RECV_ACCEPT_V4: no server" in g.stop()


def test_names_and_addresses():
    """A host without an address gets one by DHCP through the gateway, asks for names, and is known by its new address."""
    need("dnsmasq", "dig", "dhclient")
    with Gateway(WFP) as g:
        g.host.ip("address", "flush", "dev", "eth0", "scope", "global")
        g.net.start(["dnsmasq", "-k", "-C", "/dev/null", "-R", "-h", "-z", "-i", "eth0", "-F", "192.0.2.50,192.0.2.59", "-l",
                     g.path("leases"), "-A", "/example.com/198.51.100.7"], inside=g.peer)
        g.net.listening(g.peer, 67, udp=True)
        g.start()
        script = g.path("script")
        with open(script, "w") as f:
            f.write("#!/bin/sh\n[ -z \"$new_ip_address\" ] || ip address replace $new_ip_address/24 dev eth0\n")
        os.chmod(script, 0o755)
        g.net.start(["dhclient", "-d", "-sf", script, "-lf", g.path("client"), "-pf", g.path("pid"), "eth0"], inside=g.host,
                    stdout=subprocess.DEVNULL)
        wait_for(lambda: "192.0.2.5" in g.host.ip("-4", "address", "show", "dev", "eth0"), "an address")
        answer = g.host.run("dig", "+short", "+time=30", "+tries=1", "@" + PEER4, "example.com").stdout
        assert answer.strip() == "198.51.100.7", answer
        said = g.stop()
        assert re.search(r"out +permit +0\.0\.0\.0:68 > 255\.255\.255\.255:67 udp", said), said
        assert re.search(r"in +permit +192\.0\.2\.1:67 > 192\.0\.2\.5\d:68 udp", said), said
        assert re.search(r"out +permit +192\.0\.2\.5\d:\d+ > 192\.0\.2\.1:53 udp", said), said


def test_router_advertisement():
    """IPv6: neighbours find each other, and a router's advertisement gives the host an address and a way."""
    need("radvd", "ndisc6", "rdisc6")
    with Gateway(WFP) as g:
        g.peer.sysctl("net/ipv6/conf/all/forwarding", 1)
        g.net.addresses(g.peer, "eth0", "2001:db8:7::1/64")
        with open(g.path("radvd.conf"), "w") as f:
            f.write("interface eth0 { AdvSendAdvert on; MinRtrAdvInterval 3; MaxRtrAdvInterval 4; prefix 2001:db8:7::/64 {}; };\n")
        g.start()
        g.net.start(["radvd", "-n", "-C", g.path("radvd.conf"), "-p", g.path("radvd.pid"), "-m", "stderr"], inside=g.peer)
        assert "2001:db8:7::" in g.host.run("rdisc6", "-1", "-w", "20000", "eth0").stdout
        wait_for(lambda: "2001:db8:7:" in g.host.ip("-6", "address", "show", "dev", "eth0"), "an address")
        assert ":" in g.host.run("ndisc6", "-1", "-w", "20000", PEER6, "eth0").stdout
        address = re.search(r"(2001:db8:7:\S+)/64", g.host.ip("-6", "address", "show", "dev", "eth0")).group(1)
        g.peer.run("ping", "-c1", "-W30", address)
        said = g.stop()
        assert "icmpv6 type 134" in said and " 0 blocked, 0 absorbed, 0 discarded" in said, said


def scan(g):
    said = g.peer.run("nmap", "-n", "-Pn", "-sT", "--max-retries", "1", "-p", "79-82", "-oG", "-", HOST4, timeout=120).stdout
    return dict(re.findall(r"(\d+)/(open|closed|filtered)/", said))


def test_port_scan():
    """What a scanner hears: an open port is open, others are closed; with a filter at the discard layer they keep silent, and a net
    event tells of it."""
    need("nmap", "nginx")
    silence = {"name": "stealth", "layer": "INBOUND_TRANSPORT_V4_DISCARD", "action": "block"}
    for policy, others in (((), "closed"), ((silence,), "filtered")):
        with Gateway(WFP) as g:
            serve_web(g, g.host, 10)
            g.start("--net-events=port-scanning-drop", policy=g.policy(*policy))
            assert scan(g) == {"79": others, "80": "open", "81": others, "82": others}
            said = g.stop()
            assert ("net event" in said) == bool(policy), said


def decided(lines):
    """What was decided of each packet, and where."""
    keep = ("direction", "verdict", "layers", "decisions", "filter", "layer", "reason", "discard", "fragments")
    packets = [json.loads(line) for line in lines.splitlines() if line.startswith("{")]
    return [{k: p[k] for k in keep if k in p} for p in packets if "summary" not in p]


def test_replay_equals_live():
    """What the gateway decided of live packets, a replay of the same packets decides. Both families: connections, refused ports,
    datagrams in fragments, echoes, errors."""
    need("curl", "nginx", "dig")
    no_port = {"name": "no 81", "layer": "ALE_AUTH_CONNECT", "action": "block",
               "conditions": [{"field": "IP_REMOTE_PORT", "match": "equal", "value": 81}]}
    seen = {"name": "seen", "layer": "DATAGRAM_DATA", "action": "permit"}
    with Gateway(WFP) as g:
        serve_web(g, g.peer, 5000)
        policy = g.policy(no_port, seen)
        g.start("-j", "-w", g.path("live.pcapng"), "--all", policy=policy, verbose=False)
        for host, peer in ((HOST4, PEER4), (HOST6, PEER6)):
            g.host.run("curl", "-gsf", "-m60", "-o", "/dev/null", url(peer))
            g.host.run("curl", "-gs", "-m60", url(peer).replace("/page", ":81/"), check=False)
            g.peer.run("curl", "-gs", "-m60", url(host), check=False)
            g.host.run("ping", "-c1", "-W30", "-s", "4000", peer)
            g.peer.run("ping", "-c1", "-W30", "-s", "4000", host)
            g.peer.run("dig", "+tries=1", "+time=1", "@" + host, "-p", "5353", "example.com", check=False)
        live = g.stop()
        local = [w for a in g.host.ip("-o", "address", "show", "dev", "eth0").splitlines() for w in ("--local", a.split()[3].split("/")[0])]
        replayed = subprocess.run([WFP, "replay", "-j", "-p", policy, *local, g.path("live.pcapng")], capture_output=True, text=True)
        assert replayed.returncode == 0, replayed.stderr
        a, b = decided(live), decided(replayed.stdout)
        assert len(a) == len(b) and len(a) > 60, (len(a), len(b))
        for n, (x, y) in enumerate(zip(a, b)):
            assert x == y, (n + 1, x, y)


if __name__ == "__main__":
    for name, test in list(globals().items()):
        if name.startswith("test_") and (len(sys.argv) < 2 or name == sys.argv[1]):
            print(name, flush=True)
            test()
