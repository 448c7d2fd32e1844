#!/usr/bin/env python3
"""Every generated file is what the rows and the tests' tags give today: C tables, reference pages, coverage."""

import os
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(os.environ.get("WFP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
GENERATE = SOURCE / "tools/gen/generate.py"


def main():
    run = subprocess.run([sys.executable, "-B", GENERATE, "--check"], capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stderr.strip())
    # A file that says it is generated but that the generator does not know would never be refreshed.
    sys.path.insert(0, str(GENERATE.parent))
    sys.dont_write_bytecode = True
    import generate
    marked = [p for d in ("src", "docs", "include") for p in (SOURCE / d).rglob("*") if p.is_file()
              and p.suffix in (".h", ".c", ".md") and "Generated from schema/" in p.read_text()[:200]]
    strays = [p.relative_to(SOURCE).as_posix() for p in marked if p.relative_to(SOURCE).as_posix() not in generate.OUTPUTS]
    if strays:
        sys.exit("marked as generated, but nothing generates them: " + ", ".join(strays))
    print(len(generate.OUTPUTS), "generated files are fresh")


if __name__ == "__main__":
    main()
