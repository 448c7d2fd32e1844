#!/usr/bin/env python3
"""`wfp explain`: one question, its answer and reasons as text and as JSON; the same decision as `wfp replay` for the same
connection; one line for everything that can be asked wrongly."""

import glob
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
WFP = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build")) / "wfp"
EXAMPLES = SOURCE / "examples"
WEB, APPLICATIONS = EXAMPLES / "web.json", EXAMPLES / "applications.json"
KINDS = {"sublayer", "miss", "match", "skip", "inspect", "final"}


def wfp(*arguments, **more):
    return subprocess.run([WFP, *arguments], capture_output=True, timeout=60, **more)


def explain(policy, *arguments):
    """(exit status, lines of text, JSON object); the two forms must agree."""
    text = wfp("explain", "-p", policy, *arguments)
    answer = wfp("explain", "-p", policy, "-j", *arguments)
    if text.stderr or answer.stderr:
        raise AssertionError(text.stderr + answer.stderr)
    if text.returncode != answer.returncode:
        raise AssertionError("-j exits with %d, not %d" % (answer.returncode, text.returncode))
    return text.returncode, text.stdout.decode().splitlines(), json.loads(answer.stdout)


def load(path):
    return json.loads(pathlib.Path(path).read_text())


def policies():
    return sorted(glob.glob(str(EXAMPLES / "*.json")))


class Answers(unittest.TestCase):
    def check(self, code, lines, answer):
        """What holds of every answer."""
        self.assertEqual(code, {"permit": 0, "block": 1}[answer["action"]])
        self.assertEqual(lines[0], answer["layer"])
        verdict = next(l for l in lines if re.match(r"(permit|block): ", l))
        self.assertTrue(verdict.startswith(answer["action"]))
        self.assertEqual(lines[-1], "to turn it round: " + answer["flip"])
        self.assertIn("then: " + ("permit" if code else "block"), answer["flip"])
        self.assertIsInstance(answer["filterId"], str)
        if answer["filter"] is None:
            self.assertEqual((answer["filterId"], code), ("0", 0))
            self.assertIn("no filter decided", verdict)
        else:
            self.assertNotEqual(answer["filterId"], "0")
            self.assertIn('"%s"' % answer["filter"], verdict)
        for name, value in answer["values"].items():
            self.assertIn("  %s = %s" % (name, value), lines)
        trace = answer["trace"]
        self.assertEqual([t["kind"] for t in trace].count("final"), 1)
        self.assertEqual(trace[-1]["kind"], "final")
        self.assertIn(answer["action"], trace[-1]["text"])
        for event in trace[:-1]:
            self.assertIn(event["kind"], KINDS)
            self.assertTrue(any(event["text"] in l for l in lines), event["text"])
            if event["kind"] == "miss":
                for member in ("filter", "condition", "field", "value", "wanted"):
                    self.assertIn(member, event)
            if event["kind"] == "match":
                for member in ("action", "effect", "mayWriteBefore", "mayWriteAfter", "calloutMissing"):
                    self.assertIn(member, event)

    def test_every_example_at_every_layer_it_has_filters_for(self):
        sides = (["--remote", "192.0.2.80:80", "--local", "192.0.2.10:50000"],
                 ["--remote", "[2001:db8::80]:80", "--local", "[2001:db8::10]:50000"])
        for policy in policies():
            filters = load(policy)["filters"]
            layers = {f["layer"] for f in filters}
            for layer in sorted(layers):
                for version, side in (("_V4", sides[0]), ("_V6", sides[1])):
                    if layer.endswith(("_V4", "_V6")) and not layer.endswith(version):
                        continue
                    known = wfp("show", "fields", re.sub(r"(_V[46])?$", version, layer, count=1)).stdout.decode()
                    given = side if "IP_REMOTE_PORT" in known else side[:0]
                    with self.subTest(policy=policy, layer=layer, version=version):
                        code, lines, answer = explain(policy, "-l", layer, *given)
                        self.check(code, lines, answer)
                        told = {t["filter"] for t in answer["trace"] if t["kind"] in ("miss", "match", "skip", "inspect")}
                        self.assertLessEqual(told, {f["name"] for f in filters})

    def test_exit_status_tells_the_decision(self):
        code, _, answer = explain(WEB, "-l", "ALE_AUTH_CONNECT", "--proto", "tcp", "--remote", "192.0.2.80:80")
        self.assertEqual((code, answer["action"], answer["filter"]), (0, "permit", "web is allowed"))
        code, lines, answer = explain(WEB, "-l", "ALE_AUTH_CONNECT", "--proto", "tcp", "--remote", "[2001:db8::80]:80")
        self.assertEqual((code, answer["filter"]), (1, "no plain web to the lab over IPv6"))
        self.assertTrue(any("; it would match" in l for l in lines if "skip" in l), lines)
        self.assertTrue(any("; it would not match" in l for l in lines if "skip" in l), lines)
        code, _, answer = explain(WEB, "-l", "ALE_AUTH_CONNECT", "--remote", "203.0.113.1:9999", "--proto", "17")
        self.assertEqual((code, answer["filter"]), (0, None))

    def test_the_family_is_that_of_the_addresses(self):
        for option, layer in (([], "V4"), (["--remote", "192.0.2.1"], "V4"), (["--remote", "2001:db8::1"], "V6"),
                              (["--local", "2001:db8::1"], "V6"), (["--local", "[2001:db8::1]:22"], "V6"),
                              (["--local", ":22"], "V4")):
            with self.subTest(option):
                self.assertEqual(explain(WEB, "-l", "ALE_AUTH_CONNECT", *option)[2]["layer"], "ALE_AUTH_CONNECT_" + layer)
        for name in ("ALE_AUTH_CONNECT_V6", "FWPM_LAYER_ALE_AUTH_CONNECT_V6"):
            self.assertEqual(explain(WEB, "--layer", name)[2]["layer"], "ALE_AUTH_CONNECT_V6")
        discard = explain(WEB, "-l", "ALE_AUTH_CONNECT_DISCARD", "--remote", "::1")[2]["layer"]
        self.assertEqual(discard, "ALE_AUTH_CONNECT_V6_DISCARD")

    def test_every_option_sets_its_field(self):
        _, _, answer = explain(APPLICATIONS, "--layer", "ALE_AUTH_CONNECT", "--local", "192.0.2.10:50000", "--remote",
                               "198.51.100.7:443", "--proto", "udp", "--app", "/usr/bin/curl", "--user", "S-1-5-18",
                               "--set", "FLAGS=IS_LOOPBACK", "--set", "INTERFACE_TYPE=6", "--set", "IP_LOCAL_INTERFACE=0x10")
        values = answer["values"]
        self.assertEqual(values["IP_LOCAL_ADDRESS"], "192.0.2.10")
        self.assertEqual(values["IP_LOCAL_PORT"], "50000")
        self.assertEqual(values["IP_REMOTE_ADDRESS"], "198.51.100.7")
        self.assertEqual(values["IP_REMOTE_PORT"], "443")
        self.assertEqual(values["IP_PROTOCOL"], "udp")
        self.assertEqual(values["ALE_APP_ID"], "/usr/bin/curl")
        self.assertIn("S-1-5-18", values["ALE_USER_ID"])
        self.assertEqual(int(values["FLAGS"], 0), 1)
        self.assertEqual(values["INTERFACE_TYPE"], "6")
        self.assertEqual(int(values["IP_LOCAL_INTERFACE"], 0), 16)
        self.assertEqual(len(values), 10)

    def test_sides_of_a_routed_packet(self):
        values = explain(WEB, "-l", "IPFORWARD", "--local", "192.0.2.1", "--remote", "198.51.100.1")[2]["values"]
        self.assertEqual(values, {"IP_SOURCE_ADDRESS": "192.0.2.1", "IP_DESTINATION_ADDRESS": "198.51.100.1"})

    def test_programs_and_users_decide(self):
        for more, code, who in ((["--app", "/usr/bin/python3"], 1, "no interpreter talks to the outside"),
                                (["--app", "/usr/bin/python3", "--set", "FLAGS=IS_LOOPBACK"], 0, None),
                                (["--app", "/usr/lib/apt/methods/http"], 0, "the package manager may fetch"),
                                (["--app", "/usr/bin/curl"], 0, None)):
            with self.subTest(more):
                got, _, answer = explain(APPLICATIONS, "-l", "ALE_AUTH_CONNECT", "--proto", "tcp", "--remote", "192.0.2.80:80",
                                         "--set", "FLAGS=0", *more)
                self.assertEqual((got, answer["filter"]), (code, who))
        for sid, code in (("S-1-5-32-546", 1), ("S-1-5-18", 0)):
            self.assertEqual(explain(APPLICATIONS, "-l", "ALE_AUTH_CONNECT", "--proto", "tcp", "--remote", "192.0.2.80:25",
                                     "--user", sid)[0], code)

    def test_the_flip_of_a_web_page_can_be_done(self):
        """What the sentence says, done to the file, turns the decision round."""
        _, _, answer = explain(WEB, "-l", "ALE_AUTH_CONNECT", "--proto", "tcp", "--remote", "192.0.2.80:80")
        self.assertEqual(answer["flip"], 'change the action of filter "web is allowed" to block; then: block')
        policy = load(WEB)
        next(f for f in policy["filters"] if f["name"] == "web is allowed")["action"] = "block"
        with tempfile.NamedTemporaryFile("w", suffix=".json") as changed:
            json.dump(policy, changed)
            changed.flush()
            self.assertEqual(explain(changed.name, "-l", "ALE_AUTH_CONNECT", "--proto", "tcp", "--remote",
                                     "192.0.2.80:80")[0], 1)

    def test_a_large_policy_is_explained_too(self):
        filters = [{"name": "f%d" % i, "layer": "ALE_AUTH_CONNECT", "action": "block",
                    "conditions": [{"field": "IP_REMOTE_PORT", "value": i + 1}]} for i in range(2000)]
        with tempfile.NamedTemporaryFile("w", suffix=".json") as large:
            json.dump({"filters": filters}, large)
            large.flush()
            code, lines, answer = explain(large.name, "-l", "ALE_AUTH_CONNECT", "--remote", "192.0.2.1:60000")
        self.assertEqual(code, 0)
        self.assertEqual(sum(t["kind"] == "miss" for t in answer["trace"]), 2000)

    def test_help(self):
        run = wfp("explain", "--help")
        self.assertEqual((run.returncode, run.stderr), (0, b""))
        for option in re.findall(r'\{ "(\w+)", (?:required|no)_argument', (SOURCE / "tools/wfp/explain.c").read_text()):
            self.assertIn(("--" + option).encode(), run.stdout)


class SameAsReplay(unittest.TestCase):
    """The first packet of each connection in the demonstration, asked again."""

    def test_same_decision(self):
        asked = 0
        for capture in ("examples/web.pcapng", "tests/captures/refused.pcap", "tests/captures/udp-flows.pcap"):
            for policy in policies():
                for line in wfp("replay", "-j", "-p", policy, SOURCE / capture).stdout.decode().splitlines()[:-1]:
                    asked += self.compare(policy, json.loads(line))
        self.assertGreater(asked, 50)

    def compare(self, policy, packet):
        layers = [l for l in packet["layers"] if l["layer"].startswith(("ALE_AUTH_CONNECT", "ALE_AUTH_RECV_ACCEPT"))]
        if not layers or packet["direction"] not in ("in", "out") or "srcPort" not in packet["transport"]:
            return 0
        ip, ports, outbound = packet["ip"], packet["transport"], packet["direction"] == "out"
        ends = ["[%s]:%d" % (ip[side], ports[port]) for side, port in (("src", "srcPort"), ("dst", "dstPort"))]
        local, remote = ends if outbound else reversed(ends)
        code, _, answer = explain(policy, "-l", layers[0]["layer"], "--local", local, "--remote", remote,
                                  "--proto", str(ip["protocol"]), "--set", "FLAGS=0", "--set", "INTERFACE_TYPE=6")
        with self.subTest(policy=policy, packet=packet["packet"]):
            self.assertEqual((answer["layer"], answer["action"], answer["filter"], answer["filterId"]),
                             tuple(layers[0][m] for m in ("layer", "action", "filter", "filterId")))
        return 1


CONNECT = ["-p", str(WEB), "-l", "ALE_AUTH_CONNECT"]

# arguments, what the line has to say
BAD = [
    ([], "--layer LAYER is missing", "--help"),
    (["-p", str(WEB)], "--layer LAYER is missing", "--help"),
    (["-l", "ALE_AUTH_CONNECT"], "no daemon answers"),
    (["-l", "ALE_AUTH_CONECT"], "did you mean ALE_AUTH_CONNECT?"),  # it needs no daemon to be wrong
    (["-l", "ALE_AUTH_CONNECT", "--proto", "tpc"], "did you mean tcp?"),
    (["-p", "/nowhere.json", "-l", "ALE_AUTH_CONNECT"], "/nowhere.json", "No such file"),
    (["-p", str(EXAMPLES / "web.pcapng"), "-l", "ALE_AUTH_CONNECT"], "web.pcapng", "not JSON"),
    (["-p", "no\nfile", "-l", "ALE_AUTH_CONNECT"], "no?file"),
    (["-p", str(WEB), "-l", "ALE_AUTH_CONECT"], "did you mean ALE_AUTH_CONNECT?", "wfp show layers"),
    (["-p", str(WEB), "-l", "no\nlayer"], "no?layer: no such layer"),
    (["-p", str(WEB), "-l", ""], "no such layer"),
    (["-p", str(WEB), "-l", "ALE_AUTH_CONNECT", "more"], "unexpected operand more", "--help"),
    (CONNECT + ["--frobnicate"], "unknown option --frobnicate", "--help"),
    (CONNECT + ["--two\nlines"], "--two?lines"),
    (CONNECT + ["-Q"], "unknown option -Q", "--help"),
    (CONNECT + ["--local"], "--local needs a value", "--help"),
    (CONNECT + ["--local", ""], "--local", "expected ADDR", "--help"),
    (CONNECT + ["--local", "[]"], "expected ADDR", "--help"),
    (CONNECT + ["--remote", "[]:80"], "expected ADDR", "--help"),
    (CONNECT + ["--remote", "[2001:db8::1"], "expected ADDR", "--help"),
    (CONNECT + ["--remote", "[2001:db8::1]80"], "expected ADDR", "--help"),
    (CONNECT + ["--remote", "[2001:db8::1]:"], "expected ADDR", "--help"),
    (CONNECT + ["--remote", "192.0.2.1:"], "expected ADDR", "--help"),
    (CONNECT + ["--remote", ":"], "expected ADDR", "--help"),
    (CONNECT + ["--remote", "192.0.2.1:123456789"], "expected ADDR", "--help"),
    (CONNECT + ["--remote", "x" * 1000], "expected ADDR", "--help"),
    (CONNECT + ["--remote", "192.0.2.1:65536"], "--remote", "0 to 65535"),
    (CONNECT + ["--remote", "192.0.2.1:http"], "--remote", "no number"),
    (CONNECT + ["--remote", "192.0.2.1:80-90"], "one value for IP_REMOTE_PORT"),
    (CONNECT + ["--remote", "192.0.2.300"], "--remote", "no address"),
    (CONNECT + ["--remote", "192.0.2\n.1"], "--remote", "no address"),
    (CONNECT + ["--remote", "192.0.2.0/24"], "one value for IP_REMOTE_ADDRESS"),
    (CONNECT + ["--remote", "192.0.2.1-192.0.2.9"], "one value for IP_REMOTE_ADDRESS"),
    (CONNECT + ["--remote", "2001:db8::1", "--local", "192.0.2.1"], "--local", "IPv4 address", "IPv6"),
    (["-p", str(WEB), "-l", "ALE_AUTH_CONNECT_V4", "--remote", "2001:db8::1"], "--remote", "IPv6 address"),
    (CONNECT + ["--proto", "tpc"], "--proto", "did you mean tcp?"),
    (CONNECT + ["--proto", "256"], "--proto", "0 to 255"),
    (CONNECT + ["--proto", ""], "--proto"),
    (CONNECT + ["--app", b"/\xff"], "--app", "not UTF-8"),
    (CONNECT + ["--user", "root"], "--user", "root is not a SID", "S-1-5-"),
    (CONNECT + ["--user", "a\nb"], "a?b is not a SID"),
    (CONNECT + ["--set", "FLAGS"], "--set FLAGS: expected FIELD=VALUE", "--help"),
    (CONNECT + ["--set", "=1"], "no field is called so", "wfp show fields"),
    (CONNECT + ["--set", "F" * 100 + "=1"], "expected FIELD=VALUE"),
    (CONNECT + ["--set", "FLAG=1"], "no field is called so"),
    (CONNECT + ["--set", "VLAN_ID=1"], "layer ALE_AUTH_CONNECT_V4 has no field VLAN_ID", "wfp show fields"),
    (CONNECT + ["--set", "FLAGS="], "--set"),
    (CONNECT + ["--set", "FLAGS=IS_LOOPBAK"], "did you mean IS_LOOPBACK?"),
    (CONNECT + ["--set", b"FLAGS=IS_LOOPBACK,\xff"], "--set", "not UTF-8"),
    (CONNECT + ["--set", "ALE_USER_ID=D:(A;;CC;;;BA)"], "not a SID"),
    (CONNECT + ["--set", "IP_REMOTE_PORT=1"] * 65, "more than 64 --set"),
    (["-p", str(WEB), "-l", "INBOUND_IPPACKET", "--proto", "tcp"], "--proto", "has no field IP_PROTOCOL"),
    (["-p", str(WEB), "-l", "INBOUND_IPPACKET", "--local", ":80"], "--local", "has no field IP_LOCAL_PORT"),
    (["-p", str(WEB), "-l", "INBOUND_IPPACKET", "--app", "/bin/sh"], "--app", "has no field ALE_APP_ID"),
]


class BadInput(unittest.TestCase):
    def test_one_line_each(self):
        for arguments, *words in BAD:
            for json_too in ([], ["-j"]):
                with self.subTest(arguments):
                    run = wfp("explain", *json_too, *arguments)
                    self.assertEqual((run.returncode, run.stdout), (2, b""), run.stderr)
                    lines = run.stderr.decode().splitlines()
                    self.assertEqual(len(lines), 1, run.stderr)
                    self.assertTrue(lines[0].startswith("wfp explain: "), lines)
                    for word in words:
                        self.assertIn(word, lines[0])

    def test_an_answer_that_cannot_be_written_is_an_error(self):
        for command in (["explain", *CONNECT], ["explain", "-j", *CONNECT], ["show", "layers"], ["check", str(WEB)]):
            with self.subTest(command), open("/dev/full", "wb") as full:
                run = subprocess.run([WFP, *command], stdout=full, stderr=subprocess.PIPE, timeout=60)
                self.assertEqual(run.returncode, 2)
                self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)
                self.assertIn(b"standard output", run.stderr)


if __name__ == "__main__":
    unittest.main()
