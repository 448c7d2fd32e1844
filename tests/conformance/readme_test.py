#!/usr/bin/env python3
"""What the documentation shows is what the program prints: every ```console block that runs build/wfp is run, and its
lines must be in the output, in order; `...` stands for lines left out."""

import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build"))
PAGES = [SOURCE / "README.md", *sorted((SOURCE / "docs").glob("*.md"))]


def sessions(text):
    """Yields (command, expected lines) of the console blocks."""
    for block in re.findall(r"```console\n(.*?)```", text, re.S):
        command, lines = None, []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, lines
                command, lines = line[2:], []
            else:
                lines.append(line)
        if command:
            yield command, lines


def left_over(expected, printed):
    """The first expected line that is not there, or None."""
    at, gap = 0, False
    for line in expected:
        if line.strip() == "...":
            gap = True
            continue
        while gap and at < len(printed) and printed[at].rstrip() != line.rstrip():
            at += 1
        if at == len(printed) or printed[at].rstrip() != line.rstrip():
            return line
        at, gap = at + 1, False
    return None


class Shown(unittest.TestCase):
    def test_console_blocks(self):
        ran = 0
        with tempfile.TemporaryDirectory() as folder:
            os.symlink(BUILD, pathlib.Path(folder, "build"))
            for name in ("examples", "tests"):
                os.symlink(SOURCE / name, pathlib.Path(folder, name))
            for page in PAGES:
                for command, expected in sessions(page.read_text()):
                    if not command.startswith("build/wfp "):
                        continue
                    run = subprocess.run(shlex.split(command), cwd=folder, capture_output=True, text=True, timeout=60)
                    printed = (run.stdout + run.stderr).splitlines()
                    self.assertIsNone(left_over(expected, printed), f"{page.name}: $ {command}")
                    ran += 1
        self.assertGreater(ran, 1, "no console block was found")


if __name__ == "__main__":
    sys.exit(unittest.main())
