#!/usr/bin/env python3
"""Drivers that put packets back, on recorded captures: what the replay prints, counts, and writes; two that never end."""

import json
import re
import subprocess
import unittest

from driver_kit import SOURCE, WFP, DriverTest

CAPTURES = SOURCE / "tests/captures"
PATHS = {"network send": ["-DSEND=1"], "network receive": [], "transport send": ["-DSEND=1", "-DTRANSPORT=1"],
         "transport receive": ["-DTRANSPORT=1"], "forward": ["-DFORWARD=1"]}


class Inject(DriverTest):
    def build(self, *options, name="reinject", source="reinject.c"):
        return super().build(source, *options, name=name)

    def replay(self, capture, *words):
        run = subprocess.run([WFP, "replay", *map(str, words), CAPTURES / capture], capture_output=True, text=True, check=False,
                             timeout=120)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout, run.stderr

    def packets(self, capture, *words):
        out, err = self.replay(capture, "-j", *words)
        return [json.loads(line) for line in out.splitlines()], err

    # Each absorbed packet comes back once, on its path, and everything completes.
    def test_every_path_puts_packets_back(self):
        for path, options in PATHS.items():
            with self.subTest(path=path):
                capture = "router.pcapng" if path == "forward" else "dns.pcap"
                local = ["--local", "192.0.2.1", "--local", "2001:db8::1"] if path == "forward" else []
                lines, err = self.packets(capture, *local, "--callout", self.build(*options))
                summary = lines.pop()["summary"]
                injected = [p for p in lines if "injected" in p]
                absorbed = [p["packet"] for p in lines if p["verdict"] == "absorb"]
                self.assertGreater(len(absorbed), 0)
                self.assertEqual([p["packet"] for p in injected], absorbed)
                self.assertEqual({p["verdict"] for p in injected}, {"permit"})
                self.assertEqual([p["injected"] for p in injected], [{"by": "reinject", "path": path, "times": 1}] * len(injected))
                self.assertEqual(summary["injected"], len(injected))
                self.assertNotIn("! ", err)
                self.assertIn(f"reinject: {len(injected)} injected, {len(injected)} completed", err)
                self.assertEqual(set(re.findall(r"completed (0x\w+)", err)), {"0x00000000"})

    # Routed fragments come one by one, and with grouping once more as a chain of lists, of which a driver can make one datagram.
    # proves: G-048 D-001
    def test_groups_of_routed_fragments_are_chains(self):
        local = ["--local", "203.0.113.9"]  # neither of those that speak: it routes
        for family, capture in (("4", "fragments-v4.pcap"), ("6", "fragments-v6.pcapng")):
            for absorb in "01":
                module = self.build("-DLAYER=FWPM_LAYER_IPFORWARD_V" + family, "-DABSORB=" + absorb, name="groups" + family + absorb,
                                    source="forward_groups.c")
                alone = self.packets(capture, *local, "--callout", module)[1]
                self.assertRegex(alone, r"forward_groups: [1-9]\d* alone, 0 groups of 0 lists, 0 joined")
                lines, err = self.packets(capture, *local, "--group-fragments=" + family, "--callout", module)
                said = re.search(r"forward_groups: (\d+) alone, (\d+) groups of (\d+) lists, (\d+) joined", err)
                self.assertIsNotNone(said, err)
                _, groups, lists, joined = map(int, said.groups())
                self.assertGreater(groups, 0)
                self.assertGreaterEqual(lists, 2 * groups)
                self.assertEqual(joined, groups)
                self.assertEqual(sum(p.get("verdict") == "absorb" for p in lines), groups if absorb == "1" else 0)
                self.assertNotIn("! ", err)

    # The medium's own form at NATIVE layers, with what is not for the network at all; what the adapter makes of it at ETHERNET layers.
    # proves: D-094 D-097
    def test_wifi_is_native_below_and_ethernet_above(self):
        said = {}
        for layer, native in (("INBOUND_MAC_FRAME_NATIVE", 1), ("INBOUND_MAC_FRAME_ETHERNET", 0), ("OUTBOUND_MAC_FRAME_NATIVE", 1),
                              ("OUTBOUND_MAC_FRAME_ETHERNET", 0)):
            module = self.build("-DLAYER=FWPM_LAYER_" + layer, "-DNATIVE=%d" % native, name=layer, source="wifi_look.c")
            for capture in ("wifi.pcap", "wifi-radiotap.pcap"):
                err = self.packets(capture, "--callout", module)[1]
                said[capture, layer] = re.findall(r"frame (\w*) of (\d+): (.*)", err)
            self.assertEqual(said["wifi.pcap", layer], said["wifi-radiotap.pcap", layer])
        frames = {layer: said["wifi.pcap", layer] for _, layer in said}
        client, server, ap = "020000000010", "020000000080", "0200000000fe"
        for words, way, ends in (("INBOUND", 2, client + ap), ("OUTBOUND", 1, ap + client)):
            native, ethernet = frames[words + "_MAC_FRAME_NATIVE"], frames[words + "_MAC_FRAME_ETHERNET"]
            data = [f for f in native if f[0][:2] in ("08", "88") and f[0][2:4] == "%02x" % way]
            self.assertEqual(len(data), len(ethernet))
            self.assertGreater(len(ethernet), 10)
            self.assertEqual({f[2] for f in data}, {"medium 16 9 flags 2"})
            self.assertEqual({f[0][8:28] for f in data}, {ends[:20]})
            self.assertEqual({f[2] for f in ethernet}, {"type 2048 flags 2", "type 34525 flags 2"})
            for (head, size, _), (above, total, _) in zip(data, ethernet):
                header = 24 + (2 if head[:2] == "88" else 0) + 8  # with QoS; and LLC/SNAP
                outbound = words == "OUTBOUND"  # the Ethernet header, else from the IP header on
                self.assertEqual(int(size) - header, int(total) - (14 if outbound else 0))
                self.assertTrue(above.startswith(server + client) if outbound else above[:2] in ("45", "60"), above)
        others = [f for f in frames["INBOUND_MAC_FRAME_NATIVE"] if f[0][:2] not in ("08", "88") or f[0][2:4] == "41"]
        self.assertEqual(len(others), 5)  # a beacon, three acknowledgements, a frame with a key
        self.assertEqual(sum(f[0] == "" for f in others), 3)  # of ten bytes

    # What arrived without a checksum, from a neighbour on the same machine, comes back as it was: nobody has changed it.
    def test_packets_that_no_adapter_has_filled_in_are_put_back(self):
        for capture, options in (("offload.pcap", []), ("offload.pcap", ["-DTRANSPORT=1"]), ("loopback.pcap", ["-DSEND=1"])):
            with self.subTest(capture=capture, options=options):
                lines, err = self.packets(capture, "--callout", self.build(*options))
                self.assertGreater(lines.pop()["summary"]["injected"], 0)
                self.assertNotIn("ChecksumInvalid", json.dumps(lines))
                self.assertNotIn("checksum", err)

    def test_lines_stand_below_the_packet(self):
        lines = [l.split() for l in self.replay("dns.pcap", "--callout", self.build("-DSEND=1"))[0].splitlines()]
        at = next(i for i, words in enumerate(lines) if words[:1] == ["1"])
        self.assertEqual(lines[at][3], "absorb")
        self.assertEqual((lines[at + 1][0], lines[at + 1][3]), ("+1", "permit"))

    # What is written is what passes: as many packets as before, the absorbed ones replaced by the injected.
    def test_injected_packets_are_written_in_place_of_the_absorbed(self):
        written = self.scratch / "out.pcapng"
        before = [p for p in self.packets("dns.pcap")[0] if "packet" in p]
        self.replay("dns.pcap", "-q", "-w", written, "--callout", self.build("-DSEND=1"))
        after = [p for p in self.packets(written)[0] if "packet" in p]
        keys = ("link", "ip", "transport", "direction")
        self.assertEqual([{k: p.get(k) for k in keys} for p in after], [{k: p.get(k) for k in keys} for p in before])

    def test_two_drivers_without_end_are_stopped_and_named(self):
        one, two = self.build("-DSEND=1", "-DBLIND=2", name="ping"), self.build("-DSEND=1", "-DBLIND=2", "-DKEY=0x7c", name="pong")
        out, err = self.replay("dns.pcap", "-q", "--callout", one, "--callout", two)
        self.assertRegex(err, r"packet 1 goes in circles: (ping|pong) and (ping|pong) inject it in turn, 17 times by now")
        self.assertIn("9 absorbed", out)

    # A packet that is made anew each time has no history; the host stops it all the same.
    def test_copies_without_end_are_stopped_and_their_driver_named(self):
        for options in ([], ["-DLATER=1"]):
            with self.subTest(options=options):
                out, err = self.replay("dns.pcap", "-q", "--callout", self.build(*options, name="endless", source="endless.c"))
                self.assertRegex(err, r"endless injects without end, 1\d{5} packets by now .* \(D-041\)")
                self.assertEqual(len(re.findall("without end", err)), 1)
                self.assertRegex(err, r"endless: (9|18) refused" if options else "endless: 0 refused")
                self.assertIn("9 absorbed", out)

    def test_two_drivers_that_copy_for_each_other_are_both_named(self):
        one = self.build("-DPOLITE=1", name="ding", source="endless.c")
        two = self.build("-DPOLITE=1", "-DKEY=2", name="dong", source="endless.c")
        err = self.replay("dns.pcap", "-q", "--callout", one, "--callout", two)[1]
        self.assertRegex(err, r"(ding and dong|dong and ding) inject without end")

    # The endpoint handle is the socket's own; what is injected reaches the peer, and its answer the socket.
    def test_segments_of_sockets_are_put_back(self):
        script = self.scratch / "talk.script"
        script.write_text("name HOST 192.0.2.1/24\nname PEER 203.0.113.7\ninterface eth0 HOST\napp client /usr/bin/client\n"
                          "peer PEER echoes udp 53\npeer PEER listens tcp 80\n"
                          'socket s client udp\nsend s "one" to PEER:53\nwait 1\nrecv s\nexpect data "one"\n'
                          "socket t client tcp\nconnect t PEER:80\nexpect ok\n")
        run = subprocess.run([WFP, "replay", "--script", script, "--callout", self.build("-DSEND=1", "-DTRANSPORT=1")],
                             capture_output=True, text=True, check=False, timeout=60)
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stdout)
        self.assertRegex(run.stdout, r"out +permit +192\.0\.2\.1:\d+ > 203\.0\.113\.7:53 udp +injected by reinject")
        self.assertRegex(run.stdout, r"tcp SYN +injected by reinject")
        self.assertEqual(set(re.findall(r"completed (0x\w+)", run.stdout)), {"0x00000000"})

    # A raw socket's datagram that has its header is moved to it, and goes as it is. proves: D-075, D-076
    def test_what_raw_sockets_send_may_have_its_header(self):
        script = self.scratch / "raw.script"
        script.write_text("name HOST 192.0.2.1/24\nname PEER 203.0.113.7\ninterface eth0 HOST\napp client /usr/bin/client\n"
                          'socket s client udp\nsend s "one" to PEER:53\nexpect ok\n'
                          'socket p client raw 253\nsend p "two" to PEER\nexpect ok\n'
                          "socket r client raw 253 headers\n"
                          "send r hex 450000000001000040fd0000c0000201cb00710774687265 to PEER\nexpect ok\nwait 1\n")
        written = self.scratch / "raw.pcapng"
        run = subprocess.run([WFP, "replay", "--script", script, "-w", written, "--callout",
                              self.build(name="raw_send", source="raw_send.c")], capture_output=True, text=True, check=False, timeout=60)
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stdout)
        self.assertEqual(re.findall(r"protocol \d+, IP header .*", run.stdout),
                         ["protocol 17, IP header none 0", "protocol 253, IP header none 0", "protocol 253, IP header of 20"])
        self.assertEqual(re.findall(r"completed (0x\w+)", run.stdout), ["0x00000000"] * 3)
        self.assertEqual(len(re.findall(r"out +permit .* injected by raw_send", run.stdout)), 3)
        data = written.read_bytes()
        header = bytes.fromhex("45000018000100004" "0fd")
        self.assertEqual(data.count(header), 1)  # its length filled in, and one header alone
        self.assertIn(b"thre", data[data.index(header) + 20:data.index(header) + 24])

    # What passes is shown with its classifies, and counted for the filter, as a packet of the capture.
    def test_injected_packets_are_traced_and_explained(self):
        module = self.build("-DSEND=1")
        out, _ = self.replay("dns.pcap", "--trace", "--callout", module)
        injected = re.findall(r"^ +\+\d+ .*\n((?: {9}\S.*\n| {11}.*\n)+)", out, re.MULTILINE)
        self.assertEqual(len(injected), 9)
        for lines in injected:
            self.assertIn("OUTBOUND_IPPACKET_V4\n", lines)
            self.assertRegex(lines, r"match +reinject +permit")
        out, _ = self.replay("dns.pcap", "--why", "reinject", "--callout", module)
        self.assertIn('filter "reinject" (sublayer reinject, at OUTBOUND_IPPACKET_V4): called 18 times', out)  # 9 of the capture, 9 injected

    # The compartments of a script are those of its interfaces.
    def test_a_script_has_compartments_and_one_wire(self):
        script = self.scratch / "two.script"
        script.write_text("name HOST 192.0.2.1/24\nname PEER 203.0.113.7\ninterface eth0 HOST\ninterface eth1 198.51.100.1 compartment 2\n"
                          "app client /usr/bin/client\npeer PEER echoes udp 53\n"
                          'socket s client udp\nsend s "one" to PEER:53\nwait 1\n')
        fine, bad = "0x00000000", "0xc000000d"
        rows = [("raw_send", [], fine), ("raw_send", ["-DCOMPARTMENT=2"], fine), ("raw_send", ["-DCOMPARTMENT=77"], bad),
                ("reinject", [], fine), ("reinject", ["-DINTERFACE=77"], bad)]
        for source, options, status in rows:
            with self.subTest(source=source, options=options):
                module = self.build(*options, name=source, source=f"{source}.c")
                run = subprocess.run([WFP, "replay", "--script", script, "--callout", module], capture_output=True, text=True,
                                     check=False, timeout=60)
                self.assertEqual((run.returncode, run.stderr), (0, ""), run.stdout)
                self.assertEqual(re.findall(r"completed (0x\w+)", run.stdout), [status])

    # proves: D-041
    def test_a_driver_that_does_not_look_is_told(self):
        err = self.replay("dns.pcap", "-q", "--callout", self.build("-DBLIND=1"))[1]
        self.assertIn("! reinject: injects (network receive) a packet that it injected before", err)
        self.assertIn("rule (D-041, I-012)", err)


if __name__ == "__main__":
    unittest.main()
