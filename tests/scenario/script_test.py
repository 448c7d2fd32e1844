#!/usr/bin/env python3
"""Scripts: errors name the line and how to mend it, expectations fail when they should, output is the same every time, and what is
written can be read."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.dom.minidom

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
WFP = str(pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build")) / "wfp")
LADDER = str(SOURCE / "examples/ladder.script")

HEAD = """interface eth0 192.0.2.1/24
app a /bin/a
peer 203.0.113.7 listens tcp 443
peer 203.0.113.7 echoes udp 53
socket s a tcp
socket u a udp
"""


def run(text, *options):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "x.script")
        path.write_text(text)
        r = subprocess.run([WFP, "replay", "--script", "x.script", *options], cwd=folder, capture_output=True, text=True, timeout=60)
        return r.returncode, r.stdout, r.stderr


class Errors(unittest.TestCase):
    def test_each_names_its_line(self):
        for line, says in (
            ("conect s 1.2.3.4:5", "there is no command conect"),
            ("connect s 1.2.3.4", "expected ADDRESS:PORT"),
            ("connect s [2001:db8::1:5", "expected ADDRESS:PORT"),
            ("connect nobody 1.2.3.4:5", "there is no socket nobody"),
            ("socket t b tcp", "there is no application b"),
            ("socket s a tcp", "there is a socket s already"),
            ("socket t a 47", "needs a raw socket"),
            ("interface eth1 10.0.0.1/33", "expected ADDRESS/LENGTH"),
            ("interface eth0 up now", "one word too many"),
            ("interface eth0 10.0.0.1/8", "already"),
            ("send s hex 123", "odd number"),
            ("send s bytes 70000", "0 to 65535"),
            ('send s "x', "has no end"),
            ("wait -1", "expected seconds"),
            ("expect WSAEWHAT", "is no result"),
            ("peer 203.0.113.9 listens udp-lite 5", "expected tcp or udp"),
            ("peer 192.0.2.1 silent", "this machine's own"),
            ("policy add [", "expected {"),
            ('policy add { "filters": [', "has no }"),
            ('policy add { "filters": [{ "name": "x", "layer": "NO_LAYER", "action": "block" }] }', "NO_LAYER"),
            ("policy delete x", "there is no filter x"),
            ("app b /bin/b user me", "me is not a SID"),
        ):
            code, _, err = run(HEAD + line + "\n")
            self.assertEqual(code, 2, line)
            self.assertIn(says, err, line)
            self.assertRegex(err, r"x\.script:( line )?7: ", line)
            self.assertEqual(err.count("\n"), 1, line)

    def test_a_script_that_is_not_there(self):
        r = subprocess.run([WFP, "replay", "--script", "/nowhere"], capture_output=True, text=True)
        self.assertEqual(r.returncode, 2)
        self.assertIn("cannot be opened", r.stderr)


class Expectations(unittest.TestCase):
    def test_what_does_not_hold_is_said(self):
        for lines, says in (
            ("connect s 203.0.113.7:443\nexpect WSAEACCES", "the result is ok"),
            ("connect s 203.0.113.7:444\nexpect ok", "the result is WSAECONNREFUSED"),
            ("connect s 203.0.113.7:443\nexpect layers ALE_AUTH_CONNECT", "the layers were: ALE_BIND_REDIRECT_V4"),
            ("bind s 80\nexpect layers ALE_BIND_REDIRECT ALE_RESOURCE_ASSIGNMENT:block", "the layers were"),
            ("bind s 80\nexpect layers ALE_BIND_REDIRECT ALE_RESOURCE_ASSIGNMENT |", "the layers were"),
            ("bind s 80\nexpect layers ALE_BIND_REDIRECT_V6 ALE_RESOURCE_ASSIGNMENT", "the layers were"),
            ("bind s 80\nexpect layers nothing", "the layers were"),
            ('send u "a" to 203.0.113.7:53\nrecv u\nexpect data "b"', "1 bytes were received"),
            ('send u "a" to 203.0.113.7:53\nrecv u\nexpect from 203.0.113.7:54', "it came from 203.0.113.7, port 53"),
            ("recv u\nexpect ok", "the result is waits"),
        ):
            code, _, err = run(HEAD + lines + "\n", "-q")
            self.assertEqual(code, 1, lines)
            self.assertIn(says, err, lines)


class Output(unittest.TestCase):
    def test_is_the_same_every_time(self):
        runs = {subprocess.run([WFP, "replay", "--script", LADDER, "--trace"], capture_output=True, text=True).stdout for _ in range(3)}
        self.assertEqual(len(runs), 1)

    def test_json_has_calls_packets_and_results(self):
        out = subprocess.run([WFP, "replay", "--script", LADDER, "-j"], capture_output=True, text=True, check=True).stdout
        rows = [json.loads(line) for line in out.splitlines()]
        self.assertIn("summary", rows[-1])
        self.assertEqual(rows[-1]["summary"]["unmet"], 0)
        self.assertEqual(sum("packet" in r for r in rows), rows[-1]["summary"]["packets"])
        self.assertTrue(any(r.get("socket") == "c" and r["layers"][-1]["layer"] == "ALE_AUTH_CONNECT_V4" for r in rows))

    def test_written_packets_can_be_replayed(self):
        with tempfile.TemporaryDirectory() as folder:
            path = str(pathlib.Path(folder, "out.pcapng"))
            subprocess.run([WFP, "replay", "--script", LADDER, "-q", "-w", path], capture_output=True, check=True)
            out = subprocess.run([WFP, "replay", "--local", "192.0.2.1", "-j", path], capture_output=True, text=True, check=True).stdout
            summary = json.loads(out.splitlines()[-1])["summary"]
            self.assertEqual((summary["permitted"], summary["malformed"]), (summary["packets"], 0))

    def test_the_picture_is_xml(self):
        with tempfile.TemporaryDirectory() as folder:
            path = str(pathlib.Path(folder, "l.svg"))
            subprocess.run([WFP, "replay", "--script", LADDER, "-q", "--svg", path], capture_output=True, check=True)
            text = pathlib.Path(path).read_text()
            xml.dom.minidom.parseString(text)
            self.assertIn("ALE_AUTH_CONNECT_V4", text)

    def test_what_is_wrong_with_an_option_is_one_line_with_its_name(self):
        for words, why in ((["--ladder=9"], "--ladder=9: the script has no such connection"),
                           (["--ladder=tcp:9"], "--ladder=tcp:9: the script has no such connection"),
                           (["--ladder=what"], "--ladder=what: expected"),
                           (["--svg"], "--svg"), (["--svg", "/nowhere/l.svg"], "--svg /nowhere/l.svg: cannot be created"),
                           (["--seed", "1"], "--seed needs --callout"), (["--fail", "any:1"], "--fail needs --callout"),
                           (["--registry", "x"], "--registry needs --callout"), (["--client", ""], "--client: expected a command")):
            with self.subTest(words=words):
                r = subprocess.run([WFP, "replay", "--script", LADDER, *words], capture_output=True, text=True)
                self.assertEqual((r.returncode, r.stderr.count("\n")), (2, 1))
                self.assertIn(why, r.stderr)
                self.assertNotIn("unknown option", r.stderr)


if __name__ == "__main__":
    sys.exit(unittest.main())
