#!/bin/sh
# Runs every libFuzzer target for SECONDS each: fuzz/run.sh BUILD SECONDS. New inputs go to BUILD/corpus, findings to BUILD.
set -eu
build=$1 seconds=$2 failed=
for program in "$build"/fuzz/*_fuzz; do
    subject=$(basename "$program" _fuzz)
    mkdir -p "$build/corpus/$subject" "fuzz/corpus/$subject"
    echo "== $subject"
    "$program" -max_total_time="$seconds" -max_len=4096 -artifact_prefix="$build/" -print_final_stats=1 \
        "$build/corpus/$subject" "fuzz/corpus/$subject" >"$build/$subject.log" 2>&1 || failed="$failed $subject"
    grep -E 'stat::|ERROR|SUMMARY|artifact' "$build/$subject.log" || true
done
if ls "$build"/crash-* "$build"/leak-* "$build"/timeout-* "$build"/oom-* >/dev/null 2>&1; then
    echo "findings:"; ls "$build"/crash-* "$build"/leak-* "$build"/timeout-* "$build"/oom-* 2>/dev/null
    exit 1
fi
if [ -n "$failed" ]; then # also one that did not start
    echo "ended with an error:$failed"
    exit 1
fi
