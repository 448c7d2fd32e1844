"""Splits a prototype as the documentation prints it, annotations in brackets before each parameter."""

import re
from typing import NamedTuple

from schema import SchemaError

SAL = {"in": "_In_", "in, optional": "_In_opt_", "out": "_Out_", "out, optional": "_Out_opt_",
       "in, out": "_Inout_", "in, out, optional": "_Inout_opt_"}
PARAMETER = re.compile(r"(?:\[([^\]]*)\]\s*)?(.*?)\s*(\**)\s*(\w+)")


class Parameter(NamedTuple):
    annotation: str  # "" where the page gives none
    type: str        # without the stars
    stars: str
    name: str


class Signature(NamedTuple):
    result: str
    parameters: list


def split(text):
    """Splits at the commas outside brackets."""
    depth, start = 0, 0
    for i, ch in enumerate(text):
        depth += (ch == "[") - (ch == "]")
        if ch == "," and not depth:
            yield text[start:i].strip()
            start = i + 1
    if text[start:].strip():
        yield text[start:].strip()


def parse(row):
    """The Signature of a function or callback row. A callback's text repeats its type in front of the prototype."""
    text = row["signature"].split(";", 1)[-1].removesuffix("{...}").strip()
    m = re.fullmatch(r"(\w+)\s+(\w+)\s*\((.*)\)", text, re.S)
    if not m:
        raise SchemaError(f"functions.toml: cannot read the signature of {row['name']}")
    parameters = []
    for part in split(m[3]):
        p = PARAMETER.fullmatch(part)
        if not p or (p[1] or "in") not in SAL:
            raise SchemaError(f"functions.toml: cannot read '{part}' of {row['name']}")
        parameters.append(Parameter(SAL.get(p[1], ""), p[2].strip().replace("wchar_t", "WCHAR"), p[3], p[4]))
    return Signature(m[1], parameters)
