#!/usr/bin/env python3
"""A daemon with a gateway between two namespaces, with a forwarder, and with a switch beside them: traffic passes, a policy that
programs change holds at once and is told of, drivers see the packets, the end loses nothing."""
import json
import os
import re
import shutil
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["WFP_SOURCE"], "tests"))
from gateway_kit import HOST4, HOST6, PEER4, PEER6, Forwarder, Gateway, ask_name, compiled, name_server
from net_kit import need, wait_for

BUILD = os.environ["WFP_BUILD"]
WFP, WFPD = os.path.join(BUILD, "wfp"), os.path.join(BUILD, "wfpd")


class Daemon:
    """wfpd where the ports of a world are (gateway_kit), with these lines of settings."""

    def __init__(self, world, *lines):
        self.world = world
        with open(world.path("conf"), "w") as f:
            f.write("\n".join(("socket = " + world.path("socket"), "state-dir = " + world.path("state")) + lines) + "\n")
        self.log = world.path("log")
        with open(self.log, "w") as log:
            self.process = world.net.start([WFPD, "--foreground", "-c", world.path("conf")], stdout=log, stderr=log)
        wait_for(lambda: " serves " in self.lines() or self.process.poll() is not None, "the daemon")
        assert self.process.poll() is None, self.lines()

    def lines(self):
        with open(self.log) as f:
            return f.read()

    def environment(self):
        return dict(os.environ, OPENWFP_SOCKET=self.world.path("socket"))

    def wfp(self, *words, code=0):
        done = self.world.net.host.run(WFP, *words, check=False, env=self.environment())
        assert done.returncode == code, (words, done.returncode, done.stdout)
        return done.stdout

    def shown(self, kind="gateway"):
        return next(g for g in json.loads(self.wfp("gateway", "show", "-j"))["gateways"] if g["kind"] == kind)

    def asked(self, layer, kind="gateway"):
        return next((l["asked"] for l in self.shown(kind)["layers"] if l["layer"] == layer), 0)

    def events(self):
        return [json.loads(e) for e in self.wfp("show", "-j", "netevents").splitlines()]

    def block(self, name, layer, *words):
        self.wfp("add", "filter", "--name", name, "--layer", layer, "--action", "block", *words)

    def end(self):
        code, _ = self.world.net.stop(self.process)
        assert code == 0 and "ends: SIGTERM" in self.lines(), (code, self.lines())
        return self.lines()


def gateway_lines(world):
    return "gateway = in out", "netns = " + world.host.name


def ping(where, *addresses):
    for address in addresses:
        where.run("ping", "-c2", "-i0.2", "-W5", address)


def fetch(where, address, good=True):
    url = "http://%s:8080/" % ("[%s]" % address if ":" in address else address)
    done = where.run("curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "--max-time", "20", url, check=False)
    assert (done.returncode == 0) == good, (address, done.returncode, done.stdout)
    return done


def web(world, where):
    world.net.start([sys.executable, "-m", "http.server", "8080", "--bind", "::"], inside=where, stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL, cwd=world.folder.name)
    world.net.listening(where, 8080)


def test_traffic_and_policy():
    """ping and curl pass in both families; a filter that is added blocks, the event and `wfp watch` say which; without it all is well."""
    need("curl")
    with Gateway(WFP) as g:
        web(g, g.peer)
        d = Daemon(g, *gateway_lines(g))
        ping(g.host, PEER4, PEER6)
        ping(g.peer, HOST4, HOST6)
        for address in (PEER4, PEER6):
            assert fetch(g.host, address).stdout == "200"
        watch = g.net.start([WFP, "watch", "-e", "-n", "1"], env=d.environment())
        for family, address in (("V4", PEER4), ("V6", PEER6)):
            d.block("no web " + family, "ALE_AUTH_CONNECT_" + family, "--port", "8080", "--proto", "tcp")
            fetch(g.host, address, good=False)
            ping(g.host, address)
            layer = next(l for l in d.shown()["layers"] if l["layer"] == "ALE_AUTH_CONNECT_" + family)
            assert layer["blocked"] >= 1, layer
            told = d.wfp("explain", "--layer", "ALE_AUTH_CONNECT_" + family, "--proto", "tcp", "--remote", "[%s]:8080" % address
                         if ":" in address else address + ":8080", code=1)
            assert "no web " + family in told, told
        drops = [e["classifyDrop"] for e in d.events() if "classifyDrop" in e]
        assert len(drops) >= 2, drops
        assert watch.wait(60) == 0 and "no web V4" in watch.stdout.read()
        d.wfp("delete", "filter", "no web V4")
        assert fetch(g.host, PEER4).stdout == "200"
        d.end()


def test_what_is_shown():
    with Gateway(WFP) as g:
        d = Daemon(g, *gateway_lines(g), "workers = 2")
        ping(g.host, PEER4, PEER6)
        shown = d.shown()
        assert shown["netns"] == g.host.name and shown["workers"] == 2, shown
        assert [(p["name"], p["link"]) for p in shown["ports"]] == [("in", "up"), ("out", "up")], shown
        assert all(p["received"] >= 4 and p["sent"] >= 4 for p in shown["ports"]), shown
        assert {(a["address"], a["known"]) for a in shown["addresses"]} >= {(HOST4, "told"), (HOST6, "told")}, shown
        assert {HOST4, HOST6, PEER4, PEER6} <= {s["address"] for s in shown["stations"]}, shown
        assert shown["packets"] == sum(shown[v] for v in ("permit", "block", "absorb", "discard", "counterfactual")), shown
        text = d.wfp("gateway", "show")
        assert re.search(r"^gateway in \(\w+, up\) > out \(\w+, up\), 2 workers$", text, re.M), text
        assert "netns " + g.host.name in text and HOST4 + " (told)" in text, text
        assert re.search(r"^ALE_AUTH_CONNECT_V4 +\d+ asked", text, re.M) and re.search(r"^station [0-9a-f:]+  " + PEER4, text, re.M), text
        d.end()


def test_open_connection():
    """A connection that is open is asked again when the policy has changed, and denied: the event says why."""
    # proves: C-077
    need("nc")
    with Gateway(WFP) as g:
        d = Daemon(g, *gateway_lines(g))
        server = g.net.start(["nc", "-l", PEER4, "7777"], inside=g.peer)
        g.net.listening(g.peer, 7777)
        client = g.net.start(["nc", PEER4, "7777"], inside=g.host, stdin=subprocess.PIPE)
        client.stdin.write("before\n")
        client.stdin.flush()
        assert server.stdout.readline() == "before\n"
        d.block("no more", "ALE_AUTH_CONNECT_V4", "--proto", "tcp")
        client.stdin.write("after\n")
        client.stdin.flush()
        drop = wait_for(lambda: [e["classifyDrop"] for e in d.events() if "classifyDrop" in e], "the denial")[0]
        assert drop["reauthReason"] == ["FWP_CONDITION_REAUTHORIZE_REASON_POLICY_CHANGE"], drop
        d.end()
        g.net.stop(client)
        assert "after" not in g.net.stop(server)[1]


def test_programs_are_known():
    """A filter for one program of the host blocks that one and no other: the daemon may look whose a socket is."""
    need("curl")
    request = "import urllib.request; print(urllib.request.urlopen('http://%s:8080/', timeout=20).status)" % PEER4
    with Gateway(WFP) as g:
        web(g, g.peer)
        d = Daemon(g, *gateway_lines(g))
        d.block("no curl", "ALE_AUTH_CONNECT_V4", "--app", shutil.which("curl"))
        fetch(g.host, PEER4, good=False)
        assert g.host.run(sys.executable, "-c", request).stdout == "200\n"
        d.end()


def test_stop_loses_nothing():
    """What waits at a port when SIGTERM comes goes on: the daemon sleeps while it comes, and is told to end before it wakes."""
    count = 200
    script = ("import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.bind((%r, 9))\n"
              "for i in range(%d): s.sendto(b'%%d' %% i, (%r, 7000))" % (HOST4, count, PEER4))
    receiver = ("import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.bind((%r, 7000))\ns.settimeout(60)\n"
                "print('ready', flush=True)\nprint(len([s.recv(99) for i in range(%d)]), flush=True)" % (PEER4, count))
    with Gateway(WFP) as g:
        d = Daemon(g, *gateway_lines(g), "workers = 2")
        ping(g.host, PEER4)
        peer = g.net.start([sys.executable, "-c", receiver], inside=g.peer)
        assert peer.stdout.readline() == "ready\n"
        d.process.send_signal(signal.SIGSTOP)
        g.host.run(sys.executable, "-c", script)
        d.process.send_signal(signal.SIGTERM)
        d.process.send_signal(signal.SIGCONT)
        assert d.process.wait(60) == 0, d.lines()
        assert peer.stdout.readline() == "%d\n" % count


def test_drivers():
    """A driver that the daemon loads holds connections of the gateway and lets them go on, and counts them; while it is there the gateway
    stays."""
    need("curl")
    with Gateway(WFP) as g:
        web(g, g.peer)
        module = compiled(g, "holdconnect")
        d = Daemon(g, "trust = " + g.folder.name, "callout = " + module, *gateway_lines(g))
        for address in (PEER4, PEER6):
            assert fetch(g.host, address).stdout == "200"
        said = d.wfp("gateway", "delete", code=1)
        assert "a driver that is loaded may hold its packets" in said, said
        wait_for(lambda: "holdconnect: " in d.lines(), "what the driver says")
        d.wfp("callout", "unload", "holdconnect")
        assert fetch(g.host, PEER4).stdout == "200"
        d.wfp("gateway", "delete")
        fetch(g.host, PEER4, good=False)
        d.end()


def test_driver_beside_a_switch():
    """What a driver makes of the gateway's packets leaves by the gateway, though a switch walks in the same engine."""
    with Gateway(WFP) as g:
        module = compiled(g, "udpnat")
        name_server(g)
        d = Daemon(g, "trust = " + module, "callout = " + module, "switch = lab", *gateway_lines(g))
        ask_name(g)
        assert d.shown()["injected"] >= 2 and d.shown()["injected"] == d.shown()["injectedPermitted"], d.shown()
        d.end()


def test_added_and_deleted():
    """While it runs: a gateway and a forwarder come and go, beside a switch, and the mistakes are told."""
    with Gateway(WFP) as g:
        d = Daemon(g, "switch = lab")
        assert json.loads(d.wfp("gateway", "show", "-j")) == {"gateways": []}
        assert "there is no gateway" in d.wfp("gateway", "delete", code=1)
        d.wfp("gateway", "add", "in", "out", "--local", HOST4 + "/24", "--local", HOST6)
        ping(g.host, PEER4)
        assert "there is a gateway already" in d.wfp("gateway", "add", "in", "out", code=1)
        assert "nothere" in d.wfp("gateway", "add", "--forward", "nothere", "out", "--address", "out=10.0.0.1/24", code=1)
        assert {a["known"] for a in d.shown()["addresses"]} == {"said"}
        d.wfp("gateway", "delete")
        assert g.host.run("ping", "-c1", "-W1", PEER4, check=False).returncode != 0
        d.wfp("gateway", "add", "in", "out")
        ping(g.host, PEER4, PEER6)
        assert "no such network namespace" in d.wfp("gateway", "delete") + d.wfp("gateway", "add", "in", "out", "--netns", "nobody's", code=1)
        d.wfp("gateway", "add", "in", "out")
        ping(g.peer, HOST6)
        d.end()


def test_forwarder():
    """Between two networks; a filter that is added at IPFORWARD holds for the next packet."""
    with Forwarder(WFP) as f:
        d = Daemon(f, "forward = in out", *("address = %s=%s" % a for a in f.ADDRESSES), "route = 203.0.113.0/24=198.51.100.2",
                   "group-fragments =")
        ping(f.host, f.PEER4, f.PEER6, "192.0.2.1")
        shown = d.shown("forward")
        assert shown["forwarded"] >= 8 and shown["answered"] >= 2, shown
        assert {f.HOST4, f.PEER4, f.HOST6, f.PEER6} <= {s["address"] for s in shown["stations"]}, shown
        assert shown["routes"] == [{"prefix": "203.0.113.0", "bits": 24, "via": "198.51.100.2"}], shown
        assert re.search(r"^addresses 192.0.2.1/24 at in, ", d.wfp("gateway", "show"), re.M)
        d.block("not on", "IPFORWARD_V4")
        assert f.host.run("ping", "-c2", "-i0.2", "-W1", f.PEER4, check=False).returncode != 0
        ping(f.host, f.PEER6)
        assert any(e.get("classifyDrop") for e in d.events()), d.events()
        d.end()


def test_beside_a_switch():
    """A gateway, a forwarder and a switch in one daemon, with one policy: each walks its own."""
    with Gateway(WFP) as g:
        ends = [g.net.namespace(n) for n in "abcd"]
        for n, ns in zip("abcd", ends):
            address = {"a": "10.1.0.1/24", "b": "10.1.0.2/24", "c": "10.2.0.2/24", "d": "10.3.0.2/24"}[n]
            g.net.veth("p" + n, ns, "eth0", address)
        ends[2].ip("route", "add", "default", "via", "10.2.0.1")
        ends[3].ip("route", "add", "default", "via", "10.3.0.1")
        d = Daemon(g, "switch = lab", "port = pa", "port = pb", *gateway_lines(g), "forward = pc pd", "address = pc=10.2.0.1/24",
                   "address = pd=10.3.0.1/24")
        ping(g.host, PEER4, PEER6)
        ping(ends[0], "10.1.0.2")
        ping(ends[2], "10.3.0.2")
        d.block("routed", "IPFORWARD_V4")
        assert ends[2].run("ping", "-c1", "-W1", "10.3.0.2", check=False).returncode != 0
        ping(g.host, PEER4)
        ping(ends[0], "10.1.0.2")
        d.block("switched", "INGRESS_VSWITCH_TRANSPORT_V4")
        assert ends[0].run("ping", "-c1", "-W1", "10.1.0.2", check=False).returncode != 0
        ping(g.host, PEER4)
        assert d.asked("IPFORWARD_V4") == 0 and d.asked("IPFORWARD_V4", "forward") > 0
        d.end()


def test_foreground():
    """What runs in the foreground is shown to who asks, and changed by nobody."""
    with Gateway(WFP) as g:
        g.start("--serve", g.path("socket"))
        ping(g.host, PEER4)
        environment = dict(os.environ, OPENWFP_SOCKET=g.path("socket"))
        shown = json.loads(g.net.host.run(WFP, "gateway", "show", "-j", env=environment).stdout)["gateways"]
        assert [s["kind"] for s in shown] == ["gateway"] and shown[0]["packets"] >= 4, shown
        done = g.net.host.run(WFP, "gateway", "delete", check=False, env=environment)
        assert done.returncode == 1 and "what its command line says" in done.stdout, done.stdout
        g.stop()


def test_rights():
    """With a namespace to ask it keeps what that needs; else no more than before."""
    need_more = {"CAP_SYS_ADMIN": 21, "CAP_SYS_PTRACE": 19, "CAP_DAC_READ_SEARCH": 2}
    for lines, more in (("gateway = in out",), False), (("gateway = in out", "netns = %s"), True):
        with Gateway(WFP) as g:
            d = Daemon(g, *(l % g.host.name if "%" in l else l for l in lines))
            with open("/proc/%d/status" % d.process.pid) as f:
                held = int(re.search(r"^CapEff:\s*(\w+)", f.read(), re.M)[1], 16)
            assert all(bool(held >> bit & 1) == more for bit in need_more.values()), (lines, hex(held))
            d.end()


if __name__ == "__main__":
    for name, test in list(globals().items()):
        if name.startswith("test_") and (len(sys.argv) < 2 or name == sys.argv[1]):
            print(name, flush=True)
            test()
