"""What the rows of schema/ say about the Windows-compatible headers, as C expressions with the value they must have, and the
compilers that can check them."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from typing import NamedTuple, Optional

from gen_copy import SOURCE

sys.path.insert(0, str(SOURCE / "tools/gen"))
import signature
from emit_headers import OUTPUTS
from schema import Schema

TREE = SOURCE / "include/windows"
# The headers of the platform itself. A build for real Windows takes these and everything else from its own compiler.
HEADERS = sorted([*OUTPUTS, "shared/guiddef.h", "shared/nbl.h", "shared/openwfp_base.h", "shared/openwfp_mdl.h"])
WARNINGS = ["-fshort-wchar", "-Wall", "-Wextra", "-Werror"]
FLAGS = [*WARNINGS, *(f"-I{TREE / d}" for d in ("um", "km", "shared"))]
LANGUAGES = {"C11": ["-xc", "-std=c11"], "C++17": ["-xc++", "-std=c++17"]}
MINGW = {"C11": "x86_64-w64-mingw32-gcc", "C++17": "x86_64-w64-mingw32-g++"}
USER, KERNEL = ("fwpmu.h", "fwpsu.h"), ("fwpmk.h", "fwpsk.h", "nbl.h")


def native():
    return [c for c in ("gcc", "clang") if shutil.which(c)]


def mingw():
    return all(shutil.which(c) for c in MINGW.values())


def windows_view():
    """A folder of only those headers, for the Windows compiler; the caller removes it."""
    folder = temporary()
    for path in HEADERS:
        (folder / path.split("/")[1]).symlink_to(TREE / path)
    return folder


def run(compiler, options, text):
    return subprocess.run([compiler, *options, "-"], input=text, capture_output=True, text=True)


class Fact(NamedTuple):
    name: str
    expression: str
    value: Optional[int]  # None: no row says it; only compared between headers
    where: str            # "user", "kernel" or "both"


def mode(header):
    return "user" if header in USER else "kernel" if header in KERNEL else "both"


def members(nodes, prefix=""):
    """(path, row) of the members that offsetof can name."""
    for m in nodes:
        if "type" not in m:
            inner = prefix + (m["name"] + "." if "name" in m else "")
            yield from members(m.get("union") or m["struct"], inner)
        elif "bits" not in m:
            yield prefix + m["name"], m


def layouts(s):
    for t in s.types:
        name, where = t["name"], mode(t["header"])
        yield Fact(f"{name} size", f"sizeof({name})", t.get("size"), where)
        yield Fact(f"{name} alignment", f"__alignof__({name})", t.get("align"), where)
        for path, m in members(t["members"]):
            yield Fact(f"{name}.{path} offset", f"__builtin_offsetof({name}, {path})", m.get("offset"), where)
            if m.get("count", 1) and "by_hand" not in t:
                yield Fact(f"{name}.{path} size", f"sizeof((({name} *)0)->{path})", None, where)
    for t in s.typedefs:
        yield Fact(f"{t['name']} size", f"sizeof({t['name']})", None, mode(t["header"]))


def constants(s):
    for e in s.enums:
        if "header" in e:
            for v in e["values"]:
                yield Fact(v["name"], f"(unsigned long long){v['name']}", int(v["value"]), mode(e["header"]))
    for _, _, name, e in s.layer_rows:
        yield Fact("FWPS_LAYER_" + name, "FWPS_LAYER_" + name, e["id"], "kernel")
        yield Fact("FWPS_LAYER_" + name, "FWPS_LAYER_" + name, e["id"], "user")
    for p in s.layers:
        for family in s.families(p):
            yield from fields(s, p, "" if family == "any" else "_" + family.upper(), family)


def fields(s, pair, suffix, family):
    rows = s.fields.get(pair["name"], [])
    for i, f in enumerate(rows):
        name = f"FWPS_FIELD_{f.get('public_prefix', pair['name'])}{suffix}_{s.field_name(f, family)}"
        yield Fact(name, name, i, "kernel")
    if not pair["name"].startswith("RESERVED_LAYER_"):
        name = f"FWPS_FIELD_{pair['name']}{suffix}_MAX"
        yield Fact(name, name, len(rows), "kernel")


def errors(s):
    for e in s.errors:
        if "fwp_e" in e:
            yield Fact(f"FWP_E_{e['name']}", f"(unsigned)FWP_E_{e['name']}", e["fwp_e"], "both")
        if "ntstatus" in e and "win32" not in e and not e.get("ntstatus_generic"):
            for name in filter(None, (e["name"], e.get("old_name"))):
                yield Fact(f"STATUS_FWP_{name}", f"(unsigned)STATUS_FWP_{name}", e["ntstatus"], "both")


def prototypes(s):
    """Every function is declared."""
    for f in s.functions:
        if f["kind"] in ("user", "kernel") and "_IS_" not in f["name"]:
            yield Fact(f["name"], f"sizeof(&{f['name']})", 8, mode(f["header"]))


def facts(s):
    return [*layouts(s), *constants(s), *errors(s), *prototypes(s)]


def guids(s):
    """(name, guid) of every GUID the headers declare."""
    yield from (("FWPM_LAYER_" + n, e["guid"]) for p, _, n, e in s.layer_rows
                if not p["name"].startswith("RESERVED_LAYER_"))
    by_name = {c["name"]: c["guid"] for c in s.conditions}
    yield from (("FWPM_CONDITION_" + n, g) for n, g in by_name.items())
    yield from (("FWPM_CONDITION_" + a["name"], by_name[a["of"]]) for a in s.aliases)
    yield from ((b["name"], b["guid"]) for b in s.builtin)


def includes(where):
    return "".join(f"#include <{h}>\n" for h in (USER if where == "user" else KERNEL))


def assertions(rows, where):
    """A translation unit in which every row that belongs to `where` is asserted on a line of its own."""
    out = includes(where) + "#ifdef __cplusplus\n#define FACT static_assert\n#else\n#define FACT _Static_assert\n#endif\n"
    for f in rows:
        if f.value is not None and f.where in (where, "both"):
            out += f'FACT({f.expression} == {f.value}ULL, "{f.name}");\n'
    return out


# --- mingw-w64's own headers ----------------------------------------------------------------------------------------------

def words(compiler, options, head):
    """Every word in the headers of `head`, names of macros included."""
    return set(re.findall(r"\w+", run(compiler, [*options, "-xc", "-E", "-dD"], head).stdout))


def measured(compiler, options, head, rows):
    """{name: value} of the facts that the headers of `head` can express; the compiler says which lines it cannot."""
    known = words(compiler, options, head) | {"sizeof", "__alignof__", "__builtin_offsetof", "unsigned", "long", "0"}
    left = [f for f in rows if set(re.findall(r"\w+", f.expression)) <= known]
    first = head.count("\n") + 1
    while True:
        text = head + "".join(f"const unsigned long long fact_{i} = {f.expression};\n" for i, f in enumerate(left))
        r = run(compiler, [*options, "-xc", "-std=c11", "-w", "-S", "-o", "-"], text)
        if not r.returncode:
            return {left[int(i)].name: int(v or 0) for i, v in
                    re.findall(r"fact_(\d+):\n\s+\.(?:quad\s+(-?\d+)|space\s+8)", r.stdout)}
        bad = {int(n) - first for n in re.findall(r"^<stdin>:(\d+):\d+: error", r.stderr, re.M)}
        assert bad and min(bad) >= 0, r.stderr[:2000]
        left = [f for i, f in enumerate(left) if i not in bad]


def redeclared(s, compiler, head):
    """(declared, conflicting): the user-mode functions that the headers of `head` declare too, and those whose prototype is
    another one than ours."""
    rows = [f for f in s.functions if f["kind"] == "user" and "_IS_" not in f["name"]]
    known = words(compiler, [], head)
    rows = [f for f in rows if f["name"] in known]
    text = head
    for f in rows:
        sig = signature.parse(f)
        text += (f"{sig.result} WINAPI {f['name']}("
                 + (", ".join(f"{p.type} {p.stars}{p.name}" for p in sig.parameters) or "void") + ");\n")
    r = run(compiler, ["-xc", "-std=c11", "-w", "-fsyntax-only", "-fmax-errors=0"], text)
    first = head.count("\n") + 1
    bad = {rows[int(n) - first]["name"] for n in re.findall(r"^<stdin>:(\d+):\d+: error", r.stderr, re.M)}
    return {f["name"] for f in rows}, bad


def temporary():
    return pathlib.Path(tempfile.mkdtemp(prefix="wfp-headers-"))
