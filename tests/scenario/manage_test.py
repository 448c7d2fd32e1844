#!/usr/bin/env python3
"""wfp add, set, delete, get and show on a running engine: what is added is there as it was said, what is refused is refused in one line,
and all of it can be parsed."""

import os
import pathlib
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
from manage_kit import Engine, REFUSED, USAGE, WFP

GENERAL = '{"type": "FWPM_GENERAL_CONTEXT", "dataBuffer": "00ff"}'
KINDS = ("provider", "context", "sublayer", "callout", "filter")


class Objects(Engine):
    def add_one_of_each(self):
        self.wfp("add", "provider", "--name", "us", "--service", "svc", "--data", "0011ff", "--persistent", "--description", "our own")
        self.wfp("add", "context", "--name", "limits", "--value", GENERAL, "--provider", "us", "--downlevel")
        self.wfp("add", "sublayer", "--name", "corp", "--weight", 200, "--provider", "us", "--persistent")
        self.wfp("add", "callout", "--name", "limiter", "--layer", "ALE_AUTH_CONNECT_V4", "--uses-context")
        self.wfp("add", "filter", "--name", "limited", "--layer", "ALE_AUTH_CONNECT_V4", "--action", "calloutTerminating",
                 "--callout", "limiter", "--context", "limits", "--sublayer", "corp", "--permit-if-unregistered")

    def test_every_kind_is_there_as_it_was_said(self):
        self.add_one_of_each()
        us = self.shown("providers")["us"]
        self.assertEqual((us["kind"], us["serviceName"], us["providerData"], us["persistent"], us["description"]),
                         ("provider", "svc", "0x0011ff", True, "our own"))
        limits = self.shown("contexts")["limits"]
        self.assertEqual((limits["provider"], limits["downlevel"], limits["value"]),
                         ("us", True, {"type": "FWPM_GENERAL_CONTEXT", "dataBuffer": "00ff"}))
        self.assertEqual(self.shown("sublayers")["corp"]["weight"], 200)
        self.assertEqual(self.shown("callouts")["limiter"] | {"key": 0, "id": 0},
                         {"kind": "callout", "name": "limiter", "key": 0, "id": 0, "layer": "ALE_AUTH_CONNECT_V4",
                          "usesProviderContext": True, "registered": False})
        limited = self.shown("filters")["limited"]
        self.assertEqual((limited["callout"], limited["providerContext"], limited["subLayer"], limited["permitIfCalloutUnregistered"]),
                         ("limiter", "limits", "corp", True))
        for kind in KINDS:  # for people: a head, and a line for each
            self.assertGreaterEqual(len(self.wfp("show", kind + "s").splitlines()), 2, kind)

    def test_a_pair_gives_two_filters_and_an_address_one(self):
        made = self.wfp("add", "filter", "-j", "--name", "web", "--layer", "ALE_AUTH_CONNECT", "--proto", "tcp", "--port", "80-90",
                        "--action", "permit", "--weight", 3, "--condition", "FLAGS", "flagsAllSet", "IS_LOOPBACK,IS_FRAGMENT")
        self.assertEqual([m["did"] for m in made], ["added", "added"])
        both = self.wfp("show", "-j", "filters", "web")
        self.assertEqual([f["layer"] for f in both], ["ALE_AUTH_CONNECT_V4", "ALE_AUTH_CONNECT_V6"])
        self.assertEqual(both[0]["conditions"], [{"field": "IP_PROTOCOL", "match": "equal", "value": "tcp"},
                                                 {"field": "IP_REMOTE_PORT", "match": "range", "value": "80-90"},
                                                 {"field": "FLAGS", "match": "flagsAllSet", "value": "0x21"}])
        self.assertEqual(both[0]["weight"], 3)
        self.assertEqual(int(both[0]["effectiveWeight"]) >> 60, 3)
        self.assertEqual(sorted(m["id"] for m in made), sorted(f["id"] for f in both))
        self.wfp("add", "filter", "--name", "lab", "--layer", "ALE_AUTH_CONNECT", "--remote", "10.0.0.0/8", "--action", "block")
        self.assertEqual([f["layer"] for f in self.wfp("show", "-j", "filters", "lab")], ["ALE_AUTH_CONNECT_V4"])
        self.assertEqual(len(self.wfp("show", "-j", "filters", "ALE_AUTH_CONNECT_V4")), 2)
        self.assertEqual(len(self.wfp("show", "-j", "filters", "ale_auth_connect")), 3)
        self.assertIn("IP_REMOTE_ADDRESS equal 10.0.0.0/8", self.wfp("show", "filters", "lab"))

    def test_get_finds_by_name_key_and_id_in_any_kind(self):
        self.add_one_of_each()
        limited = self.shown("filters")["limited"]
        for word in ("limited", limited["key"], limited["id"]):
            self.assertIn(limited, self.wfp("get", "-j", word), word)
        self.assertEqual(self.wfp("get", "-j", "filter", limited["id"]), [limited])
        self.assertIn('"name": "us"', self.wfp("get", "us"))
        self.assertEqual([o["kind"] for o in self.wfp("get", "-j", "UNIVERSAL")], ["sublayer"])
        self.assertIn("there is no object nothing", self.refused("get", "nothing"))
        self.assertIn("there is no filter us", self.refused("get", "filter", "us"))

    def test_set_changes_what_is_said_and_keeps_the_rest(self):
        self.add_one_of_each()
        before = self.shown("filters")["limited"]
        (told,) = self.wfp("set", "filter", "limited", "-j", "--action", "block", "--clear", "callout", "--clear", "permit-if-unregistered",
                           "--clear", "context", "--port", 25, "--name", "mail")
        after = self.shown("filters")["mail"]
        self.assertNotEqual(after["id"], before["id"])
        self.assertEqual(told["id"], after["id"])
        self.assertEqual((after["key"], after["subLayer"], after["action"]), (before["key"], "corp", "block"))
        self.assertEqual(after["conditions"], [{"field": "IP_REMOTE_PORT", "match": "equal", "value": 25}])
        self.assertNotIn("callout", after)
        self.wfp("set", "filter", "mail", "--clear", "conditions")
        self.assertNotIn("conditions", self.shown("filters")["mail"])
        self.assertIn("IN_USE", self.refused("set", "sublayer", "corp", "--weight", 3))
        self.assertEqual(self.shown("sublayers")["corp"]["weight"], 200)
        for words, part in ((("set", "filter", "mail"), "nothing to set"), (("set", "filter"), "which filter?"),
                            (("set", "filter", "mail", "--clear", "nonsense"), "no such thing"),
                            (("set", "filter", "mail", "--layer", "ALE_AUTH_CONNECT"), "keeps its key"),
                            (("set", "filter", "mail", "--uses-context"), "has no --uses-context"), (("set", "nonsense"), "no kind")):
            self.assertIn(part, self.refused(*words, code=USAGE))
        self.assertIn("there is no filter", self.refused("set", "filter", "nothing", "--port", 1))

    def test_delete_takes_all_or_none(self):
        self.add_one_of_each()
        self.wfp("add", "filter", "--name", "twice", "--layer", "ALE_AUTH_CONNECT", "--action", "permit")
        self.assertIn("2 filters are called twice", self.refused("delete", "filter", "twice"))
        ids = [f["id"] for f in self.wfp("get", "-j", "twice")]
        self.assertIn("there is no sublayer", self.refused("delete", "sublayer", "corp", "nothing"))
        self.assertIn("IN_USE", self.refused("delete", "sublayer", "corp"))
        self.assertIn("corp", self.shown("sublayers"))
        told = self.wfp("delete", "filter", "-j", "limited", *ids)
        self.assertEqual([t["did"] for t in told], ["deleted"] * 3)
        self.assertEqual(self.shown("filters"), {})
        self.wfp("delete", "sublayer", "corp")
        self.wfp("delete", "callout", "limiter")
        self.wfp("delete", "context", "limits")
        self.wfp("delete", "provider", "us")
        self.assertEqual(self.shown("providers"), {})
        self.assertIn("BUILTIN_OBJECT", self.refused("delete", "sublayer", "UNIVERSAL"))

    def test_delete_is_one_transaction(self):
        """The second one is refused by the engine, and the first one is still there."""
        self.add_one_of_each()
        self.wfp("add", "sublayer", "--name", "free")
        self.refused("delete", "sublayer", "free", "corp")
        self.assertIn("free", self.shown("sublayers"))

    def test_wrong_words_are_told_in_one_line(self):
        add = ("add", "filter", "--name", "f", "--layer", "ALE_AUTH_CONNECT", "--action")
        for words, part in ((("add",), "add what?"), (("add", "nonsense"), "no kind of object"), (("add", "filter"), 'no "name"'),
                            ((*add, "blok"), "did you mean block"), ((*add, "block", "--port", "x"), "conditions[0].value"),
                            ((*add, "block", "--sublayer", "none"), "there is no sublayer"), ((*add, "block", "extra"), "extra"),
                            ((*add, "block", "--condition", "FLAGS"), "three words"), ((*add, "block", "--service", "s"), "--service"),
                            ((*add, "block", "--nonsense"), "--nonsense"), ((*add, "block", "--weight", "x"), "weight"),
                            ((*add, "block", "--key", "1"), "GUID"), (("add", "context", "--name", "c"), '"value"'),
                            (("add", "context", "--name", "c", "--value", "{"), "not JSON"),
                            (("add", "context", "--name", "c", "--value", '{"type": "nonsense"}'), "type"),
                            (("add", "provider", "--name", b"\xff"), "UTF-8"), (("delete", "filter"), "which filter?"),
                            (("get",), "get what?"), (("show", "filterz"), "did you mean filters"),
                            (("show", "options", "nonsense"), "no engine option"), (("show", "security", "nonsense"), "nonsense")):
            words = [w if isinstance(w, str) else os.fsdecode(w) for w in words]
            self.assertIn(part, self.refused(*words, code=USAGE), words)
        self.wfp(*add, "block")
        self.assertIn("ALREADY_EXISTS", self.refused(*add, "permit"))
        self.assertIn("there is no filter nothing", self.refused("show", "filters", "nothing"))


class Settings(Engine):
    def test_options(self):
        names = [o["option"] for o in self.wfp("show", "-j", "options")]
        self.assertEqual(len(names), 6)
        self.wfp("set", "option", "collect-net-events", "off")
        self.assertEqual(self.wfp("show", "-j", "options", "COLLECT_NET_EVENTS"), [{"option": "COLLECT_NET_EVENTS", "value": 0}])
        self.wfp("set", "option", "FWPM_ENGINE_COLLECT_NET_EVENTS", "1")
        self.assertIn("COLLECT_NET_EVENTS              1", self.wfp("show", "options"))
        for words, part in ((("nonsense", "1"), "no engine option"), (("NAME_CACHE", "maybe"), "maybe"), (("NAME_CACHE",), "NAME VALUE")):
            self.assertIn(part, self.refused("set", "option", *words, code=USAGE))
        self.assertIn("PACKET_QUEUING", self.refused("set", "option", "PACKET_QUEUING", "99999"))

    def test_security(self):
        of = {s["of"]: s["sddl"] for s in self.wfp("show", "-j", "security")}
        self.assertEqual(len(of), 14)
        self.assertTrue(of["engine"].startswith("O:SYG:SYD:"), of)
        self.wfp("add", "sublayer", "--name", "corp")
        everybody = "D:P(A;;GA;;;WD)"
        self.wfp("set", "security", "sublayer", "corp", everybody)
        self.wfp("set", "security", "net-events", "O:BA" + everybody)
        now = {s["of"]: s["sddl"] for s in self.wfp("show", "-j", "security")}
        self.assertTrue(now["net-events"].startswith("O:BA"), now["net-events"])
        self.assertEqual(now["net-events"].count("(A;"), 1)
        self.assertEqual(now["sublayers"], of["sublayers"], "one object's descriptor is not its container's")
        self.assertIn("O:BA", self.wfp("show", "security", "net-events"))
        for words, part in ((("engine", "nonsense"), "not SDDL"), (("nonsense", everybody), "nonsense"), (("engine",), "WHAT"),
                            (("engine", "x", everybody), "nothing called x"), (("engine", ""), "sets nothing")):
            self.assertIn(part, self.refused("set", "security", *words, code=USAGE))
        self.assertIn("no sublayer nothing", self.refused("set", "security", "sublayer", "nothing", everybody))

    def test_sessions_state_and_net_events(self):
        (session,) = self.wfp("show", "-j", "sessions")
        self.assertEqual(session["displayData"]["name"], "wfp show")
        self.assertIn("wfp show", self.wfp("show", "sessions"))
        self.wfp("add", "provider", "--name", "us", "--persistent")
        self.wfp("add", "filter", "--name", "f", "--layer", "ALE_AUTH_CONNECT", "--action", "permit")
        (state,) = self.wfp("show", "-j", "state")
        self.assertEqual(state, {"providers": 1, "contexts": 0, "sublayers": 0, "callouts": 0, "filters": 2, "persistent": 1,
                                 "sessions": 1, "version": "1"})
        self.assertRegex(self.wfp("show", "state"), r"filters +2\n")
        self.assertEqual(self.wfp("show", "-j", "netevents"), [])
        self.assertEqual(self.wfp("show", "netevents"), "")


class Absent(Engine):
    def test_without_a_daemon_one_line_says_how_to_start_one(self):
        self.stop()
        for words in (("show", "filters"), ("show", "state"), ("add", "provider", "--name", "p"), ("set", "option", "NAME_CACHE", "1"),
                      ("set", "filter", "f", "--port", "1"), ("set", "security", "engine", "D:(A;;GA;;;WD)"), ("delete", "filter", "f"),
                      ("get", "f"), ("export",), ("import", os.devnull), ("watch",), ("log",), ("diff",), ("rollback", "1")):
            line = self.refused(*words, code=USAGE)
            self.assertIn(f"no daemon answers at {self.path}; start one with `wfpd`", line)

    def test_every_command_has_help(self):
        self.stop()
        for command in ("add", "set", "delete", "get", "export", "import", "watch", "log", "diff", "rollback"):
            self.assertTrue(self.wfp(command, "--help").startswith(f"usage: wfp {command}"), command)
            self.assertIn("--nonsense", self.refused(command, *(["provider"] if command in ("add", "set") else []), "--nonsense", code=USAGE))


if __name__ == "__main__":
    if not WFP.exists():
        sys.exit(77)
    unittest.main()
