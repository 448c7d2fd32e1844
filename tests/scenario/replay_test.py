#!/usr/bin/env python3
"""`wfp replay`: what each option changes, what every line of the output holds, and that the numbers add up."""

import glob
import json
import os
import pathlib
import pty
import re
import resource
import subprocess
import tempfile
import termios
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build"))
WFP = BUILD / "wfp"
CAPTURES = SOURCE / "tests" / "captures"
EXAMPLES = SOURCE / "examples"
DEMO, WEB = EXAMPLES / "web.pcapng", EXAMPLES / "web.json"
MEMBERS = {"permit": "permitted", "block": "blocked", "absorb": "absorbed", "discard": "discarded",
           "counterfactual": "counterfactual"}

POLICIES = {
    "out": [{"name": "none go out", "layer": "ALE_AUTH_CONNECT", "action": "block"}],
    "in": [{"name": "none come in", "layer": "ALE_AUTH_RECV_ACCEPT", "action": "block"}],
    "packets": [{"name": "silence", "layer": "INBOUND_IPPACKET", "action": "block"},
                {"name": "no transit", "layer": "IPFORWARD", "action": "block"}],
    "udp": [{"name": "no udp", "layer": "OUTBOUND_TRANSPORT", "action": "block",
             "conditions": [{"field": "IP_PROTOCOL", "value": "udp"}]},
            {"name": "all else", "layer": "INBOUND_TRANSPORT", "action": "permit"}],
}


def replay(*arguments, **more):
    run = subprocess.run([WFP, "replay", *arguments], capture_output=True, timeout=120, **more)
    if run.returncode != 0:
        raise AssertionError(run.stderr)
    return run


def packets(*arguments):
    """(packet objects, summary)"""
    lines = [json.loads(l) for l in replay("-j", *arguments).stdout.splitlines()]
    return lines[:-1], lines[-1]["summary"]


def captures():
    return sorted(glob.glob(str(CAPTURES / "*.pcap*"))) + [str(DEMO)]


# proves: G-049
class WeakHost(unittest.TestCase):
    """Captures of several interfaces name them."""
    CAPTURE = CAPTURES / "cooked2.pcapng"
    LOCAL = ["--local", "192.0.2.10%{0}", "--local", "2001:db8::10%{0}"]

    def layers(self, index, *more):
        lines, _ = packets(*[w.format(index) for w in self.LOCAL], *more, self.CAPTURE)
        return [[l["layer"] for l in line["layers"]] for line in lines]

    def weak(self, index, *more):
        return sum("IPFORWARD" in layer for line in self.layers(index, *more) for layer in line)

    def test_each_way(self):
        directions = [line["direction"] for line in packets(*[w.format(9) for w in self.LOCAL], self.CAPTURE)[0]]
        others = sum(d in ("in", "out") for d in directions)
        seen = [self.weak(index, "--forwards") for index in range(1, 64)]
        self.assertGreater(others, 0)
        self.assertEqual(sorted(seen), [0] + [others] * 62)  # one of them is the interface that has the addresses
        self.assertEqual({self.weak(index) for index in (1, 62, 63)}, {0})

    def test_wrong(self):
        for text in ("192.0.2.10%", "192.0.2.10%0", "192.0.2.10%eth0", "%3"):
            run = subprocess.run([WFP, "replay", "--local", text, self.CAPTURE], capture_output=True, text=True)
            self.assertEqual(run.returncode, 2, text)
            self.assertIn("%INTERFACE", run.stderr)


class WithPolicies(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def policy(self, filters):
        path = pathlib.Path(self.folder.name, "policy.json")
        path.write_text(json.dumps({"filters": POLICIES.get(filters, filters) if isinstance(filters, str) else filters}))
        return path

    def all_policies(self):
        yield "none", []
        for path in sorted(glob.glob(str(EXAMPLES / "*.json"))):
            yield path, ["-p", path]
        for name in POLICIES:
            yield name, ["-p", self.policy(name)]


# ---- what every line holds: type, or object of members; "?" a member that may be missing ----

NUMBER, TEXT, BOOL = int, str, bool
ID = re.compile(r"[1-9]\d*$")
PACKET = {
    "packet": NUMBER, "time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$"),
    "direction": {"in", "out", "forward", "loopback"}, "verdict": set(MEMBERS),
    "link?": {"srcMac?": re.compile(r"([0-9a-f]{2}:){5}[0-9a-f]{2}$"), "dstMac?": TEXT, "etherType": NUMBER, "vlan?": NUMBER},
    "ip?": {"family": {4, 6}, "src": TEXT, "dst": TEXT, "protocol": NUMBER, "ttl": NUMBER,
            "fragment?": {"id": NUMBER, "offset": NUMBER, "more": BOOL}},
    "transport?": {"srcPort?": NUMBER, "dstPort?": NUMBER, "flags?": NUMBER, "seq?": NUMBER, "ack?": NUMBER, "icmpType?": NUMBER,
                   "icmpCode?": NUMBER, "icmpId?": NUMBER, "icmpSequence?": NUMBER},
    "flow?": ID, "discard?": {"module": {"network", "transport", "general"}, "reason": TEXT}, "reason?": TEXT, "cause?": NUMBER,
    "fragments?": NUMBER,
    "layers": [{"layer": TEXT, "action": {"permit", "block", "absorb"}, "filter": (TEXT, type(None)), "filterId": re.compile(r"\d+$")}],
}
SUMMARY = {m: NUMBER for m in (*MEMBERS.values(), "packets", "malformed", "flows")}


def check_shape(value, shape, where):
    if isinstance(shape, dict):
        assert isinstance(value, dict), where
        known = {m.rstrip("?"): m for m in shape}
        assert set(value) <= set(known), "%s: unknown member in %s" % (where, sorted(value))
        for member, spelt in known.items():
            assert member in value or spelt.endswith("?"), "%s: no %s" % (where, member)
            if member in value:
                check_shape(value[member], shape[spelt], where + "." + member)
    elif isinstance(shape, list):
        for item in value:
            check_shape(item, shape[0], where + "[]")
    elif isinstance(shape, re.Pattern):
        assert isinstance(value, str) and shape.match(value), "%s: %r" % (where, value)
    elif isinstance(shape, set):
        assert value in shape, "%s: %r" % (where, value)
    else:
        assert isinstance(value, shape) and not (shape is int and isinstance(value, bool)), "%s: %r" % (where, value)
        assert shape is not int or 0 <= value < 2**53, "%s: %r" % (where, value)


class Output(WithPolicies):
    def test_lines_and_summaries_of_every_capture(self):
        verdicts = set()
        for capture in captures():
            for name, policy in self.all_policies():
                with self.subTest(capture=os.path.basename(capture), policy=name):
                    told, summary = packets(*policy, capture)
                    verdicts |= {p["verdict"] for p in told}
                    self.check(told, summary)
                    self.check_quiet(summary, policy, capture)
        self.assertEqual(verdicts, set(MEMBERS) - {"absorb"})

    def check(self, told, summary):
        check_shape(summary, SUMMARY, "summary")
        self.assertEqual([p["packet"] for p in told], list(range(1, summary["packets"] + 1)))
        for verdict, member in MEMBERS.items():
            self.assertEqual(sum(p["verdict"] == verdict for p in told), summary[member], member)
        self.assertEqual(sum(summary[m] for m in MEMBERS.values()), summary["packets"])
        self.assertLessEqual(summary["malformed"], summary["discarded"])
        denied = set()
        for p in told:
            check_shape(p, PACKET, "packet %d" % p["packet"])
            self.assertEqual("discard" in p, p["verdict"] == "discard")
            self.assertEqual("cause" in p, p["verdict"] == "counterfactual")
            self.assertEqual(p["verdict"] == "block", any(l["action"] == "block" for l in p["layers"]) and not "cause" in p
                             and not "discard" in p)
            self.assertTrue(p.get("cause", 0) < p["packet"])
            self.assertTrue("cause" not in p or p["cause"] in denied, "packet %d was not denied" % p.get("cause", 0))
            if p["verdict"] in ("block", "discard"):
                denied.add(p["packet"])
            for l in p["layers"]:
                self.assertEqual(l["filter"] is None, l["filterId"] == "0")

    def check_quiet(self, summary, policy, capture):
        line = replay("-q", *policy, capture).stdout.decode()
        self.assertEqual(line, "%(packets)d packets: %(permitted)d permitted, %(blocked)d blocked, %(absorbed)d absorbed, "
                         "%(discarded)d discarded (%(malformed)d malformed), %(counterfactual)d counterfactual; "
                         "%(flows)d flows\n" % summary)

    def test_text_has_the_same_verdicts(self):
        for capture in captures():
            told, summary = packets("-p", WEB, capture)
            lines = replay("-p", WEB, capture).stdout.decode().splitlines()
            self.assertTrue(lines[0].startswith("host: "))
            self.assertEqual(lines[1], "policy: %s, %d filters" % (WEB, 9))
            self.assertTrue(lines[-1].startswith("%d packets: " % summary["packets"]))
            spoken = [l.split()[:4] for l in lines[3:-2]]
            self.assertEqual([(int(s[0]), s[2], s[3]) for s in spoken], [(p["packet"], p["direction"], p["verdict"]) for p in told])

    def test_the_same_twice_and_through_a_pipe(self):
        for capture in captures():
            with open(capture, "rb") as stream:
                piped = replay("-j", "-p", WEB, "-", stdin=stream).stdout
            self.assertEqual(replay("-j", "-p", WEB, capture).stdout, piped)

    def test_quiet_json_is_the_summary_alone(self):
        lines = replay("-q", "-j", DEMO).stdout.splitlines()
        self.assertEqual([list(json.loads(l)) for l in lines], [["summary"]])

    def test_written_to_standard_output_nothing_else_is_there(self):
        path = pathlib.Path(self.folder.name, "out.pcapng")
        replay("-q", "-p", WEB, "-w", path, DEMO)
        self.assertEqual(replay("-p", WEB, "-w", "-", DEMO).stdout, path.read_bytes())
        for option in ("-j", "-t"):
            run = subprocess.run([WFP, "replay", option, "-w", "-", DEMO], capture_output=True, timeout=60)
            self.assertEqual((run.returncode, run.stdout, len(run.stderr.splitlines())), (2, b"", 1))


class Options(WithPolicies):
    def test_the_other_side_turns_directions_round(self):
        turned = {"in": "out", "out": "in"}
        ours, _ = packets("--local", "192.0.2.10", "--local", "2001:db8::10", CAPTURES / "web.pcap")
        theirs, _ = packets("--local", "192.0.2.80", "--local", "2001:db8::80", CAPTURES / "web.pcap")
        one_to_one = [(a, b) for a, b in zip(ours, theirs) if "ip" in a and not a["ip"]["dst"].startswith("ff02")]
        self.assertGreater(len(one_to_one), 40)
        for a, b in one_to_one:
            self.assertEqual(turned[a["direction"]], b["direction"])
        connects = [sum(l["layer"].startswith("ALE_AUTH_CONNECT") for p in side for l in p["layers"]) for side in
                    (packets("-p", self.policy("out"), "--local", "192.0.2.10", "--local", "2001:db8::10", CAPTURES / "web.pcap")[0],
                     packets("-p", self.policy("out"), "--local", "192.0.2.80", "--local", "2001:db8::80", CAPTURES / "web.pcap")[0])]
        self.assertGreater(connects[0], connects[1])

    def test_a_prefix_is_the_host(self):
        told, _ = packets("--local", "192.0.2.0/28", "--local", "2001:db8::/123", CAPTURES / "web.pcap")
        self.assertEqual({p["direction"] for p in told if p.get("transport", {}).get("seq")}, {"in", "out"})
        told, _ = packets("--local", "192.0.2.0/24", "--local", "2001:db8::/64", CAPTURES / "web.pcap")
        self.assertEqual({p["direction"] for p in told if p.get("ip", {}).get("src", "").startswith("192.0.2.")}, {"loopback"})
        told, _ = packets("--local", "198.51.100.1", CAPTURES / "web.pcap")
        self.assertEqual({p["direction"] for p in told if p.get("ip", {}).get("family") == 4}, {"forward"})
        head = replay("--local", "192.0.2.0/24", "--local", "2001:db8::/64", DEMO).stdout.decode().splitlines()[0]
        self.assertEqual(head, "host: 192.0.2.0/24, 2001:db8::/64")

    def test_what_if_a_program_owned_the_port(self):
        told, _ = packets(DEMO)
        port = next(p["transport"]["srcPort"] for p in told if p.get("transport", {}).get("dstPort") == 80)
        policy = EXAMPLES / "applications.json"
        blocked = lambda *more: [p for p in packets("-p", policy, *more, DEMO)[0] if p["verdict"] == "block"]
        self.assertEqual(blocked(), [])
        self.assertEqual(blocked("--app", "%d=/usr/bin/curl" % port), [])
        self.assertEqual(blocked("--app", "1=/usr/bin/python3"), [])
        hit = blocked("--app", "%d=/usr/bin/python3" % port)
        self.assertEqual([l["filter"] for p in hit for l in p["layers"] if l["action"] == "block"],
                         ["no interpreter talks to the outside"])
        self.assertEqual(hit[0]["transport"]["srcPort"], port)

    def test_what_if_a_user_owned_the_port(self):
        told, _ = packets(DEMO)
        port = next(p["transport"]["srcPort"] for p in told if p.get("transport", {}).get("dstPort") == 25)
        policy = EXAMPLES / "applications.json"
        count = lambda *more: packets("-p", policy, *more, DEMO)[1]["blocked"]
        self.assertEqual(count("--user", "%d=S-1-5-18" % port), 0)
        self.assertEqual(count("--user", "%d=S-1-5-32-546" % port), 1)
        self.assertEqual(count("--user", "%d=S-1-5-32-546" % port, "--app", "%d=/usr/lib/apt/methods/http" % port), 1)

    def test_each_leaves_nothing_counterfactual(self):
        for capture in captures():
            for name, policy in self.all_policies():
                with self.subTest(capture=os.path.basename(capture), policy=name):
                    told, summary = packets(*policy, capture)
                    alone, each = packets(*policy, "--each", capture)
                    self.assertEqual(each["counterfactual"], 0)
                    self.assertEqual(each["packets"], summary["packets"])
                    if summary["counterfactual"] == 0 and summary["blocked"] == 0:
                        self.assertEqual(alone, told)

    def test_a_trace_names_every_filter_of_the_layers_visited(self):
        with open(WEB) as f:
            filters = json.load(f)["filters"]
        visited = 0
        for capture in (DEMO, CAPTURES / "refused.pcap", CAPTURES / "loopback.pcap"):
            told, _ = packets("-p", WEB, capture)
            traced = self.traces("-p", WEB, capture)
            self.assertEqual(len(told), len(traced))
            for packet, (head, layers) in zip(told, traced):
                self.assertEqual(packet["packet"], int(head.split()[0]))
                self.assertEqual([name for name, _ in layers], self.worth_tracing(packet, layers))
                for name, lines in layers:
                    visited += 1
                    pair, family = name.rsplit("_V", 1)
                    for f in filters:
                        if f["layer"] in (name, pair) and self.of_family(f, family):
                            self.assertTrue(any(f["name"] in l for l in lines), (name, f["name"], lines))
                    self.assertEqual(sum(l.startswith("final") for l in lines), 1)
        self.assertGreater(visited, 20)

    @staticmethod
    def of_family(f, family):
        addresses = [c["value"] for c in f.get("conditions", []) if c["field"].endswith("_ADDRESS")]
        return not addresses or any((":" in a) == (family == "6") for a in addresses)

    @staticmethod
    def worth_tracing(packet, layers):
        """Every layer traced is one that the packet visited, in that order."""
        visited = iter(l["layer"] for l in packet["layers"])
        return [name for name, _ in layers if name in visited]

    @staticmethod
    def traces(*arguments):
        """[(packet line, [(layer, trace lines)])]"""
        out = []
        for line in replay("-t", *arguments).stdout.decode().splitlines()[3:-2]:
            indent = len(line) - len(line.lstrip())
            if re.match(r"\s*\d+ +-?\d+\.\d{6} ", line):
                out.append((line, []))
            elif indent == 9:
                out[-1][1].append((line.strip(), []))
            else:
                out[-1][1][-1][1].append(line.strip())
        return out


# ---- terminals ----


def on_terminals(arguments, stdout=True, stderr=True, environment=None, limit=None):
    """(what the terminal on stdout got, what the one on stderr got); None where there is no terminal. limit: of bytes in a
    file that the program writes."""
    masters, slaves = [], []
    for wanted in (stdout, stderr):
        master, slave = pty.openpty() if wanted else (None, None)
        if wanted:
            attributes = termios.tcgetattr(slave)
            attributes[1] &= ~termios.OPOST
            termios.tcsetattr(slave, termios.TCSANOW, attributes)
        masters.append(master)
        slaves.append(slave)
    process = subprocess.Popen([WFP, *arguments], stdin=subprocess.DEVNULL, stdout=slaves[0] if stdout else subprocess.DEVNULL,
                               stderr=slaves[1] if stderr else subprocess.DEVNULL, env=environment, restore_signals=not limit,
                               preexec_fn=limit and (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))))
    for slave in slaves:
        if slave is not None:
            os.close(slave)
    got = [None if m is None else drain(m) for m in masters]
    process.wait(timeout=120)
    return got


def drain(master):
    data = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # the other end is closed
            piece = b""
        if not piece:
            os.close(master)
            return data
        data += piece


class Terminal(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)

    def generated(self, count):
        path = pathlib.Path(self.folder.name, "%d.pcap" % count)
        generator = BUILD / "bench" / "gen_capture"
        if not generator.exists():
            self.skipTest("built without benchmarks")
        if not path.exists():
            subprocess.run([generator, path, str(count), "1000"], check=True)
        return path

    def environment(self, **more):
        return {**{k: v for k, v in os.environ.items() if k != "NO_COLOR"}, **more}

    def test_colour_on_a_terminal_only(self):
        arguments = ["replay", "-t", "-p", WEB, DEMO]
        plain = replay(*arguments[1:]).stdout
        self.assertNotIn(b"\033", plain)
        coloured, _ = on_terminals(arguments, environment=self.environment())
        self.assertIn(b"\033[32m", coloured)
        self.assertIn(b"\033[31m", coloured)
        self.assertEqual(re.sub(rb"\033\[\d+m", b"", coloured), plain)
        for value, colour in (("1", False), ("", True)):
            got, _ = on_terminals(arguments, environment=self.environment(NO_COLOR=value))
            self.assertEqual(b"\033" in got, colour)

    def test_json_is_never_coloured(self):
        got, _ = on_terminals(["replay", "-j", "-p", WEB, DEMO], environment=self.environment())
        self.assertNotIn(b"\033", got)

    def test_progress_on_a_terminal_only(self):
        capture = self.generated(50000)
        out = pathlib.Path(self.folder.name, "out.pcapng")
        quiet = ["replay", "-q", capture]
        for arguments, stdout, stderr, bar in ((quiet, True, True, True), (quiet, False, True, True), (quiet, True, False, False),
                                               (["replay", "-j", capture], False, True, True),
                                               (["replay", capture], True, True, False),
                                               (["replay", "-w", out, capture], True, True, False)):
            with self.subTest(arguments=arguments, stdout=stdout, stderr=stderr):
                _, shown = on_terminals(arguments, stdout, stderr)
                self.assertEqual(b"replaying [" in (shown or b""), bar)
                if bar:
                    self.assertTrue(shown.endswith(b"\r\033[K"), shown[-80:])
                    steps = [int(n) for n in re.findall(rb"(\d+)%", shown)]
                    self.assertEqual(steps, sorted(steps))
                    self.assertTrue(0 <= steps[0] and steps[-1] <= 100)
        run = replay("-q", capture)
        self.assertEqual(run.stderr, b"")

    def test_the_bar_is_gone_before_an_error(self):
        capture = self.generated(50000)
        broken = pathlib.Path(self.folder.name, "broken.pcap")
        broken.write_bytes(capture.read_bytes()[:-3])
        full = pathlib.Path(self.folder.name, "full.pcapng")
        for arguments in (["replay", "-q", broken], ["replay", "-q", "-w", full, capture]):
            with self.subTest(arguments):
                _, shown = on_terminals(arguments, False, True, limit=4 << 20)
                self.assertIn(b"replaying [", shown)
                self.assertRegex(shown, rb"\r\033\[Kwfp replay: [^\r\033]*\n$")

    def test_memory_does_not_grow_with_the_capture(self):
        peaks = [self.peak(path) for path in (self.generated(50000), self.generated(300000))]
        self.assertLess(peaks[1], 1.5 * peaks[0], peaks)

    @staticmethod
    def peak(path):
        """Most resident KiB of one run."""
        pid = os.posix_spawn(WFP, [WFP, "replay", "-q", "-p", str(WEB), str(path)], os.environ,
                             file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
        _, status, usage = os.wait4(pid, 0)
        assert status == 0
        return usage.ru_maxrss


class Cost(WithPolicies):
    def test_every_classify_is_counted_where_it_was(self):
        lines = [json.loads(l) for l in replay("-j", "--cost", "--policy", WEB, DEMO).stdout.splitlines()]
        rows = [l for l in lines if "cost" in l]
        layers = [r for r in rows if r["cost"] == "layer"]
        filters = [r for r in rows if r["cost"] == "filter"]
        sublayers = [r for r in rows if r["cost"] == "sublayer"]
        self.assertTrue(layers and sublayers)
        self.assertEqual(sum(r["matches"] for r in layers), sum(r["calls"] for r in filters))
        self.assertEqual(sum(r["matches"] for r in layers), sum(r["calls"] for r in sublayers))
        for row in layers:
            self.assertGreaterEqual(row["calls"], 1)
            self.assertGreater(row["ns"], 0)
        for row in filters:
            self.assertIn(row["layer"], {r["name"] for r in layers})

    def test_the_walk_is_the_same(self):
        plain = replay("--policy", WEB, DEMO).stdout
        told = replay("--cost", "--policy", WEB, DEMO).stdout
        self.assertTrue(told.startswith(plain))
        self.assertIn(b"cost, of one classify in 1", told)

    def test_filters_that_no_table_serves_are_named(self):
        policy = self.policy([{"name": "not %d" % n, "layer": "INBOUND_IPPACKET", "action": "block", "conditions":
                               [{"field": "IP_REMOTE_ADDRESS", "match": "notEqual", "value": "192.0.%d.%d" % divmod(n, 256)}]}
                              for n in range(300)])
        rows = [json.loads(l) for l in replay("-j", "--cost", "--policy", policy, DEMO).stdout.splitlines()]
        self.assertEqual(sum(bool(r.get("scanned")) for r in rows), 300)


if __name__ == "__main__":
    unittest.main()
