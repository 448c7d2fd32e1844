#!/usr/bin/env python3
"""The manual page of each command names the options that the command's --help names, and no others."""

import os
import pathlib
import re
import subprocess
import sys
import unittest

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
WFP = pathlib.Path(os.environ.get("WFP_BUILD", SOURCE / "build")) / "wfp"
WFPD = WFP.with_name("wfpd")


def option_words(line):
    return set(re.findall(r"(?<![\w-])--?[a-zA-Z][\w-]*", line))


def help_options(text):
    """Options at the start of a line of the help text: "  -j, --json  ..."."""
    found = set()
    for line in text.splitlines():
        if m := re.match(r"\s+((?:-\w|--[\w-]+)(?:,? --[\w-]+)?)", line):
            found |= option_words(m[1])
    return found


def page_options(text):
    """Options at the start of an entry under # OPTIONS: "*-j*, *--json*"."""
    section = text.partition("\n# OPTIONS\n")[2].partition("\n# ")[0]
    return set().union(*(option_words(line.replace("*", " ")) for line in section.splitlines() if line.startswith("*-")))


class Pages(unittest.TestCase):
    def test_options_agree(self):
        compared = 0
        for page in sorted((SOURCE / "docs/man").glob("wfp-*.1.scd")):
            command = page.name.removeprefix("wfp-").removesuffix(".1.scd")
            run = subprocess.run([WFP, command, "--help"], capture_output=True, text=True)
            if not run.stdout:  # a command that has no help yet has no options to compare
                continue
            with self.subTest(command=command):
                compared += 1
                self.assertEqual(page_options(page.read_text()), help_options(run.stdout))
        self.assertGreater(compared, 0)

    def test_options_of_the_daemon_agree(self):
        run = subprocess.run([WFPD, "--help"], capture_output=True, text=True, check=True)
        self.assertIn("--socket", help_options(run.stdout))
        self.assertEqual(page_options((SOURCE / "docs/man/wfpd.8.scd").read_text()), help_options(run.stdout))

    def test_every_command_has_a_page_that_wfp_1_names(self):
        text = (SOURCE / "docs/man/wfp.1.scd").read_text()
        overview = subprocess.run([WFP, "--help"], capture_output=True, text=True, check=True).stdout
        commands = re.findall(r"^  (\w+)", overview, re.M)
        self.assertIn("show", commands)
        for command in commands:
            self.assertTrue((SOURCE / f"docs/man/wfp-{command}.1.scd").exists(), command)
            self.assertIn(f"*wfp-{command}*(1)", text)


if __name__ == "__main__":
    if not WFP.exists():
        sys.exit(77)
    unittest.main()
