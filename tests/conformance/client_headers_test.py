#!/usr/bin/env python3
"""The headers of programs (include/windows/um) and the network headers they share with drivers: constants, layouts and prototypes are
those that mingw-w64's own headers have, wherever they have them."""

import os
import pathlib
import re
import shutil
import subprocess
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
WINDOWS = SOURCE / "include/windows"
MINGW = "x86_64-w64-mingw32-gcc"
HEADERS = ["winsock2.h", "ws2tcpip.h", "windows.h", "winioctl.h", "iphlpapi.h", "netioapi.h", "sddl.h", "aclapi.h", "psapi.h", "tlhelp32.h",
           "userenv.h", "shellapi.h", "objbase.h", "oleauto.h", "rpc.h", "mstcpip.h"]
HEAD = "#define _WIN32_WINNT 0x0A00\n" + "".join(f"#include <{h}>\n" for h in HEADERS)
# What this project means by another value than Windows, and why.
OTHER = {"AF_MAX": "mingw-w64 ends earlier", "NTDDI_VERSION": "the newest that the headers describe"}


def own_headers():
    return subprocess.check_output(["gcc", "-print-file-name=include"], text=True).strip()


OURS = ["gcc", "-fshort-wchar", "-nostdinc", "-fms-extensions", "-D_WIN32=1", "-D_WIN64=1", "-DOPENWFP=1", "-DUNICODE", "-w",
        *(f"-I{WINDOWS / d}" for d in ("um", "shared", "crt")), "-isystem", own_headers(),
        "-include", str(WINDOWS / "shared/openwfp_msvc.h")]
THEIRS = [MINGW, "-DUNICODE", "-w"]


def texts():
    for folder in ("um", "shared"):
        for path in sorted((WINDOWS / folder).glob("*.h")):
            text = path.read_text()
            if not text.startswith("/* Generated"):
                yield path.name, text


def values(compiler, expressions):
    """{name: value} of the integer expressions that the compiler accepts in its own headers."""
    seen = subprocess.run([*compiler, "-xc", "-E", "-dD", "-"], input=HEAD, capture_output=True, text=True, check=True).stdout
    known = set(re.findall(r"\w+", seen)) | {"sizeof", "__builtin_offsetof"}
    left = {n: e for n, e in expressions.items() if set(re.findall(r"[A-Za-z_]\w*", e)) <= known}
    first = HEAD.count("\n") + 1
    while True:
        names = list(left)
        text = HEAD + "".join(f"const unsigned long long fact_{i} = (unsigned long long)({left[n]});\n" for i, n in enumerate(names))
        run = subprocess.run([*compiler, "-xc", "-std=gnu11", "-ftrack-macro-expansion=0", "-fno-diagnostics-show-caret", "-S", "-o", "-",
                              "-"], input=text, capture_output=True, text=True)
        if not run.returncode:
            found = re.findall(r"fact_(\d+):\n\s+\.(?:quad\s+(-?\d+)|space\s+8)", run.stdout)
            return {names[int(i)]: int(v or 0) % 2**64 for i, v in found}
        bad = {int(n) - first for n in re.findall(r"^<stdin>:(\d+):\d+: error", run.stderr, re.M)}
        assert bad and min(bad) >= 0, run.stderr[:2000]
        left = {n: left[n] for i, n in enumerate(names) if i not in bad}


def constants():
    names = set()
    for _, text in texts():
        # A macro whose text is one word with small letters stands for a function or a type.
        names |= {n for n, v in re.findall(r"^#define (\w+)[ \t]+(\(?[-(0-9A-Za-z_~].*)$", text, re.M)
                  if not re.fullmatch(r"(?!0x)\w*[a-z]\w*", v.split("/*")[0].strip())}
        for body in re.findall(r"enum[^{;]*\{([^}]*)\}", text):
            names |= set(re.findall(r"\b([A-Za-z_]\w+)\b\s*(?=[=,}\n])", body + "}"))
    return {n: n for n in sorted(names) if not n.startswith(("OPENWFP", "openwfp", "owfp"))}


def layouts():
    found = {}
    for name, text in texts():
        if name in ("ntdef.h", "openwfp_base.h", "openwfp_mdl.h", "nbl.h"):
            continue
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        for body, typename in re.findall(r"typedef (?:struct|union) \w*(?:\(\w+\))?\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*(\w+)", text):
            found[f"sizeof {typename}"] = f"sizeof({typename})"
            for declaration in re.sub(r"\{[^{}]*\}", "", body).split(";"):
                for member in re.findall(r"(\w+)(?:\[[^\]]*\])?\s*(?:,|$)", declaration.strip()):
                    found[f"{typename}.{member}"] = f"__builtin_offsetof({typename}, {member})"
    return found


@unittest.skipUnless(shutil.which(MINGW), "no mingw-w64 compiler")
class Client(unittest.TestCase):
    maxDiff = None

    def compare(self, facts, least):
        ours, theirs = values(OURS, facts), values(THEIRS, facts)
        both = sorted(set(ours) & set(theirs) - set(OTHER))
        print(f"compared {len(both)} of {len(ours)}")
        self.assertGreater(len(both), least)
        # An enumerator or a negative macro may be 32 bits in one and 64 in the other.
        same = {n for n in both if ours[n] == theirs[n] or ours[n] % 2**32 == theirs[n] % 2**32 and ours[n] >> 32 in (0, 2**32 - 1)}
        self.assertEqual({n: (hex(ours[n]), hex(theirs[n])) for n in both if n not in same}, {})

    def test_constants(self):
        self.compare(constants(), 700)

    def test_layouts(self):
        self.compare(layouts(), 150)

    def test_a_wrong_value_is_noticed(self):
        self.assertNotEqual(values(OURS, {"x": "WSAEWOULDBLOCK + 1"}), values(THEIRS, {"x": "WSAEWOULDBLOCK"}))


if __name__ == "__main__":
    unittest.main()
