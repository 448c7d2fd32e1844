#!/usr/bin/env python3
"""Drivers on the sockets of a script: what they are shown of endpoints, and calls that they hold."""

import re
import subprocess
import sys
import unittest

from driver_kit import WFP, DriverTest

MACHINE = """name HOST 192.0.2.1/24 2001:db8::1/64
name PEER 203.0.113.7 2001:db8:71::7
interface eth0 HOST
app client /bin/client pid 7
app server /bin/server pid 8
peer PEER listens tcp 443
peer PEER listens tcp 666
"""


class Drivers(DriverTest):
    def run_script(self, driver, text, *options, defines=()):
        module = self.scratch / f"{driver}.so"
        if not module.exists():
            self.build(f"{driver}.c", *defines)
        script = self.scratch / "x.script"
        script.write_text(MACHINE + text)
        r = subprocess.run([WFP, "replay", "--script", script, "--callout", module, *options], capture_output=True, text=True, timeout=60)
        self.assertEqual((r.returncode, r.stderr), (0, ""), r.stdout)
        self.assertNotIn("! ", r.stdout)
        return r.stdout

    # proves: C-070 C-067 J-039: bind, listen and connect do not return before the callout has completed them, each two seconds of the
    # virtual clock after it was asked; the layer is asked again, and the answer then counts.
    def test_calls_wait_for_the_callout(self):
        for family in ((), ("--v6",)):
            for seed in ("1", "2", "3"):
                out = self.run_script("hold_call", """
socket s client tcp
bind s 5000 
expect waits
wait 1.9
expect waits s
wait 0.2
expect ok s
connect s PEER:443 later
expect waits
expect layers ALE_CONNECT_REDIRECT ALE_AUTH_CONNECT:absorb
wait 1.9
expect waits s
expect layers nothing
wait 0.2
expect ok s
expect layers ALE_AUTH_CONNECT | OUTBOUND_TRANSPORT OUTBOUND_IPPACKET | INBOUND_IPPACKET INBOUND_TRANSPORT ALE_FLOW_ESTABLISHED | OUTBOUND_TRANSPORT OUTBOUND_IPPACKET
close s
socket l server tcp
bind l 80
wait 2.1
listen l
expect waits
expect layers ALE_AUTH_LISTEN:absorb
wait 2.1
expect ok l
expect layers ALE_AUTH_LISTEN
close l
socket b client tcp
bind b 5001
wait 2.1
connect b PEER:666
wait 2.1
expect WSAEACCES b
expect layers ALE_AUTH_CONNECT:block ALE_AUTH_CONNECT_DISCARD
close b
""", "--seed", seed, *family)
                self.assertIn("6 pended, 6 completed", out)

    def test_a_socket_that_closes_while_its_call_is_held(self):
        out = self.run_script("hold_call", """
socket s client tcp
bind s 5000
expect waits
close s
wait 3
socket t client tcp
bind t 5000
wait 3
connect t PEER:443
close t
wait 3
""", "--seed", "1")
        self.assertIn("3 pended, 3 completed", out)

    # A transport send names the endpoint, whose number is not that of its flow; what is injected reaches the other side.
    def test_injected_segments_of_a_socket_arrive(self):
        out = self.run_script("reinject", """
socket idle client udp
socket l server tcp
bind l 80
listen l
socket p at PEER tcp
connect p HOST:80
expect ok
accept l a
expect ok
send a "answer"
recv p
expect data "answer"
close a
close p
close l
""", "--seed", "1", defines=("-DSEND=1", "-DTRANSPORT=1"))
        self.assertNotIn("not injected", out)
        self.assertGreater(out.count("injected by reinject (transport send)"), 2)
        self.assertRegex(out, r"permit .* tcp FIN,ACK +injected by reinject")  # a connection outlives its socket

    # proves: C-088: a handle is of one endpoint while that lives, in calls and packets; an accepted connection has one of its own, and
    # its parent is the listener's.
    def test_endpoints_have_handles(self):
        out = self.run_script("endpoints", """
socket l server tcp
bind l 80
listen l
socket p at PEER tcp
connect p HOST:80
accept l a
socket q at PEER tcp
connect q HOST:80
accept l b
socket c client tcp
connect c PEER:443
close c
close a
close b
close l
""")
        rows = re.findall(r"endpoints: (\w+) endpoint (\d+) parent (\d+) process (\d+)", out)
        listener = next(r[1] for r in rows if r[0] == "listen")
        accepted = [r for r in rows if r[0] == "accept"]
        self.assertEqual(len(accepted), 2)
        self.assertEqual({r[2] for r in accepted}, {listener})
        self.assertEqual(len({listener} | {r[1] for r in accepted}), 3)
        client = next(r[1] for r in rows if r[0] == "connect")
        for handle, process in ((client, "7"), (listener, "8")):
            mine = [r for r in rows if r[1] == handle and r[0] in ("assignment", "listen", "connect", "closure", "release")]
            self.assertEqual({r[3] for r in mine}, {process})
        self.assertIn("out", {r[0] for r in rows if r[1] == client})
        closures = [r[1] for r in rows if r[0] == "closure"]
        self.assertEqual(sorted(closures), sorted([client, listener] + [r[1] for r in accepted]))
        self.assertEqual(sorted(r[1] for r in rows if r[0] == "release"), sorted([client, listener]))


if __name__ == "__main__":
    sys.exit(unittest.main())
