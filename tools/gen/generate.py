#!/usr/bin/env python3
"""Regenerates every file under a gen/ folder from schema/. With --check it writes nothing and names stale files."""

import argparse
import sys

import emit_model
from schema import ROOT, Schema, SchemaError

OUTPUTS = {
    "src/base/gen/status.h": emit_model.status_h,
    "src/base/gen/status.c": emit_model.status_c,
    "src/model/gen/enums.h": emit_model.enums_h,
    "src/model/gen/ids.h": emit_model.ids_h,
    "src/model/gen/tables.c": emit_model.tables_c,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 when a file is stale")
    args = parser.parse_args()
    try:
        schema = Schema()
        schema.check()
    except SchemaError as e:
        sys.exit(f"generate: {e}")
    stale = []
    for path, emit in OUTPUTS.items():
        text = emit(schema)
        target = ROOT / path
        if target.exists() and target.read_text() == text:
            continue
        stale.append(path)
        if not args.check:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
    if args.check and stale:
        sys.exit("generate: stale, run `make gen`: " + ", ".join(stale))
    for path in stale:
        print("wrote", path)


if __name__ == "__main__":
    main()
