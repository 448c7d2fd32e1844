#!/usr/bin/env python3
"""Which statements of docs/behaviour/ a test proves, which are deferred and why, and which functions exist.

A test names the statements it proves in a comment: the word "proves", a colon, ids. generate.py writes the result to
docs/coverage.json and docs/coverage.md; run alone, this script prints the totals."""

import json
import re
import sys

from emit_docs import page, table
from schema import ROOT, Schema, SchemaError

AREAS = {
    "A": "Object model and management", "B": "Classification and arbitration", "C": "Callout life cycle",
    "D": "Packets and injection", "E": "Streams", "F": "Virtual switch", "G": "Layer traversal", "H": "Diagnostics",
    "I": "Verifier rules", "J": "Open questions",
}
STATEMENT = re.compile(r"- \*\*([A-J]-\d{3})\*\* (.*?)\s*$")
SECTION = re.compile(r"## ([A-J]\.\d+) ")
TAG = re.compile(r"\bproves:[ \t]*([^\n]*)")
ID = re.compile(r"[A-JP]-\d{3}")


def statements():
    """{id: (section, text)} in the order of the pages."""
    found = {}
    for page in sorted((ROOT / "docs/behaviour").glob("[A-J]-*.md")):
        section = page.name[0]
        for line in page.read_text().splitlines():
            if m := SECTION.match(line):
                section = m[1]
            if m := STATEMENT.match(line):
                found[m[1]] = (section, m[2])
    return found


def leading_ids(text, where):
    """The ids a tag begins with; words after them are free."""
    ids = []
    for word in text.replace(",", " ").split():
        if not ID.fullmatch(word.rstrip(".;:)")):
            break
        ids.append(word.rstrip(".;:)"))
    if not ids:
        raise SchemaError(f"{where}: a proves tag without an id")
    return ids


def tags(known):
    """{id: [test files]} of every tag under tests/ and fuzz/."""
    found = {}
    for path in sorted(p for d in ("tests", "fuzz") for p in (ROOT / d).rglob("*") if p.is_file()):
        name = path.relative_to(ROOT).as_posix()
        if "/corpus/" in name or "__pycache__" in name:
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        for m in TAG.finditer(text):
            for sid in leading_ids(m[1], name):
                if sid not in known:
                    raise SchemaError(f"{name}: proves unknown statement {sid}")
                if name not in found.setdefault(sid, []):
                    found[sid].append(name)
    return found


def expand(names, known):
    """Ids, and ranges of them: "H-001..H-018"."""
    for name in names:
        first, _, last = name.partition("..")
        ids = [first] if not last else [i for i in known if first <= i <= last]
        if not ids or first not in known or (last and last not in known):
            raise SchemaError(f"deferred.toml: no statement {name}")
        yield from ids


def reasons(s, known):
    """(id -> reason of its own, section or area -> default reason)"""
    own = {}
    for row in s.deferred.get("override", []):
        for sid in expand(row["ids"], known):
            if sid in own:
                raise SchemaError(f"deferred.toml: {sid} has two reasons")
            own[sid] = row["reason"]
    default = s.deferred["default"]
    sections = {section for section, _ in known.values()} | set(AREAS)
    for name in default:
        if name not in sections:
            raise SchemaError(f"deferred.toml: no section {name}")
    return own, default


def collect(s):
    known = statements()
    proven = tags(set(known) | {c["id"] for c in s.choices})
    own, default = reasons(s, known)
    result = {}
    for sid, (section, _) in known.items():
        if sid in proven:
            if sid in own:
                raise SchemaError(f"deferred.toml: {sid} is deferred but {proven[sid][0]} proves it")
            result[sid] = {"status": "proven", "tests": proven[sid]}
            continue
        reason = own.get(sid) or default.get(section) or default.get(sid[0])
        if not reason:
            raise SchemaError(f"deferred.toml: no reason for {sid}")
        result[sid] = {"status": "deferred", "reason": reason}
    return known, result, {sid: t for sid, t in proven.items() if sid not in known}


def function_status(s):
    """{name: status}; a function that one of its user and kernel variants lacks is partial."""
    found = {}
    for f in s.functions:
        status = found.setdefault(f["name"], f["status"])
        found[f["name"]] = status if status == f["status"] else "partial"
    return found


def coverage_json(s):
    _, result, _ = collect(s)
    functions = function_status(s)
    lines = ['{\n"statements": {']
    lines.append(",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in result.items()))
    lines.append('},\n"functions": {')
    lines.append(",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in functions.items()))
    return "\n".join(lines) + "\n}\n}\n"


def compact(ids):
    """B-001, B-002, B-003, B-007 -> B-001..B-003, B-007"""
    runs = []
    for sid in ids:
        if runs and int(sid[2:]) == int(runs[-1][1][2:]) + 1:
            runs[-1][1] = sid
        else:
            runs.append([sid, sid])
    return ", ".join(a if a == b else f"{a}..{b}" for a, b in runs)


def totals(result):
    rows = []
    for area, title in AREAS.items():
        mine = [v["status"] for k, v in result.items() if k[0] == area]
        rows.append((area, title, len(mine), mine.count("proven"), mine.count("deferred")))
    rows.append(("", "all", *(sum(r[i] for r in rows) for i in (2, 3, 4))))
    return rows


def function_rows(s):
    kinds = {"user": "management functions (user mode)", "kernel": "kernel-mode functions",
             "callback": "callbacks a driver supplies", "support": "NDIS and NT functions drivers call"}
    for kind, title in kinds.items():
        mine = [f["status"] for f in s.functions if f["kind"] == kind]
        yield (title, len(mine), mine.count("done"), mine.count("partial"), mine.count("absent"))


def win32_section(s):
    out = ("## C runtime, Win32 and Winsock\n\nWhat at least two of the programs and drivers that were looked at use; what is not listed "
           "may exist all the same.\n\n")
    kinds = {"function": "functions", "macro": "macros and inline functions", "header": "headers"}
    out += table(("kind", "names", "done", "partial", "absent"),
                 ((title, len(mine), mine.count("done"), mine.count("partial"), mine.count("absent")) for kind, title in kinds.items()
                  for mine in [[r["status"] for r in s.win32 if r["kind"] == kind]]))
    out += table(("not done", "status", "why"), ((f"`{r['name']}`", r["status"], r["reason"]) for r in s.win32 if r["status"] != "done"))
    for kind, title in kinds.items():
        done = ", ".join(f"`{r['name']}`" for r in s.win32 if r["kind"] == kind and r["status"] == "done")
        out += f"Done {title}: {done}.\n\n"
    return out


def area_section(area, known, result):
    out = f"## {area}. {AREAS[area]}\n\n"
    mine = {k: v for k, v in result.items() if k[0] == area}
    proven = [(k, known[k][1], ", ".join(f"`{t}`" for t in v["tests"])) for k, v in mine.items() if "tests" in v]
    if proven:
        out += table(("proven", "statement", "tests"), proven)
    deferred = {}
    for k, v in mine.items():
        if "reason" in v:
            deferred.setdefault(v["reason"], []).append(k)
    if deferred:
        out += table(("deferred", "why"), ((compact(ids), reason) for reason, ids in deferred.items()))
    return out


def coverage_md(s):
    known, result, choices = collect(s)
    out = page("Coverage", "Every statement of [the behaviour specification](behaviour/README.md) is either proven by the "
               "tests named here or deferred for the reason given. `coverage.json` holds the same for programs.")
    out += table(("area", "", "statements", "proven", "deferred"), totals(result))
    out += ("## Functions\n\nA function that is absent is not written yet; the management and run-time functions among them are declared\n"
            "in the headers all the same.\n\n")
    out += table(("kind", "functions", "done", "partial", "absent"), function_rows(s))
    some = [(f"`{f['name']}`", f["status"]) for f in s.functions if f["status"] != "absent"]
    out += table(("function", "status"), some) if some else ""
    out += win32_section(s)
    out += "".join(area_section(a, known, result) for a in AREAS)
    if choices:
        out += "## P. Choices of this project\n\n" + table(("choice", "tests"), ((k, ", ".join(f"`{t}`" for t in v))
                                                                            for k, v in sorted(choices.items())))
    return out.rstrip("\n") + "\n"


if __name__ == "__main__":
    try:
        for row in totals(collect(Schema())[1]):
            print("%-2s %-32s %4d statements, %4d proven, %4d deferred" % row)
    except SchemaError as e:
        sys.exit(f"coverage: {e}")
