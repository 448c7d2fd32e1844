#!/usr/bin/env python3
"""The coverage list: every statement once, tags found, and tags or reasons that name nothing refused."""

import json
import sys
import unittest

sys.dont_write_bytecode = True
from gen_copy import SOURCE, Copy

TAG = "prov" + "es: "  # in two parts, so that the scan of this file finds no tag here


class Coverage(unittest.TestCase):
    def setUp(self):
        self.copy = Copy()
        self.addCleanup(self.copy.__exit__)

    def coverage(self):
        self.assertEqual(self.copy.refusal(), "")
        return json.loads((self.copy.root / "docs/coverage.json").read_text())

    def test_every_statement_and_function_is_listed(self):
        listed = self.coverage()
        self.assertEqual(len(listed["statements"]), 759)
        self.assertTrue(all(s["status"] == "deferred" and s["reason"] for s in listed["statements"].values()))
        self.assertEqual(listed["functions"]["FwpsOpenToken0"], "partial")  # refused on both sides
        self.assertEqual(listed["functions"]["FWPM_CONNECTION_CALLBACK0"], "absent")
        self.assertEqual(listed["functions"]["FwpsCalloutRegister3"], "done")

    def test_a_tag_proves_its_statements(self):
        self.copy.write("tests/unit/a_test.c", f"/* {TAG}B-011 B-012, and words */\n/* {TAG}B-011 */\n")
        self.copy.write("fuzz/b_fuzz.c", f"// {TAG}B-011\n")
        statements = self.coverage()["statements"]
        self.assertEqual(statements["B-011"], {"status": "proven", "tests": ["fuzz/b_fuzz.c", "tests/unit/a_test.c"]})
        self.assertEqual(statements["B-012"]["tests"], ["tests/unit/a_test.c"])
        self.assertEqual(statements["B-013"]["status"], "deferred")

    def test_a_tag_on_an_unknown_statement_is_refused(self):
        self.copy.write("tests/unit/a_test.c", f"/* {TAG}B-999 */\n")
        self.assertIn("tests/unit/a_test.c: proves unknown statement B-999", self.copy.refusal())

    def test_a_tag_without_an_id_is_refused(self):
        self.copy.write("tests/unit/a_test.c", f"/* {TAG}that it works */\n")
        self.assertIn("tests/unit/a_test.c: a proves tag without an id", self.copy.refusal())

    def test_a_reason_for_a_proven_statement_is_refused(self):
        self.copy.edit("schema/deferred.toml", "[default]", '[[override]]\nids = ["B-010..B-012"]\nreason = "x"\n\n[default]')
        self.assertEqual(self.coverage()["statements"]["B-012"]["reason"], "x")
        self.copy.write("tests/unit/a_test.c", f"/* {TAG}B-011 */\n")
        self.assertIn("B-011 is deferred but tests/unit/a_test.c proves it", self.copy.refusal())

    def test_a_reason_for_an_unknown_statement_is_refused(self):
        self.copy.edit("schema/deferred.toml", "[default]", '[[override]]\nids = ["B-099"]\nreason = "x"\n\n[default]')
        self.assertIn("no statement B-099", self.copy.refusal())

    def test_the_real_tree_has_the_proofs_of_this_folder(self):
        statements = json.loads((SOURCE / "docs/coverage.json").read_text())["statements"]
        self.assertIn("tests/unit/schema_test.c", statements["B-025"]["tests"])


if __name__ == "__main__":
    unittest.main()
