#!/usr/bin/env python3
"""The rules of schema/rules.toml that a classify function can break: a driver that breaks each, and the same driver that keeps
them all, on the example capture."""

import json
import re
import subprocess
import sys
import tomllib
import unittest

from driver_kit import SOURCE, WFP, DriverTest

RULES = {r["name"]: r for r in tomllib.loads((SOURCE / "schema/rules.toml").read_text())["rule"]}
FLOW, INSPECTION = "-DLAYER=FWPM_LAYER_ALE_FLOW_ESTABLISHED_V4", "-DACTION=FWP_ACTION_CALLOUT_INSPECTION"
# A policy whose hard block stands above the driver's filter.
BLOCK = {"subLayers": [{"name": "above", "weight": 60000}],
         "filters": [{"name": "hard", "layer": "INBOUND_TRANSPORT_V4", "subLayer": "above", "action": "block"}]}


class Rules(DriverTest):
    def replay(self, rule, *options, policy=None):
        module = self.build("rules.c", f"-DRULE={rule}", *options, name=rule.lower())
        more = []
        if policy:
            path = self.scratch / "policy.json"
            path.write_text(json.dumps(policy))
            more = ["--policy", path]
        run = subprocess.run([WFP, "replay", "-q", *more, "--callout", module, "examples/web.pcapng"], cwd=SOURCE,
                             capture_output=True, text=True, check=False, timeout=120)
        self.assertEqual(run.returncode, 0, run.stderr)
        return [line.strip() for line in run.stderr.splitlines()]

    def keeps(self, *options, policy=None):
        self.assertEqual(self.replay("NONE", *options, policy=policy), [])

    def breaks(self, rule, what, *options, policy=None):
        """Reported once, however often it is broken: what, which rule, how to mend."""
        lines, name, row = self.replay(rule, *options, policy=policy), rule.lower(), RULES[rule]
        self.assertRegex(lines[0], rf"^! {name}: {name}!Classify at {what}")
        self.assertEqual(lines[1], f"! {name}:   rule ({', '.join(row['statements'])}): {row['sentence']}")
        self.assertEqual(lines[2], f"! {name}:   mend: {row['mend']}")
        self.assertEqual([l for l in lines if "Classify at" in l], lines[:1])

    def test_a_driver_that_keeps_them(self):
        self.keeps()
        self.keeps(INSPECTION)
        self.keeps(FLOW)
        self.keeps(policy=BLOCK)

    # proves: D-009 I-017
    def test_the_data_offset_is_restored(self):
        self.breaks("OFFSET_NOT_RESTORED", r"INBOUND_TRANSPORT_V4 was given data at offset \d+ and left them at \d+$")

    def test_the_irql_is_restored(self):
        self.breaks("CLASSIFY_CHANGED_IRQL",
                    "INBOUND_TRANSPORT_V4 was called at DISPATCH_LEVEL and returned at PASSIVE_LEVEL$")

    # proves: B-055
    def test_a_classify_function_does_not_wait(self):
        lines = self.replay("WAITS")
        self.assertRegex(lines[0], r"^! waits: .*at DISPATCH_LEVEL: allowed up to APC_LEVEL")

    def test_no_lock_is_held(self):
        self.breaks("LOCK_HELD_AT_RETURN", "INBOUND_TRANSPORT_V4 returned with 1 spin lock held$")

    # proves: B-042
    def test_absorbing(self):
        self.breaks("ABSORB_WITHOUT_BLOCK", "INBOUND_TRANSPORT_V4 set the ABSORB flag without BLOCK$")
        self.breaks("ABSORB_WITH_RIGHT", "INBOUND_TRANSPORT_V4 absorbed and left FWPS_RIGHT_ACTION_WRITE set$")

    # proves: I-002 I-003
    def test_answers_behind_each_kind_of_filter(self):
        self.breaks("INSPECTION_DECIDES", 'INBOUND_TRANSPORT_V4 answered BLOCK behind the inspection filter "the kit\'s filter"$',
                    INSPECTION)
        self.breaks("TERMINATING_WITHOUT_DECISION",
                    'INBOUND_TRANSPORT_V4 answered neither PERMIT nor BLOCK behind the terminating filter "the kit\'s filter"$')

    # proves: I-001
    def test_an_answer_without_the_right(self):
        self.breaks("WRITE_WITHOUT_RIGHT", "INBOUND_TRANSPORT_V4 answered PERMIT without the right to write the action$",
                    policy=BLOCK)

    # proves: I-006
    def test_a_block_where_flows_are_established(self):
        self.breaks("BLOCK_AT_FLOW_ESTABLISHED", "ALE_FLOW_ESTABLISHED_V4 answered BLOCK: the connection is torn down$", FLOW)

    # proves: C-066 I-049
    def test_who_pends_blocks_and_absorbs(self):
        connect = "-DLAYER=FWPM_LAYER_ALE_AUTH_CONNECT_V4"
        self.assertEqual(self.replay("PENDS", connect), [])
        self.breaks("NO_BLOCK_AFTER_PEND", "ALE_AUTH_CONNECT_V4 pended the operation and answered no BLOCK$", connect)

    # proves: D-041 I-012
    def test_who_injects_lets_pass_what_comes_by_again(self):
        self.assertEqual(self.injected("SELF_INJECTED_BLOCKED"), [])
        lines = self.injected("SELF_INJECTED_BLOCKED", "-DBLOCK_OWN")
        self.assertEqual(len(lines), 1, lines)

    def injected(self, rule, *options):
        """What the driver that injects is reported for against the rule: breaks("SELF_INJECTED_BLOCKED") with -DBLOCK_OWN."""
        module = self.build("reinject.c", *options)
        run = subprocess.run([WFP, "replay", "-q", "--callout", module, "examples/web.pcapng"], cwd=SOURCE, capture_output=True,
                             text=True, check=False, timeout=30)
        return [l for l in run.stderr.splitlines() if l.endswith(RULES[rule]["sentence"])]

    def test_every_rule_has_its_driver(self):
        tests = "".join(p.read_text() for p in SOURCE.glob("tests/*/*_test.*"))
        broken = set(re.findall(r'breaks\("(\w+)"|BREAKS\((\w+)\)', tests))
        self.assertEqual(set(RULES) - {name for pair in broken for name in pair}, set())


if __name__ == "__main__":
    sys.exit(unittest.main())
