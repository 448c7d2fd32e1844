"""Loads schema/*.toml and refuses rows that contradict each other. Standard library only."""

import pathlib
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
FAMILY_KEYS = ("v4", "v4_discard", "v6", "v6_discard", "any", "any_discard")


class SchemaError(Exception):
    """A row of schema/ contradicts another; the message names both."""


def load(name):
    with open(ROOT / "schema" / f"{name}.toml", "rb") as f:
        return tomllib.load(f)


def layer_rows(layers):
    """Yields (pair, key, full name, entry) for every run-time layer, by ascending run-time id."""
    rows = []
    for pair in layers:
        for key in FAMILY_KEYS:
            if key in pair:
                family = key.split("_")[0]
                name = pair["name"] + ("" if family == "any" else "_" + family.upper())
                if key.endswith("_discard"):
                    name += "_DISCARD"
                rows.append((pair, key, name, pair[key]))
    return sorted(rows, key=lambda r: r[3]["id"])


class Schema:
    """All rows, with the lists that several emitters need."""

    def __init__(self):
        self.layers = load("layers")["layer"]
        self.layer_rows = layer_rows(self.layers)
        self.fields = {f["layer"]: f["list"] for f in load("fields")["fields"]}
        cond = load("conditions")
        self.conditions = cond["condition"]
        self.aliases = cond.get("alias", [])
        self.enums = load("enums")["enum"]
        self.errors = load("errors")["error"]
        self.builtin = load("builtin")["object"]
        self.reasons = load("discard_reasons")["reason"]
        # The field ids: one per condition, then the reserved slots that no condition names.
        self.field_ids = [c["name"] for c in self.conditions]
        for fields in self.fields.values():
            for f in fields:
                if "condition" not in f and f["name"] not in self.field_ids:
                    self.field_ids.append(f["name"])

    def enum(self, name):
        for e in self.enums:
            if e["name"] == name:
                return e
        raise SchemaError(f"schema/enums.toml has no enum {name}")

    def field_id(self, field):
        return field.get("condition", field["name"])

    def check(self):
        """Cross-checks between row files; raises SchemaError with the first contradiction."""
        seen_id, seen_guid = {}, {}
        for _, _, name, e in self.layer_rows:
            for table, key in ((seen_id, e["id"]), (seen_guid, e["guid"])):
                if key in table:
                    raise SchemaError(f"layers.toml: {name} and {table[key]} share {key}")
                table[key] = name
        ids = sorted(seen_id)
        if ids != list(range(len(ids))):
            raise SchemaError("layers.toml: run-time ids have a gap")
        names = {c["name"]: c for c in self.conditions}
        guids = {}
        for c in self.conditions:
            if c["guid"] in guids:
                raise SchemaError(f"conditions.toml: {c['name']} and {guids[c['guid']]} share a GUID")
            guids[c["guid"]] = c["name"]
        for a in self.aliases:
            if a["of"] not in names:
                raise SchemaError(f"conditions.toml: alias {a['name']} of unknown {a['of']}")
        pairs = {p["name"] for p in self.layers}
        types = {v["name"].removeprefix("FWP_").removesuffix("_TYPE")
                 for v in self.enum("FWP_DATA_TYPE")["values"]}
        for layer, fields in self.fields.items():
            if layer not in pairs:
                raise SchemaError(f"fields.toml: no layer {layer}")
            seen = set()
            for f in fields:
                fid = self.field_id(f)
                if fid in seen:
                    raise SchemaError(f"fields.toml: {layer} has {fid} twice")
                seen.add(fid)
                if "condition" in f and f["condition"] not in names:
                    raise SchemaError(f"fields.toml: {layer}.{f['name']} names unknown condition {f['condition']}")
                if f["type"] not in types | {"IP_ADDRESS"}:
                    raise SchemaError(f"fields.toml: {layer}.{f['name']} has unknown type {f['type']}")
        metadata = {v["name"].removeprefix("FWPS_METADATA_FIELD_")
                    for v in self.enum("FWPS_METADATA_FIELD")["values"]}
        l2 = {v["name"].removeprefix("FWPS_")
              for v in self.enum("FWPS_L2_METADATA_FIELD")["values"]}
        for p in self.layers:
            for m in p["metadata"]:
                if m not in metadata and m not in l2:
                    raise SchemaError(f"layers.toml: {p['name']} names unknown metadata {m}")
        codes = {}
        for e in self.errors:
            for key in ("fwp_e", "win32"):
                if key in e:
                    if e[key] in codes:
                        raise SchemaError(f"errors.toml: {e['name']} and {codes[e[key]]} share a code")
                    codes[e[key]] = e["name"]
