#!/bin/sh
# Runs every benchmark of a build: bench/run.sh BUILD. Builds nothing; prints one JSON line a result. Ends with 1 when one failed.
set -u
build=${1:?usage: bench/run.sh BUILD}
status=0
for program in "$build"/bench/*_bench; do
    [ -x "$program" ] || { echo "bench/run.sh: no benchmark in $build/bench; run make first" >&2; exit 2; }
    "$program" || { echo "bench/run.sh: $program failed" >&2; status=1; }
done
exit $status
