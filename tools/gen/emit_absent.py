"""Emits the kernel functions that are documented and not built yet: they exist, so that a driver that has them loads, and
each call says so and answers STATUS_NOT_SUPPORTED. Those whose arguments alone are looked at (status partial) are written by
hand; a driver that has them is told when it loads all the same."""

from emit_model import HEAD
from signature import parse


def rows(s, *statuses):
    user = {f["name"] for f in s.functions if f["kind"] == "user"}
    for f in sorted(s.functions, key=lambda f: f["name"]):
        if f["kind"] == "kernel" and f["status"] in statuses and "_IS_" not in f["name"]:
            yield f, f["name"] + ("_km" if f["name"] in user else "")


def body(result, name):
    call = f'km_absent("{name}")'
    if result == "NTSTATUS":
        return "int", f"return {call};"
    if result.lower() == "void":
        return "void", f"{call};"
    return "unsigned long long", f"{call}; return 0;"


def absent_c(s):
    """Arguments are not looked at, so that none is declared: the caller's convention allows it."""
    out = HEAD + '#include "api_km/absent.h"\n\n'
    for f, symbol in rows(s, "absent"):
        result, text = body(parse(f).result, f["name"])
        out += f"{result} {symbol}(void);\n{result} {symbol}(void)\n{{\n    " + text.replace("; ", ";\n    ") + "\n}\n\n"
    out += "const char *const km_absent_names[] = {\n"
    for _, symbol in rows(s, "absent", "partial"):
        out += f'    "{symbol}",\n'
    return out + "    0,\n};\n"
