"""How the generated headers look: frames, comments, structures and prototypes at most 120 columns wide."""

WIDTH = 120


def guard(name):
    return "OPENWFP_" + name.upper().removeprefix("OPENWFP_").replace(".", "_")


def fill(words, first, rest):
    """Lines of at most WIDTH columns."""
    lines, line = [], first
    for word in words:
        if len(line) + len(word) + 1 > WIDTH and line.strip():
            lines.append(line.rstrip())
            line = rest
        line += word + " "
    return "\n".join([*lines, line.rstrip()])


def include(names):
    return "".join(f'#include "{name}"\n' for name in names)


def opening(name, what, source, includes, c_linkage=True):
    head = "/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit.\n"
    head += fill(f"{name}: {what}.".split(), " * ", " * ") + "\n"
    head += fill(f"Source of the facts: learn.microsoft.com, pages {source}. */".split(), " * ", " * ") + "\n"
    out = head + f"#ifndef {guard(name)}\n#define {guard(name)}\n\n"
    out += include(includes) + "\n"
    return out + ("#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n" if c_linkage else "")


def closing(name, after=(), c_linkage=True):
    out = "#ifdef __cplusplus\n}\n#endif\n\n" if c_linkage else ""
    out += include(after) + ("\n" if after else "")
    return out + "#endif\n"


def member(m, indent):
    pad = " " * indent
    if "type" not in m:
        kind = "union" if "union" in m else "struct"
        inner = "".join(member(x, indent + 4) for x in m[kind])
        return f"{pad}{kind} {{\n{inner}{pad}}}{' ' + m['name'] if 'name' in m else ''};\n"
    base, _, stars = m["type"].partition(" *")
    stars = "*" + stars if _ else ""
    tail = f"[{m['count']}]" if "count" in m else f" : {m['bits']}" if "bits" in m else ""
    return f"{pad}{base} {stars}{m['name']}{tail};\n"


def structure(t, tag):
    return f"struct {tag} {{\n" + "".join(member(m, 4) for m in t["members"]) + "};\n\n"


def comment(f):
    """Purpose, IRQL and page in one line."""
    words = f.get("purpose", "").strip()
    irql = f.get("irql", "")
    if irql and not irql.startswith("n/a"):
        words += f"; IRQL {irql}"
    return fill(f"{words} ({f['header']}, {f['doc_page']}) */".lstrip("; ").split(), "/* ", " * ") + "\n"


def function(f, signature, declarator, end):
    """`declarator` has {} for the result type."""
    parts = []
    for p in signature.parameters:
        note = p.annotation + " " if p.annotation else ""
        parts.append(f"{note}{p.type} {p.stars}{p.name}")
    head = declarator.format(signature.result) + "("
    flat = head + (", ".join(parts) or "void") + ")" + end
    if len(flat) > WIDTH:
        flat = fill([p + "," for p in parts[:-1]] + [parts[-1] + ")" + end], head, "    ")
    return comment(f) + flat + "\n\n"
