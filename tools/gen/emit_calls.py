"""Emits src/record/gen/calls.[ch]: every management function as a row of parameters, and the operations behind the versions."""

import re
from typing import NamedTuple

import signature
from emit_model import HEAD
from emit_record import c_name, records
from record import HEADERS, MORE_HEADERS, travels
from schema import SchemaError

RESULTS = ("DWORD", "NTSTATUS")
SECURITY = {"PSID": "SID", "PACL": "ACL", "PSECURITY_DESCRIPTOR": "DESCRIPTOR", "SID": "SID", "ACL": "ACL"}
# Where the page gives no annotation, and no other version of the function either: what may be left out.
OPTIONAL = {"sd", "id", "context", "keyModKey", "mainModePolicy", "sidOwner", "sidGroup", "dacl", "sacl"}


class Parameter(NamedTuple):
    name: str
    kind: str
    size: int
    optional: bool
    partner: int  # index of the count of an array, or of the array of a count; -1 none
    target: str | None

    def shape(self):
        return (self.kind, self.size)


class Call:
    def __init__(self, row, parameters):
        self.name, self.header, self.parameters = row["name"], row["header"], parameters
        self.base, digits = re.fullmatch(r"(.*?)(\d+)", row["name"]).groups()
        self.version, self.slots, self.number = int(digits), [], 0


def operation(base):
    """FwpmSubLayerAdd -> SUBLAYER_ADD."""
    words = base.removeprefix("Fwpm").removeprefix("Fwps").replace("SubLayer", "Sublayer").replace("vSwitch", "Vswitch").replace("IPsec", "Ipsec")
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", words).upper()


class Calls:
    def __init__(self, s):
        self.records = records(s)
        self.types = self.records.rows
        rows = [f for f in s.functions if travels(f) and f["kind"] in ("user", "kernel")]
        self.rows = [(f, signature.parse(f)) for f in rows]
        self.known = self.annotations()
        self.calls = {}
        for f, sig in sorted(self.rows, key=lambda r: (HEADERS + MORE_HEADERS).index(r[0]["header"])):
            if sig.result in RESULTS and re.search(r"\d$", f["name"]):
                self.calls.setdefault(f["name"], Call(f, self.parameters(f, sig)))
        self.operations()
        self.number()

    def annotations(self):
        """{(function without version, parameter): annotation} of those that have one."""
        return {(f["name"].rstrip("0123456789"), p.name): p.annotation
                for f, sig in reversed(self.rows) for p in sig.parameters if p.annotation}

    def annotation(self, f, p):
        found = p.annotation or self.known.get((f["name"].rstrip("0123456789"), p.name))
        if found:
            return found
        out = p.stars and not p.type.startswith("const ") and p.type != "void" and (p.stars != "*" or p.type not in self.types)
        return ("_Out" if out else "_In") + ("_opt_" if p.name in OPTIONAL else "_")

    def parameters(self, f, sig):
        found = []
        for p in sig.parameters:
            note, base = self.annotation(f, p), p.type.removeprefix("const ")
            kind, size, target = self.kind(f, p, note, base)
            partner = -1
            before = found[-1] if found else None
            if kind == "STRUCT" and before and before.kind == "NUMBER" and re.match("num[A-Z]", before.name):
                kind, partner = "ARRAY", len(found) - 1
                found[-1] = before._replace(kind="COUNT", partner=len(found))
            elif kind == "OUT_NUMBER" and before and before.kind == "OUT_ARRAY":
                kind, partner = "OUT_COUNT", len(found) - 1
                found[-1] = before._replace(partner=len(found))
            found.append(Parameter(p.name, kind, size, "opt" in note, partner, target))
        return found

    def kind(self, f, p, note, base):
        """(kind, size of a number, record)"""
        rs, stars = self.records, len(p.stars)
        base = rs.typedefs.get(base, base)
        out = "OUT_" if note.startswith("_Out") else ""
        if base in rs.callbacks:
            return "CALLBACK", 0, None
        if base == "void" or base.startswith("SEC_WINNT_AUTH"):
            return ("CONTEXT" if p.name == "context" else "LOCAL"), 0, None
        if base == "HANDLE":
            return ("ENGINE" if p.name == "engineHandle" and not stars else out + "HANDLE"), 8, None
        if base in SECURITY:
            return out + SECURITY[base], 0, None
        if base == "GUID" and not out:
            return "GUID", 16, None
        if base in ("PCWSTR", "WCHAR") and not out:
            return "STRING", 2, None
        size = 4 if base == "SECURITY_INFORMATION" else rs.scalar(base)
        if size and stars == (1 if out else 0):
            return out + "NUMBER", size, None
        if base in self.types and (stars == 1 or out):
            kinds = {(1, ""): "STRUCT", (1, "OUT_"): "OUT_STRUCT", (2, "OUT_"): "OUT_BLOCK", (3, "OUT_"): "OUT_ARRAY"}
            return kinds[stars, out], 0, base
        raise SchemaError(f"functions.toml: {f['name']}: no kind for {p.type} {p.stars}{p.name}")

    def operations(self):
        """The arguments of an operation are those of its newest version; every version's parameters have their place there."""
        self.ops = {}
        for c in sorted(self.calls.values(), key=lambda c: -c.version):
            op = self.ops.setdefault(operation(c.base), [])
            for p in c.parameters:
                slot = next((i for i, q in enumerate(op) if i not in c.slots and q.name == p.name), None)
                if slot is None:
                    slot = len(op)
                    op.append(p)
                if op[slot].shape() != p.shape():
                    raise SchemaError(f"functions.toml: {p.name} of {c.name} differs from that of another version")
                c.slots.append(slot)

    def number(self):
        table = self.records.numbers.setdefault("call", {})
        for c in self.calls.values():
            c.number = table.setdefault(c.name, max(table.values(), default=0) + 1)


_calls = {}


def calls(s):
    return _calls.setdefault(id(s), Calls(s))


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.replace("IPsec", "Ipsec").replace("subLayer", "sublayer")).upper()


def calls_h(s):
    cs = calls(s)
    out = HEAD + "#ifndef WFP_RECORD_GEN_CALLS_H\n#define WFP_RECORD_GEN_CALLS_H\n\n"
    out += "/* The operations: functions without their version digit, the same for both headers. */\nenum call_op {\n"
    out += "".join(f"    CALL_{op},\n" for op in sorted(cs.ops)) + "    CALL_OP_COUNT\n};\n\n"
    out += "/* Where the arguments of an operation are. */\nenum call_slot {\n"
    for op in sorted(cs.ops):
        out += "".join(f"    ARG_{op}_{snake(p.name)} = {i},\n" for i, p in enumerate(cs.ops[op]))
    most = max(len(p) for p in cs.ops.values())
    out += f"}};\n\n#define CALL_ARGUMENTS_MAX {most}\n\nstruct call_row;\n\n"
    out += "".join(f"extern const struct call_row call_{c.name};\n" for c in sorted(cs.calls.values(), key=lambda c: c.name))
    return out + "\n#endif\n"


def calls_c(s):
    cs = calls(s)
    out = HEAD + "#include \"record/call.h\"\n\n"
    ordered = sorted(cs.calls.values(), key=lambda c: c.number)
    for c in ordered:
        out += f"static const struct call_parameter parameters_{c.name}[] = {{\n"
        for p, slot in zip(c.parameters, c.slots):
            target = f"&record_{c_name(p.target)}" if p.target else "NULL"
            out += f"    {{ \"{p.name}\", PARAM_{p.kind}, {p.size}, {str(p.optional).lower()}, {slot}, {p.partner}, "
            out += f"{target} }},\n"
        out += f"}};\nconst struct call_row call_{c.name} = {{ \"{c.name}\", {c.number}, CALL_{operation(c.base)}, "
        out += f"{len(c.parameters)}, parameters_{c.name} }};\n\n"
    top = ordered[-1].number
    out += "/* by number */\nconst struct call_row *const call_rows[] = {\n"
    out += "".join(f"    [{c.number}] = &call_{c.name},\n" for c in ordered)
    out += f"}};\nconst size_t call_row_count = {top + 1};\n\n"
    names = "".join(f"    \"{op}\",\n" for op in sorted(cs.ops))
    return out + f"const char *const call_op_names[CALL_OP_COUNT] = {{\n{names}}};\n"
