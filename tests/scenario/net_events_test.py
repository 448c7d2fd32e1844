#!/usr/bin/env python3
"""`wfp replay --net-events`: every packet that a filter drops makes one event that says what the packet's own line says, and no
other packet makes any; over every capture, and as text."""

import collections
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
CAPTURES = SOURCE / "tests" / "captures"
SERVER = ["--local", "192.0.2.80", "--local", "2001:db8::80"]
DIRECTIONS = {"in": "MS_FWP_DIRECTION_IN", "out": "MS_FWP_DIRECTION_OUT"}
MULTICAST = re.compile(r"(22[4-9]|23\d)\.|ff|(255\.255\.255\.255|192\.0\.2\.255|198\.51\.100\.255)$")

POLICIES = {
    "connections": [("ALE_AUTH_CONNECT", {}), ("ALE_AUTH_RECV_ACCEPT", {})],
    "routed": [("IPFORWARD", {})],
    "packets": [("INBOUND_IPPACKET", {}), ("OUTBOUND_IPPACKET", {"IP_REMOTE_ADDRESS": "192.0.2.80"})],
    "transport": [("INBOUND_TRANSPORT", {"IP_PROTOCOL": "udp"}), ("OUTBOUND_TRANSPORT", {"IP_PROTOCOL": "tcp"}),
                  ("INBOUND_TRANSPORT", {"IP_PROTOCOL": "icmp"}), ("INBOUND_TRANSPORT", {"IP_PROTOCOL": "icmpv6"})],
    "frames": [("INBOUND_MAC_FRAME_ETHERNET", {"ETHER_TYPE": "2048"}),
               ("OUTBOUND_MAC_FRAME_ETHERNET", {"ETHER_TYPE": "34525"})],
    "silence": [("INBOUND_TRANSPORT_DISCARD", {}), ("INBOUND_IPPACKET_DISCARD", {})],
}


def policy_text(name):
    filters = [{"name": f"{layer} {i}", "layer": layer, "action": "block",
                "conditions": [{"field": f, "value": v} for f, v in conditions.items()]}
               for i, (layer, conditions) in enumerate(POLICIES[name])]
    return json.dumps({"filters": filters})


def replay(*arguments):
    run = subprocess.run([WFP, "replay", *map(str, arguments)], capture_output=True, timeout=120, check=False)
    if run.returncode != 0:
        raise AssertionError(run.stderr)
    return run.stdout.decode()


def with_events(*arguments):
    """((packet, its events) ..., summary)"""
    packets, summary = [], None
    for line in replay("-j", *arguments).splitlines():
        told = json.loads(line)
        if "netEvent" in told:
            packets[-1][1].append(told["netEvent"])
        elif "summary" in told:
            summary = told["summary"]
        else:
            packets.append((told, []))
    return packets, summary


class NetEvents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.policies = {}
        for name in POLICIES:
            cls.policies[name] = pathlib.Path(cls.folder.name, name + ".json")
            cls.policies[name].write_text(policy_text(name))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def replays(self):
        captures = sorted(glob.glob(str(CAPTURES / "*.pcap*"))) + [str(SOURCE / "examples" / "web.pcapng")]
        return [(capture, policy) for capture in captures for policy in self.policies.values()]

    def check_event(self, packet, event):
        layer = next(l for l in packet["layers"] if l["action"] == "block")
        frame = event["type"] == "FWPM_NET_EVENT_TYPE_CLASSIFY_DROP_MAC"
        self.assertEqual(frame, "MAC_FRAME" in layer["layer"])
        classify = event["classifyDropMac" if frame else "classifyDrop"]
        self.assertEqual(classify["filterId"], layer["filterId"])
        self.assertEqual([t["filterId"] for t in event["internalFields"]["terminatingFiltersInfo"]], [layer["filterId"]])
        header = event["header"]
        self.assertEqual(header["timeStamp"][:27], packet["time"][:27])  # 100 ns
        self.assertEqual(classify["isLoopback"], packet["direction"] == "loopback")
        if packet["direction"] in DIRECTIONS:
            self.assertEqual(classify["msFwpDirection"], DIRECTIONS[packet["direction"]])
        if frame:
            ends = (packet["link"]["srcMac"], packet["link"]["dstMac"])
            self.assertEqual((classify["localMacAddr"], classify["remoteMacAddr"]),
                             ends if classify["msFwpDirection"] == DIRECTIONS["out"] else ends[::-1])
            self.assertEqual(header["flags"], [])
        else:
            self.check_endpoints(packet, event["header"])
        return classify["msFwpDirection"]

    def check_endpoints(self, packet, header):
        version = packet["ip"]["family"]
        ends = [(packet["ip"]["src"], packet.get("transport", {}).get("srcPort")),
                (packet["ip"]["dst"], packet.get("transport", {}).get("dstPort"))]
        told = [(header[f"localAddrV{version}"], header.get("localPort")),
                (header[f"remoteAddrV{version}"], header.get("remotePort"))]
        self.assertEqual(header["ipVersion"], f"FWP_IP_VERSION_V{version}")
        self.assertEqual(header["ipProtocol"], packet["ip"]["protocol"])
        if "icmpType" in packet.get("transport", {}):
            self.assertEqual(told[0][1], packet["transport"]["icmpType"])
            self.assertEqual(told[1][1], packet["transport"]["icmpCode"])
            ends, told = [(a, None) for a, _ in ends], [(a, None) for a, _ in told]
        elif "fragment" in packet["ip"]:  # the packet's line is of the fragment, the event may be of the whole
            ends, told = [(a, None) for a, _ in ends], [(a, None) for a, _ in told]
        if packet["direction"] == "out":
            self.assertEqual(told, ends)
        elif packet["direction"] == "in":
            self.assertEqual(told, ends[::-1])
        else:
            self.assertEqual(sorted(map(str, told)), sorted(map(str, ends)))

    # proves: H-009 H-010 H-011
    def test_a_blocked_packet_makes_one_event_and_no_other_packet_makes_any(self):
        directions, kinds = collections.Counter(), collections.Counter()
        options = ["--local", "192.0.2.1", "--local", "2001:db8::1"]
        for capture, policy in self.replays():
            local = options if "router" in capture else []
            packets, summary = with_events("-p", policy, *local, "--net-events=inbound-mcast,inbound-bcast", capture)
            self.assertEqual(summary["netEvents"], sum(len(events) for _, events in packets))
            for packet, events in packets:
                with self.subTest(capture=os.path.basename(capture), policy=policy.stem, packet=packet["packet"]):
                    self.assertEqual(len(events), packet["verdict"] == "block", packet)
                    for event in events:
                        directions[self.check_event(packet, event)] += 1
                        kinds[event["type"]] += 1
        self.assertEqual(set(directions), {*DIRECTIONS.values(), "MS_FWP_DIRECTION_FORWARD"})
        self.assertEqual(len(kinds), 2)

    # proves: H-001
    def test_what_is_for_many_is_told_by_keyword_alone(self):
        capture = CAPTURES / "multicast.pcap"
        # Seen from a host that neither sends nor is named: all that it hears is for many.
        side = ["--local", "192.0.2.99/32", "-p", self.policies["packets"], capture]
        found = {}
        for option in ("--net-events", "--net-events=inbound-mcast", "--net-events=2", "--net-events=all"):
            packets, _ = with_events(option, *side)
            blocked = [p for p, _ in packets if p["verdict"] == "block" and p["direction"] == "in"]
            found[option] = [p["ip"]["dst"] for p, e in packets for _ in e if p["direction"] == "in"]
            self.assertTrue(all(MULTICAST.match(p["ip"]["dst"]) for p in blocked))
        self.assertEqual(found["--net-events"], [])
        self.assertTrue(found["--net-events=inbound-mcast"] and found["--net-events=2"])
        self.assertTrue(all(re.match(r"2[23]\d\.|ff", a) for a in found["--net-events=inbound-mcast"]))
        self.assertTrue(all(a.endswith("255") for a in found["--net-events=2"]))
        both = len(found["--net-events=inbound-mcast"]) + len(found["--net-events=2"])
        self.assertEqual(len(found["--net-events=all"]), both)

    # proves: H-002
    def test_what_ale_lets_pass_is_told_by_keyword_alone(self):
        capture = CAPTURES / "web.pcap"
        packets, summary = with_events("--net-events", capture)
        self.assertEqual(summary["netEvents"], 0)
        packets, summary = with_events("--net-events=classify-allow", capture)
        allowed = [(p, e) for p, events in packets for e in events]
        self.assertEqual(len(allowed), summary["flows"])
        for packet, event in allowed:
            self.assertEqual(event["type"], "FWPM_NET_EVENT_TYPE_CLASSIFY_ALLOW")
            self.assertEqual(event["classifyAllow"]["filterId"], "0")
            self.assertIn("ALE_AUTH", " ".join(l["layer"] for l in packet["layers"]))

    def test_a_scan_that_is_met_with_silence(self):
        side = [*SERVER, "-p", self.policies["silence"], CAPTURES / "portscan.pcap"]
        _, summary = with_events("--net-events", *side)
        self.assertEqual(summary["netEvents"], 0)
        packets, summary = with_events("--net-events=port-scanning-drop", *side)
        self.assertGreater(summary["netEvents"], 10)
        for packet, events in packets:
            self.assertEqual(len(events), packet["verdict"] == "discard", packet)
            for event in events:
                self.assertIn(event["classifyDrop"]["layerId"], (1, 3, 13, 15))

    # proves: H-017
    def test_every_syn_that_comes_again_is_told(self):
        side = [*SERVER, "-p", self.policies["connections"], CAPTURES / "portscan.pcap"]
        packets, _ = with_events("--net-events", *side)
        syns = [(p, e) for p, e in packets if p["direction"] == "in" and p.get("transport", {}).get("flags") == 2]
        told = [p for p, e in syns if e]
        self.assertGreater(len(told), 2)
        for packet, events in syns:
            self.assertEqual(len(events), packet["verdict"] == "block")

    # proves: H-007
    def test_the_owner_of_the_port_is_told(self):
        capture = CAPTURES / "dns.pcap"
        packets, _ = with_events("-p", self.policies["connections"], "--net-events", "--app", "53=/usr/sbin/named", "--user",
                                 "53=S-1-5-18", *SERVER, capture)
        events = [e["header"] for p, es in packets for e in es if e["header"]["localPort"] == 53]
        self.assertTrue(events)
        for header in events:
            self.assertEqual((header["appId"], header["userId"]), ("/usr/sbin/named", "S-1-5-18"))
            self.assertIn("FWPM_NET_EVENT_FLAG_APP_ID_SET", header["flags"])
            self.assertIn("FWPM_NET_EVENT_FLAG_USER_ID_SET", header["flags"])

    def test_text_has_the_same_events(self):
        for capture, policy in self.replays():
            told, summary = with_events("-p", policy, "--net-events", capture)
            lines = replay("-p", policy, "--net-events", capture).splitlines()
            found = [l.split()[2] for l in lines if l.startswith("         net event: ")]
            self.assertEqual(found, [e["type"].removeprefix("FWPM_NET_EVENT_TYPE_") for _, events in told for e in events])
            self.assertIn(f"{summary['netEvents']} net events", lines)

    def test_without_the_option_nothing_is_told(self):
        policy = self.policies["connections"]
        plain = replay("-p", policy, "-j", CAPTURES / "web.pcap")
        self.assertNotIn("netEvent", plain)
        self.assertNotIn("net event", replay("-p", policy, CAPTURES / "web.pcap"))
        lines = replay("-p", policy, "-j", "--net-events", CAPTURES / "web.pcap").splitlines()[:-1]
        self.assertEqual([l for l in lines if not l.startswith('{"netEvent"')], plain.splitlines()[:-1])

    def test_quiet_counts_only(self):
        out = replay("-q", "-p", self.policies["connections"], "--net-events", CAPTURES / "web.pcap").splitlines()
        self.assertEqual(len(out), 2)
        self.assertRegex(out[1], r"^[1-9]\d* net events$")

    def test_keywords_that_are_none(self):
        for wrong in ("everything", "64", "-1", "classify-allow,", ",", "classify allow", "0x"):
            run = subprocess.run([WFP, "replay", f"--net-events={wrong}", "x.pcap"], capture_output=True, check=False)
            self.assertEqual(run.returncode, 2, wrong)
            self.assertIn(f"--net-events={wrong}: expected ".encode(), run.stderr)


if __name__ == "__main__":
    unittest.main()
