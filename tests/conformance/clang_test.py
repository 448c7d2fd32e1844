#!/usr/bin/env python3
"""What the fuzz targets are built of passes clang's warnings too: `make fuzz` is the one build with it, and seldom made."""

import concurrent.futures
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build"))
CLANG = shutil.which("clang")
KEPT = ("-D", "-I", "-W", "-std=", "-fshort-wchar", "-fms-")
KEPT_WITH_NEXT = ("-isystem", "-include", "-iquote")


def ours(path):
    return path.is_relative_to(SOURCE) and path.relative_to(SOURCE).parts[0] in ("src", "fuzz")


def flags(command):
    """Those that say what the source means: clang need not know the others."""
    words, out = shlex.split(command), []
    for i, word in enumerate(words):
        if word in KEPT_WITH_NEXT:
            out += words[i:i + 2]
        elif word.startswith(KEPT) and not word.startswith("-Wl,"):
            out.append(word)
    return out


def check(entry):
    command = [CLANG, "-O2", *flags(entry["command"]), "-Werror", "-fsyntax-only", entry["file"]]
    done = subprocess.run(command, cwd=entry["directory"], capture_output=True, text=True)
    return done.stderr if done.returncode else ""


@unittest.skipUnless(CLANG, "no clang")
class Clang(unittest.TestCase):
    def test_every_source_passes(self):
        entries = [e for e in json.loads((BUILD / "compile_commands.json").read_text()) if ours(pathlib.Path(e["file"]))]
        self.assertGreater(sum("_fuzz.c" in e["file"] for e in entries), 20)
        self.assertGreater(len(entries), 500)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            faults = [fault for fault in pool.map(check, entries) if fault]
        self.assertFalse(faults, "\n".join(faults[:5]))


if __name__ == "__main__":
    unittest.main()
