#!/usr/bin/env python3
"""Regenerates every file that comes from schema/ and from the tests' proves tags: the C tables under gen/ folders,
the headers of include/windows/ that are facts, docs/reference/ and docs/coverage.*. With --check it writes nothing and names stale files."""

import argparse
import sys

import coverage
import emit_absent
import emit_calls
import emit_fwpm
import emit_choices
import emit_docs
import emit_headers
import emit_model
import emit_record
import emit_rules
from check import check
from schema import ROOT, Schema, SchemaError

OUTPUTS = {
    "src/base/gen/status.h": emit_model.status_h,
    "src/base/gen/status.c": emit_model.status_c,
    "src/model/gen/enums.h": emit_model.enums_h,
    "src/model/gen/ids.h": emit_model.ids_h,
    "src/model/gen/tables.c": emit_model.tables_c,
    "src/model/gen/choices.h": emit_choices.choices_h,
    "src/model/gen/choices.c": emit_choices.choices_c,
    "src/nt/gen/rules.h": emit_rules.rules_h,
    "src/nt/gen/rules.c": emit_rules.rules_c,
    "src/record/gen/types.h": emit_record.types_h,
    "src/record/gen/types.c": emit_record.types_c,
    "src/record/gen/calls.h": emit_calls.calls_h,
    "src/record/gen/calls.c": emit_calls.calls_c,
    "schema/record_numbers.toml": emit_record.numbers_toml,
    "src/api_km/gen/absent.c": emit_absent.absent_c,
    "src/api_km/gen/fwpm_calls.c": emit_fwpm.kernel_c,
    "src/api_um/gen/fwpm_calls.c": emit_fwpm.user_c,
    "docs/layers.md": emit_docs.layers_md,
    "docs/reference/fields.md": emit_docs.fields_md,
    "docs/reference/conditions.md": emit_docs.conditions_md,
    "docs/reference/enums.md": emit_docs.enums_md,
    "docs/reference/errors.md": emit_docs.errors_md,
    "docs/reference/builtin.md": emit_docs.builtin_md,
    "docs/reference/metadata.md": emit_docs.metadata_md,
    "docs/reference/choices.md": emit_docs.choices_md,
    "docs/reference/rules.md": emit_docs.rules_md,
    "docs/coverage.json": coverage.coverage_json,
    "docs/coverage.md": coverage.coverage_md,
    **{"include/windows/" + path: emit for path, emit in emit_headers.OUTPUTS.items()},
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 when a file is stale")
    args = parser.parse_args()
    try:
        schema = Schema()
        check(schema)
        texts = {path: emit(schema) for path, emit in OUTPUTS.items()}
    except SchemaError as e:
        sys.exit(f"generate: {e}")
    stale = [p for p, text in texts.items() if not (ROOT / p).exists() or (ROOT / p).read_text() != text]
    if args.check and stale:
        sys.exit("generate: stale, run `make gen`: " + ", ".join(stale))
    for path in stale:
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(texts[path])
        print("wrote", path)


if __name__ == "__main__":
    main()
