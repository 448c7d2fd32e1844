#!/bin/sh
# hide_names.sh HEADERS ARCHIVE [OTHER...]: the project's own functions in the client archives get a prefix, so that a
# program may have an arena_init of its own. What the headers declare keeps its name. AddressSanitizer has a symbol beside
# each variable.
set -eu
headers=$1
shift
map=$(mktemp)
trap 'rm -f "$map" "$map.words"' EXIT
grep -rhoE '\b[a-z_][A-Za-z0-9_]*\b' "$headers" | sort -u >"$map.words"
nm -g --defined-only "$@" 2>/dev/null |
    awk 'NF == 3 && $3 ~ /^[a-z]/ && $3 !~ /^(openwfp|owfp_|main$|wmain$)/ { print $3 }' | sort -u |
    comm -23 - "$map.words" |
    awk '{ print $1 " openwfp_own_" $1; print "__odr_asan." $1 " __odr_asan.openwfp_own_" $1 }' >"$map"
for archive in "$@"; do
    objcopy --redefine-syms="$map" "$archive"
done
