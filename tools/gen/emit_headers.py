"""Emits the Windows-compatible headers under include/windows/ that are made of facts."""

import re
from collections import defaultdict

from emit_model import c_guid
from headers_text import closing, fill, function, opening, structure
from schema import SchemaError
from signature import parse

BYTES = re.compile(r"FWP_BYTE_ARRAY\d+")
BY_VALUE = re.compile(r"\w+")
FORWARD = ("NDIS_SWITCH_PARAMETERS", "NDIS_SWITCH_PORT_ARRAY", "NDIS_SWITCH_PORT_PARAMETERS", "NDIS_SWITCH_NIC_ARRAY",
           "NDIS_SWITCH_NIC_PARAMETERS", "NDIS_SWITCH_PORT_PROPERTY_PARAMETERS",
           "NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS", "NDIS_ENUM_FILTERS")


# --- constants -----------------------------------------------------------------------------------------------------------

def literal(value, flags):
    value = int(value)
    if value > 0xFFFFFFFF:
        return f"{value:#x}ULL"
    return f"{value:#010x}" if flags or value > 0x7FFFFFFF else str(value)


def enumeration(e):
    values = ",\n".join(f"    {v['name']} = {literal(v['value'], False)}" for v in e["values"])
    return f"typedef enum {e['name']}_ {{\n{values}\n}} {e['name']};\n\n"


def constants(e):
    """Macros: flags, access rights, sizes, weights."""
    width = max(len(v["name"]) for v in e["values"])
    note = f" ({e['note']})" if "note" in e else ""
    values = "".join(f"#define {v['name']:{width}} {literal(v['value'], True)}\n" for v in e["values"])
    return f"/* {e['name'].replace('_', ' ') if e['name'].upper() != e['name'] else e['name']}{note} */\n{values}\n"


def enums(s, header):
    mine = [e for e in s.enums if e.get("header") == header]
    return "".join(enumeration(e) if e.get("is_type") else constants(e) for e in mine)


# --- structures ----------------------------------------------------------------------------------------------------------

def leaves(members):
    for m in members:
        yield from leaves(m.get("union") or m["struct"]) if "type" not in m else [m]


def in_order(types):
    """The structures so that each comes after those it holds by value."""
    left = {t["name"]: t for t in types}
    while left:
        ready = [t for t in left.values()
                 if not any(m["type"] in left for m in leaves(t["members"]) if BY_VALUE.fullmatch(m["type"]))]
        if not ready:
            raise SchemaError(f"types.toml: {next(iter(left))} holds itself")
        for t in ready:
            del left[t["name"]]
            yield t


def tag(t):
    return t.get("tag", t["name"] + "_")


def forward(s, mine):
    """Names of `mine`, and of structures elsewhere that they point to, declared before any of them."""
    known = {t["name"]: t for t in s.types}
    names = {t["name"]: t for t in mine}
    for t in mine:
        for m in leaves(t["members"]):
            base = m["type"].split(" ")[0]
            if base in known and not known[base].get("by_hand"):
                names[base] = known[base]
    return "".join(f"typedef struct {tag(t)} {n};\n" for n, t in names.items()) + "\n" if names else ""


def types(s, header):
    mine = [t for t in s.types if t["header"] == header]
    out = "".join(f"typedef {t['type']} {t['name']};\n" for t in s.typedefs if t["header"] == header)
    out += ("\n" if out else "") + forward(s, mine)
    out += callbacks(s, header)
    return out + "".join(structure(t, tag(t)) for t in in_order(mine))


def callbacks(s, header):
    mine = [f for f in s.functions if f["kind"] == "callback" and f["header"] == header]
    word = "CALLBACK" if header in ("fwpmu.h", "fwpsu.h") else "NTAPI"
    return "".join(function(f, parse(f), f"typedef {{}} ({word} *{f['name']})", ";") for f in mine)


# --- functions -----------------------------------------------------------------------------------------------------------

def functions(s, header):
    """A kernel function that user mode has too gets a symbol of its own: they return different kinds of status, and one
    process may hold callers of both."""
    mine = [f for f in s.functions if f["kind"] in ("user", "kernel") and f["header"] == header]
    user = {f["name"] for f in s.functions if f["kind"] == "user"}
    out = ""
    for f in mine:
        if "_IS_" in f["name"]:
            continue
        kernel = f["kind"] == "kernel"
        word = "NTAPI" if kernel else "WINAPI"
        end = f" OPENWFP_KERNEL_SYMBOL(\"{f['name']}\");" if kernel and f["name"] in user else ";"
        out += function(f, parse(f), f"{{}} {word} {f['name']}", end)
    return out


# --- unversioned names ---------------------------------------------------------------------------------------------------

def versioned(s):
    """{base: sorted digits} of every name that ends in its version."""
    names = [t["name"] for t in s.types if not t.get("by_hand")]
    names += [e["name"] for e in s.enums if e.get("is_type")]
    names += [f["name"] for f in s.functions if f["kind"] != "support"]
    found = defaultdict(set)
    for n in names:
        if n[-1].isdigit() and not BYTES.fullmatch(n):
            found[n[:-1]].add(int(n[-1]))
    return {base: sorted(digits) for base, digits in found.items()}


def threshold(s, base, digit):
    for o in s.versions["override"]:
        if o["name"] == base:
            for d, ntddi in o["from"]:
                if d == digit:
                    return ntddi
    if str(digit) not in s.versions["default"]:
        raise SchemaError(f"versions.toml: no version of Windows for {base}{digit}")
    return s.versions["default"][str(digit)]


def fwpvi_h(s):
    out = opening("fwpvi.h", "the names without a version, each mapped to the version that NTDDI_VERSION asks for",
                  "win32 FWP wfp-version-independent-names-and-targeting-specific-versions-of-windows", ["openwfp_base.h"])
    groups = defaultdict(list)
    for base, digits in versioned(s).items():
        groups[tuple((d, threshold(s, base, d)) for d in digits[1:])].append((base, digits[0]))
    for steps, bases in sorted(groups.items()):
        word = "#if"
        for digit, ntddi in reversed(steps):
            out += f"{word} NTDDI_VERSION >= {ntddi:#010x}\n" + mapping((b, digit) for b, _ in bases)
            word = "#elif"
        out += ("#else\n" if steps else "") + mapping(bases) + ("#endif\n\n" if steps else "\n")
    return out + closing("fwpvi.h")


def mapping(bases):
    return "".join(f"#define {b} {b}{d}\n" for b, d in bases)


# --- GUIDs ---------------------------------------------------------------------------------------------------------------

def define_guid(name, guid):
    parts = c_guid(guid).replace("{", "").replace("}", "").replace(" ", "").split(",")
    return fill([p + "," for p in parts[:-1]] + [parts[-1] + ");"], f"DEFINE_GUID({name}, ", "    ") + "\n"


def guids_h(s):
    out = opening("openwfp_guids.h", "the GUIDs of layers, conditions and built-in objects; not a header of Windows: "
                  "fwpmu.h and fwpmk.h include it", "win32 FWP management-filtering-layer-identifiers-, "
                  "filtering-condition-identifiers-, built-in-*-identifiers", ["guiddef.h"], c_linkage=False)
    out += "/* layers */\n"
    out += "".join(define_guid("FWPM_LAYER_" + n, e["guid"]) for p, _, n, e in s.layer_rows
                   if not p["name"].startswith("RESERVED_LAYER_"))
    out += "\n/* conditions */\n"
    out += "".join(define_guid("FWPM_CONDITION_" + c["name"], c["guid"]) for c in s.conditions)
    out += "".join(f"#define FWPM_CONDITION_{a['name']} FWPM_CONDITION_{a['of']}\n" for a in s.aliases)
    for kind in dict.fromkeys(b["kind"] for b in s.builtin):
        out += f"\n/* {kind.replace('_', ' ')}s */\n" if not kind.endswith("alias") else ""
        for b in s.builtin:
            if b["kind"] == kind:
                target = s.builtin_target(b)
                out += (define_guid(b["name"], b["guid"]) if target is b else f"#define {b['name']} {target['name']}\n")
    return out + "\n" + closing("openwfp_guids.h", c_linkage=False)


# --- layers and their fields ----------------------------------------------------------------------------------------------

def layers_h(s):
    out = opening("openwfp_layers.h", "run-time layer ids and the indices of their fields; not a header of Windows: fwpsu.h "
                  "and fwpsk.h include it", "fwpsu FWPS_BUILTIN_LAYERS, FWPS_FIELDS_*", ["openwfp_base.h"])
    out += "typedef enum FWPS_BUILTIN_LAYERS_ {\n"
    out += "".join(f"    FWPS_LAYER_{n} = {e['id']},\n" for _, _, n, e in s.layer_rows)
    out += f"    FWPS_BUILTIN_LAYER_MAX = {len(s.layer_rows)}\n}} FWPS_BUILTIN_LAYERS;\n\n"
    first = min(e["id"] for p, _, _, e in s.layer_rows if p["name"] == "IPSEC_KM_DEMUX")
    out += f"/* kernel layers are below */\n#define FWPS_BUILTIN_KM_LAYER_MAX {first}\n\n"
    for p in s.layers:
        if not p["name"].startswith("RESERVED_LAYER_"):
            for family in s.families(p):
                out += fields(s, p, family)
    return out + closing("openwfp_layers.h")


def fields(s, pair, family):
    suffix = "" if family == "any" else "_" + family.upper()
    layer, rows = pair["name"] + suffix, s.fields.get(pair["name"], [])
    name = s.field_types.get(pair["name"], pair["name"]) + suffix
    out = f"typedef enum FWPS_FIELDS_{name}_ {{\n"
    for i, f in enumerate(rows):
        where = f.get("public_prefix", pair["name"]) + suffix
        out += f"    FWPS_FIELD_{where}_{s.field_name(f, family)} = {i},\n"
    out += f"    FWPS_FIELD_{layer}_MAX = {len(rows)}\n}} FWPS_FIELDS_{name};\n"
    mine = {s.field_name(f, family) for f in rows}
    for a in s.field_aliases:
        if pair["name"] in a["layers"] and a["of"] in mine and a["name"] not in mine:
            out += f"#define FWPS_FIELD_{layer}_{a['name']} FWPS_FIELD_{layer}_{a['of']}\n"
    return out + "\n"


# --- errors --------------------------------------------------------------------------------------------------------------

def errors_h(s):
    out = opening("openwfp_errors.h", "FWP_E_ codes (user mode) and STATUS_FWP_ codes (kernel); not a header of Windows: "
                  "winerror.h, ntstatus.h and fwptypes.h include it", "win32 FWP wfp-error-codes", ["openwfp_base.h"],
                  c_linkage=False)
    for e in s.errors:
        if "fwp_e" in e:
            out += guarded(f"FWP_E_{e['name']}", f"((HRESULT){e['fwp_e']:#010x})")
    for e in s.errors:
        if "ntstatus" in e and "win32" not in e and not e.get("ntstatus_generic"):
            for name in (e["name"], e.get("old_name")):
                out += guarded(f"STATUS_FWP_{name}", f"((NTSTATUS){e['ntstatus']:#010x})") if name else ""
    return out + "\n" + closing("openwfp_errors.h", c_linkage=False)


def guarded(name, value):
    return f"#ifndef {name}\n#define {name} {value}\n#endif\n"


# --- the headers of Windows ------------------------------------------------------------------------------------------------

def plain(name, what, source, includes, after=()):
    def emit(s):
        out = opening(name, what, source, includes) + enums(s, name) + types(s, name) + functions(s, name)
        return out + closing(name, after)
    return emit


METADATA_MACROS = """\
/* Whether a classify has been given a datum. */
#define FWPS_IS_METADATA_FIELD_PRESENT(metadataValues, metadataField) \\
    (((metadataValues)->currentMetadataValues & (metadataField)) == (metadataField))
#define FWPS_IS_L2_METADATA_FIELD_PRESENT(metadataValues, l2MetadataField) \\
    (((metadataValues)->currentL2MetadataValues & (l2MetadataField)) == (l2MetadataField))

"""


def fwpstypes_h(s):
    base = plain("fwpstypes.h", "run-time objects: filters as a callout sees them, values of a classify, its outcome",
                 "fwpstypes", ["fwpmtypes.h"])(s)
    end = base.rindex("#ifdef __cplusplus")
    return base[:end] + METADATA_MACROS + base[end:]


def fwpsk_h(s):
    out = opening("fwpsk.h", "what a callout driver calls and is called by", "fwpsk",
                  ["fwpstypes.h", "openwfp_layers.h", "nbl.h"])
    out += "#ifndef OPENWFP_NDIS_SWITCH\n#define OPENWFP_NDIS_SWITCH\n"
    out += "typedef UINT32 NDIS_SWITCH_PORT_ID;\ntypedef USHORT NDIS_SWITCH_NIC_INDEX;\ntypedef ULONG  NDIS_PORT_NUMBER;\n#endif\n"
    out += "".join(f"typedef struct _{n} {n};\n" for n in FORWARD) + "\n"
    return out + enums(s, "fwpsk.h") + types(s, "fwpsk.h") + functions(s, "fwpsk.h") + closing("fwpsk.h")


OUTPUTS = {
    "shared/openwfp_errors.h": errors_h,
    "shared/openwfp_guids.h": guids_h,
    "shared/openwfp_layers.h": layers_h,
    "shared/fwpvi.h": fwpvi_h,
    "shared/fwptypes.h": plain("fwptypes.h", "the types that all of the platform shares: values, conditions, ranges, actions",
                               "fwptypes", ["openwfp_base.h", "openwfp_errors.h"], ["fwpvi.h"]),
    "shared/iketypes.h": plain("iketypes.h", "keying module types", "iketypes", ["fwptypes.h"]),
    "shared/ipsectypes.h": plain("ipsectypes.h", "IPsec types", "ipsectypes", ["fwptypes.h", "iketypes.h"]),
    "shared/fwpmtypes.h": plain("fwpmtypes.h", "managed objects: filters, sublayers, providers, callouts, sessions, net events",
                                "fwpmtypes", ["fwptypes.h", "iketypes.h", "ipsectypes.h"]),
    "shared/fwpstypes.h": fwpstypes_h,
    "um/fwpmu.h": plain("fwpmu.h", "the management functions of user mode", "fwpmu", ["fwpmtypes.h", "openwfp_guids.h"]),
    "um/fwpsu.h": plain("fwpsu.h", "the run-time functions of user mode", "fwpsu", ["fwpstypes.h", "openwfp_layers.h"]),
    "km/fwpmk.h": plain("fwpmk.h", "the management functions of kernel mode", "fwpmk", ["fwpmtypes.h", "openwfp_guids.h"]),
    "km/fwpsk.h": fwpsk_h,
}
