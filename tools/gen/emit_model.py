"""Emits the C tables of the model floor and the status table of the base floor."""

HEAD = "/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit. */\n"

OFFSETS = {
    "none": "OFFSET_NONE", "mac_header": "OFFSET_MAC_HEADER", "ip_header": "OFFSET_IP_HEADER",
    "transport_header": "OFFSET_TRANSPORT_HEADER", "data": "OFFSET_DATA",
    "icmp_header": "OFFSET_ICMP_HEADER", "inner_ip_header": "OFFSET_INNER_IP_HEADER",
    "data(in)/transport_header(out)": "OFFSET_DATA_IN_TRANSPORT_OUT",
    "variable": "OFFSET_WHERE_STOPPED", "undocumented": "OFFSET_UNDOCUMENTED",
}
DIRECTIONS = {"inbound": "LAYER_INBOUND", "outbound": "LAYER_OUTBOUND", "forward": "LAYER_FORWARD",
              "bidirectional": "LAYER_BOTH", "none": "LAYER_NO_DIRECTION", "n/a": "LAYER_NO_DIRECTION"}

FAMILIES = {"v4": "FAMILY_V4", "v6": "FAMILY_V6", "any": "FAMILY_NONE"}
BUILTINS = {"sublayer": "BUILTIN_SUBLAYER", "provider": "BUILTIN_PROVIDER", "callout": "BUILTIN_CALLOUT",
            "provider_context": "BUILTIN_PROVIDER_CONTEXT"}


def c_string(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'


def c_guid(text):
    h = text.replace("-", "")
    tail = ", ".join("0x" + h[i:i + 2] for i in range(16, 32, 2))
    return f"{{ 0x{h[:8]}, 0x{h[8:12]}, 0x{h[12:16]}, {{ {tail} }} }}"


def interior(enum, value):
    """The engine's own name of a public enumerator: FWP_CONDITION_FLAG_IS_LOOPBACK -> CONDITION_FLAG_IS_LOOPBACK."""
    name, prefix = value["name"], enum["interior"]
    for strip in ("FWPM_", "FWPS_", "FWP_"):
        name = name.removeprefix(strip)
    maximum = {"FWP_SINGLE_DATA_TYPE_MAX": "TYPE_SINGLE_MAX", "FWP_DATA_TYPE_MAX": "TYPE_MAX"}
    if name_of := maximum.get(value["name"]):
        return name_of
    if enum["name"] == "DL_ADDRESS_TYPE":
        return "DL_" + name[2:].upper()
    if enum["name"] in ("IP_DISCARD_REASON", "INET_DISCARD_REASON"):
        stem = name.removeprefix("IpDiscard").removeprefix("InetDiscard")
        return prefix + snake(stem)
    stems = {"TYPE_": ("DATA_", "SINGLE_DATA_"), "MATCH_": ("MATCH_",), "ACTION_": ("ACTION_",),
             "PACKET_DIRECTION_": ("DIRECTION_",), "L2_FLAG_": ("CONDITION_L2_",),
             "RUNTIME_FILTER_FLAG_": ("FILTER_FLAG_",), "CALLOUT_OBJECT_FLAG_": ("CALLOUT_FLAG_",),
             "REAUTHORIZE_REASON_": ("CONDITION_REAUTHORIZE_REASON_",), "FIELD_KIND_": ("FIELD_",),
             "METADATA_": ("METADATA_FIELD_",), "L2_METADATA_": ("L2_METADATA_FIELD_",),
             "CONTEXT_FLAG_": ("PROVIDER_CONTEXT_FLAG_",), "CONTEXT_TYPE_": ("PROVIDER_CONTEXT_TYPE_",), "OPTION_": ("ENGINE_OPTION_", "ENGINE_"),
             "GENERAL_DISCARD_": ("DISCARD_", "GENERAL_DISCARD_REASON_")}
    for stem in stems.get(prefix, (prefix,)):
        name = name.removeprefix(stem)
    if enum["name"] == "FWP_DATA_TYPE":
        name = name.removesuffix("_TYPE")
    return prefix + name


def snake(camel):
    out = ""
    for i, ch in enumerate(camel):
        if ch.isupper() and i and (not camel[i - 1].isupper() or (i + 1 < len(camel) and camel[i + 1].islower())):
            out += "_"
        out += ch.upper()
    return out


def status_h(s):
    out = HEAD + "#ifndef WFP_BASE_GEN_STATUS_H\n#define WFP_BASE_GEN_STATUS_H\n\nenum wfp_status {\n    WFP_OK = 0,\n"
    for e in s.errors:
        out += f"    WFP_{e['name']}, /* {e['sentence']} */\n"
    return out + "    WFP_STATUS_COUNT\n};\n\n#endif\n"


def status_c(s):
    out = HEAD + '#include <errno.h>\n\n#include "base/status.h"\n\nconst struct status_row status_rows[WFP_STATUS_COUNT] = {\n'
    out += '    [WFP_OK] = { "OK", 0, 0, 0, "Done." },\n'
    for e in s.errors:
        # An NTSTATUS-only row answers user mode with the same facility code the kernel name has.
        user = e.get("fwp_e", e.get("win32"))
        if user is None:
            user = 0x80320000 | (e["ntstatus"] & 0xFFFF)
        nt = e.get("ntstatus", 0xC0000001)
        out += f"    [WFP_{e['name']}] = {{ {c_string(e['name'])}, {user:#010x}u, {nt:#010x}u, {e['errno']}, {c_string(e['sentence'])} }},\n"
    return out + "};\n"


def enums_h(s):
    out = HEAD + "#ifndef WFP_MODEL_GEN_ENUMS_H\n#define WFP_MODEL_GEN_ENUMS_H\n\n"
    for e in s.enums:
        if "interior" not in e:
            continue
        tag = {"FWP_DATA_TYPE": "data_type", "FWP_MATCH_TYPE": "match_type", "FWP_ACTION_TYPE": "action_type",
               "FWP_DIRECTION": "packet_direction"}.get(
            e["name"], e["name"].lower().rstrip("0123456789"))
        out += f"/* {e['name']} */\nenum {tag} {{\n"
        for v in e["values"]:
            value = int(v["value"])
            shown = f"{value}" if value < 256 and e["name"] in (
                "FWP_DATA_TYPE", "FWP_MATCH_TYPE", "IP_DISCARD_REASON", "INET_DISCARD_REASON") else f"{value:#x}"
            suffix = "u" if value > 0x7FFFFFFF else ""
            out += f"    {interior(e, v)} = {shown}{suffix},\n"
        out += "};\n\n"
    return out + "#endif\n"


def ids_h(s):
    out = HEAD + "#ifndef WFP_MODEL_GEN_IDS_H\n#define WFP_MODEL_GEN_IDS_H\n\n"
    out += "/* Run-time layer ids (FWPS_LAYER_*). */\nenum layer_id {\n"
    for _, _, name, e in s.layer_rows:
        out += f"    LAYER_ID_{name} = {e['id']},\n"
    out += f"    LAYER_COUNT = {len(s.layer_rows)},\n    LAYER_ID_NONE = 0xFFFF\n}};\n\n"
    out += "/* A layer without its family: LAYER(INBOUND_TRANSPORT). */\nenum layer_pair {\n"
    for p in s.layers:
        out += f"    PAIR_{p['name']},\n"
    out += "    PAIR_COUNT\n};\n\n/* Fields by meaning; the same id serves every layer that has the field. */\nenum field_id {\n"
    for f in s.field_ids:
        out += f"    FIELD_{f},\n"
    return out + "    FIELD_COUNT,\n    FIELD_NONE = -1\n};\n\n#endif\n"


def tables_c(s):
    head = HEAD + '#include "model/schema.h"\n\n'
    return head + conditions_part(s) + fields_part(s) + layers_part(s) + builtin_part(s) + enums_part(s)


def conditions_part(s):
    out = "const struct condition_row condition_rows[FIELD_COUNT] = {\n"
    for i, name in enumerate(s.field_ids):
        c = next((c for c in s.conditions if c["name"] == name), None)
        if c:
            out += f"    [FIELD_{name}] = {{ {c_string(name)}, {c_guid(c['guid'])}, {c_string(c.get('meaning', ''))}, true }},\n"
        else:
            out += f"    [FIELD_{name}] = {{ {c_string(name)}, {{ 0 }}, \"reserved slot\", false }},\n"
    out += "};\n\nconst struct alias_row condition_aliases[] = {\n"
    for a in s.aliases:
        out += f"    {{ {c_string(a['name'])}, FIELD_{a['of']} }},\n"
    return out + f"}};\nconst unsigned condition_alias_count = {len(s.aliases)};\n\n"


def fields_part(s):
    out = ""
    for p in s.layers:
        fields = s.fields.get(p["name"])
        if not fields:
            continue
        for fam in s.families(p):
            out += f"static const struct field_row fields_{p['name']}_{fam}[] = {{\n"
            for f in fields:
                kind = f.get("kind", "RAW_DATA")
                out += (f"    {{ {c_string(s.field_name(f, fam))}, FIELD_{s.field_id(f)}, "
                        f"TYPE_{s.field_type(f, fam)}, FIELD_KIND_{kind}, "
                        f"{'true' if f.get('inferred') else 'false'} }},\n")
            out += "};\n"
    return out


def layers_part(s):
    out = "\nconst struct layer_row layer_rows[LAYER_COUNT] = {\n"
    by_key = {(p["name"], k): e["id"] for p, k, _, e in s.layer_rows}
    for p, key, name, e in s.layer_rows:
        fam = key.split("_")[0]
        disc = key.endswith("_discard")
        fields = s.fields.get(p["name"])
        twin = by_key.get((p["name"], fam if disc else fam + "_discard"), "LAYER_ID_NONE")
        meta = s.layer_metadata(p, disc)
        m = " | ".join(f"METADATA_{x}" for x in meta if not x.startswith("L2_")) or "0"
        l2 = " | ".join(x.replace("L2_METADATA_FIELD_", "L2_METADATA_") for x in meta if x.startswith("L2_")) or "0"
        flags = " | ".join("LAYER_FLAG_" + x for x in p["flags"]) or "0"
        out += f"    [{e['id']}] = {{\n        .id = {e['id']}, .pair = PAIR_{p['name']}, .name = {c_string(name)},\n"
        out += f"        .key = {c_guid(e['guid'])},\n"
        out += f"        .family = {FAMILIES[fam]},\n"
        out += f"        .is_discard = {'true' if disc else 'false'}, .is_kernel = {'true' if p['mode'] == 'kernel' else 'false'},\n"
        out += f"        .twin = {twin}, .flags = {flags},\n"
        out += f"        .direction = {DIRECTIONS[p['direction']]}, .offset = {OFFSETS[s.layer_offset(p, disc)]},\n"
        out += f"        .metadata = {m},\n        .l2_metadata = {l2},\n"
        cf = " | ".join("CONDITION_FLAG_" + x for x in p.get("condition_flags", []) + p.get("more_condition_flags", [])) or "0"
        out += f"        .condition_flags = {cf},\n"
        out += f"        .indicated = {c_string(s.layer_indicated(p, disc))},\n"
        if fields:
            index = ", ".join(f"[FIELD_{s.field_id(f)}] = {i + 1}" for i, f in enumerate(fields))
            out += f"        .fields = fields_{p['name']}_{fam}, .field_count = {len(fields)},\n"
            out += f"        .slot = {{ {index} }},\n"
        out += "    },\n"
    out += "};\n\nconst uint16_t layer_ids_by_pair[PAIR_COUNT][FAMILY_COUNT][2] = {\n"
    for p in s.layers:
        cells = []
        for fam in ("any", "v4", "v6"):
            a = p.get(fam, {}).get("id", "LAYER_ID_NONE")
            d = p.get(fam + "_discard", {}).get("id", "LAYER_ID_NONE")
            cells.append(f"[{FAMILIES[fam]}] = {{ {a}, {d} }}")
        out += f"    [PAIR_{p['name']}] = {{ {', '.join(cells)} }},\n"
    out += "};\n\nconst char *const pair_names[PAIR_COUNT] = {\n"
    for p in s.layers:
        out += f"    [PAIR_{p['name']}] = {c_string(p['name'])},\n"
    return out + "};\n\n"


def builtin_part(s):
    out = "const struct builtin_row builtin_rows[] = {\n"
    n = 0
    for b in s.builtin:
        kind = b["kind"].removesuffix("_alias")
        if kind not in BUILTINS:
            continue
        target = s.builtin_target(b)
        layer = s.builtin_layer(target)
        lid = next((e["id"] for _, _, name, e in s.layer_rows if name == layer), "LAYER_ID_NONE")
        out += (f"    {{ {BUILTINS[kind]}, {c_string(b['name'])}, {c_guid(b['guid'])}, {target.get('weight', 0)}, {lid}, "
                f"{'true' if target is not b else 'false'}, {c_string(b.get('meaning', ''))} }},\n")
        n += 1
    return out + f"}};\nconst unsigned builtin_count = {n};\n\n"


def enums_part(s):
    out = "const struct name_value enum_names[] = {\n"
    for e in s.enums:
        if "interior" not in e:
            continue
        for v in e["values"]:
            out += f"    {{ {c_string(e['name'])}, {c_string(v['name'])}, {int(v['value'])}u }},\n"
    out += "    { 0, 0, 0 },\n};\n"
    return out
