"""Loads schema/*.toml. Standard library only; check.py refuses rows that contradict each other."""

import pathlib
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
FAMILY_KEYS = ("v4", "v4_discard", "v6", "v6_discard", "any", "any_discard")


class SchemaError(Exception):
    """A row of schema/ is wrong or contradicts another; the message names the file and the row."""


def load(name):
    try:
        with open(ROOT / "schema" / f"{name}.toml", "rb") as f:
            return tomllib.load(f)
    except tomllib.TOMLDecodeError as e:
        raise SchemaError(f"{name}.toml: {e}") from e


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
        fields = load("fields")
        self.fields = {f["layer"]: f["list"] for f in fields["fields"]}
        self.field_aliases = fields.get("alias", [])
        self.field_types = {f["layer"]: f["public_type"] for f in fields["fields"] if "public_type" in f}
        cond = load("conditions")
        self.conditions = cond["condition"]
        self.aliases = cond.get("alias", [])
        self.enums = load("enums")["enum"]
        self.errors = load("errors")["error"]
        self.builtin = load("builtin")["object"]
        self.reasons = load("discard_reasons")["reason"]
        self.choices = load("choices")["choice"]
        self.rules = load("rules")["rule"]
        self.functions = load("functions")["function"]
        self.win32 = load("win32")["win32"]
        types = load("types")
        self.types = types["type"]
        self.typedefs = types["typedef"]
        self.versions = load("versions")
        self.deferred = load("deferred")
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
        raise SchemaError(f"enums.toml has no enum {name}")

    def field_id(self, field):
        return field.get("condition", field["name"])

    def families(self, pair):
        """The families of a pair: ["v4", "v6"] or ["any"]."""
        return [k for k in ("any", "v4", "v6") if k in pair]

    def field_name(self, field, family):
        return field.get("v6_name", field["name"]) if family == "v6" else field["name"]

    def field_type(self, field, family):
        if field["type"] == "IP_ADDRESS":
            return {"v4": "UINT32", "v6": "BYTE_ARRAY16"}[family]
        return field["type"]

    def layer_metadata(self, pair, discard):
        """Names of the metadata that may be present; a discard twin adds its reason."""
        extra = ["DISCARD_REASON"] if discard and "DISCARD_REASON" not in pair["metadata"] else []
        return pair["metadata"] + extra

    def layer_offset(self, pair, discard):
        return pair.get("offset_discard", pair["offset"]) if discard else pair["offset"]

    def layer_indicated(self, pair, discard):
        if discard:
            return pair.get("indicated_discard", "what was discarded at the layer itself")
        return pair["indicated"]

    def builtin_layer(self, row):
        """Name of the layer a built-in callout belongs to, or None. Private layers are given by their key."""
        wanted = row.get("layer", "").split("|")[0].strip().removeprefix("FWPM_LAYER_")
        for _, _, name, e in self.layer_rows:
            if wanted in (name, "{" + e["guid"] + "}"):
                return name
        return None

    def builtin_target(self, row):
        """The row itself, or the row an alias stands for."""
        if row["kind"].endswith("_alias"):
            for b in self.builtin:
                if b["guid"] == row["guid"] and b["kind"] == row["kind"].removesuffix("_alias"):
                    return b
        return row
