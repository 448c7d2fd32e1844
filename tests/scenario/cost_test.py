"""`wfp show cost` on a wfpd whose switch joins namespaces, and `wfp run --cost` in its three forms: what is counted agrees with what
the engine counts beside it, names stand beside ids, and filters that slow an index are named."""
import json
import os
import pathlib
import re
import sys
import tempfile

SOURCE = pathlib.Path(os.environ["WFP_SOURCE"])
sys.path.insert(0, str(SOURCE / "tests"))
sys.path.insert(0, str(SOURCE / "tests/scenario"))
from gateway_kit import Forwarder, Gateway  # noqa: E402
from net_kit import Net, run, wait_for  # noqa: E402

BUILD = os.environ["WFP_BUILD"]
WFP, WFPD = os.path.join(BUILD, "wfp"), os.path.join(BUILD, "wfpd")
NOBODY = 65534


def rows_of(text, kind=None):
    """The rows of a report, among whatever else is printed."""
    rows = [json.loads(line) for line in text.splitlines() if line.startswith('{"cost"')]
    return [r for r in rows if kind is None or r["cost"] == kind]


def head_of(text):
    return rows_of(text, "counting")[0]


def not_equal(count):
    """More filters than are compared in no time, none of which a table finds."""
    return [{"name": "all but %d" % n, "layer": "INGRESS_VSWITCH_TRANSPORT_V4", "action": "permit", "conditions": [
        {"field": "IP_DESTINATION_PORT", "match": "notEqual", "value": n + 1}]} for n in range(count)]


# --- wfp run --switch ---------------------------------------------------------------------------------------------------------

def replayed_switch(folder, policy, *words):
    captures = SOURCE / "tests/captures"
    path = os.path.join(folder, "policy.json")
    with open(path, "w") as f:
        json.dump(policy, f)
    return run([WFP, "run", "--switch", "s", "--port", "pcap:%s/dns.pcap" % captures, "--port", "pcap:%s/fragments-v4.pcap" % captures,
                "--policy", path, "--quiet", *words]).stdout


def workers_add_up(folder):
    """A recorded trace: as many classifies as the workers count at each layer, however many workers there are."""
    policy = {"filters": [{"name": "no dns", "layer": "INGRESS_VSWITCH_TRANSPORT", "action": "block", "conditions": [
        {"field": "IP_DESTINATION_PORT", "match": "equal", "value": 53}]}]}
    for workers in (1, 2, 3):
        text = replayed_switch(folder, policy, "--cost=1", "-j", "--workers", workers)
        layers = {r["name"]: r for r in rows_of(text, "layer")}
        report = json.loads([line for line in text.splitlines() if '"switches"' in line][-1])
        assert {x["layer"]: int(x["classifies"]) for x in report["layers"]} == {n: r["calls"] for n, r in layers.items()}, text
        blocks = sum(int(x["blocks"]) for x in report["layers"])
        dns = [r for r in rows_of(text, "filter") if r["name"] == "no dns"]
        assert sum(r["matches"] for r in dns) == blocks > 0, (dns, blocks)
        assert sum(r["matches"] for r in rows_of(text, "sublayer")) == blocks
        assert head_of(text)["classifies"] == sum(r["calls"] for r in layers.values())
        assert head_of(text)["every"] == 1 and head_of(text)["lost"] == head_of(text)["gone"] == 0
        assert abs(sum(r["nsPermille"] for r in layers.values()) - 1000) <= len(layers)


def the_run_tells_people(folder):
    text = replayed_switch(folder, {"filters": not_equal(300)}, "--cost")
    assert "cost, of one classify in 512" in text, text
    assert "a negation alone: " in text and "300 filters slow the index" in text, text
    for words in (["--cost=0"], ["--cost=x"]):
        done = run([WFP, "run", "--switch", "s", "--port", "loop:x", *words], check=False)
        assert done.returncode == 2 and "expected a number from 1 to" in done.stdout and done.stdout.count("\n") == 1, done.stdout


def a_callout_is_timed(folder):
    """Every frame is taken by a driver and injected again: the callout's row says how often it was asked, and its time."""
    module = os.path.join(folder, "vswitch_carry.so")
    flags = ["--asan"] if "WFP_SANITIZE:STRING=address" in open(os.path.join(BUILD, "CMakeCache.txt")).read() else []
    run([WFP, "cc", *flags, SOURCE / "tests/modules/vswitch_carry.c", "-o", module])
    text = replayed_switch(folder, {}, "--cost=1", "-j", "--callout", module, "--trust", folder)
    callouts, filters = rows_of(text, "callout"), rows_of(text, "filter")
    assert len(callouts) == 1 and callouts[0]["calls"] == filters[0]["calls"] > 10, text
    assert callouts[0]["ns"] > 0 and callouts[0]["name"] and len(callouts[0]["key"]) == 36, callouts
    layer = rows_of(text, "layer")[0]
    assert layer["ns"] > callouts[0]["ns"], (layer, callouts)


# --- wfp run --gateway, --forward ---------------------------------------------------------------------------------------------

def ping_filter(layer):
    return {"name": "pings", "layer": layer, "action": "permit", "conditions": [
        {"field": "IP_PROTOCOL", "match": "equal", "value": "icmp"}] if layer.startswith("OUTBOUND_TRANSPORT") else []}


def a_gateway_tells(kind, layer):
    with kind(WFP) as g:
        g.start("--cost=1", "-j", policy=g.policy(ping_filter(layer)))
        g.host.run("ping", "-c3", "-i0.05", g.PEER4 if kind is Forwarder else "192.0.2.1")
        text = g.stop()
        asked = {x["layer"]: x["asked"] for x in json.loads([line for line in text.splitlines() if '"summary"' in line][-1])["summary"]["layers"]}
        counted = {r["name"]: r["calls"] for r in rows_of(text, "layer")}
        assert counted[layer] == asked[layer] >= 3, (counted, asked)
        pings = [r for r in rows_of(text, "filter") if r["name"] == "pings"][0]
        assert pings["matches"] >= 3 and pings["layer"] == layer, pings


# --- a daemon -----------------------------------------------------------------------------------------------------------------

class Machine:
    def __init__(self, net, folder):
        self.net, self.folder, self.socket = net, folder, os.path.join(folder, "socket")
        os.chmod(folder, 0o755)
        self.stations = [net.namespace("s%d" % i) for i in range(2)]
        for i, station in enumerate(self.stations):
            net.veth("p%d" % i, station, "eth0", "10.9.2.%d/24" % (i + 1))
        self.daemon = net.start([WFPD, "--foreground", "--socket", self.socket, "--state-dir", os.path.join(folder, "state")],
                                stdout=open(os.path.join(folder, "log"), "w"))
        wait_for(lambda: os.path.exists(self.socket) or self.daemon.poll() is not None, "wfpd")

    def wfp(self, *words, code=0, **options):
        done = run([WFP, *words], check=False, env=dict(os.environ, OPENWFP_SOCKET=self.socket), **options)
        assert done.returncode == code, (words, done.returncode, done.stdout)
        return done.stdout

    def cost(self, *words):
        return self.wfp("show", "cost", "-j", *words)

    def pings(self, count):
        self.stations[0].run("ping", "-c", count, "-i0.02", "10.9.2.2")


def matches(text, name):
    return sum(r["matches"] for r in rows_of(text, "filter") if r["name"] == name)


def it_is_off_at_first(m):
    m.pings(3)
    head = head_of(m.cost())
    assert (head["on"], head["every"], head["classifies"]) == (False, 0, 0), head
    assert "nothing was counted" in m.wfp("show", "cost")


def it_counts_while_frames_walk(m):
    m.wfp("show", "cost", "--on=1")
    m.pings(10)
    text = wait_for(lambda: (lambda t: t if matches(t, "pings") >= 20 else None)(m.cost()), "the pings are counted")
    layer = [r for r in rows_of(text, "layer") if r["name"] == "INGRESS_VSWITCH_TRANSPORT_V4"][0]
    assert layer["calls"] >= 20 and layer["ns"] > 0 and head_of(text)["on"], text
    pings = [r for r in rows_of(text, "filter") if r["name"] == "pings"][0]
    assert int(pings["id"]) > 0 and pings["subLayer"] and pings["layer"] == "INGRESS_VSWITCH_TRANSPORT_V4", pings
    other = m.cost("--layer", "EGRESS_VSWITCH_TRANSPORT")
    assert rows_of(other, "layer") == rows_of(other, "filter") == [], other
    assert matches(m.cost("--layer", "INGRESS_VSWITCH_TRANSPORT"), "pings") >= 20
    shown = m.wfp("show", "cost")
    assert "cost, of one classify in 1:" in shown and "pings" in shown, shown


def it_begins_anew_and_ends(m):
    m.wfp("show", "cost", "--reset")
    m.pings(1)
    wait_for(lambda: 0 < matches(m.cost(), "pings") < 20, "it counts from nothing")
    m.wfp("show", "cost", "--off")
    before = m.cost()
    m.pings(3)
    assert rows_of(m.cost(), "filter") == rows_of(before, "filter") and not head_of(m.cost())["on"]
    m.wfp("show", "cost", "--on")
    head = head_of(m.cost())
    told = re.search(r"(\d+) when N is not said", m.wfp("show", "--help"))
    assert head["on"] and head["every"] == int(told[1]) and head["classifies"] == 0, head  # another kind of counts
    assert "none was measured yet" in m.wfp("show", "cost")


def filters_that_slow_the_index_are_named(m):
    path = os.path.join(m.folder, "slow.json")
    with open(path, "w") as f:
        json.dump({"filters": not_equal(300)}, f)
    m.wfp("import", path)
    text = m.cost("--top", "0")
    burdens = rows_of(text, "burden")
    assert {b["name"] for b in burdens} == {"all but %d" % n for n in range(300)}, text
    assert all(b["scanned"] and not b["asked"] and b["why"] == "a negation alone" and b["mend"] for b in burdens)
    few = m.cost("--top", "7")
    assert len(rows_of(few, "burden")) == 7 and head_of(few)["burdens"] == 300
    shown = m.wfp("show", "cost", "--top", "7")
    assert shown.count("all but ") == 7 and "300 filters slow the index" in shown, shown


def matches_of_deleted_filters_are_told(m):
    m.wfp("show", "cost", "--on=1")
    m.pings(2)
    wait_for(lambda: matches(m.cost("--top", "0"), "pings") >= 4, "they match")
    m.wfp("delete", "filter", "pings")
    text = m.cost("--top", "0")
    assert head_of(text)["gone"] >= 4 and not matches(text, "pings"), text


def rights_are_those_of_the_engine(m):
    """Who may read looks; to switch takes what an option takes."""
    assert "ACCESS_DENIED" in m.wfp("show", "cost", user=NOBODY, code=1)
    m.wfp("set", "security", "engine", "D:P(A;OICI;GA;;;BA)(A;OICI;GR;;;WD)")
    assert head_of(m.wfp("show", "cost", "-j", user=NOBODY))
    for word in ("--on", "--off", "--reset"):
        assert "ACCESS_DENIED" in m.wfp("show", "cost", word, user=NOBODY, code=1)


def mistakes_are_told(m):
    for words, expected in ((["cost", "--on=0"], "expected a number from 1 to 1000000"), (["cost", "--layer", "NOWHERE"], "no layer NOWHERE"),
                            (["cost", "--top", "x"], "expected layer=NAME, or top=N"), (["cost", "--on", "--off"], "either --on or --off"),
                            (["cost", "--off", "--top", "3"], "not with --off"), (["filters", "--on"], "is of `wfp show cost`"),
                            (["cost", "x"], "cost x: not expected"), (["cots"], "did you mean cost?")):
        said = m.wfp("show", *words, code=2)
        assert expected in said and said.count("\n") == 1, (words, said)


def a_daemon_is_looked_at():
    with tempfile.TemporaryDirectory() as folder, Net() as net:
        m = Machine(net, folder)
        m.wfp("switch", "add", "lab", "--port", "p0", "--port", "p1")
        m.wfp("add", "filter", "--name", "pings", "--layer", "INGRESS_VSWITCH_TRANSPORT_V4", "--action", "permit",
              "--condition", "IP_PROTOCOL", "equal", "icmp")
        for scenario in (it_is_off_at_first, it_counts_while_frames_walk, it_begins_anew_and_ends, rights_are_those_of_the_engine,
                         mistakes_are_told, matches_of_deleted_filters_are_told, filters_that_slow_the_index_are_named):
            scenario(m)
        assert net.stop(m.daemon)[0] == 0


def main():
    with tempfile.TemporaryDirectory() as folder:
        workers_add_up(folder)
        the_run_tells_people(folder)
        a_callout_is_timed(folder)
    a_daemon_is_looked_at()
    a_gateway_tells(Gateway, "OUTBOUND_TRANSPORT_V4")
    a_gateway_tells(Forwarder, "IPFORWARD_V4")


main()
