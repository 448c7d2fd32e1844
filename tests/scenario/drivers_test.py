#!/usr/bin/env python3
"""The example drivers: compiled with `wfp cc`, run on the example capture, compared with the expected output beside each;
alone, several at once, and asked why they were not called. Proves by running what docs/port-a-driver.md says."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
WFP = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build")) / "wfp"
DRIVERS = SOURCE / "examples" / "drivers"
CAPTURE = "examples/web.pcapng"


def policy_of(name):
    policy = f"examples/drivers/{name}/{name}.json"
    return ["--policy", policy] if (SOURCE / policy).exists() else []


class Drivers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.modules = {}
        for source in sorted(DRIVERS.glob("*/*.c")):
            module = pathlib.Path(cls.folder.name, source.stem + ".so")
            run = subprocess.run([WFP, "cc", source, "-o", module], capture_output=True, text=True, check=False)
            assert run.returncode == 0 and not run.stderr, run.stderr
            cls.modules[source.stem] = module

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def replay(self, *arguments):
        run = subprocess.run([WFP, "replay", *arguments, CAPTURE], cwd=SOURCE, capture_output=True, text=True, timeout=120)
        return run.returncode, run.stdout, run.stderr

    def test_each_gives_the_expected_output(self):
        self.assertEqual(sorted(self.modules), ["conlog", "gate", "payload"])
        for name, module in self.modules.items():
            with self.subTest(driver=name):
                code, out, err = self.replay("--callout", module, *policy_of(name))
                self.assertEqual((code, err), (0, ""))
                self.assertEqual(out, (DRIVERS / name / "expected.txt").read_text())

    def test_what_a_driver_blocks_makes_net_events(self):
        blocked = 0
        for name, module in self.modules.items():
            out = self.replay("-j", "--net-events", "--callout", module, *policy_of(name))[1]
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

    def test_two_modules_at_once(self):
        code, out, err = self.replay("--callout", self.modules["payload"], "--callout", self.modules["conlog"])
        self.assertEqual((code, err), (0, ""))
        self.assertIn("payload: a query for a forbidden name is blocked", out)
        self.assertIn("conlog: tcp to 192.0.2.80:80", out)
        self.assertNotIn("! ", out)

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
