#!/usr/bin/env python3
"""A management function that is called done is called by a test: the programs' undefined symbols tell."""

import os
import subprocess
import tomllib
import unittest
from pathlib import Path

SOURCE, BUILD = Path(os.environ["WFP_SOURCE"]), Path(os.environ["WFP_BUILD"])
PREFIXES = ("Fwpm", "IPsec", "Ikeext")


def called(pattern):
    objects = sorted((BUILD / "tests/CMakeFiles").glob(pattern))
    run = subprocess.run(["nm", "-u", *map(str, objects)], capture_output=True, text=True, check=True)
    return {line.split()[-1] for line in run.stdout.splitlines() if line.split()[:1] == ["U"]}


def functions(header):
    rows = tomllib.loads((SOURCE / "schema/functions.toml").read_text())["function"]
    return {f["name"]: f["status"] for f in rows if f["header"] == header and f["kind"] in ("user", "kernel") and
            f["name"].startswith(PREFIXES)}


class Calls(unittest.TestCase):
    def compare(self, header, calls):
        rows = functions(header)
        self.assertGreater(len(rows), 100)
        self.assertEqual([n for n, status in rows.items() if status == "absent"], [])
        self.assertEqual([n for n, status in rows.items() if status == "done" and n not in calls], [])

    def test_user_mode(self):
        self.compare("fwpmu.h", called("management_*.dir/management/*_test.c.o"))

    def test_kernel_mode(self):
        self.compare("fwpmk.h", {name.removesuffix("_km") for name in called("fwp*_test.dir/unit/*.c.o")})


if __name__ == "__main__":
    unittest.main()
