"""`wfpd` and `wfp switch`: a daemon joins three namespaces, a filter that is added while it runs blocks one of them, and the net
event and `wfp explain` say why."""
import json
import os
import pathlib
import re
import signal
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from net_kit import Net, need, wait_for  # noqa: E402

BUILD = os.environ["WFP_BUILD"]
WFP, WFPD = os.path.join(BUILD, "wfp"), os.path.join(BUILD, "wfpd")


class Machine:
    """A daemon in the namespace of the host, and stations with a veth pair each."""

    def __init__(self, net, folder, *words):
        self.net, self.folder = net, folder
        self.socket = os.path.join(folder, "socket")
        self.environment = dict(os.environ, OPENWFP_SOCKET=self.socket)
        self.stations = []
        for i in range(3):
            ns = net.namespace("s%d" % i)
            net.veth("p%d" % i, ns, "eth0", "10.9.1.%d/24" % (i + 1), "fd19::%d/64" % (i + 1))
            self.stations.append(ns)
        self.daemon = self.begin(*words)

    def begin(self, *words):
        log = open(os.path.join(self.folder, "log"), "w")
        daemon = self.net.start([WFPD, "--foreground", "--socket", self.socket, "--state-dir", os.path.join(self.folder, "state"),
                                 *words], stdout=log)
        wait_for(lambda: os.path.exists(self.socket) or daemon.poll() is not None, "wfpd")
        assert daemon.poll() is None, self.log()
        return daemon

    def log(self):
        with open(os.path.join(self.folder, "log")) as f:
            return f.read()

    def wfp(self, *words, code=0):
        done = self.net.host.run(WFP, *words, check=False, env=self.environment)
        assert done.returncode == code, (words, done.returncode, done.stdout, self.log())
        return done.stdout

    def report(self, *words):
        return json.loads(self.wfp("switch", "show", *words, "-j"))

    def end(self):
        code, _ = self.net.stop(self.daemon)
        assert code == 0, self.log()


def code_of(station, url, seconds=20):
    return station.run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "--max-time", seconds, url, check=False).stdout


def three_commands_join_three_namespaces(machine):
    m, (a, b, c) = machine, machine.stations
    assert m.report()["switches"] == []
    m.wfp("switch", "add", "lab", "--port", "p0,vm=one", "--port", "p1,vm=two")
    m.wfp("switch", "port", "add", "lab", "p2,vm=three")
    a.run("ping", "-c2", "-i0.05", "10.9.1.2")
    c.run("ping", "-c2", "-i0.05", "fd19::1")
    server = m.net.start(["python3", "-m", "http.server", "8081", "--bind", "::"], inside=b, cwd=m.folder)
    m.net.listening(b, 8081)
    assert code_of(a, "http://10.9.1.2:8081/") == code_of(c, "http://10.9.1.2:8081/") == "200"
    a_filter_blocks_one_live(m)
    a_switch_is_not_inspected_any_more(m)
    m.net.stop(server)


def a_filter_blocks_one_live(m):
    a, b, c = m.stations
    port = [p for p in m.report("lab")["switches"][0]["ports"] if p["name"] == "p2"][0]
    m.wfp("add", "filter", "--name", "three has no web", "--layer", "INGRESS_VSWITCH_TRANSPORT_V4", "--action", "block",
          "--condition", "VSWITCH_SOURCE_VM_ID", "equal", vm_text(m, port), "--condition", "IP_DESTINATION_PORT", "equal", "8081")
    watch = m.net.start([WFP, "watch", "--net-events", "--count", "1"], env=m.environment)
    assert watch.stdout.readline() == "watching; Ctrl-C ends\n"
    assert code_of(c, "http://10.9.1.2:8081/", seconds=2) == "000"
    assert code_of(a, "http://10.9.1.2:8081/") == "200"
    c.run("ping", "-c1", "10.9.1.2")
    events = wait_for(lambda: [e for e in map(json.loads, m.wfp("show", "netevents", "-j").splitlines()) if "8081" in json.dumps(e)],
                      "a net event")
    check_event(m, events[-1])
    told = watch.communicate(timeout=60)[0]
    for said in (m.wfp("show", "netevents"), told):
        assert re.search(r" filterId=\d+ \(three has no web\) layerId=\d+ \(INGRESS_VSWITCH_TRANSPORT_V4\)", said), said
    text = m.wfp("explain", "--layer", "INGRESS_VSWITCH_TRANSPORT", "--local", "10.9.1.3:40000", "--remote", "10.9.1.2:8081",
                 "--proto", "tcp", "--set", "VSWITCH_SOURCE_VM_ID=" + vm_text(m, port), code=1)
    assert 'decided by filter "three has no web"' in text, text
    m.wfp("explain", "--layer", "INGRESS_VSWITCH_TRANSPORT", "--local", "10.9.1.1:40000", "--remote", "10.9.1.2:8081", "--proto", "tcp")
    m.wfp("delete", "filter", "three has no web")
    assert code_of(c, "http://10.9.1.2:8081/") == "200"


def vm_text(m, port):
    return port["nic"]["vmId"]


def check_event(m, event):
    switch = m.report("lab")["switches"][0]["id"]
    drop = event["classifyDrop"]
    assert bytes.fromhex(drop["vSwitchId"]).decode("utf-16-le") == switch + "\0", event
    assert drop["vSwitchSourcePort"] == 3, event
    assert event["header"]["remoteAddrV4"] == "10.9.1.3" and event["header"]["localAddrV4"] == "10.9.1.2", event


def a_switch_is_not_inspected_any_more(m):
    c = m.stations[2]
    m.wfp("add", "filter", "--name", "nothing", "--layer", "INGRESS_VSWITCH_TRANSPORT_V4", "--action", "block")
    assert c.run("ping", "-c1", "-W1", "10.9.1.2", check=False).returncode == 1
    m.wfp("switch", "set", "lab", "--inspect", "off")
    c.run("ping", "-c1", "10.9.1.2")
    m.wfp("switch", "set", "lab", "--inspect", "on")
    assert c.run("ping", "-c1", "-W1", "10.9.1.2", check=False).returncode == 1
    m.wfp("delete", "filter", "nothing")


def what_cannot_be_is_refused(m):
    assert "there is a switch lab already" in m.wfp("switch", "add", "lab", code=1)
    assert "p0: is plugged into a switch already" in m.wfp("switch", "port", "add", "lab", "p0", code=1)
    assert "no-such-dev" in m.wfp("switch", "port", "add", "lab", "no-such-dev", code=1)
    assert "there is no switch attic" in m.wfp("switch", "show", "attic", code=1)
    assert "a port has no colour" in m.wfp("switch", "port", "add", "lab", "p9,colour=3", code=2)
    assert "expected add, delete" in m.wfp("switch", code=2)
    assert "switch port-add: expected NAME PORT" in m.wfp("switch", "port", "add", "lab", "p0", "p1", code=2)
    assert "expected a name of 1 to 255 bytes" in m.wfp("switch", "add", "x" * 256, code=2)
    assert "switch attic: there is no such command" in m.wfp("switch", "port", "attic", "lab", "p0", code=2)
    assert "no driver nobody is loaded" in m.wfp("callout", "unload", "nobody", code=1)
    # nothing of a switch whose ports cannot be had stays
    m.wfp("switch", "add", "half", "--port", "no-such-dev", code=1)
    assert [s["name"] for s in m.report()["switches"]] == ["lab"]


def a_driver_comes_and_goes(m):
    source = os.path.join(os.environ["WFP_SOURCE"], "examples", "drivers", "udpnat", "udpnat.c")
    module = os.path.join(m.folder, "udpnat.so")
    m.net.host.run(WFP, "cc", source, "-o", module)
    assert "--trust" in m.wfp("callout", "load", module, code=1)  # /tmp is everybody's


def people_see_ports_and_addresses(m):
    text = m.wfp("switch", "show")
    assert re.search(r"^switch lab .*WFP inspects it$", text, re.M), text
    assert re.search(r"^1 +p0 +packet:p0 +up +- +[0-9a-f:]{17} +one +\d+ +\d+ +\d+$", text, re.M), text
    assert re.search(r"^[0-9a-f:]{17} +0 +p2 +\d+ s$", text, re.M), text
    m.wfp("switch", "port", "add", "lab", "tap:host%d,host=10.9.1.9/24" % os.getpid())
    text = m.wfp("switch", "show")
    assert re.search(r"^4 +host\d+ +tap:host\d+ .* host=10\.9\.1\.9/24 +\d+ +\d+ +\d+$", text, re.M), text
    m.wfp("switch", "port", "delete", "lab", "host%d" % os.getpid())


def ports_and_switches_go(m):
    a, b, c = m.stations
    m.wfp("switch", "port", "delete", "lab", "p2")
    assert c.run("ping", "-c1", "-W1", "10.9.1.2", check=False).returncode == 1
    a.run("ping", "-c1", "10.9.1.2")
    m.wfp("switch", "delete", "lab")
    assert a.run("ping", "-c1", "-W1", "10.9.1.2", check=False).returncode == 1
    assert m.report()["switches"] == []


def the_settings_name_a_switch(net, folder):
    config = os.path.join(folder, "wfpd.conf")
    with open(config, "w") as f:
        f.write("switch = lab\nport = p0,vlan=10\nport = p1,vlan=10\nswitch = other\nworkers = 1\ntrust = %s\n" % folder)
    m = Machine(net, folder, "--config", config, "--port", "p2")
    report = m.report()
    assert [(s["name"], [p["name"] for p in s["ports"]]) for s in report["switches"]] == [("lab", ["p0", "p1"]), ("other", ["p2"])]
    assert report["totals"]["workers"] == 1
    m.stations[0].run("ping", "-c1", "10.9.1.2")
    source = os.path.join(os.environ["WFP_SOURCE"], "examples", "drivers", "udpnat", "udpnat.c")
    module = os.path.join(folder, "udpnat.so")
    m.net.host.run(WFP, "cc", source, "-o", module)
    m.wfp("callout", "load", module)
    assert m.wfp("callout", "show").split() == ["udpnat"]
    m.stations[0].run("ping", "-c1", "10.9.1.2")
    m.wfp("callout", "unload", "udpnat")
    assert m.wfp("callout", "show") == ""
    m.end()


def a_driver_never_answers(net, folder):
    """The change that it holds back is told and waits until the driver is unloaded; before the daemon serves it can be ended."""
    source = os.path.join(os.environ["WFP_SOURCE"], "tests", "modules", "switch_mistakes.c")
    module = os.path.join(folder, "holds.so")
    net.host.run(WFP, "cc", source, "-o", module)
    m = Machine(net, folder, "--callout", module, "--trust", folder, "--switch", "lab")
    waits = net.start([WFP, "switch", "port", "add", "lab", "p0"], env=m.environment)
    wait_for(lambda: "switch lab: a change waits for a driver" in m.log(), "it is told")
    assert waits.poll() is None
    m.wfp("callout", "unload", "holds")
    assert waits.wait() == 1
    m.wfp("switch", "port", "add", "lab", "p0")
    m.end()
    log = os.path.join(folder, "log")
    with open(log, "w") as f:
        early = net.start([WFPD, "-f", "--socket", m.socket, "--state-dir", os.path.join(folder, "state"), "--trust", folder,
                           "--callout", module, "--switch", "lab", "--port", "p0"], stdout=f)
    wait_for(lambda: "switch lab: a change waits for a driver" in m.log(), "it is told")
    assert net.stop(early)[0] == 1 and "ends before it serves" in m.log(), m.log()


def af_xdp_with_what_rights_are_left(net, folder):
    """The daemon opens AF_XDP ports after it has given up all but four capabilities."""
    machine = Machine(net, folder)
    done = net.host.run(WFP, "switch", "add", "air", "--port", "xdp:p0", "--port", "xdp:p1", check=False, env=machine.environment)
    if "libxdp" not in done.stdout:  # a build without it says so
        assert done.returncode == 0, (done.stdout, machine.log())
        machine.stations[0].run("ping", "-c2", "-i0.05", "-W30", "10.9.1.2")
        assert "xdp" in net.host.ip("link", "show", "p0")
    machine.end()
    assert "xdp" not in net.host.ip("link", "show", "p0")


def main():
    need("curl")
    with Net() as net, tempfile.TemporaryDirectory() as folder:
        machine = Machine(net, folder)
        for scenario in (three_commands_join_three_namespaces, people_see_ports_and_addresses, what_cannot_be_is_refused,
                         a_driver_comes_and_goes, ports_and_switches_go):
            scenario(machine)
        machine.end()
    with Net() as net, tempfile.TemporaryDirectory() as folder:
        the_settings_name_a_switch(net, folder)
    with Net() as net, tempfile.TemporaryDirectory() as folder:
        a_driver_never_answers(net, folder)
    with Net() as net, tempfile.TemporaryDirectory() as folder:
        af_xdp_with_what_rights_are_left(net, folder)


main()
