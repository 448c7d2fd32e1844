#!/usr/bin/env python3
"""wfp export and import, watch, log, diff and rollback on a running engine, and the completion of bash."""

import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
from manage_kit import Engine, GOOD, REFUSED, SOURCE, USAGE, WFP

ALL = {
    "providers": [{"name": "us", "serviceName": "svc", "providerData": "0x00ff", "persistent": True},
                  {"name": "us", "key": "11111111-1111-1111-1111-111111111111"}],
    "providerContexts": [
        {"name": "limits", "provider": "us", "value": {"type": "FWPM_GENERAL_CONTEXT", "dataBuffer": "0a00"}},
        {"name": "options", "downlevel": True, "value": {"type": "FWPM_CLASSIFY_OPTIONS_CONTEXT", "classifyOptions": {
            "options": [{"type": "FWP_CLASSIFY_OPTION_MULTICAST_STATE", "value": {"type": "FWP_UINT32", "uint32": 1}}]}}}],
    "subLayers": [{"name": "corp", "weight": 200, "persistent": True}, {"name": "UNIVERSAL", "weight": 3}],
    "callouts": [{"name": "limiter", "layer": "ALE_AUTH_CONNECT", "usesProviderContext": True}],
    "filters": [
        {"name": "limited", "layer": "ALE_AUTH_CONNECT_V4", "action": "calloutTerminating", "callout": "limiter",
         "providerContext": "limits", "subLayer": "corp", "weight": "0x8000000000000001"},
        {"name": "ours", "layer": "ALE_AUTH_CONNECT", "action": "permit", "subLayer": "UNIVERSAL", "weight": 7, "clearActionRight": True},
        {"name": "boot", "layer": "INBOUND_TRANSPORT_V4", "action": "block", "bootTime": True, "filterType": "22222222-2222-2222-2222-222222222222"},
        {"name": "all values", "layer": "ALE_AUTH_CONNECT_V6", "action": "block", "rawContext": "18446744073709551615", "conditions": [
            {"field": "IP_REMOTE_ADDRESS", "value": "2001:db8::/32"}, {"field": "IP_REMOTE_ADDRESS", "value": "2001:db8::1-2001:db8::9"},
            {"field": "ALE_APP_ID", "value": "/usr/bin/cu-rl"}, {"field": "ALE_APP_ID", "match": "notPrefix", "value": "0x000102"},
            {"field": "ALE_USER_ID", "value": "O:SYG:SYD:(A;;CC;;;BA)"}, {"field": "FLAGS", "match": "flagsAnySet", "value": ["IS_LOOPBACK"]},
            {"field": "IP_PROTOCOL", "match": "notEqual", "value": 200}, {"field": "IP_LOCAL_PORT", "value": "0-65535"},
            {"field": "ALE_PACKAGE_ID", "value": "S-1-15-2-1"}]},
        {"name": "everything", "layer": "INBOUND_MAC_FRAME_ETHERNET", "action": "permit", "conditions": [
            {"field": "ETHER_TYPE", "value": "arp"}, {"field": "MAC_REMOTE_ADDRESS", "value": "02:00:5e:10:00:01"}]}],
}


def without_results(objects):
    """What a policy file says of them: without what the engine gave."""
    return [{k: v for k, v in o.items() if k not in ("id",)} for o in objects]


class Policies(Engine):
    def engine_says(self):
        return {kind: sorted(without_results(self.wfp("show", "-j", kind)), key=lambda o: o["key"])
                for kind in ("providers", "contexts", "sublayers", "callouts", "filters")}

    def test_an_export_gives_the_same_again(self):
        """Into another, empty engine, and over itself: objects, keys, effective weights; and the text is the same in the end."""
        (self.folder / "all.json").write_text(json.dumps(ALL))
        (told,) = self.wfp("import", "-j", self.folder / "all.json")
        self.assertEqual(told, {"imported": True, "providers": 2, "contexts": 2, "sublayers": 2, "callouts": 2, "filters": 6})
        said, exported = self.engine_says(), self.wfp("export")
        self.assertEqual(len(said["filters"]), 6)
        self.wfp("export", self.folder / "e.json")
        self.assertEqual((self.folder / "e.json").read_text(), exported)
        self.wfp("check", "-q", self.folder / "e.json", code=REFUSED)  # valid, with warnings
        self.wfp("import", "--replace", self.folder / "e.json")
        self.assertEqual(self.engine_says(), said)
        other = Engine()
        self.addCleanup(other.doCleanups)
        other.setUp()
        self.assertIn("imported 2 providers, 2 contexts, 2 sublayers, 2 callouts, 6 filters", other.wfp("import", "-", input=exported))
        self.env, mine = other.env, self.env
        self.assertEqual(self.engine_says(), said)
        again = json.loads(self.wfp("export"))
        self.env = mine
        for array, objects in json.loads(exported).items():
            self.assertEqual(sorted(again[array], key=lambda o: o["key"]), sorted(objects, key=lambda o: o["key"]), array)

    def test_only_what_is_persistent(self):
        self.wfp("import", "-", input=json.dumps(ALL))
        kept = json.loads(self.wfp("export", "--persistent"))
        self.assertEqual({k: [o["name"] for o in v] for k, v in kept.items()},
                         {"providers": ["us"], "providerContexts": [], "subLayers": ["corp"], "callouts": [], "filters": ["boot"]})

    def test_import_is_one_transaction(self):
        self.wfp("add", "filter", "--name", "late", "--layer", "ALE_AUTH_CONNECT_V4", "--action", "block")
        policy = {"subLayers": [{"name": "new"}], "filters": [{"name": "late", "layer": "ALE_AUTH_CONNECT_V4", "action": "permit"}]}
        self.assertIn("ALREADY_EXISTS", self.refused("import", "-", input=json.dumps(policy)))
        self.assertEqual(self.shown("sublayers"), {})
        self.wfp("import", "-r", "-n", "-", input=json.dumps(policy))
        self.assertEqual((self.shown("sublayers"), self.shown("filters")["late"]["action"]), ({}, "block"))
        self.wfp("import", "-r", "-", input=json.dumps(policy))
        self.assertEqual((set(self.shown("sublayers")), self.shown("filters")["late"]["action"]), ({"new"}, "permit"))

    def test_a_file_may_name_what_the_engine_has(self):
        self.wfp("add", "sublayer", "--name", "corp", "--weight", 9)
        policy = {"filters": [{"name": "f", "layer": "ALE_AUTH_CONNECT_V4", "action": "block", "subLayer": "corp"}]}
        self.wfp("import", "-", input=json.dumps(policy))
        self.assertEqual(self.shown("filters")["f"]["subLayer"], "corp")
        policy["filters"][0] |= {"name": "g", "subLayer": "carp"}
        self.assertIn("did you mean corp", self.refused("import", "-", input=json.dumps(policy), code=USAGE))

    def test_filters_that_the_engine_adds_by_itself_are_not_exported(self):
        self.wfp("add", "filter", "--name", "main mode", "--layer", "IKEEXT_V4", "--action", "permit")
        self.assertIn("IKE exemption", self.shown("filters"))
        exported = self.wfp("export")
        self.assertEqual([f["name"] for f in json.loads(exported)["filters"]], ["main mode"])
        self.wfp("import", "-r", "-", input=exported)
        self.wfp("delete", "filter", "main mode")
        self.wfp("import", "-", input=exported)
        self.assertEqual(set(self.shown("filters")), {"main mode", "IKE exemption"})

    def test_bad_files_and_words(self):
        for text, part in (("{", "not JSON"), ('{"filter": []}', "did you mean filters"), ('{"providerContexts": [{"name": "c"}]}', '"value"'),
                           ('{"providerContexts": [{"name": "c", "value": {"type": "FWPM_GENERAL_CONTEXT", "dataBuffer": "0"}}]}', "dataBuffer"),
                           ('{"providerContexts": [{"name": "c", "value": {"type": "FWPM_GENERAL_CONTEXT", "flags": 1}}]}', "flags"),
                           ('{"providerContexts": [{"name": "c", "value": {"type": "FWPM_GENERAL_CONTEXT"}}]}', "nothing but"),
                           ('{"providers": [{"name": "p", "providerData": "0x0"}]}', "providerData")):
            self.assertIn(part, self.refused("import", "-", input=text, code=USAGE), text)
        self.refused("import", self.folder / "nothing.json", code=USAGE)
        self.refused("import", code=USAGE)
        self.assertIn("cannot be written", self.refused("export", self.folder / "no" / "where", code=USAGE))


class Versions(Engine):
    def add(self, name, *more):
        self.wfp("add", "filter", "--name", name, "--layer", "ALE_AUTH_CONNECT_V4", "--action", "block", "--persistent", *more)

    def versions(self):
        return [int(v["version"]) for v in self.wfp("log", "-j")]

    def test_log_diff_and_rollback(self):
        self.wfp("add", "sublayer", "--name", "corp", "--weight", 200, "--persistent")
        self.add("one", "--sublayer", "corp", "--port", 25)
        self.add("two")
        self.wfp("set", "filter", "two", "--action", "permit")
        self.wfp("add", "provider", "--name", "not persistent")
        self.assertEqual(self.versions(), [4, 3, 2, 1])
        log = self.wfp("log", "-j", "-n", 1)
        self.assertEqual([(v["version"], v["current"], v["puts"], v["deletes"]) for v in log], [("4", True, 1, 1)])
        self.assertRegex(log[0]["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertEqual(len(self.wfp("log").splitlines()), 5)
        run = self.run_wfp("diff")
        self.assertEqual(run.returncode, REFUSED)
        self.assertRegex(run.stdout, r'(?m)^~ filter "two" .*\n    action: "block" -> "permit"$')
        both = self.wfp("diff", "-j", 1, 3, code=REFUSED)
        self.assertEqual([(d["change"], d["kind"], d["name"]) for d in both], sorted([("added", "filter", "one"), ("added", "filter", "two")]))
        self.assertEqual(self.wfp("diff", 2, 2), "")
        back = self.wfp("diff", "-j", 4, 0, code=REFUSED)
        self.assertEqual({d["change"] for d in back}, {"deleted"})
        self.assertEqual([d["before"]["weight"] for d in back if d["kind"] == "sublayer"], [200])
        one = self.shown("filters")["one"]
        self.assertIn("policy of version 2, as version 5", self.wfp("rollback", 2))
        self.assertEqual(self.shown("filters"), {"one": one}, "what stays keeps its id")
        self.assertIn("not persistent", self.shown("providers"))
        self.assertEqual(self.wfp("rollback", "-j", 4), [{"of": "4", "version": "6", "settingsLeft": 0}])
        self.assertEqual(self.wfp("diff", 4, 6), "")
        self.assertEqual(self.shown("filters")["two"]["action"], "permit")
        self.stop()
        self.start()
        self.assertEqual(self.shown("filters")["two"]["action"], "permit")
        self.assertEqual(self.versions(), [6, 5, 4, 3, 2, 1])

    def test_what_refers_to_a_changed_object_comes_along(self):
        """The filter's own entry is the same in both versions, but its sublayer has to go and come back."""
        self.wfp("add", "provider", "--name", "us", "--persistent", "--description", "old")
        self.wfp("add", "sublayer", "--name", "corp", "--provider", "us", "--persistent")
        self.add("one", "--sublayer", "corp", "--provider", "us")
        before = self.wfp("export")
        policy = json.loads(before)
        policy["providers"][0]["description"] = "new"
        self.wfp("import", "-r", "-", input=json.dumps(policy))
        self.assertEqual(self.shown("providers")["us"]["description"], "new")
        self.wfp("rollback", 3)
        self.assertEqual(self.wfp("export"), before)

    def test_rollback_is_refused_whole(self):
        """Something that is not persistent stands in the sublayer that would go."""
        self.add("one")
        self.wfp("add", "sublayer", "--name", "corp", "--persistent")
        self.wfp("add", "filter", "--name", "in it", "--layer", "ALE_AUTH_CONNECT_V4", "--action", "block", "--sublayer", "corp")
        self.assertIn("IN_USE", self.refused("rollback", 0))
        self.assertEqual(set(self.shown("filters")), {"one", "in it"})
        self.assertEqual(self.versions(), [2, 1])

    def test_options_and_descriptors_stay_and_are_counted(self):
        self.add("one")
        self.wfp("set", "option", "COLLECT_NET_EVENTS", "off")
        self.wfp("set", "security", "net-events", "D:(A;;GA;;;WD)")
        found = self.wfp("diff", "-j", 1, code=REFUSED)
        self.assertEqual([(d["kind"], d["name"]) for d in found], [("option", "COLLECT_NET_EVENTS"), ("security", "net-events")])
        self.assertEqual(found[0]["after"], {"value": 0})
        self.assertIn("2 options or security descriptors differ", self.wfp("rollback", 1))
        self.assertEqual(self.wfp("show", "-j", "options", "COLLECT_NET_EVENTS")[0]["value"], 0)

    def test_an_objects_own_descriptor_is_part_of_its_versions(self):
        self.add("one")
        self.wfp("set", "security", "filter", "one", "D:P(A;;GA;;;WD)")
        (found,) = self.wfp("diff", "-j", code=REFUSED)
        self.assertEqual((found["change"], found["name"]), ("changed", "one"))
        self.assertNotIn("D:P", found["before"].pop("security"))
        self.assertIn("D:P", found["after"].pop("security"))
        self.assertEqual(found["before"], found["after"])
        self.wfp("rollback", 1)
        self.assertEqual(self.wfp("diff", 1), "")

    def test_versions_that_are_not_kept(self):
        self.assertEqual(self.wfp("diff"), "")
        self.assertEqual(self.wfp("log", "-j"), [])
        for words, part in ((("rollback", 7), "version 7 is not kept"), (("diff", 3, 7), "not kept"), (("rollback", "x"), "no version"),
                            (("diff", "1", "x"), "no version"), (("rollback",), "which version"), (("log", "-n", "0"), "above 0"),
                            (("diff", "1", "2", "3"), "two versions")):
            self.assertIn(part, self.refused(*words, code=USAGE), words)

    @unittest.skipUnless(os.geteuid() == 0, "needs another user")
    def test_who_may_read_versions_and_who_may_roll_back(self):
        self.add("one")
        self.folder.chmod(0o755)
        for words in (("log",), ("diff", 0), ("rollback", 0)):
            self.assertIn("ACCESS_DENIED", self.refused(*words, user=65534), words)
        self.wfp("set", "security", "engine", "D:P(A;OICI;GA;;;BA)(A;OICI;GR;;;WD)")
        self.assertEqual(len(self.wfp("log", "-j", user=65534)), 2)
        self.assertEqual({d["change"] for d in self.wfp("diff", "-j", 0, 1, user=65534, code=REFUSED)}, {"added"})
        self.assertIn("ACCESS_DENIED", self.refused("rollback", 0, user=65534))
        self.assertIn("one", self.shown("filters"))

    def test_a_bad_native_request_gets_an_error_and_no_more(self):
        """Cut, too long, unknown: a Win32 code, and the daemon serves on."""
        def frame(body, number):
            return len(body).to_bytes(4, "little") + b"WFP2" + number.to_bytes(4, "little") + body
        with socket.socket(socket.AF_UNIX) as s:
            s.settimeout(60)
            s.connect(str(self.path))
            stream = s.makefile("rb")
            stream.read(16)
            bodies = [b"\xff", b"\xff\x01", b"\xff\x01" + bytes(15), b"\xff\x01" + bytes(17), b"\xff\x63" + bytes(16), b"\xff\x03" + bytes(16)]
            for n, body in enumerate(bodies):
                s.sendall(frame(body, n))
                size = int.from_bytes(stream.read(4), "little")
                stream.read(8)
                self.assertEqual(size, 4, body)
                self.assertNotEqual(stream.read(4), bytes(4), body)
        self.assertEqual(self.wfp("log", "-j"), [])


class Watching(Engine):
    def watch(self, *words):
        p = subprocess.Popen([WFP, "watch", *words], env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(p.communicate)
        self.addCleanup(p.kill)
        return p

    def test_changes_as_they_happen(self):
        p = self.watch("--changes", "--count", "3")
        self.assertEqual(p.stderr.readline(), "watching; Ctrl-C ends\n")
        self.wfp("add", "sublayer", "--name", "corp")
        self.wfp("add", "filter", "--name", "no web", "--layer", "ALE_AUTH_CONNECT_V4", "--action", "block")
        lines = [p.stdout.readline() for _ in range(2)]
        self.assertRegex(lines[0], r'^added sublayer [0-9a-f-]{36} "corp"$')
        self.assertRegex(lines[1], r'^added filter \d+ [0-9a-f-]{36} "no web"$')
        self.wfp("delete", "sublayer", "corp")
        out, _ = p.communicate(timeout=60)
        self.assertRegex(out, r"^deleted sublayer [0-9a-f-]{36}\n$")
        self.assertEqual(p.returncode, GOOD)

    def test_json_and_ctrl_c(self):
        p = self.watch("-c", "-j")
        for n in range(200):  # the subscription is there when the session is told of; then a change arrives
            self.run_wfp("add", "provider", "--name", f"p{n}")
            if self.has_line(p):
                break
        told = json.loads(p.stdout.readline())
        self.assertEqual((told["change"], told["kind"]), ("added", "provider"))
        self.assertRegex(told["name"], r"^p\d+$")
        p.send_signal(signal.SIGINT)
        p.communicate(timeout=60)
        self.assertEqual(p.returncode, GOOD)

    @staticmethod
    def has_line(p):
        import select
        return bool(select.select([p.stdout], [], [], 0.1)[0])

    def test_the_daemon_goes(self):
        p = self.watch()
        self.assertEqual(p.stderr.readline(), "watching; Ctrl-C ends\n")
        self.stop()
        _, err = p.communicate(timeout=60)
        self.assertEqual(p.returncode, USAGE)
        self.assertIn("has gone", err)

    def test_wrong_words(self):
        for words in (("--count", "0"), ("--count", "x"), ("nonsense",)):
            self.refused("watch", *words, code=USAGE)


class Completion(Engine):
    def complete(self, *words):
        """What bash offers for the last word."""
        script = """source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _wfp; printf '%s\\n' "${COMPREPLY[@]}\""""
        run = subprocess.run(["bash", "-c", script, "bash", SOURCE / "packaging/completion/wfp", WFP, *words], env=self.env,
                             capture_output=True, text=True, timeout=60)
        self.assertEqual(run.stderr, "")
        return run.stdout.splitlines()

    def test_words(self):
        commands = re.findall(r"^  (\w+)", self.wfp("--help"), re.M)
        self.assertEqual(self.complete(""), commands)
        self.assertEqual(self.complete("roll"), ["rollback"])
        self.assertEqual(self.complete("add", "fi"), ["filter"])
        self.assertEqual(self.complete("add", "filter", "--action", "b"), ["block"])
        self.assertEqual(self.complete("add", "filter", "--layer", "ALE_AUTH_CONNECT_V"), ["ALE_AUTH_CONNECT_V4", "ALE_AUTH_CONNECT_V4_DISCARD",
                                                                                            "ALE_AUTH_CONNECT_V6", "ALE_AUTH_CONNECT_V6_DISCARD"])
        self.assertIn("ALE_AUTH_CONNECT", self.complete("show", "fields", "ALE_AUTH"))
        self.assertIn("IP_REMOTE_PORT", self.complete("add", "filter", "--condition", "IP_"))
        self.assertIn("--replace", self.complete("import", "--r"))
        self.assertIn("--permit-if-unregistered", self.complete("add", "filter", "--permit"))
        self.assertEqual(self.complete("set", "option", "NAME"), ["NAME_CACHE"])
        self.assertEqual(self.complete("show", "security", "net"), ["net-events"])

    def test_objects_of_the_engine(self):
        self.wfp("add", "sublayer", "--name", "corp net", "--persistent")
        self.assertEqual(self.complete("delete", "sublayer", "corp"), ["corp\\ net"])
        self.assertEqual(self.complete("add", "filter", "--sublayer", "corp"), ["corp\\ net"])
        self.assertEqual(self.complete("rollback", ""), ["1"])
        self.stop()
        self.assertEqual(self.complete("delete", "sublayer", "corp"), [""])


if __name__ == "__main__":
    if not WFP.exists():
        sys.exit(77)
    unittest.main()
