"""`wfp run --switch`: three namespaces on one switch, with real programs in them.

Every station is a network namespace with one end of a veth pair; the other ends are the ports of the switch.
"""
import json
import os
import pathlib
import re
import signal
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from net_kit import Net, need, run, wait_for  # noqa: E402

WFP = os.path.join(os.environ["WFP_BUILD"], "wfp")
NO_WEB = {"filters": [{"name": "no web for c", "layer": "INGRESS_VSWITCH_TRANSPORT", "action": "block", "conditions": [
    {"field": "IP_DESTINATION_PORT", "match": "equal", "value": 8080},
    {"field": "IP_SOURCE_ADDRESS", "match": "equal", "value": "10.9.0.3"}]}]}


class Lines:
    """What a program prints, in a file that is read as it grows."""

    def __init__(self, folder, name):
        self.path = os.path.join(folder, name)
        self.file = open(self.path, "w")

    def text(self):
        with open(self.path) as f:
            return f.read()

    def wait(self, pattern):
        wait_for(lambda: re.search(pattern, self.text()), "%s in:\n%s" % (pattern, self.text()))


class World:
    def __init__(self, net, folder, count=3):
        self.net, self.folder = net, folder
        self.stations = []
        for i in range(count):
            ns = net.namespace("s%d" % i)
            net.veth("p%d" % i, ns, "eth0", "10.9.0.%d/24" % (i + 1), "fd09::%d/64" % (i + 1))
            self.stations.append(ns)

    def ports(self, *words):
        return [w for i in range(len(self.stations)) for w in ("--port", "p%d,vm=vm%d" % (i, i))]

    def start(self, *words, ports=None):
        out = Lines(self.folder, "out%d" % len(os.listdir(self.folder)))
        ports = self.ports() if ports is None else ports
        process = self.net.start([WFP, "run", "--switch", "lab", *ports, *words], stdout=out.file)
        wait_for(lambda: "ready: " in out.text() or process.poll() is not None, "ready")
        assert process.poll() is None, out.text()
        return process, out

    def stop(self, process, out, number=signal.SIGINT):
        code, _ = self.net.stop(process, number)
        assert code == 0, (code, out.text())
        return out.text()

    def web(self):
        server = self.net.start(["python3", "-m", "http.server", "8080", "--bind", "::"], inside=self.stations[1],
                                cwd=self.folder)
        self.net.listening(self.stations[1], 8080)
        return server


def fetch(station, url, seconds=20):
    return station.run("curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "--max-time", seconds, url, check=False)


def report_of(text):
    return json.loads([line for line in text.splitlines() if line.startswith("{")][-1])


def three_stations_talk_and_a_filter_keeps_one_from_the_web(world, workers):
    private = os.path.join(world.folder, "private%d" % workers)  # its owner's alone: read before root's rights are given up
    policy = os.path.join(private, "policy.json")
    os.mkdir(private, 0o700)
    with open(policy, "w") as f:
        json.dump(NO_WEB, f)
    os.chown(private, 65534, 65534)
    process, out = world.start("--policy", policy, "--workers", workers, "-j")
    a, b, c = world.stations
    a.run("ping", "-c3", "-i0.05", "10.9.0.2")
    a.run("ping", "-c3", "-i0.05", "fd09::3")
    a.run("ping", "-c1", "-s4000", "10.9.0.3")
    server = world.web()
    assert fetch(a, "http://10.9.0.2:8080/").stdout == "200"
    assert fetch(a, "http://[fd09::2]:8080/").stdout == "200"
    assert fetch(c, "http://10.9.0.2:8080/", seconds=2).returncode == 28  # nobody answers
    c.run("ping", "-c1", "10.9.0.2")
    wait_for(lambda: "no web for c" in out.text(), "the drop is told")
    world.net.stop(server)
    text = world.stop(process, out)
    assert re.search(r"blocked  p2 > \* .*10\.9\.0\.3:\d+ > 10\.9\.0\.2:8080 .*INGRESS_VSWITCH_TRANSPORT_V4: no web for c", text), text
    check_sums(report_of(text), workers)


def check_sums(report, workers):
    totals = {k: int(v) for k, v in report["totals"].items()}
    ports = report["switches"][0]["ports"]
    assert totals["workers"] == workers
    received, sent = (sum(int(p[k]) for p in ports) for k in ("received", "sent"))
    assert totals["frames"] == received > 30, (totals, received)
    assert totals["sent"] == sent, (totals, sent)
    layers = {x["layer"]: x for x in report["layers"]}
    ingress = layers["INGRESS_VSWITCH_TRANSPORT_V4"]
    assert int(ingress["blocks"]) == totals["blocked"] >= 1
    assert int(ingress["classifies"]) == int(ingress["permits"]) + int(ingress["blocks"])
    assert totals["lost"] == 0
    assert {p["nic"]["vm"] for p in ports} == {"vm0", "vm1", "vm2"}


def bulk_traffic_survives_faults_and_the_end(world):
    need("iperf3")
    process, out = world.start("--workers", "2")
    a, b, c = world.stations
    server = world.net.start(["iperf3", "-s"], inside=b)
    world.net.listening(b, 5201)
    done = json.loads(a.run("iperf3", "-J", "-c", "10.9.0.2", "-n", "20M").stdout)
    assert done["end"]["sum_received"]["bytes"] >= 10e6  # what is under way at the end is not counted
    a.run("iperf3", "-u", "-b", "20M", "-n", "2M", "-c", "10.9.0.2")
    # down and up
    world.net.host.ip("link", "set", "p2", "down")
    out.wait("port p2: went down")
    world.net.host.ip("link", "set", "p2", "up")
    out.wait("port p2: is up again")
    wait_for(lambda: c.run("ping", "-c1", "-W1", "10.9.0.1", check=False).returncode == 0, "p2 forwards again")
    # a device goes under load, and the others go on
    load = world.net.start(["ping", "-f", "-c", "100000", "10.9.0.1"], inside=c, stdout=open(os.devnull, "w"))
    world.net.host.ip("link", "delete", "p2")
    out.wait("port p2: its device is gone; the others go on")
    world.net.stop(load, signal.SIGINT)
    a.run("ping", "-c1", "10.9.0.2")
    # the end in the middle of a transfer
    client = world.net.start(["iperf3", "-c", "10.9.0.2", "-t", "30"], inside=a, stdout=open(os.devnull, "w"))
    wait_for(lambda: "ESTAB" in a.run("ss", "-Htn", "dport", "=", ":5201").stdout, "iperf3 is connected")
    text = world.stop(process, out)
    assert re.search(r"^\d+ frames: \d+ copies sent, 0 blocked", text, re.M), text
    world.net.stop(client, signal.SIGKILL)
    world.net.stop(server, signal.SIGKILL)


def a_driver_carries_every_frame_on(world):
    """It absorbs each frame and injects a clone from a work item: every worker serves injections, and none is lost at the end."""
    source = os.path.join(os.environ["WFP_SOURCE"], "tests", "modules", "vswitch_carry.c")
    module = os.path.join(world.folder, "vswitch_carry.so")
    run([WFP, "cc", source, "-o", module])
    refused = run([WFP, "run", "--switch", "s", "--port", "loop:x", "--callout", module], check=False)
    assert refused.returncode == 2 and "--trust" in refused.stdout, refused.stdout
    process, out = world.start("--callout", module, "--trust", world.folder, "--workers", "2", "--quiet", "-j")
    a, b, c = world.stations
    a.run("ping", "-c20", "-i0.01", "10.9.0.2")
    c.run("ping", "-c20", "-i0.01", "fd09::2")
    load = world.net.start(["ping", "-f", "-c", "100000", "10.9.0.2"], inside=a, stdout=open(os.devnull, "w"))
    wait_for(lambda: b.received() > 500, "traffic")
    text = world.stop(process, out)
    world.net.stop(load, signal.SIGINT)
    taken, again, completed = map(int, re.search(r"(\d+) taken, (\d+) seen again, (\d+) completed", text).groups())
    totals = report_of(text)["totals"]
    assert taken == again == completed == int(totals["injected"]) == int(totals["absorbed"]) > 80, (taken, again, completed, totals)


def vlans_keep_stations_apart(world):
    process, out = world.start(ports=["--port", "p0,vlan=10", "--port", "p1,vlan=20"])
    a, b = world.stations[:2]
    assert a.run("ping", "-c1", "-W1", "10.9.0.2", check=False).returncode == 1
    world.stop(process, out, signal.SIGTERM)
    process, out = world.start(ports=["--port", "p0,vlan=10", "--port", "p1,trunk=10-20:native=10"])
    a.run("ping", "-c1", "10.9.0.2")
    world.stop(process, out, signal.SIGTERM)


def private_vlans_keep_neighbours_apart(world):
    """Two isolated stations speak with the promiscuous one alone."""
    process, out = world.start(ports=["--port", "p0,pvlan=isolated:100:101", "--port", "p1,pvlan=isolated:100:101",
                                      "--port", "p2,pvlan=promiscuous:100:101"])
    a, b, _ = world.stations
    a.run("ping", "-c1", "-W30", "10.9.0.3")
    b.run("ping", "-c1", "-W30", "10.9.0.3")
    assert a.run("ping", "-c1", "-W1", "10.9.0.2", check=False).returncode == 1
    text = world.stop(process, out)
    assert "isolated 100/101" in text and "promiscuous 100/101" in text, text


SEND_TAGGED = """
import socket, struct, sys
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
s.bind(("eth0", 0))
for vlan in map(int, sys.argv[1:]):
    s.send(b"\\xff" * 6 + b"\\x02\\0\\0\\0\\0\\x09" + struct.pack("!HHH", 0x8100, vlan, 0x88b5) + b"tagged".ljust(46, b"."))
"""


def tagged_frames_pass_a_trunk(world):
    """What an access port says leaves a trunk with its tag; a tagged frame reaches its VLAN without it, and no other."""
    need("tcpdump")
    process, out = world.start("-j", ports=["--port", "p0,vlan=10", "--port", "p1,trunk=10-20:native=1", "--port", "p2,vlan=30"])
    a, b, _ = world.stations
    seen = world.net.start(["tcpdump", "-n", "-e", "-i", "eth0", "-c", "1", "vlan 10 and arp"], inside=b,
                           stdout=Lines(world.folder, "trunk").file)
    wait_for(lambda: a.run("ping", "-c1", "-W1", "10.9.0.99", check=False) and seen.poll() is not None, "a tagged ARP request")
    plain = world.net.start(["tcpdump", "-n", "-e", "-i", "eth0", "-c", "1", "ether proto 0x88b5"], inside=a,
                            stdout=Lines(world.folder, "access").file)
    wait_for(lambda: b.run("python3", "-c", SEND_TAGGED, "10", "30", "40") and plain.poll() is not None, "the frame without its tag")
    with open(os.path.join(world.folder, "access")) as f:
        assert "ethertype Unknown (0x88b5)" in f.read()
    ports = report_of(world.stop(process, out))["switches"][0]["ports"]
    assert int(ports[0]["sent"]) > 0 and int(ports[2]["sent"]) == 0, ports


def addresses_and_names_cross_the_switch(world):
    """DHCP and DNS: a station without an address gets one, and asks for a name."""
    need("dnsmasq", "dig", "dhclient")
    process, out = world.start()
    a, b, _ = world.stations
    b.ip("address", "flush", "dev", "eth0", "scope", "global")
    world.net.start(["dnsmasq", "-k", "-C", "/dev/null", "-R", "-h", "-z", "-i", "eth0", "-F", "10.9.0.50,10.9.0.59", "-l",
                     os.path.join(world.folder, "leases"), "-A", "/example.com/198.51.100.7"], inside=a)
    world.net.listening(a, 67, udp=True)
    script = os.path.join(world.folder, "script")
    with open(script, "w") as f:
        f.write("#!/bin/sh\n[ -z \"$new_ip_address\" ] || ip address replace $new_ip_address/24 dev eth0\n")
    os.chmod(script, 0o755)
    world.net.start(["dhclient", "-d", "-sf", script, "-lf", os.path.join(world.folder, "client"), "-pf",
                     os.path.join(world.folder, "pid"), "eth0"], inside=b)
    wait_for(lambda: "10.9.0.5" in b.ip("-4", "address", "show", "dev", "eth0"), "an address")
    answer = b.run("dig", "+short", "+time=30", "+tries=1", "@10.9.0.1", "example.com").stdout
    assert answer.strip() == "198.51.100.7", answer
    world.stop(process, out)


def one_worker_or_two_give_the_same(folder):
    """A recorded trace: the same verdicts at the ingress layers. (What the switch has learned when a frame comes depends on who was
    faster, so its destinations do.)"""
    captures = os.path.join(os.environ["WFP_SOURCE"], "tests", "captures")
    policy = os.path.join(folder, "dns.json")
    with open(policy, "w") as f:
        json.dump({"filters": [{"name": "no dns", "layer": "INGRESS_VSWITCH_TRANSPORT", "action": "block", "conditions": [
            {"field": "IP_DESTINATION_PORT", "match": "equal", "value": 53}]}]}, f)
    seen = []
    for workers in (1, 2, 3):
        done = run([WFP, "run", "--switch", "s", "--port", "pcap:%s/dns.pcap" % captures,
                    "--port", "pcap:%s/fragments-v4.pcap,%s/out%d.pcapng" % (captures, folder, workers), "--workers", workers,
                    "--policy", policy, "-j", "--quiet"])
        report = report_of(done.stdout)
        totals = report["totals"]
        assert totals["lost"] == "0"
        seen.append((totals["frames"], totals["blocked"], [x for x in report["layers"] if x["layer"].startswith("INGRESS")]))
    assert seen[0] == seen[1] == seen[2], seen
    assert int(seen[0][1]) > 0


def what_is_no_port_is_told(world):
    """One device under two texts would be a loop; of two ports with one name no filter could tell which it means."""
    for words, expected in (
            (["--switch", "s", "--port", "p0", "--port", "packet:p0"], "p0: is plugged into a switch already"),
            (["--switch", "s", "--port", "p0", "--switch", "t", "--port", "packet:p0"], "p0: is plugged into a switch already"),
            (["--switch", "s", "--port", "p0,name=x", "--port", "p1,name=x"], "x: the switch has a port of this name"),
            (["--switch", "s", "--port", "p0,id=5", "--port", "p1,id=5"], "--port p1: refused: "),
            (["--switch", "s", "--port", "packet:lo"], "lo: a loopback interface is the host's alone"),
            (["--switch", "s", "--port", "xdp:lo"], "lo: a loopback interface is the host's alone"),
            (["--gateway", "p0", "packet:p0"], "are one interface"),
            (["--forward", "p0", "p1"], "a forwarder needs an address")):
        done = world.net.host.run(WFP, "run", *words, check=False)
        assert done.returncode == 2 and expected in done.stdout and done.stdout.count("\n") == 1, (words, done.stdout)


HOST4, HOST6 = "10.9.0.100", "fd09::100"


def host_port(world, host="%s/24+%s/64" % (HOST4, HOST6)):
    return world.ports() + ["--port", "tap:host0,host=" + host]


def plug_host(world):
    """The far end of the TAP is the stack of the namespace in which the switch runs."""
    host = world.net.host
    world.net.addresses(host, "host0", HOST4 + "/24", HOST6 + "/64")
    host.ip("link", "set", "host0", "up")
    for station in world.stations:  # each time the device has another address
        station.ip("neigh", "flush", "dev", "eth0")
    return host


def the_host_has_a_nic_on_the_switch(world, workers, how):
    """Traffic of the host's own, both ways and with segmentation offload; a port that nobody has is refused."""
    process, out = world.start("--workers", workers, ports=host_port(world, *how))
    host, (a, b, _) = plug_host(world), world.stations
    host.run("ping", "-c1", "-W30", "10.9.0.2")  # learned from what it sends, where nothing was said
    host.run("ping", "-c1", "-W30", "-s4000", "fd09::3")
    for address in (HOST4, HOST6):
        a.run("ping", "-c2", "-i0.05", "-W30", address)
        a.run("ping", "-c1", "-W30", "-s4000", address)
    with open(os.path.join(world.folder, "big"), "wb") as f:
        f.write(os.urandom(2000000))
    server = world.net.start(["python3", "-m", "http.server", "8080", "--bind", "::"], inside=host, cwd=world.folder)
    world.net.listening(host, 8080)
    assert fetch(b, "http://%s:8080/big" % HOST4).stdout == "200"
    assert fetch(b, "http://[%s]:8080/big" % HOST6).stdout == "200"
    assert fetch(a, "http://%s:81/" % HOST4).returncode == 7  # refused at once
    a.run("ping", "-c1", "-W30", "10.9.0.2")  # the others go by it
    world.net.stop(server)
    world.stop(process, out)


def eth(*ether_types):
    return [{"field": "ETHER_TYPE", "match": "equal", "value": t} for t in ether_types]


def of_host(field):
    return [{"field": field, "match": "equal", "value": HOST4}]


# The way of a guest's packet to the host, and of the host's to a guest: a layer, and what a filter there looks at.
WAYS = (("in", (("INGRESS_VSWITCH_ETHERNET", eth(0x800)), ("INGRESS_VSWITCH_TRANSPORT_V4", of_host("IP_DESTINATION_ADDRESS")),
                ("EGRESS_VSWITCH_ETHERNET", eth(0x800)), ("EGRESS_VSWITCH_TRANSPORT_V4", of_host("IP_DESTINATION_ADDRESS")),
                ("INBOUND_MAC_FRAME_ETHERNET", eth(0x800)), ("INBOUND_IPPACKET_V4", of_host("IP_LOCAL_ADDRESS")),
                ("INBOUND_TRANSPORT_V4", of_host("IP_LOCAL_ADDRESS")), ("ALE_AUTH_RECV_ACCEPT_V4", of_host("IP_LOCAL_ADDRESS")))),
        ("out", (("ALE_AUTH_CONNECT_V4", of_host("IP_LOCAL_ADDRESS")), ("OUTBOUND_TRANSPORT_V4", of_host("IP_LOCAL_ADDRESS")),
                 ("OUTBOUND_IPPACKET_V4", of_host("IP_LOCAL_ADDRESS")), ("OUTBOUND_MAC_FRAME_ETHERNET", eth(0x800)),
                 ("INGRESS_VSWITCH_ETHERNET", eth(0x800)), ("INGRESS_VSWITCH_TRANSPORT_V4", of_host("IP_SOURCE_ADDRESS")),
                 ("EGRESS_VSWITCH_ETHERNET", eth(0x800)), ("EGRESS_VSWITCH_TRANSPORT_V4", of_host("IP_SOURCE_ADDRESS")))))


# proves: G-055
def host_traffic_passes_the_switch_and_then_the_host(world, way, layers):
    """Blocked at one layer after the other: those behind it never hear of the packet, those before it all do."""
    for stop in range(len(layers)):
        filters = [{"name": "%d %s" % (i, "stop" if i == stop else "pass"), "layer": layer, "action": "block" if i == stop else "permit",
                    "conditions": conditions} for i, (layer, conditions) in enumerate(layers)]
        policy = os.path.join(world.folder, "stop.json")
        with open(policy, "w") as f:
            json.dump({"filters": filters}, f)
        process, out = world.start("--policy", policy, "-j", ports=host_port(world))
        host = plug_host(world)
        from_, to = (world.stations[0], HOST4) if way == "in" else (host, "10.9.0.1")
        assert from_.run("ping", "-c1", "-W1", to, check=False).returncode != 0, layers[stop]
        seen = {l["layer"]: int(l["classifies"]) for l in report_of(world.stop(process, out))["layers"]}
        for i, (layer, conditions) in enumerate(layers):
            if conditions != eth(0x800):  # where ARP does not come
                assert (seen.get(layer, 0) > 0) == (i <= stop), (layers[stop], seen)


# A layer of the host's own, and in which direction of a ping to the host its packets are: the echo comes in, the answer leaves.
TOLD = (("INBOUND_IPPACKET", HOST4), ("INBOUND_TRANSPORT", HOST6), ("ALE_AUTH_RECV_ACCEPT", HOST4), ("ALE_AUTH_RECV_ACCEPT", HOST6),
        ("OUTBOUND_TRANSPORT", HOST4), ("OUTBOUND_IPPACKET", HOST4))


def what_the_host_blocks_is_told(world):
    """As the drops of the switch are: with the packet, the layer and the filter."""
    for layer, address in TOLD:
        family, policy = "V6" if ":" in address else "V4", os.path.join(world.folder, "no-ping.json")
        with open(policy, "w") as f:
            json.dump({"filters": [{"name": "no ping", "layer": "%s_%s" % (layer, family), "action": "block", "conditions": [
                {"field": "IP_LOCAL_ADDRESS", "match": "equal", "value": address}]}]}, f)
        process, out = world.start("--policy", policy, ports=host_port(world))
        plug_host(world)
        assert world.stations[0].run("ping", "-c1", "-W1", address, check=False).returncode == 1
        out.wait(r"(?m)^blocked  the host  .*%s.* icmp.* echo .*%s_%s: no ping$" % (re.escape(address), layer, family))
        assert re.search(r"%s_%s +\d+ +\d+ +[1-9]" % (layer, family), world.stop(process, out)), out.text()


def the_host_has_one_port(world):
    ports = host_port(world) + ["--port", "tap:host1,host=learn"]
    done = world.net.host.run(WFP, "run", "--switch", "lab", *ports, check=False)
    assert done.returncode == 2 and "the host has a port already" in done.stdout, done.stdout
    for word in ("", "10.9.0.300", "10.9.0.1/24+", "here"):
        done = world.net.host.run(WFP, "run", "--switch", "lab", "--port", "tap:host1,host=" + word, check=False)
        assert done.returncode == 2 and "host: expected learn, or" in done.stdout, (word, done.stdout)


def mistakes_are_told():
    for words, expected in (
            (["--switch", "s"], "without ports"),
            (["--port", "p0", "--switch", "s"], "say --switch NAME before it"),
            (["--switch", "s", "--port", "p0,vlam=3"], "a port has no vlam; did you mean vlan?"),
            (["--switch", "s", "--port", "p0,vlan=4095"], "vlan: expected a VLAN from 1 to 4094"),
            (["--switch", "s", "--port", "p0,vlan=1,trunk=2"], "exclude each other"),
            (["--switch", "s", "--port", "p0,pvlan=isolated:10:10"], "pvlan: expected isolated:PRIMARY:SECONDARY"),
            (["--switch", "s", "--port", "no-such-dev"], "no-such-dev"),
            (["--switch", "s", "--port", "p0", "--workers", "0"], "expected a number from 1"),
            (["--swich", "s", "--port", "p0"], "did you mean --switch?"),
            ([], "expected --switch NAME")):
        said_in_one_line(["run", *words], expected)
    for words, expected in (
            (["--gateway", "a", "b", "--local", "here"], "--local here: expected an address or ADDR/LEN"),
            (["--gateway", "a", "b", "--cost=0"], "--cost=0: expected a number from 1 to"),
            (["--gateway", "a", "b", "--workers", "x"], "--workers x: expected a number from 1 to"),
            (["--gateway", "a", "b", "--net-events=mouse"], "--net-events=mouse: expected"),
            (["--forward", "a", "b", "--address", "a=10.0.0.1/33"], "expected PORT=ADDR/LEN"),
            (["--forward", "a", "b", "--address", "a=10.0.0.1/24", "--route", "10.1.0.0/16=fd00::1"], "expected PREFIX/LEN=ADDR"),
            (["--forward", "a", "b", "--address", "a=10.0.0.1/24", "--group-fragments=5"], "expected 4 or 6")):
        said_in_one_line(["run", *words], expected)
    # These need no engine to be wrong; none is there.
    for words, expected in (
            (["switch"], "expected add, delete"), (["switch", "ad", "lab"], "did you mean add?"),
            (["switch", "add"], "add: expected the name of a switch"), (["switch", "port", "add", "lab"], "port: expected add or delete"),
            (["switch", "add", "lab", "--port", "p0", "--port", "p1,vlam=3"], "a port has no vlam; did you mean vlan?"),
            (["switch", "port", "add", "lab", "p0,id=0"], "id: expected a number from 1 to"),
            (["switch", "set", "lab", "--inspect", "maybe"], "expected inspect on or inspect off"),
            (["switch", "set", "lab"], "switch set: expected NAME inspect on|off"),
            (["switch", "show", "lab", "more"], "switch show: expected [NAME]"),
            (["callout", "lod", "x.so"], "did you mean load?"), (["callout", "load"], "load: expected a module")):
        said_in_one_line(words, expected)


def said_in_one_line(words, expected):
    done = run([WFP, *words], check=False, env=dict(os.environ, OPENWFP_SOCKET="/nowhere/socket"))
    assert done.returncode == 2 and expected in done.stdout and done.stdout.count("\n") == 1, (words, done.stdout)


def main():
    mistakes_are_told()
    with tempfile.TemporaryDirectory() as folder:
        one_worker_or_two_give_the_same(folder)
    need("curl")
    for scenario in (lambda w: three_stations_talk_and_a_filter_keeps_one_from_the_web(w, 1),
                     lambda w: three_stations_talk_and_a_filter_keeps_one_from_the_web(w, 2),
                     a_driver_carries_every_frame_on, bulk_traffic_survives_faults_and_the_end, vlans_keep_stations_apart,
                     private_vlans_keep_neighbours_apart, tagged_frames_pass_a_trunk, addresses_and_names_cross_the_switch,
                     what_is_no_port_is_told, lambda w: the_host_has_a_nic_on_the_switch(w, 1, ()),
                     lambda w: the_host_has_a_nic_on_the_switch(w, 2, ("learn",)), what_the_host_blocks_is_told, the_host_has_one_port,
                     lambda w: host_traffic_passes_the_switch_and_then_the_host(w, *WAYS[0]),
                     lambda w: host_traffic_passes_the_switch_and_then_the_host(w, *WAYS[1])):
        with Net() as net, tempfile.TemporaryDirectory() as folder:
            scenario(World(net, folder))


if __name__ == "__main__":
    main()
