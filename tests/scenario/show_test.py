#!/usr/bin/env python3
"""wfp show: every row of schema/ is printed, as text and as JSON; wrong words get exit status 2 and a hint."""

import json
import os
import pathlib
import subprocess
import sys
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
WFP = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build")) / "wfp"

sys.dont_write_bytecode = True
sys.path.insert(0, str(SOURCE / "tools/gen"))
from emit_choices import shown
from schema import Schema

S = Schema()
NOWHERE = dict(os.environ, OPENWFP_SOCKET="/nowhere/socket")


def wfp(*args, env=None):
    return subprocess.run([WFP, "show", *args], capture_output=True, text=True, env=env)


def words(*args):
    """The text output as one list of words a line."""
    run = wfp(*args)
    assert run.returncode == 0, run.stderr
    return [line.split() for line in run.stdout.splitlines()]


def objects(*args):
    run = wfp("--json", *args)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


class Layers(unittest.TestCase):
    def test_all_as_text(self):
        rows = words("layers")[1:]
        self.assertEqual([(int(r[0]), r[1], r[2]) for r in rows], [(e["id"], n, e["guid"]) for _, _, n, e in S.layer_rows])

    def test_all_as_json(self):
        for got, (pair, key, name, e) in zip(objects("layers"), S.layer_rows, strict=True):
            discard = key.endswith("_discard")
            self.assertEqual((got["name"], got["id"], got["key"], got["pair"], got["family"], got["discard"]),
                             (name, e["id"], e["guid"], pair["name"], key.split("_")[0], discard))
            self.assertEqual(set(got["metadata"]), set(S.layer_metadata(pair, discard)))
            self.assertEqual(set(got["flags"]), set(pair["flags"]))
            self.assertEqual(got["fields"], len(S.fields.get(pair["name"], [])))
            self.assertEqual(got["indicated"], S.layer_indicated(pair, discard))

    def test_one_in_detail_by_name_prefix_case_and_key(self):
        first = wfp("layers", "ALE_AUTH_CONNECT_V6").stdout
        self.assertIn("4a72393b-319f-44bc-84c3-ba54dcb3b6b4", first)
        self.assertIn("ALE_AUTH_CONNECT_V6_DISCARD", first)
        for name in ("FWPM_LAYER_ALE_AUTH_CONNECT_V6", "fwps_layer_ale_auth_connect_v6",
                     "4a72393b-319f-44bc-84c3-ba54dcb3b6b4", "{4A72393B-319F-44BC-84C3-BA54DCB3B6B4}"):
            self.assertEqual(wfp("layers", name).stdout, first, name)

    def test_a_pair_means_both_families(self):
        self.assertEqual([o["name"] for o in objects("layers", "stream")], ["STREAM_V4", "STREAM_V6"])
        self.assertEqual([o["name"] for o in objects("layers", "STREAM_DISCARD")],
                         ["STREAM_V4_DISCARD", "STREAM_V6_DISCARD"])


class Fields(unittest.TestCase):
    def test_every_pair_lists_its_fields_in_order(self):
        for pair in S.layers:
            fields = S.fields.get(pair["name"], [])
            rows = words("fields", pair["name"])[1:]
            self.assertEqual([int(r[0]) for r in rows], list(range(len(fields))))
            for row, f in zip(rows, fields, strict=True):
                self.assertEqual(row[-1], f.get("condition", "-"))
                for family in S.families(pair):
                    self.assertIn(S.field_name(f, family), row)
                    self.assertIn(S.field_type(f, family), row)

    def test_all_as_json(self):
        expected = []
        for pair in S.layers:
            for family in S.families(pair):
                for i, f in enumerate(S.fields.get(pair["name"], [])):
                    layer = pair["name"] + ("" if family == "any" else "_" + family.upper())
                    expected.append((layer, i, S.field_name(f, family), S.field_type(f, family), f.get("condition"),
                                     f.get("kind", "RAW_DATA"), f.get("inferred", False)))
        got = [tuple(o[k] for k in ("layer", "index", "field", "type", "condition", "kind", "inferred"))
               for o in objects("fields")]
        self.assertEqual(got, expected)

    def test_one_family_alone(self):
        self.assertEqual(words("fields", "OUTBOUND_ICMP_ERROR_V6")[5][1], "IP_LOCAL_PORT")
        self.assertEqual(words("fields", "OUTBOUND_ICMP_ERROR_V4")[5][1], "ICMP_TYPE")


class Conditions(unittest.TestCase):
    def test_all(self):
        self.assertEqual({(r[0], r[1]) for r in words("conditions")[1:]}, {(c["name"], c["guid"]) for c in S.conditions})

    def test_layers_of_each(self):
        expected = {c["name"]: set() for c in S.conditions}
        for pair, key, name, _ in S.layer_rows:
            for i, f in enumerate(S.fields.get(pair["name"], [])):
                if "condition" in f:
                    expected[f["condition"]].add((name, i))
        got = {o["name"]: {(p["layer"], p["index"]) for p in o["layers"]} for o in objects("conditions")}
        self.assertEqual(got, expected)

    def test_an_alias_shows_its_condition(self):
        self.assertEqual(objects("conditions", "FWPM_CONDITION_ICMP_TYPE")[0]["name"], "IP_LOCAL_PORT")
        self.assertEqual(objects("conditions", "IP_LOCAL_PORT")[0]["aliases"], ["ICMP_TYPE"])
        self.assertIn("STREAM_V4", [r[0] for r in words("conditions", "icmp_type") if r])


class Tables(unittest.TestCase):
    def test_choices(self):
        expected = [(c["id"], c["name"], shown(c), c["chosen"], c["evidence"]) for c in S.choices]
        self.assertEqual([tuple(o.values()) for o in objects("choices")], expected)
        self.assertEqual([r[0] for r in words("choices")[1:]], [c["id"] for c in S.choices])
        for name in ("J-011", "j-011", "DEFAULT_ACTION_PERMIT", "CHOICE_DEFAULT_ACTION_PERMIT"):
            self.assertEqual(objects("choices", name)[0]["id"], "J-011")

    def test_errors(self):
        got = {o["name"]: o for o in objects("errors")}
        self.assertEqual(set(got), {e["name"] for e in S.errors} | {"OK"})
        for e in S.errors:
            self.assertEqual(got[e["name"]]["sentence"], e["sentence"])
            self.assertEqual(got[e["name"]]["errno"].replace("ENOTSUP", "EOPNOTSUPP"),
                             e["errno"].replace("ENOTSUP", "EOPNOTSUPP"))
            if "fwp_e" in e:
                self.assertEqual(int(got[e["name"]]["user"], 16), e["fwp_e"])
            if "ntstatus" in e:
                self.assertEqual(int(got[e["name"]]["ntstatus"], 16), e["ntstatus"])
        for name in ("FILTER_NOT_FOUND", "FWP_E_FILTER_NOT_FOUND", "status_fwp_filter_not_found", "0x80320003", "0xc0220003"):
            self.assertEqual(objects("errors", name), [got["FILTER_NOT_FOUND"]], name)

    def test_builtin(self):
        got = {o["name"]: o for o in objects("builtin")}
        for b in S.builtin:
            if b["kind"] == "keying_module":
                continue
            target = S.builtin_target(b)
            self.assertEqual((got[b["name"]]["key"], got[b["name"]]["weight"], got[b["name"]]["layer"]),
                             (b["guid"], target.get("weight", 0), S.builtin_layer(target)), b["name"])
            self.assertEqual(got[b["name"]]["alias"], target is not b)
        self.assertEqual([o["name"] for o in objects("builtin", "universal")], ["FWPM_SUBLAYER_UNIVERSAL"])


class Manners(unittest.TestCase):
    def refused(self, *args, env=None):
        run = wfp(*args, env=env)
        self.assertEqual((run.returncode, run.stdout), (2, ""), args)
        self.assertEqual(run.stderr.count("\n"), 1, run.stderr)
        return run.stderr

    def test_an_unknown_name_gets_a_hint(self):
        for args, hint in ((("layers", "ALE_AUTH_CONECT"), "ALE_AUTH_CONNECT"),
                           (("fields", "FWPM_LAYER_INBOUND_TRANSPROT_V4"), "INBOUND_TRANSPORT_V4"),
                           (("conditions", "ip_protocl"), "IP_PROTOCOL"), (("choices", "DEFAULT_ACTION_PERMTI"),
                                                                           "DEFAULT_ACTION_PERMIT"),
                           (("errors", "FWP_E_FILTER_NOT_FOND"), "FILTER_NOT_FOUND"), (("builtin", "univers"), "UNIVERSAL"),
                           (("layer",), "layers")):
            self.assertIn(f"did you mean {hint}?", self.refused(*args))

    def test_a_name_far_from_all_gets_none(self):
        self.assertNotIn("did you mean", self.refused("conditions", "QQQQQQQQ"))

    def test_wrong_usage(self):
        self.assertIn("--help", self.refused())
        self.assertIn("-x", self.refused("-x"))
        self.assertIn("--jason", self.refused("--jason", "layers"))
        self.assertIn("EXTRA", self.refused("layers", "STREAM_V4", "EXTRA"))

    def test_what_is_wrong_of_a_running_engine_is_told_without_one(self):
        for args, part in ((("cost", "--on=0"), "cost on 0: expected a number from 1 to 1000000"), (("cost", "--on=x"), "cost on x: expected"),
                           (("cost", "--layer", "ALE_AUTH_CONECT"), "there is no layer ALE_AUTH_CONECT; did you mean ALE_AUTH_CONNECT?"),
                           (("cost", "--top", "x"), "top=N"), (("cost", "--top", "-1"), "top=N"), (("cost", "--off", "--top", "3"), "not with --off"),
                           (("cost", "--on", "--reset"), "either --on or --reset"), (("cost", "x"), "cost x: not expected"),
                           (("filters", "--top", "3"), "is of `wfp show cost`"), (("sessions", "x"), "sessions x: not expected"),
                           (("state", "x"), "state x: not expected"), (("netevents", "x"), "netevents x: not expected"),
                           (("options", "nonsense"), "no engine option nonsense"), (("security", "nonsense"), "is called nonsense")):
            said = self.refused(*args, env=NOWHERE)
            self.assertIn(part, said)
            self.assertIn("--help", said)
        for args in (("cost",), ("cost", "--on=5"), ("cost", "--layer", "stream"), ("options", "NAME_CACHE"), ("sessions",)):
            self.assertIn("no daemon answers", self.refused(*args, env=NOWHERE))

    def test_help(self):
        run = wfp("--help")
        self.assertEqual(run.returncode, 0)
        for topic in ("layers", "fields", "conditions", "choices", "errors", "builtin", "--json"):
            self.assertIn(topic, run.stdout)

    def test_no_colour_into_a_pipe(self):
        self.assertNotIn("\033", wfp("layers", "STREAM_V4").stdout + wfp("conditions", "IP_PROTOCOL").stdout)


if __name__ == "__main__":
    if not WFP.exists():
        sys.exit(77)
    unittest.main()
