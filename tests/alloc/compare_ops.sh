#!/bin/bash
# tests/alloc/compare_ops.sh MOUND FILE.go... - allocations and bytes per operation, against a real Go.
#
# Each program prints a line for each function that it measures; equal lines are counted. GO names the
# go command.
set -u
mound=$(realpath "${1:?the mound program}")
shift
go=${GO:-go}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
equal=0 different=0
for file in "$@"; do
    "$go" run "$file" > "$scratch/go" || exit 2
    "$mound" run "$file" > "$scratch/mound" || exit 2
    common=$(comm -12 <(sort "$scratch/go") <(sort "$scratch/mound") | wc -l)
    equal=$((equal + common))
    different=$((different + $(wc -l < "$scratch/go") - common))
    diff "$scratch/go" "$scratch/mound" | sed -n "s|^[<>]|$(basename "$file") &|p"
done
echo "$equal functions allocate as under $("$go" env GOVERSION), $different do not"
[ "$different" = 0 ]
