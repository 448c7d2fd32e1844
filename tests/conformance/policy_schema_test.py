#!/usr/bin/env python3
"""docs/policy.schema.json says what the program takes: its names are those of schema/*.toml, each of them is accepted by
`wfp check`, its members are those that the program names, its examples pass, and what it forbids is refused."""

import json
import os
import pathlib
import re
import subprocess
import tomllib
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
WFP = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build")) / "wfp"
SCHEMA = json.loads((SOURCE / "docs/policy.schema.json").read_text())
DEFS = SCHEMA["$defs"]


def rows(name):
    with open(SOURCE / "schema" / name, "rb") as f:
        return tomllib.load(f)


def check(policy):
    """None when the policy is valid, the error line otherwise."""
    run = subprocess.run([WFP, "check", "-j", "-"], input=json.dumps(policy).encode(), capture_output=True, timeout=60)
    answer = json.loads(run.stdout)
    return None if answer["valid"] else answer["error"]


def filter_with(**members):
    return {"filters": [{"name": "f", "layer": "ALE_AUTH_CONNECT_V4", "action": "block", **members}]}


def enum_of(definition):
    return definition["enum"] if "enum" in definition else definition["anyOf"][0]["enum"]


def layer_names():
    for pair in rows("layers.toml")["layer"]:
        families = [f for f in ("v4", "v6") if f in pair]
        yield pair["name"]
        if any(f + "_discard" in pair for f in families):
            yield pair["name"] + "_DISCARD"
        for f in families:
            yield f"{pair['name']}_{f.upper()}"
            if f + "_discard" in pair:
                yield f"{pair['name']}_{f.upper()}_DISCARD"


def matches(value, definition):
    """The part of JSON Schema that the file uses."""
    if "$ref" in definition and not matches(value, DEFS[definition["$ref"].rsplit("/", 1)[1]]):
        return False
    types = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}
    if "type" in definition:
        if not isinstance(value, types[definition["type"]]) or (definition["type"] == "integer" and isinstance(value, bool)):
            return False
    if "enum" in definition and value not in definition["enum"]:
        return False
    if "anyOf" in definition and not any(matches(value, d) for d in definition["anyOf"]):
        return False
    if "not" in definition and matches(value, definition["not"]):
        return False
    if isinstance(value, str) and "pattern" in definition and not re.search(definition["pattern"], value):
        return False
    if isinstance(value, int) and not definition.get("minimum", value) <= value <= definition.get("maximum", value):
        return False
    if isinstance(value, list) and not all(matches(v, definition.get("items", {})) for v in value):
        return False
    if isinstance(value, dict):
        known = definition.get("properties", {})
        if any(name not in value for name in definition.get("required", [])):
            return False
        if definition.get("additionalProperties") is False and any(name not in known for name in value):
            return False
        if not all(matches(v, known[name]) for name, v in value.items() if name in known):
            return False
    if "if" in definition and not matches(value, definition["then" if matches(value, definition["if"]) else "else"]):
        return False
    return True


class Names(unittest.TestCase):
    def test_layers_are_those_of_the_rows(self):
        self.assertEqual(sorted(enum_of(DEFS["layer"])), sorted(layer_names()))

    def test_fields_are_those_of_the_rows(self):
        conditions = rows("conditions.toml")
        names = [r["name"] for r in conditions["condition"] + conditions["alias"]]
        self.assertEqual(sorted(enum_of(DEFS["field"])), sorted(names))

    def test_match_types_are_those_of_the_rows(self):
        def camel(name):
            first, *rest = name.removeprefix("FWP_MATCH_").lower().split("_")
            return first + "".join(word.capitalize() for word in rest)
        (group,) = [e for e in rows("enums.toml")["enum"] if e["name"] == "FWP_MATCH_TYPE"]
        names = [camel(v["name"]) for v in group["values"] if not v["name"].endswith("_MAX")]
        self.assertEqual(sorted(enum_of(DEFS["match"])), sorted(names))

    def test_every_layer_is_accepted(self):
        filters = [{"name": f"{i}", "layer": n, "action": "block", "persistent": True}
                   for i, n in enumerate(enum_of(DEFS["layer"]))]
        self.assertIsNone(check({"filters": filters}))

    def test_every_field_is_known(self):
        for name in enum_of(DEFS["field"]):
            error = check(filter_with(conditions=[{"field": name, "value": "empty"}]))
            self.assertTrue(error is None or f"has no field" in error, f"{name}: {error}")
        self.assertIn("there is no field", check(filter_with(conditions=[{"field": "NONSENSE", "value": "empty"}])))

    def test_every_match_type_and_action_is_known(self):
        for name in enum_of(DEFS["match"]):
            error = check(filter_with(conditions=[{"field": "FLAGS", "match": name, "value": 1}]))
            self.assertNotIn("there is no match type", error or "", name)
        for name in enum_of(DEFS["action"]):
            self.assertNotIn("there is no action", check(filter_with(action=name)) or "", name)


class Members(unittest.TestCase):
    def test_members_are_those_that_the_program_lists(self):
        for path, kind in (("providers", "provider"), ("providerContexts", "providerContext"), ("subLayers", "subLayer"), ("callouts", "callout"), ("filters", "filter")):
            for name in DEFS[kind]["properties"]:
                self.assertNotIn("unknown member", check({path: [{name: False}]}) or "", f"{path}: {name}")
        for name in SCHEMA["properties"]:
            self.assertNotIn("unknown member", check({name: 0}) or "", name)
        for name in DEFS["condition"]["properties"]:
            self.assertNotIn("unknown member", check(filter_with(conditions=[{name: False}])) or "", name)

    def test_members_that_the_program_takes_are_in_the_schema(self):
        source = "".join((SOURCE / "src/policy" / f).read_text() for f in ("policy_file.c", "objects.c", "contexts.c", "filters.c"))
        tables = dict(re.findall(r"struct member (\w+)_members\[\] = \{(.*?)\n\};", source, re.S))
        kinds = {"provider": DEFS["provider"], "context": DEFS["providerContext"], "sublayer": DEFS["subLayer"], "callout": DEFS["callout"],
                 "filter": DEFS["filter"], "condition": DEFS["condition"], "top": SCHEMA}
        self.assertEqual(set(tables), set(kinds))
        for kind, body in tables.items():
            self.assertEqual(set(re.findall(r'\{ "([^"]+)"', body)), set(kinds[kind]["properties"]), kind)


class Captured(unittest.TestCase):
    def test_fields_that_a_replay_fills_are_those_of_the_shims(self):
        def table(path, name):
            body = re.search(name + r"\[FIELD_COUNT\] = \{(.*?)\n *\};", (SOURCE / path).read_text(), re.S)[1]
            return set(re.findall(r"\[FIELD_(\w+)\] = ", body))
        told = {"ALE_APP_ID", "ALE_USER_ID"}  # by the options of wfp replay
        sockets = {"ALE_PROMISCUOUS_MODE", "COMPARTMENT_ID"}  # a script has them, a capture has not
        # an interface of the machine has a LUID, that of a capture has not
        live = {"IP_LOCAL_INTERFACE", "IP_ARRIVAL_INTERFACE", "IP_NEXTHOP_INTERFACE", "IP_FORWARD_INTERFACE",
                "IP_PHYSICAL_ARRIVAL_INTERFACE", "IP_PHYSICAL_NEXTHOP_INTERFACE",
                "TUNNEL_TYPE", "ARRIVAL_TUNNEL_TYPE", "NEXTHOP_TUNNEL_TYPE"}
        self.assertEqual(table("src/bfe/lint_single.c", "captured") | told | sockets | live, table("src/shim/fields.c", "getters"))


    def test_layers_that_a_replay_asks_are_those_of_the_schema(self):
        body = re.search(r"replayed\[PAIR_COUNT\] = \{(.*?)\n *\};", (SOURCE / "src/bfe/lint_single.c").read_text(), re.S)[1]
        rows = tomllib.loads((SOURCE / "schema/layers.toml").read_text())["layer"]
        self.assertEqual(set(re.findall(r"\[PAIR_(\w+)\] = ", body)), {p["name"] for p in rows if "replay" in p["source"]})


class Policies(unittest.TestCase):
    def test_examples_are_of_the_schema_and_valid(self):
        examples = sorted((SOURCE / "examples").glob("*.json"))
        self.assertGreaterEqual(len(examples), 4)
        for path in examples:
            policy = json.loads(path.read_text())
            self.assertTrue(matches(policy, SCHEMA), path.name)
            self.assertIsNone(check(policy), path.name)

    def test_policies_of_the_page_are_of_the_schema_and_valid(self):
        blocks = re.findall(r"^```json\n(.*?)^```", (SOURCE / "docs/policy.md").read_text(), re.S | re.M)
        self.assertGreaterEqual(len(blocks), 4)
        for text in blocks:
            policy = json.loads(text)
            self.assertTrue(matches(policy, SCHEMA), text)
            self.assertIsNone(check(policy), text)

    def test_what_the_schema_forbids_is_refused(self):
        bad = [{"filter": []}, filter_with(weight=16), filter_with(action="continue"), filter_with(conditions=[{"field": "FLAGS"}]),
               filter_with(callout="c"), filter_with(action="calloutUnknown"), filter_with(persistent="yes"),
               {"subLayers": [{"name": "s", "weight": 65536}]}, {"providers": [{}]}, filter_with(key="1"),
               filter_with(conditions=[{"field": "FLAGS", "value": None}])]
        for policy in bad:
            self.assertFalse(matches(policy, SCHEMA), policy)
            self.assertIsNotNone(check(policy), policy)


if __name__ == "__main__":
    unittest.main()
