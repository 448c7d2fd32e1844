#!/usr/bin/env python3
"""What schema/win32.toml says is done is there: functions in libfwpuclnt, under their own name or the one that the headers link to,
or as macros and inline functions of the headers; and headers in the tree or beside the compiler."""

import os
import pathlib
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build"))
sys.path.insert(0, str(SOURCE / "tools/gen"))
from schema import Schema

WINDOWS = SOURCE / "include/windows"
ROWS = Schema().win32


def tree():
    return [p for folder in ("um", "shared", "crt", "crt/cxx", "km") for p in (WINDOWS / folder).iterdir() if p.is_file()]


def symbols():
    text = subprocess.run(["nm", "-g", "--defined-only", BUILD / "libfwpuclnt.a"], capture_output=True, text=True, check=True).stdout
    libc = subprocess.run(["gcc", "-print-file-name=libc.so.6"], capture_output=True, text=True, check=True).stdout.strip()
    libc_text = subprocess.run(["nm", "-gD", "--defined-only", libc], capture_output=True, text=True, check=True).stdout
    return {line.split()[-1].partition("@")[0] for line in (text + libc_text).splitlines() if len(line.split()) == 3}


class Rows(unittest.TestCase):
    @unittest.skipUnless((BUILD / "libfwpuclnt.a").exists(), "no library")
    def test_functions_are_there(self):
        there = symbols()
        text = "".join(p.read_text() for p in tree())
        for name in (r["name"] for r in ROWS if r["kind"] == "function" and r["status"] != "absent"):
            with self.subTest(function=name):
                self.assertRegex(text, rf"\b{name}\b", "no header has it")
                macro = re.search(rf"^\s*#\s*define {name}(?:\(|\s+(\w+))", text, re.M)
                renamed = {macro[1]} if macro and macro[1] else set()
                self.assertTrue({name, name + "W", "owfp_" + name, *renamed} & there or (macro and not macro[1]), "no library has it")

    def test_macros_are_there(self):
        text = "".join(p.read_text() for p in tree())
        known = {"va_start", "va_end", "offsetof"}  # the compiler's own headers
        for name in (r["name"] for r in ROWS if r["kind"] == "macro" and r["status"] == "done"):
            if name not in known and not name.startswith("ULongLong"):
                with self.subTest(macro=name):
                    self.assertRegex(text, rf"#\s*define {name}\b|\b{name}\(")

    def test_headers_are_there(self):
        names = {p.name for p in tree()} | {"stddef.h", "stdarg.h"}
        for name in (r["name"] for r in ROWS if r["kind"] == "header" and r["status"] != "absent"):
            with self.subTest(header=name):
                self.assertIn(name, names)


if __name__ == "__main__":
    unittest.main()
