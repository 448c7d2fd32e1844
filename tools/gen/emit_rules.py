"""Emits the rules of schema/rules.toml for those who report a breach."""

from emit_model import HEAD, c_string


def rules_h(s):
    out = HEAD + "#ifndef WFP_NT_GEN_RULES_H\n#define WFP_NT_GEN_RULES_H\n\nenum rule_id {\n"
    for r in s.rules:
        out += f"    RULE_{r['name']}, /* {r['statements'][0]} */\n"
    return out + "    RULE_COUNT\n};\n\n#endif\n"


def rules_c(s):
    out = HEAD + '#include "nt/rule.h"\n\nconst struct rule_row rule_rows[RULE_COUNT] = {\n'
    for r in s.rules:
        out += (f"    {{ {c_string(r['name'])}, {c_string(', '.join(r['statements']))}, {'true' if r['grave'] else 'false'},\n"
                f"      {c_string(r['sentence'])},\n      {c_string(r['mend'])} }},\n")
    return out + "};\n"
