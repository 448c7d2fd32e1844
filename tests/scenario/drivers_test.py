#!/usr/bin/env python3
"""The example drivers: compiled with `wfp cc`, run on the example capture, compared with the expected output beside each;
alone, several at once, and asked why they were not called. Proves by running what docs/port-a-driver.md says."""

import json
import os
import pathlib
import re
import struct
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
WFP = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build")) / "wfp"
DRIVERS = SOURCE / "examples" / "drivers"
CAPTURE = "examples/web.pcapng"
CACHE = pathlib.Path(WFP.parent, "CMakeCache.txt").read_text()
THREADS = "WFP_SANITIZE:STRING=thread" in CACHE
SANITIZED = "WFP_SANITIZE:STRING=address" in CACHE
# What a thread of theirs prints may come before or after the packet that it moves.
WITH_THREADS = {"holdconnect"}


def policy_of(name):
    policy = f"examples/drivers/{name}/{name}.json"
    return ["--policy", policy] if (SOURCE / policy).exists() else []


def traffic_of(name):
    """A script, a capture of its own, or the common one."""
    for ending, words in (("script", ["--script"]), ("pcap", [])):
        path = f"examples/drivers/{name}/{name}.{ending}"
        if (SOURCE / path).exists():
            return [*words, path]
    return [CAPTURE]


def packets_of(path):
    """The frames of a little-endian pcapng file."""
    data, at, frames = path.read_bytes(), 0, []
    while at < len(data):
        kind, size = struct.unpack_from("<II", data, at)
        if kind == 6:
            captured = struct.unpack_from("<I", data, at + 20)[0]
            frames.append(data[at + 28:at + 28 + captured])
        at += size
    return frames


def internet_sum(data):
    """0xFFFF when the checksum in it is right."""
    data += bytes(len(data) % 2)
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total


def udp_sum(frame):
    size = struct.unpack_from("!H", frame, 38)[0]
    return internet_sum(frame[26:34] + struct.pack("!HH", 17, size) + frame[34:34 + size])


class Drivers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.modules = {}
        cls.services = {}
        for folder in sorted(DRIVERS.iterdir()):
            module, service = pathlib.Path(cls.folder.name, folder.name + ".so"), pathlib.Path(cls.folder.name, "service")
            cls.compile(folder / f"{folder.name}.c", "-o", module)
            cls.modules[folder.name] = module
            if (folder / "service.c").exists() and not THREADS:
                cls.compile("--client", folder / "service.c", "-o", service)
                cls.services[folder.name] = ["--client", f"{service} 25"]

    @classmethod
    def compile(cls, *words):
        words = ["--asan", *words, "--", "-fsanitize=undefined"] if SANITIZED else words
        run = subprocess.run([WFP, "cc", *words], capture_output=True, text=True, check=False)
        assert run.returncode == 0 and not run.stderr, run.stderr

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def replay(self, *arguments):
        return self.replay_on([CAPTURE], *arguments)

    def replay_on(self, traffic, *arguments):
        run = subprocess.run([WFP, "replay", *arguments, *traffic], cwd=SOURCE, capture_output=True, text=True, timeout=120,
                             stdin=subprocess.DEVNULL)
        return run.returncode, run.stdout, run.stderr

    def run_example(self, name, *more):
        seed = ["--seed", "1"] if name in WITH_THREADS else []
        return self.replay_on(traffic_of(name), *more, *seed, "--callout", self.modules[name], *policy_of(name),
                              *self.services.get(name, []))

    def test_strict_makes_a_report_the_exit_status(self):
        bad = pathlib.Path(self.folder.name) / "leaks.so"
        self.compile(SOURCE / "tests/modules/leaks.c", "-o", bad)
        for traffic in ([CAPTURE], ["--script", "examples/ladder.script"]):
            for strict, module, expected in ((["--strict"], bad, 1), ([], bad, 0), (["--strict"], self.modules["conlog"], 0)):
                self.assertEqual(self.replay_on(traffic, "-q", *strict, "--callout", module)[0], expected, (traffic, strict, module))
        self.assertEqual(self.replay("--strict")[0], 2)

    def test_each_gives_the_expected_output(self):
        self.assertLessEqual({"conlog", "flowstats", "gate", "gateservice", "holdconnect", "macfilter", "payload", "proxyredirect", "udpnat"}, set(self.modules))
        for name in self.modules:
            if THREADS and name == "gateservice":
                continue # wfp cc builds no programs for ThreadSanitizer
            with self.subTest(driver=name):
                code, out, err = self.run_example(name)
                self.assertEqual((code, err), (0, ""))
                self.assertEqual(out, (DRIVERS / name / "expected.txt").read_text())

    @unittest.skipIf(THREADS, "wfp cc builds no programs for ThreadSanitizer")
    def test_a_service_beside_a_script(self):
        script = DRIVERS / "gateservice" / "mail.script"
        words = ["--callout", self.modules["gateservice"], *self.services["gateservice"]]
        code, out, err = self.replay_on(["--script", script], *words)
        self.assertEqual((code, err), (0, ""))
        lines = [line.strip() for line in out.splitlines()]
        self.assertEqual(lines[:3], ["gateservice: port 25 is closed", "gateservice: a filter names the callout", "service: ready"])
        self.assertEqual(lines[-2:], ["gateservice: a filter is gone", "service: 1 connections permitted, 1 blocked"])
        self.assertIn("= WSAEACCES", lines)
        out = self.replay_on(["--script", script], "--callout", self.modules["gateservice"])[:2]
        self.assertEqual(out[0], 1) # without the service nothing closes the port

    def test_what_a_driver_blocks_makes_net_events(self):
        blocked = 0
        for name in ("conlog", "gate", "payload", "flowstats"):
            out = self.replay("-j", "--net-events", "--callout", self.modules[name], *policy_of(name))[1]
            lines = [json.loads(l) for l in out.splitlines()]
            headers = [l["netEvent"]["header"] for l in lines if "netEvent" in l]
            events = [{h["localPort"], h["remotePort"]} for h in headers]
            dropped = [p["transport"] for p in lines if p.get("verdict") == "block"]
            self.assertEqual(events, [{t["srcPort"], t["dstPort"]} for t in dropped], name)
            blocked += len(events)
        self.assertGreater(blocked, 0)

    def test_without_its_driver_the_gate_is_shut(self):
        # An unregistered terminating callout blocks.
        lines = [json.loads(l) for l in self.replay("-j", *policy_of("gate"))[1].splitlines()]
        blocked = [p for p in lines if p.get("verdict") == "block"]
        self.assertEqual([p["transport"]["dstPort"] for p in blocked], [25])

    def test_a_bug_check_in_a_classify_function_is_reported(self):
        text = (DRIVERS / "conlog" / "conlog.c").read_text()
        body = re.search(r"classify\w*\([^;{]*\)\s*\{", text, re.I)
        with tempfile.TemporaryDirectory() as folder:
            source, module = pathlib.Path(folder, "stops.c"), pathlib.Path(folder, "stops.so")
            source.write_text(text[:body.end()] + '\n    NT_ASSERT(!"on purpose");\n' + text[body.end():])
            subprocess.run([WFP, "cc", source, "-o", module], check=True)
            for more in [], ["-j"], ["-q"]:
                code, _, err = self.replay(*more, "--callout", module)
                self.assertEqual(code, 2)
                self.assertRegex(err, r"stops: assertion failed: .*on purpose.*stops\.c line \d+")
                self.assertRegex(err, r"wfp replay: stopped by a bug check of a module")

    # proves: C-059
    def test_a_proxy_that_forgets_the_record_goes_in_a_circle(self):
        text = (DRIVERS / "proxyredirect" / "proxyredirect.script").read_text()
        again = "".join(f"socket o{i} proxy tcp\nconnect o{i} SERVER:80\nexpect {r}\n"
                        for i, r in enumerate(("ok", "ok", "WSAEACCES")))
        path = pathlib.Path(self.folder.name, "forgets.script")
        path.write_text(text[:text.index("socket o proxy")] + again)
        code, out, err = self.replay_on(["--script", path], "--callout", self.modules["proxyredirect"], *policy_of("proxyredirect"))
        self.assertEqual((code, err), (0, ""), out)
        self.assertIn("its connections come back to it", out)

    # proves: D-087 (through the public API, on a capture)
    def test_macfilter_gives_the_host_another_mac_address(self):
        path = pathlib.Path(self.folder.name, "macfilter.pcapng")
        code, out, _ = self.run_example("macfilter", "-w", path)
        self.assertEqual(code, 0)
        self.assertIn("6 injected by modules, 6 of them permitted", out)
        frames = packets_of(path)
        self.assertEqual(len(frames), 6)
        self.assertEqual({f[6:12].hex() for f in frames[0::2]}, {"02005e100099"})
        self.assertEqual({f[0:6].hex() for f in frames[1::2]}, {"020000000010"})

    def test_what_the_translator_sends_has_the_right_checksums(self):
        path = pathlib.Path(self.folder.name, "udpnat.pcapng")
        code, _, _ = self.run_example("udpnat", "-q", "-w", path)
        self.assertEqual(code, 0)
        frames = [f for f in packets_of(path) if f[23] == 17]
        self.assertEqual(len(frames), 6)
        for frame in frames:
            self.assertEqual((internet_sum(frame[14:34]), udp_sum(frame)), (0xFFFF, 0xFFFF))
        ends = [(frame[26:30], frame[30:34]) for frame in frames]
        host, outer, inner = bytes([192, 0, 2, 10]), bytes([192, 0, 2, 80]), bytes([192, 0, 2, 53])
        self.assertEqual(ends, [(host, inner), (outer, host)] * 2 + [(host, outer), (outer, host)])

    def test_a_seed_decides_the_order_and_no_seed_the_verdicts(self):
        def run(seed):
            code, out, err = self.replay_on(traffic_of("holdconnect"), "--seed", seed, "--callout", self.modules["holdconnect"])
            self.assertEqual((code, err), (0, ""))
            self.assertNotIn("! ", out)
            return out
        outputs = [run(str(seed)) for seed in range(8)]
        self.assertEqual(outputs[3], run("3"))
        self.assertGreater(len(set(outputs)), 1)
        for out in outputs:
            self.assertIn("connecting to port 25 may not be", out)
            self.assertRegex(out, r"(?m)^ +\+?\d+ .* block +192\.0\.2\.10:\d+ > 192\.0\.2\.80:25 tcp SYN")
            self.assertRegex(out, r"\+66 .* permit +192\.0\.2\.80:51000 > 192\.0\.2\.10:7777 tcp SYN")

    def test_two_modules_at_once(self):
        code, out, err = self.replay("--callout", self.modules["payload"], "--callout", self.modules["conlog"])
        self.assertEqual((code, err), (0, ""))
        self.assertIn("payload: a query for a forbidden name is blocked", out)
        self.assertIn("conlog: tcp to 192.0.2.80:80", out)
        self.assertNotIn("! ", out)

    def test_every_order_of_modules(self):
        def orders(*names, more=()):
            words = [w for name in names for w in ("--callout", self.modules[name])]
            return self.replay("--permute", *more, *words)
        code, out, err = orders("payload", "conlog", "flowstats")
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(out.splitlines()[0], "order payload, conlog, flowstats: status 0, 0 reports")
        self.assertEqual(len(re.findall(r"(?m)^sublayer weights exchanged, order [1-5]: status 0, 0 reports$", out)), 5)
        self.assertEqual(out.splitlines()[-1], "6 of 6 load orders, 1 of 1 orders of equal weights, 6 of 6 of sublayers; "
                         "0 of 11 runs differ from the first")
        self.assertEqual(orders("conlog")[0], 2)
        code, out, err = self.replay_on(["/nowhere.pcap"], "--permute", "--callout", self.modules["payload"], "--callout",
                                        self.modules["conlog"])
        self.assertEqual((code, out), (2, ""))
        self.assertIn("/nowhere.pcap: no such file", err)

    # proves: J-001
    def test_drivers_that_rely_on_the_order(self):
        # Callouts of one sublayer with equal weights: whoever came first decides, or whoever is said to come first.
        code, out, _ = self.replay("--permute", *self.rivals())
        self.assertEqual(code, 1, out)
        other = (r": status 0, 0 reports\n  packet \d+: block, by filter \"[^\"]+\", callout of second at OUTBOUND_TRANSPORT_V4; "
                 r"first: permit, by filter \"[^\"]+\", callout of first at OUTBOUND_TRANSPORT_V4\n")
        self.assertRegex(out, "(?m)^order second, first" + other)
        self.assertRegex(out, "(?m)^equal weights the other way round" + other)
        self.assertRegex(out, r"\n2 of 2 load orders, 8 of \d+ orders of equal weights, 1 of 1 of sublayers; [2-9] of 9 runs differ "
                         r"from the first\n$")
        # Each in a sublayer of its own: their weights decide, whoever came first.
        code, out, _ = self.replay("--permute", *self.rivals("apart", sublayers=True))
        self.assertEqual(code, 1, out)
        self.assertRegex(out, r"(?m)^order second\w*, first\w*: status 0, 0 reports\n(?!  )")
        self.assertRegex(out, r"(?m)^sublayer weights exchanged, order 1: status 0, 0 reports\n  packet \d+: block, by filter "
                         r"\"[^\"]+\", callout of second\w* at")

    def test_orders_of_a_script(self):
        words = self.rivals("script")
        run = subprocess.run([WFP, "replay", "--permute", *words, "--script", "tests/scripts/udp.script"], cwd=SOURCE,
                             capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 1, run.stdout + run.stderr)
        self.assertRegex(run.stdout, r"(?m)^  packet \d+: block, by .*, callout of secondscript at .*; first: permit, by ")
        quiet = [w for name in ("conlog", "flowstats") for w in ("--callout", self.modules[name])]
        run = subprocess.run([WFP, "replay", "--permute", *quiet, "--script", "tests/scripts/udp.script"], cwd=SOURCE,
                             capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertRegex(run.stdout, "; 0 of [0-9]+ runs differ from the first\n$")

    def test_a_packet_across_drivers(self):
        words = [w for name in ("udpnat", "payload") for w in ("--callout", self.modules[name])]
        code, out, _ = self.replay_on(traffic_of("udpnat"), "--follow", "1", *words)
        self.assertEqual(code, 0)
        self.assertEqual(out.splitlines()[:7], [
            "packet 1 out 192.0.2.10:40001 > 192.0.2.80:53 udp: arrives",
            '    DATAGRAM_DATA_V4                   payload permits (filter "look into DNS")',
            '    OUTBOUND_TRANSPORT_V4              udpnat absorbs (filter "translate datagrams")',
            "  absorb: OUTBOUND_TRANSPORT_V4: translate datagrams",
            "packet 1 out 192.0.2.10:40001 > 192.0.2.53:53 udp: injected by udpnat (network send), a clone, injection 1",
            "  permit, goes on to the wire",
            "6 packets: 2 permitted, 0 blocked, 4 absorbed, 0 discarded (0 malformed), 0 counterfactual; 3 flows"])
        code, out, _ = self.replay_on(traffic_of("udpnat"), "--follow", "1", "-j", *words)
        first, second, summary = map(json.loads, out.splitlines())
        self.assertEqual([(a["driver"], a["answer"]) for a in first["answers"]], [("payload", "permits"), ("udpnat", "absorbs")])
        self.assertEqual((first["verdict"], first["goesTo"], "injected" in first), ("absorb", None, False))
        self.assertEqual(second["injected"], {"by": "udpnat", "path": "network send", "as": "a clone", "times": 1})
        self.assertEqual((second["packet"], second["verdict"], second["goesTo"]), (1, "permit", "the wire"))
        self.assertIn("summary", summary)
        code, out, _ = self.replay_on(["--script", "tests/scripts/udp.script"], "--follow", "7", *words)
        self.assertIn("payload permits", out)
        for wrong in (["--follow", "900"], ["--follow", "0"], ["--follow", "x"], ["--follow", "1", "-q"]):
            self.assertEqual(self.replay(*wrong)[0], 2, wrong)

    def rivals(self, suffix="", sublayers=False):
        """Two drivers, one that permits and one that blocks, by filters without conditions: in the default sublayer, or each in one
        of its own."""
        words = []
        for number, action in ("1", "PERMIT"), ("2", "BLOCK"):
            name = ("first" if number == "1" else "second") + suffix
            text = (DRIVERS / "conlog" / "conlog.c").read_text()
            text = text.replace("0d6c1c1e", number * 8).replace("FWP_ACTION_CALLOUT_INSPECTION", "FWP_ACTION_CALLOUT_TERMINATING")
            text = text.replace("ALE_FLOW_ESTABLISHED", "OUTBOUND_TRANSPORT")
            if sublayers:
                text, n = re.subn(r"\.weight = [^;]+;", f".weight = {300 - 100 * int(number)};", text, count=1)
                assert n == 1
            else:
                text = text.replace("filter.subLayerKey = CONLOG_SUBLAYER;", "")
            text = re.sub(r"(void NTAPI ConlogClassify\([^{]*\{)", r"\1 "
                          r"if (classifyOut->rights & FWPS_RIGHT_ACTION_WRITE) classifyOut->actionType = FWP_ACTION_%s, "
                          r"classifyOut->rights &= ~FWPS_RIGHT_ACTION_WRITE; return;" % action, text)
            text = re.sub(r"return;[^}]*?const FWPS_INCOMING_VALUE0 \*values.*?\n}\n", "return;\n}\n", text, count=1, flags=re.S)
            text = text.replace('L"\\\\Device\\\\Conlog"', f'L"\\\\Device\\\\{name}"')
            source, module = pathlib.Path(self.folder.name, f"{name}.c"), pathlib.Path(self.folder.name, f"{name}.so")
            source.write_text(text)
            self.compile(source, "-o", module)
            words += ["--callout", module]
        return words

    def test_why(self):
        _, out, _ = self.replay("--callout", self.modules["gate"], "--why", "gate", *policy_of("gate"))
        self.assertIn('filter "mail goes through the gate" (sublayer gate, at ALE_AUTH_CONNECT_V4): called once', out)
        self.assertIn("closest: IP_REMOTE_PORT was 8443, wants 25", out)
        _, out, _ = self.replay("--callout", self.modules["gate"], "--why", "gate")
        self.assertIn("no filter names it", out)
        self.assertIn("no callout object", out)
        code, _, err = self.replay("--callout", self.modules["gate"], "--why", "other")
        self.assertEqual(code, 2)
        self.assertIn("--why other", err)

    def test_why_tells_a_wrong_layer_and_a_shadow(self):
        policy = {
            "subLayers": [{"name": "s", "weight": 9}],
            "callouts": [{"name": "g", "key": "3f1c2a88-90d4-4d7b-8a6e-71c9a8f0b101", "layer": "ALE_AUTH_CONNECT_V4"}],
            "filters": [
                {"name": "above", "layer": "ALE_AUTH_CONNECT_V4", "subLayer": "s", "weight": 9, "action": "permit"},
                {"name": "below", "layer": "ALE_AUTH_CONNECT_V4", "subLayer": "s", "weight": 1,
                 "action": "calloutTerminating", "callout": "g"}]}
        path = pathlib.Path(self.folder.name, "shadow.json")
        path.write_text(json.dumps(policy))
        _, out, _ = self.replay("--callout", self.modules["gate"], "--why", "gate", "--policy", path)
        self.assertIn('never called; shadowed 5 times, by "above"', out)
        policy["callouts"][0]["layer"] = "ALE_AUTH_LISTEN_V4"
        policy["filters"] = [{"name": "listen", "layer": "ALE_AUTH_LISTEN_V4", "subLayer": "s", "action":
                              "calloutTerminating", "callout": "g"}]
        path.write_text(json.dumps(policy))
        _, out, _ = self.replay("--callout", self.modules["gate"], "--why", "gate", "--policy", path)
        self.assertIn("wrong layer for this traffic", out)

    def test_registry_values_reach_the_driver(self):
        module, path = pathlib.Path(self.folder.name, "kmdf.so"), pathlib.Path(self.folder.name, "level.txt")
        subprocess.run([WFP, "cc", SOURCE / "tests/modules/kmdf.c", "-o", module], check=True)
        path.write_text("; the driver reads it in DriverEntry\n Level = 0x2a\n")
        code, out, _ = self.replay("--callout", module, "--registry", path)
        self.assertEqual(code, 0)
        self.assertIn("kmdf: level 42, absent", out)
        self.assertEqual(self.replay("--callout", module)[0], 2)

    def test_registry_values_that_are_wrong(self):
        path = pathlib.Path(self.folder.name, "registry.txt")
        path.write_text("# comment\n\nPort = 0x50\nno value here\n")
        code, _, err = self.replay("--callout", self.modules["gate"], "--registry", path)
        self.assertEqual((code, len(err.splitlines())), (2, 1))
        self.assertIn("registry.txt: line 4", err)
        path.write_text("# comment\n\nPort = 0x50\nName = text\n")
        self.assertEqual(self.replay("--callout", self.modules["gate"], "--registry", path)[0], 0)
        self.assertEqual(self.replay("--registry", path)[0], 2)

    def test_a_module_that_is_none(self):
        for path, said in ((SOURCE / "README.md", "README.md"), ("/nowhere/x.so", "x.so")):
            code, _, err = self.replay("--callout", path)
            self.assertEqual(code, 2)
            self.assertEqual(len(err.splitlines()), 1)
            self.assertIn(said, err)


if __name__ == "__main__":
    unittest.main()
