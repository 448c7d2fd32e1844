"""Refuses rows of schema/ that are malformed or contradict another row. The first contradiction is named."""

import errno
import re

import coverage
import emit_calls
import emit_docs
import emit_headers
import emit_model
import signature
from schema import SchemaError

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
REASON_ENUMS = {"TRANSPORT": "INET_DISCARD_REASON", "NETWORK": "IP_DISCARD_REASON",
                "GENERAL": "FWPS_GENERAL_DISCARD_REASON"}


def need(ok, message):
    if not ok:
        raise SchemaError(message)


def unique(file, what, rows):
    """rows: (name, key); no key may come twice."""
    seen = {}
    for name, key in rows:
        need(key not in seen, f"{file}: {name} and {seen.get(key)} share {what} {key}")
        seen[key] = name


def guids(file, rows):
    rows = list(rows)
    for name, guid in rows:
        need(GUID.fullmatch(guid), f"{file}: {name} has a malformed GUID {guid}")
    unique(file, "the GUID", rows)


def data_types(s):
    return {v["name"].removeprefix("FWP_").removesuffix("_TYPE") for v in s.enum("FWP_DATA_TYPE")["values"]}


def layers(s):
    unique("layers.toml", "the name", ((p["name"], p["name"]) for p in s.layers))
    unique("layers.toml", "the run-time id", ((n, e["id"]) for _, _, n, e in s.layer_rows))
    guids("layers.toml", ((n, e["guid"]) for _, _, n, e in s.layer_rows))
    flags = {v["name"].removeprefix("FWPM_LAYER_FLAG_") for v in s.enum("FWPM_LAYER_FLAG")["values"]}
    metadata = {v["name"].removeprefix("FWPS_METADATA_FIELD_") for v in s.enum("FWPS_METADATA_FIELD")["values"]}
    metadata |= {v["name"].removeprefix("FWPS_") for v in s.enum("FWPS_L2_METADATA_FIELD")["values"]}
    condition_flags = {v["name"].removeprefix("FWP_CONDITION_FLAG_") for v in s.enum("FWP_CONDITION_FLAG")["values"]}
    for p in s.layers:
        name = p["name"]
        twins = {f: f + "_discard" in p for f in s.families(p)}
        need(twins, f"layers.toml: {name} has no family")
        need(set(twins) in ({"any"}, {"v4", "v6"}), f"layers.toml: {name} needs v4 and v6, or any")
        need(len(set(twins.values())) == 1, f"layers.toml: {name} has a discard twin in one family only")
        need(set(p["source"]) <= set(emit_docs.SOURCE_WORDS), f"layers.toml: {name} has an unknown source in {p['source']}")
        need(bool(p["source"]) != ("no_source" in p), f"layers.toml: {name} needs a source, or no_source that says why there is none")
        need(p["direction"] in emit_model.DIRECTIONS, f"layers.toml: {name} has unknown direction {p['direction']}")
        for key in ("offset", "offset_discard"):
            need(p.get(key, "none") in emit_model.OFFSETS, f"layers.toml: {name} has unknown {key} {p.get(key)}")
        for flag in p["flags"]:
            need(flag in flags, f"layers.toml: {name} names unknown flag {flag}")
        for flag in p.get("condition_flags", []) + p.get("more_condition_flags", []):
            need(flag in condition_flags, f"layers.toml: {name} names unknown condition flag {flag}")
        for m in p["metadata"]:
            need(m in metadata, f"layers.toml: {name} names unknown metadata {m}")
    ids = sorted(e["id"] for _, _, _, e in s.layer_rows)
    need(ids == list(range(len(ids))), "layers.toml: run-time ids have a gap")


def conditions(s):
    guids("conditions.toml", ((c["name"], c["guid"]) for c in s.conditions))
    names = [(c["name"], c["name"]) for c in s.conditions] + [(a["name"], a["name"]) for a in s.aliases]
    unique("conditions.toml", "the name", names)
    known = {c["name"] for c in s.conditions}
    for a in s.aliases:
        need(a["of"] in known, f"conditions.toml: alias {a['name']} of unknown {a['of']}")
    types = data_types(s)
    for c in s.conditions:
        for t in c.get("values", []):
            need(t in types, f"conditions.toml: {c['name']} takes unknown type {t}")


def fields(s):
    pairs = {p["name"]: p for p in s.layers}
    known = {c["name"] for c in s.conditions}
    types = data_types(s) | {"IP_ADDRESS"}
    kinds = {v["name"].removeprefix("FWPM_FIELD_") for v in s.enum("FWPM_FIELD_TYPE")["values"]}
    for layer, rows in s.fields.items():
        need(layer in pairs, f"fields.toml: no layer {layer}")
        unique(f"fields.toml: {layer}", "the field", ((f["name"], s.field_id(f)) for f in rows))
        for f in rows:
            where = f"fields.toml: {layer}.{f['name']}"
            need(f.get("condition") in known | {None}, f"{where} names unknown condition {f.get('condition')}")
            need(f["type"] in types, f"{where} has unknown type {f['type']}")
            need(f.get("kind", "RAW_DATA") in kinds, f"{where} has unknown kind {f.get('kind')}")
            need(f["type"] != "IP_ADDRESS" or "v4" in pairs[layer], f"{where} needs a layer with families")
    for a in s.field_aliases:
        for layer in a["layers"]:
            names = {n for f in s.fields.get(layer, []) for n in (f["name"], f.get("v6_name"))}
            need(a["of"] in names, f"fields.toml: alias {a['name']}: {layer} has no field {a['of']}")


def enums(s):
    unique("enums.toml", "the name", ((e["name"], e["name"]) for e in s.enums))
    for e in s.enums:
        unique(f"enums.toml: {e['name']}", "the name", ((v["name"], v["name"]) for v in e["values"]))
        for v in e["values"]:
            need(str(v.get("value", "")).lstrip("-").isdigit(), f"enums.toml: {v['name']} has no value")
    for r in s.reasons:
        values = {v["name"]: int(v["value"]) for v in s.enum(REASON_ENUMS[r["module"]])["values"]}
        need(values.get(r["name"]) == r["value"],
             f"discard_reasons.toml: {r['name']} is {r['value']}, enums.toml has {values.get(r['name'])}")


def errors(s):
    unique("errors.toml", "the name", ((e["name"], e["name"]) for e in s.errors))
    unique("errors.toml", "a code", ((e["name"], e[k]) for e in s.errors for k in ("fwp_e", "win32") if k in e))
    unique("errors.toml", "the NTSTATUS",
           ((e["name"], e["ntstatus"]) for e in s.errors if "ntstatus" in e and not e.get("ntstatus_generic")))
    for e in s.errors:
        need(hasattr(errno, e["errno"]), f"errors.toml: {e['name']} has unknown errno {e['errno']}")
        need(e["sentence"].endswith("."), f"errors.toml: the sentence of {e['name']} has no full stop")
        if "fwp_e" in e and "ntstatus" in e:
            need(e["fwp_e"] & 0xFFFF == e["ntstatus"] & 0xFFFF, f"errors.toml: the codes of {e['name']} differ")


def builtin(s):
    for kind in {b["kind"] for b in s.builtin}:
        guids("builtin.toml", ((b["name"], b["guid"]) for b in s.builtin if b["kind"] == kind))
    for b in s.builtin:
        need(not b.get("layer") or s.builtin_layer(b),
             f"builtin.toml: {b['name']} names unknown layer {b.get('layer')}")
        need(not b["kind"].endswith("_alias") or s.builtin_target(b) is not b,
             f"builtin.toml: alias {b['name']} has the GUID of no other row")


def choices(s):
    statuses = {e["name"] for e in s.errors}
    unique("choices.toml", "the id", ((c["name"], c["id"]) for c in s.choices))
    unique("choices.toml", "the name", ((c["id"], c["name"]) for c in s.choices))
    for c in s.choices:
        fits = {"bool": lambda v: isinstance(v, bool), "enum": lambda v: v in c.get("values", []),
                "number": lambda v: isinstance(v, int) and not isinstance(v, bool),
                "status": lambda v: v in statuses}
        need(c["type"] in fits, f"choices.toml: {c['id']} has unknown type {c['type']}")
        need(fits[c["type"]](c["value"]), f"choices.toml: {c['id']} cannot be {c['value']}")


def rules(s):
    known = coverage.statements()
    unique("rules.toml", "the name", ((r["name"], r["name"]) for r in s.rules))
    for r in s.rules:
        for sid in r["statements"]:
            need(sid in known, f"rules.toml: {r['name']} cites {sid}, which is no statement")
        need(r["statements"], f"rules.toml: {r['name']} cites no statement")
        need(r["sentence"].endswith(".") and r["mend"].endswith("."), f"rules.toml: {r['name']} has a sentence without its end")


def types(s):
    unique("types.toml", "the name", ((t["name"], t["name"]) for t in s.types + s.typedefs))
    for t in s.types:
        name, size, align = t["name"], t.get("size"), t.get("align")
        need((size is None) == (align is None), f"types.toml: {name} has a size without an alignment, or the other way")
        need(size is None or size % align == 0, f"types.toml: {name} has size {size}, no multiple of {align}")
        need("header" in t, f"types.toml: {name} has no header")
        for m in emit_headers.leaves(t["members"]):
            need(re.fullmatch(r"[A-Za-z]\w*", m["name"]), f"types.toml: {name} has a member {m['name']}")
            need(size is None or m.get("offset", 0) < size or "by_hand" in t,
                 f"types.toml: {name}.{m['name']} is at {m.get('offset')}, behind the end")
    headers = {path.split("/")[1] for path in emit_headers.OUTPUTS} | {"nbl.h"}
    rows = [("types.toml", t["name"], t["header"]) for t in s.types + s.typedefs]
    rows += [("enums.toml", e["name"], e["header"]) for e in s.enums if "header" in e]
    rows += [("functions.toml", f["name"], f["header"]) for f in s.functions if f["kind"] != "support"]
    for file, name, header in rows:
        need(header in headers, f"{file}: {name} is in {header}, which nothing makes")
    bases = {o["name"] for o in s.versions["override"]}
    need(bases <= set(emit_headers.versioned(s)), f"versions.toml: no versions of {bases - set(emit_headers.versioned(s))}")


def functions(s):
    # The kernel has its own variants of many management functions under the same names, in another header.
    unique("functions.toml", "the place", ((f["name"], f"{f['name']} in {f['header']}") for f in s.functions))
    for f in s.functions:
        need(f["status"] in ("done", "partial", "absent"), f"functions.toml: {f['name']} has status {f['status']}")
        if f["kind"] != "support" and "_IS_" not in f["name"]:
            signature.parse(f)


def record(s):
    """How structures and arguments travel; what cannot be told from the rows is refused while they are read."""
    emit_calls.calls(s)


def win32(s):
    seen = set()
    for r in s.win32:
        if r["kind"] not in ("function", "macro", "header") or r["status"] not in ("done", "partial", "absent"):
            raise SchemaError(f"win32.toml: {r['name']}: unknown kind or status")
        if (r["status"] == "done") == ("reason" in r):
            raise SchemaError(f"win32.toml: {r['name']}: whatever is not done, and only that, has a reason")
        if r["name"] in seen:
            raise SchemaError(f"win32.toml: {r['name']} is there twice")
        seen.add(r["name"])


def check(s):
    for part in (layers, conditions, fields, enums, errors, builtin, choices, rules, types, functions, record, win32):
        try:
            part(s)
        except KeyError as e:
            raise SchemaError(f"{part.__name__}.toml: a row lacks {e}") from e
