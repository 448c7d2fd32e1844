"""Emits the reference pages docs/reference/*.md: the rows of schema/ as tables for people."""

import textwrap

from emit_choices import shown

HEAD = "<!-- Generated from schema/ by tools/gen/generate.py (make gen). Do not edit. -->\n"

OFFSET_WORDS = {
    "none": "no packet", "mac_header": "MAC header", "ip_header": "IP header", "transport_header": "transport header",
    "data": "data after the transport header", "icmp_header": "ICMP header", "inner_ip_header": "inner IP header",
    "data(in)/transport_header(out)": "inbound: data after the transport header; outbound: transport header",
    "variable": "where the stack stopped", "undocumented": "not documented",
}


def page(title, text):
    """The top of a page: the head line, its title, and what it shows."""
    return f"{HEAD}# {title}\n\n" + textwrap.fill(text, 120, break_on_hyphens=False) + "\n\n"


def cell(text):
    return str(text).replace("|", "\\|").replace("\n", " ")


def table(heads, rows):
    out = "| " + " | ".join(heads) + " |\n|" + "---|" * len(heads) + "\n"
    for row in rows:
        out += "| " + " | ".join(cell(c) for c in row) + " |\n"
    return out + "\n"


def code(names):
    return ", ".join(f"`{n}`" for n in names) or "none"


def anchor(heading):
    """The id a Markdown renderer gives a heading made of one name."""
    return heading.lower()


def layer_link(pair):
    return f"[{pair}](../layers.md#{anchor(pair)})"


def field_rows(s, p):
    for i, f in enumerate(s.fields.get(p["name"], [])):
        names = [s.field_name(f, fam) for fam in s.families(p)]
        types = [s.field_type(f, fam) for fam in s.families(p)]
        condition = f.get("condition")
        yield (i, " / ".join(f"`{n}`" for n in dict.fromkeys(names)), " / ".join(dict.fromkeys(types)),
               f"[{condition}](reference/conditions.md#{anchor(condition)})" if condition else "reserved",
               f.get("since", "") + (" (type inferred)" if f.get("inferred") else ""))


SOURCE_WORDS = {
    "replay": "captures ([wfp replay](replay.md))", "script": "calls of a [script](script.md)",
    "run-gateway": "live traffic through a [gateway or forwarder](gateway.md) (wfp run --gateway, --forward, wfp gateway)",
    "run-switch": "live traffic through a [virtual switch](run.md) (wfp run --switch, wfp switch)",
}


def source_words(p):
    return "; ".join(SOURCE_WORDS[w] for w in p["source"]) or f"none. {p['no_source']}"


def direction_words(p):
    again = p.get("on_reauthorization")
    return p["direction"] + (f"; {again} on reauthorization" if again else "")


def layer_section(s, p):
    names = {n: (k, e) for q, k, n, e in s.layer_rows if q is p}
    out = f"## {p['name']}\n\n"
    out += table(("layer", "id", "id in a 97-layer build", "key"),
                 ((f"`{n}`", e["id"], e.get("id_97", e["id"] if e["id"] < 85 else "absent"), f"`{e['guid']}`")
                  for n, (_, e) in names.items()))
    discard = any(k.endswith("_discard") for k, _ in names.values())
    out += f"- Indicated: {s.layer_indicated(p, False)}\n"
    if discard:
        out += f"- Its discard twin: {s.layer_indicated(p, True)}\n"
    out += f"- Source here: {source_words(p)}\n"
    out += f"- Mode: {p['mode']}; direction: {direction_words(p)}; since {p['since']}\n"
    out += f"- Flags: {code(p['flags'])}\n- Data offset: {OFFSET_WORDS[s.layer_offset(p, False)]}"
    if discard and s.layer_offset(p, True) != s.layer_offset(p, False):
        out += f"; discard twin: {OFFSET_WORDS[s.layer_offset(p, True)]}"
    if p.get("retreat"):
        out += f" (retreat to the first header: {p['retreat']})"
    out += f"\n- Metadata that may be present: {code(s.layer_metadata(p, False))}"
    out += "; the discard twin adds `DISCARD_REASON`\n" if discard else "\n"
    if p.get("more_condition_flags"):
        out += f"- Flags beyond the documented table: {code(p['more_condition_flags'])}\n"
    if p.get("condition_flags"):
        out += f"- Flags of the `FLAGS` field that mean something here: {code(p['condition_flags'])}\n"
    for a in s.field_aliases:
        if p["name"] in a["layers"]:
            out += f"- `{a['name']}` is another name of `{a['of']}` here\n"
    rows = list(field_rows(s, p))
    if not rows:
        return out + "\nNo fields.\n\n"
    return out + "\n" + table(("index", "field", "type", "condition", "since"), rows)


def layers_md(s):
    out = page("Layers", "One section for each layer pair: when it is asked, what of this project asks it, where the data of a packet begin, "
               "what the metadata may tell, and its fields in the order of a classify's values.")
    out += table(("id", "layer", "key", "source here"),
                 ((e["id"], f"[{n}](#{anchor(p['name'])})", f"`{e['guid']}`", ", ".join(p["source"]) or "none")
                  for p, _, n, e in s.layer_rows))
    return out + "".join(layer_section(s, p) for p in s.layers).rstrip("\n") + "\n"


def places(s, field_id):
    """(pair, index, field) wherever a field occurs."""
    for p in s.layers:
        for i, f in enumerate(s.fields.get(p["name"], [])):
            if s.field_id(f) == field_id:
                yield p, i, f


def fields_md(s):
    out = page("Fields", "Every field with the layers that have it; the number is its index there. A field is named after "
               "its condition; where a layer's own enumerator says something else, that name follows.")
    rows = []
    for fid in s.field_ids:
        where = [f"{layer_link(p['name'])} {i}" + (f" (`{f['name']}`)" if f["name"] != fid else "")
                 for p, i, f in places(s, fid)]
        kinds = sorted({f.get("kind", "RAW_DATA") for _, _, f in places(s, fid)})
        types = sorted({s.field_type(f, fam) for p, _, f in places(s, fid) for fam in s.families(p)})
        if where:
            rows.append((f"`{fid}`", ", ".join(types), ", ".join(kinds), ", ".join(where)))
    return out + table(("field", "type", "kind", "layers"), rows).rstrip("\n") + "\n"


def conditions_md(s):
    out = page("Conditions", "What a filter can test. Names are without `FWPM_CONDITION_`.")
    for c in s.conditions:
        where = ", ".join(layer_link(p["name"]) for p, _, _ in places(s, c["name"]))
        aliases = [a["name"] for a in s.aliases if a["of"] == c["name"]]
        out += f"## {c['name']}\n\n{cell(c['meaning'])}\n\n- Key: `{c['guid']}`\n"
        out += f"- Values: {code(c.get('values', []))}\n- Layers: {where or 'none'}\n"
        out += f"- Since: {c['since']}\n" if "since" in c else ""
        out += f"- Also called: {code(aliases)}\n" if aliases else ""
        out += "\n"
    return out.rstrip("\n") + "\n"


def enums_md(s):
    out = HEAD + "# Enumerations and flags\n\n"
    for e in s.enums:
        out += f"## {e['name']}\n\n"
        out += table(("name", "value", "hex", "note"),
                     ((f"`{v['name']}`", v["value"], f"{int(v['value']):#x}", v.get("note", "")) for v in e["values"]))
    return out.rstrip("\n") + "\n"


def codes(e, key):
    return f"`{e[key]:#010x}`" if key in e else ""


def errors_md(s):
    out = page("Errors", "One row gives the user-mode code (`FWP_E_` and the name, or a Win32 code where no `FWP_E_` "
               "exists), the NTSTATUS (`STATUS_FWP_` and the name), the errno and the sentence printed for people.")
    rows = ((f"`{e['name']}`" + (f" (once `{e['old_name']}`)" if "old_name" in e else ""),
             codes(e, "fwp_e") or codes(e, "win32"), codes(e, "ntstatus"), f"`{e['errno']}`", e["sentence"])
            for e in s.errors)
    return out + table(("name", "user mode", "NTSTATUS", "errno", "meaning"), rows).rstrip("\n") + "\n"


def builtin_md(s):
    out = page("Built-in objects", "Weights were observed on one system and may differ between builds. A row marked * is "
               "in no documentation page.")
    for kind in dict.fromkeys(b["kind"] for b in s.builtin):
        rows = []
        for b in s.builtin:
            if b["kind"] == kind:
                rows.append((f"`{b['name']}`" + ("" if b.get("documented") else " *"), f"`{b['guid']}`",
                             f"{b['weight']:#x}" if "weight" in b else "", s.builtin_layer(b) or "", b["meaning"]))
        out += f"## {kind.replace('_', ' ').capitalize()}\n\n"
        out += table(("name", "key", "weight", "layer", "meaning"), rows)
    return out.rstrip("\n") + "\n"


def metadata_md(s):
    out = page("Metadata", "What a classify may be given besides its values. A layer in the list may have it; only the "
               "bit mask of the classify tells whether it does.")
    for enum, prefix in (("FWPS_METADATA_FIELD", "FWPS_METADATA_FIELD_"), ("FWPS_L2_METADATA_FIELD", "FWPS_")):
        rows = []
        for v in s.enum(enum)["values"]:
            name = v["name"].removeprefix(prefix)
            where = [layer_link(p["name"]) for p in s.layers if name in p["metadata"]]
            if name == "DISCARD_REASON":
                where.append("every discard layer")
            rows.append((f"`{name}`", f"`{int(v['value']):#010x}`", ", ".join(where) or "none documented"))
        out += f"## {enum}\n\n" + table(("metadata", "bit", "layers"), rows)
    return out.rstrip("\n") + "\n"


def choices_md(s):
    out = page("Choices", "What this project chose where documentation is silent or contradicts itself (J, see [the open "
               "questions](../behaviour/J-open-questions.md)) and where the matter is its own (P).")
    rows = ((c["id"], f"`{c['name']}`", shown(c), c["chosen"], c["evidence"]) for c in s.choices)
    return out + table(("id", "name", "value", "what was chosen", "evidence"), rows).rstrip("\n") + "\n"


def rules_md(s):
    out = page("Rules", "What drivers must do or not do, as far as it is watched while they run. A breach is reported with what the "
               "driver did, these words, and the stack; docs/behaviour has the statements.")
    rows = ((r["statements"][0], f"`{r['name']}`", "yes" if r["grave"] else "", r["sentence"], r["mend"]) for r in s.rules)
    return out + table(("statement", "name", "grave", "rule", "how to mend"), rows).rstrip("\n") + "\n"
