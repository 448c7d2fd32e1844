"""Emits src/record/gen/: the descriptors of the public structures; and keeps schema/record_numbers.toml."""

from emit_model import HEAD
from record import Records, Switch

_records = {}


def records(s):
    return _records.setdefault(id(s), Records(s))


def c_name(name):
    return name.replace(".", "_")


def numbers_toml(s):
    table = records(s).numbers
    out = "# Kept by tools/gen/generate.py (make gen), which only appends: by these numbers members and calls are known in\n"
    out += "# stored and sent bytes, so none is ever changed or given again. Rows that a structure has no more stay.\n"
    for kind in sorted(table):
        for name in sorted(table[kind]):
            if isinstance(table[kind][name], dict):
                out += f"\n[{kind}.\"{name}\"]\n"
                out += "".join(f"{m} = {n}\n" for m, n in sorted(table[kind][name].items(), key=lambda x: x[1]))
        plain = {n: v for n, v in table[kind].items() if not isinstance(v, dict)}
        if plain:
            out += f"\n[{kind}]\n" + "".join(f"{n} = {v}\n" for n, v in sorted(plain.items(), key=lambda x: x[1]))
    return out


def types_h(s):
    out = HEAD + "#ifndef WFP_RECORD_GEN_TYPES_H\n#define WFP_RECORD_GEN_TYPES_H\n\nstruct record_type;\n\n"
    out += "".join(f"extern const struct record_type record_{c_name(r.name)};\n" for r in records(s).done.values())
    return out + "\n#endif\n"


def enums(s, rs):
    names = sorted({m.enum for r in rs.done.values() for m in r.members() if m.enum})
    out = ""
    for n in names:
        values = [v for v in s.enum(n)["values"] if v.get("note") != "count/limit marker"]
        out += f"static const struct record_value values_{n}[] = {{\n"
        out += "".join(f"    {{ \"{v['name']}\", {int(v['value']):#x} }},\n" for v in values)
        out += f"}};\nstatic const struct record_enum enum_{n} = {{ \"{n}\", values_{n}, {len(values)} }};\n\n"
    return out


def member(m):
    flags = " | ".join("RECORD_" + f for f in sorted(m.flags)) or "0"
    target = f"&record_{c_name(m.target)}" if m.target else "NULL"
    enum = f"&enum_{m.enum}" if m.enum else "NULL"
    return (f"    {{ \"{m.name}\", {m.offset}, {m.size}, {m.count_at}, {m.number}, RECORD_{m.kind}, {flags}, "
            f"{target}, {enum} }},\n")


def walk_entry(w, index):
    return (f"    {{ \"{w.name}\", {w.at}, 4, {index}, 0, RECORD_SWITCH, 0, NULL, NULL }},\n" if isinstance(w, Switch)
            else member(w))


def descriptor(rs, r):
    name = c_name(r.name)
    order = r.walk + r.arms
    switches = rs.switches(r)
    out = f"/* {r.name} */\n"
    for i, sw in enumerate(switches):
        out += f"static const struct record_case cases_{name}_{i}[] = {{\n"
        for value, arm in sorted(sw.cases.items()):
            out += f"    {{ {value:#x}, {arm if isinstance(arm, str) else order.index(arm)} }},\n"
        out += "};\n"
    if switches:
        out += f"static const struct record_switch switches_{name}[] = {{\n"
        out += "".join(f"    {{ {sw.at}, {sw.mask:#x}, {len(sw.cases)}, cases_{name}_{i} }},\n"
                       for i, sw in enumerate(switches))
        out += "};\n"
    out += f"static const struct record_member members_{name}[] = {{\n"
    out += "".join(walk_entry(w, switches.index(w) if isinstance(w, Switch) else 0) for w in order) + "};\n"
    by = {m.number: i for i, m in enumerate(order) if not isinstance(m, Switch)}
    top = max(by, default=0)
    out += f"static const uint8_t numbers_{name}[] = {{ " + ", ".join(str(by.get(n, -1) + 1) for n in range(top + 1)) + " };\n"
    newest = c_name(rs.newest(r))
    out += (f"const struct record_type record_{name} = {{ \"{r.name}\", &record_{newest}, {r.size}, {r.align}, {len(r.walk)}, "
            f"{len(order)}, {top + 1}, {len(switches)},\n    members_{name}, numbers_{name}, "
            f"{'switches_' + name if switches else 'NULL'} }};\n\n")
    return out


def types_c(s):
    rs = records(s)
    out = HEAD + "#include \"record/gen/types.h\"\n\n#include \"record/type.h\"\n\n"
    out += enums(s, rs) + "".join(descriptor(rs, r) for r in rs.done.values())
    names = sorted(rs.done)
    out += "/* by name */\nconst struct record_type *const record_types[] = {\n"
    out += "".join(f"    &record_{c_name(n)},\n" for n in names)
    out += f"}};\nconst size_t record_type_count = {len(names)};\n"
    return out
