"""Emits the constants of schema/choices.toml and the rows behind `wfp show choices`."""

from emit_model import HEAD, c_string


def number(value):
    return f"{value:#x}u" if value > 0x7FFFFFFF else str(value)


def enumerators(c):
    name = "CHOICE_" + c["name"]
    if c["type"] == "enum":
        yield from (f"{name}_{v}" for v in c["values"])
        yield f"{name} = {name}_{c['value']}"
    elif c["type"] == "bool":
        yield f"{name} = {int(c['value'])}"
    elif c["type"] == "status":
        yield f"{name} = WFP_{c['value']}"
    else:
        yield f"{name} = {number(c['value'])}"


def shown(c):
    """The value as people read it."""
    if c["type"] == "bool":
        return "yes" if c["value"] else "no"
    return f"{c['value']:#x}" if c["type"] == "number" and c["value"] > 0xFFFF else str(c["value"])


def choices_h(s):
    out = HEAD + "#ifndef WFP_MODEL_GEN_CHOICES_H\n#define WFP_MODEL_GEN_CHOICES_H\n\n"
    if any(c["type"] == "status" for c in s.choices):
        out += '#include "base/status.h"\n\n'
    for c in s.choices:
        out += f"/* {c['id']}: {c['chosen']} */\nenum {{ {', '.join(enumerators(c))} }};\n"
    return out + f"\nenum {{ CHOICE_COUNT = {len(s.choices)} }};\n\n#endif\n"


def choices_c(s):
    out = HEAD + '#include "model/choices.h"\n\nconst struct choice_row choice_rows[CHOICE_COUNT] = {\n'
    for c in s.choices:
        out += (f"    {{ {c_string(c['id'])}, {c_string(c['name'])}, {c_string(shown(c))},\n"
                f"      {c_string(c['chosen'])},\n      {c_string(c['evidence'])} }},\n")
    return out + "};\n"
