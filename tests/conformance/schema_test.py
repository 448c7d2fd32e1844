#!/usr/bin/env python3
"""The rows of schema/ agree with each other and with the tables of docs/behaviour/, and broken rows are refused."""

import sys
import unittest

sys.dont_write_bytecode = True
from gen_copy import SOURCE, Copy

sys.path.insert(0, str(SOURCE / "tools/gen"))
from schema import Schema

S = Schema()
PAIRS = {p["name"]: p for p in S.layers}
LAYERS = {name: (p, key, e) for p, key, name, e in S.layer_rows}


def values(enum):
    return {v["name"]: int(v["value"]) for v in S.enum(enum)["values"]}


class Rows(unittest.TestCase):
    def test_counts(self):
        self.assertEqual(len(S.layer_rows), 99)
        self.assertEqual(len(S.conditions), 143)
        self.assertEqual(len(S.aliases), 10)
        self.assertEqual(len(S.functions), 609)
        self.assertEqual(len(S.types), 238)
        self.assertEqual(len(S.builtin), 86)
        self.assertEqual(len(S.reasons), 98)
        self.assertEqual(sum(len(f) * len(S.families(PAIRS[n])) for n, f in S.fields.items()), 940)

    def test_every_layer_but_the_fast_and_reserved_ones_has_fields(self):
        without = {n for n in PAIRS if not S.fields.get(n)}
        self.assertEqual({n for n in without if not n.startswith("RESERVED")},
                         {"INBOUND_TRANSPORT_FAST", "OUTBOUND_TRANSPORT_FAST", "INBOUND_MAC_FRAME_NATIVE_FAST",
                          "OUTBOUND_MAC_FRAME_NATIVE_FAST"})

    def test_every_layer_id_below_56_is_a_layer_and_its_discard_twin_in_turn(self):
        for name, (_, key, e) in LAYERS.items():
            if e["id"] < 56:
                self.assertEqual(key.endswith("_discard"), e["id"] % 2 == 1, name)
            else:
                self.assertFalse(key.endswith("_discard"), name)

    def test_indices_that_callouts_rely_on(self):
        places = {("ALE_AUTH_CONNECT", "ALE_APP_ID"): 0, ("ALE_AUTH_CONNECT", "IP_REMOTE_PORT"): 7,
                  ("INBOUND_TRANSPORT", "IP_PROTOCOL"): 0, ("STREAM", "DIRECTION"): 5,
                  ("INBOUND_MAC_FRAME_ETHERNET", "ETHER_TYPE"): 5}
        for (layer, field), index in places.items():
            self.assertEqual([S.field_id(f) for f in S.fields[layer]].index(field), index, (layer, field))

    def test_metadata_are_those_of_the_behaviour_table(self):
        for line in (SOURCE / "docs/behaviour/metadata-by-layer.tsv").read_text().splitlines():
            if not line.startswith("FWPS_LAYER_"):
                continue
            layer, names = line.split("\t")
            layer = layer.removeprefix("FWPS_LAYER_").replace("MAC_FRAME_802_3", "MAC_FRAME_ETHERNET")
            pair, key, _ = LAYERS[layer]
            mine = {m.removeprefix("L2_METADATA_FIELD_") for m in S.layer_metadata(pair, key.endswith("_discard"))}
            for name in names.split(","):
                bare = name.removeprefix("FWPS_L2_METADATA_FIELD_").removeprefix("FWPS_METADATA_FIELD_")
                self.assertIn(bare, mine, layer)

    def test_condition_flags_are_those_of_the_behaviour_table(self):
        if not any("condition_flags" in p for p in S.layers):
            self.skipTest("layers carry no condition flags")
        expected = {}
        for line in (SOURCE / "docs/behaviour/condition-flags-by-layer.tsv").read_text().splitlines():
            flag, _, layers = line.partition("\t")
            for layer in filter(None, layers.split(",") if flag.startswith("FWP_CONDITION_FLAG_") else ()):
                pair = layer.strip().removeprefix("FWPM_LAYER_").removesuffix("_DISCARD")
                pair = pair.removesuffix("_V{4|6}").removesuffix("_{V4|6}")
                expected.setdefault(pair, set()).add(flag.removeprefix("FWP_CONDITION_FLAG_"))
        # The table is of the Win32 page; the page of the WDK that is called the same has these two beside it.
        expected["IPFORWARD"] |= {"IS_OUTBOUND_PASS_THRU", "IS_INBOUND_PASS_THRU"}
        self.assertEqual({n: set(p["condition_flags"]) for n, p in PAIRS.items() if p.get("condition_flags")}, expected)

    # proves: A-122
    def test_weight_constants(self):
        self.assertEqual(values("FWPM_WEIGHT_RANGE"),
                         {"FWPM_WEIGHT_RANGE_IKE_EXEMPTIONS": 0xC, "FWPM_WEIGHT_RANGE_IPSEC": 0})
        self.assertEqual(values("FWPM_AUTO_WEIGHT")["FWPM_AUTO_WEIGHT_BITS"], 60)

    # proves: A-161
    def test_generic_access_is_made_of_the_documented_rights(self):
        right, generic = values("FWPM_ACTRL"), values("FWPM_generic_access")
        read_control, delete, required = 0x20000, 0x10000, 0xF0000

        def bits(*names):
            return sum(right["FWPM_ACTRL_" + n] for n in names)
        self.assertEqual(generic["FWPM_GENERIC_READ"],
                         read_control | bits("BEGIN_READ_TXN", "CLASSIFY", "OPEN", "READ", "READ_STATS"))
        self.assertEqual(generic["FWPM_GENERIC_WRITE"],
                         read_control | delete | bits("ADD", "ADD_LINK", "BEGIN_WRITE_TXN", "WRITE"))
        self.assertEqual(generic["FWPM_GENERIC_EXECUTE"], read_control | bits("ENUM", "SUBSCRIBE"))
        self.assertEqual(generic["FWPM_GENERIC_ALL"], required | sum(right.values()))

    # proves: F-013
    def test_the_switch_layers_and_their_fields(self):
        for side in ("INGRESS", "EGRESS"):
            self.assertIn("any", PAIRS[f"{side}_VSWITCH_ETHERNET"])
            self.assertEqual(S.families(PAIRS[f"{side}_VSWITCH_TRANSPORT"]), ["v4", "v6"])
            for kind in ("ETHERNET", "TRANSPORT"):
                self.assertTrue(S.fields[f"{side}_VSWITCH_{kind}"])
        self.assertEqual(sum("VSWITCH" in n for n in LAYERS), 6)

    # proves: F-032
    def test_switch_event_types(self):
        names = ("FILTER_ADD_TO_INCOMPLETE_LAYER", "FILTER_ENGINE_NOT_IN_REQUIRED_POSITION", "ENABLED_FOR_INSPECTION",
                 "DISABLED_FOR_INSPECTION", "FILTER_ENGINE_REORDER")
        found = values("FWPM_VSWITCH_EVENT_TYPE")
        self.assertEqual([found["FWPM_VSWITCH_EVENT_" + n] for n in names], list(range(5)))

    # proves: H-006
    def test_net_event_types(self):
        names = ("IKEEXT_MM_FAILURE", "IKEEXT_QM_FAILURE", "IKEEXT_EM_FAILURE", "CLASSIFY_DROP", "IPSEC_KERNEL_DROP",
                 "IPSEC_DOSP_DROP", "CLASSIFY_ALLOW", "CAPABILITY_DROP", "CAPABILITY_ALLOW", "CLASSIFY_DROP_MAC",
                 "LPM_PACKET_ARRIVAL")
        found = values("FWPM_NET_EVENT_TYPE")
        self.assertEqual([found["FWPM_NET_EVENT_TYPE_" + n] for n in names], list(range(11)))

    def test_every_open_question_has_a_choice(self):
        text = (SOURCE / "docs/behaviour/J-open-questions.md").read_text()
        questions = [line[4:9] for line in text.splitlines() if line.startswith("- **J-")]
        self.assertEqual([c["id"] for c in S.choices if c["id"].startswith("J")], questions)


# (file, old text, new text, what the refusal has to say)
BROKEN = [
    ("layers", "id = 1,", "id = 0,", "share the run-time id 0"),
    ("layers", "id = 98,", "id = 99,", "a gap"),
    ("layers", "c86fd1bf-21cd-497e-a0bb-17425c885c58", "b5a230d0-a8c0-44f2-916e-991b53ded1f7", "share the GUID"),
    ("layers", "c86fd1bf-21cd-497e-a0bb-17425c885c58", "c86fd1bf-21cd-497e-a0bb-17425c885c5", "malformed GUID"),
    ("layers", 'v6_discard = { id = 3', 'v7_discard = { id = 3', "twin in one family"),
    ("layers", '"IP_HEADER_SIZE", ', '"IP_HEADER_SIZES", ', "unknown metadata IP_HEADER_SIZES"),
    ("layers", '"KERNEL", ', '"COLONEL", ', "unknown flag COLONEL"),
    ("layers", 'offset = "ip_header"', 'offset = "middle"', "unknown offset middle"),
    ("layers", 'direction = "inbound"', 'direction = "up"', "unknown direction up"),
    ("layers", 'direction = "inbound"\n', "", "a row lacks 'direction'"),
    ("layers", "[[layer]]", "[[layer]", "layers.toml"),
    ("fields", 'layer = "IPFORWARD"', 'layer = "IPBACKWARD"', "no layer IPBACKWARD"),
    ("fields", 'condition = "IP_LOCAL_ADDRESS" }', 'condition = "IP_LOCAL_ADRESS" }', "unknown condition IP_LOCAL_ADRESS"),
    ("fields", 'condition = "IP_REMOTE_ADDRESS" }', 'condition = "IP_LOCAL_ADDRESS" }', "share the field"),
    ("fields", 'type = "UINT8"', 'type = "UINT9"', "unknown type UINT9"),
    ("fields", 'of = "IP_LOCAL_PORT"', 'of = "IP_LOCAL_FORT"', "has no field IP_LOCAL_FORT"),
    ("conditions", 'of = "IP_LOCAL_INTERFACE"', 'of = "IP_LOCAL_FACE"', "alias INTERFACE of unknown IP_LOCAL_FACE"),
    ("conditions", 'values = ["BYTE_ARRAY6"]', 'values = ["BYTE_ARRAY7"]', "unknown type BYTE_ARRAY7"),
    ("conditions", 'name = "VLAN_ID"', 'name = "ETHER_TYPE"', "share the name ETHER_TYPE"),
    ("errors", "fwp_e = 0x80320002", "fwp_e = 0x80320001", "share a code"),
    ("errors", "ntstatus = 0xc0220002", "ntstatus = 0xc0220001", "share the NTSTATUS"),
    ("errors", 'errno = "ENOENT"', 'errno = "ENOWAY"', "unknown errno ENOWAY"),
    ("errors", 'has this key."', 'has this key"', "no full stop"),
    ("types", "size = 200\nalign = 8", "size = 201\nalign = 8", "has size 201"),
    ("types", 'size = 200\nalign = 8\npage = "ns-fwpmtypes-fwpm_filter0"', "size = 184\nalign = 8",
     "FWPM_FILTER0.effectiveWeight"),
    ("types", "size = 200\nalign = 8", "size = 200", "without an alignment"),
    ("types", 'name = "FWPM_FILTER0"', 'name = "FWPM_LAYER0"', "share the name FWPM_LAYER0"),
    ("types", 'type = "FWP_VALUE0"', 'type = "FWP_RANGE0"', "FWP_RANGE0 holds itself"),
    ("types", 'header = "iketypes.h"', 'header = "spiketypes.h"', "which nothing makes"),
    ("types", 'switch = "type", none = ["FWP_EMPTY"], ', "", "a union of FWP_CONDITION_VALUE0 has no switch"),
    ("types", 'case = ["FWP_UINT16"]', 'case = ["FWP_UINT8"]', "a union of FWP_CONDITION_VALUE0 has two members for 1"),
    ("types", ', case = ["FWP_UINT16"]', "", "uint16 has no case"),
    ("types", 'case = ["FWP_UINT16"]', 'case = ["FWP_WINT16"]', "no enumerator FWP_WINT16"),
    ("types", 'switch = "trafficType"', 'switch = "kindOfTraffic"', "has no switch"),
    ("types", 'type = "FWPM_FILTER_CONDITION0 *"', 'type = "FWPM_FILTER0 *"', "FWPM_FILTER0 by a pointer holds itself"),
    ("types", '{ name = "providerKey", type = "GUID *", offset = 40 }', '{ name = "providerKey", type = "GUID *", offset = 48 }',
     "providerKey is at 40 by its types, at 48 by its row"),
    ("types", '{ name = "keyModKeys", type = "GUID *"', '{ name = "keyModKeys", type = "UINT64 *"', "keyModKeys differs between"),
    ("functions", "[out] FWPM_NET_EVENT1 ***entries", "[in] FWPM_NET_EVENT1 ***entries", "FwpmNetEventEnum1"),
    ("versions", 'name = "FwpmNetEventEnum"', 'name = "FwpmNetEventCount"', "no versions of {'FwpmNetEventCount'}"),
    ("versions", "[3, 0x0A000002], [4, 0x0A000005], ", "[3, 0x0A000002], ", "no version of Windows for FWPM_NET_EVENT4"),
    ("functions", "[in] HANDLE engineHandle", "[sideways] HANDLE engineHandle", "cannot read"),
    ("enums", '{ name = "FWPM_GENERIC_READ", value', '{ name = "FWPM_GENERIC_READ", worth', "has no value"),
    ("discard_reasons", "value = 4\n", "value = 444\n", "InetDiscardEndpointNotFound is 444"),
    ("builtin", 'layer = "FWPM_LAYER_IPFORWARD_V4"', 'layer = "FWPM_LAYER_IPFORWARD_V5"', "unknown layer"),
    ("choices", 'value = "BY_ID"', 'value = "BY_LUCK"', "J-001 cannot be BY_LUCK"),
    ("choices", 'value = "INCOMPATIBLE_LAYER"', 'value = "NO_SUCH"', "J-023 cannot be NO_SUCH"),
    ("choices", 'id = "J-002"', 'id = "J-001"', "share the id J-001"),
    ("functions", 'status = "absent"', 'status = "perhaps"', "has status perhaps"),
]


class Refusals(unittest.TestCase):
    def test_sound_rows_are_accepted(self):
        with Copy() as copy:
            self.assertEqual(copy.refusal(), "")
            self.assertEqual(copy.generate("--check").returncode, 0)

    def test_broken_rows_are_refused_by_name(self):
        for file, old, new, complaint in BROKEN:
            with self.subTest(file=file, new=new), Copy() as copy:
                copy.edit(f"schema/{file}.toml", old, new)
                self.assertIn(complaint, copy.refusal())

    def test_a_changed_row_makes_its_files_stale(self):
        with Copy() as copy:
            self.assertEqual(copy.refusal(), "")
            copy.edit("schema/errors.toml", "No callout has this key.", "No callout has that key.")
            run = copy.generate("--check")
            self.assertEqual(run.returncode, 1)
            for path in ("src/base/gen/status.c", "docs/reference/errors.md"):
                self.assertIn(path, run.stderr)


if __name__ == "__main__":
    unittest.main()
