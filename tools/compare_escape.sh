#!/bin/bash
# tools/compare_escape.sh MOUND [-l] [-q] FILE.go|DIR... - `mound escape -m` against gc, line by line.
#
# Both print their decisions about every program; equal lines are counted as matched, a line of gc
# that mound does not print as missing, one that only mound prints as unexpected. Programs that
# gc does not compile on their own are left out. -l: without inlining. -q: the totals only.
# GO names the go command.
set -u
mound=$(realpath "${1:?the mound program}")
shift
go=${GO:-go}
flag=-m
quiet=
while [ $# -gt 0 ]; do
    case $1 in
    -l) flag="-m -l"; shift ;;
    -q) quiet=1; shift ;;
    *) break ;;
    esac
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$go" list -export -f '{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}' std \
    > "$scratch/importcfg" 2> "$scratch/errors" || { cat "$scratch/errors" >&2; exit 2; }

# Temporaries have numbers that say nothing.
normalise() {
    sed -n 's/^\(\.\/\)*[^ :]*\/\([^/: ]*\.go:\)/\2/
            s/\.autotmp_[0-9]*/.autotmp/g
            /\.go:[0-9]*:[0-9]*: /p' | sort -u
}

matched=0 missing=0 unexpected=0 files=0 refused=0
while read -r file; do
    "$go" tool compile -importcfg "$scratch/importcfg" -p main -o "$scratch/out.o" $flag "$file" \
        > "$scratch/gc.raw" 2>&1 || continue
    normalise < "$scratch/gc.raw" > "$scratch/gc"
    if ! timeout 20 "$mound" escape $flag "$file" > "$scratch/mound.raw" 2>&1; then
        refused=$((refused + 1))
        [ "$quiet" ] || { echo "== $file: refused"; head -3 "$scratch/mound.raw"; }
        continue
    fi
    normalise < "$scratch/mound.raw" > "$scratch/mound"
    comm -23 "$scratch/gc" "$scratch/mound" > "$scratch/missing"
    comm -13 "$scratch/gc" "$scratch/mound" > "$scratch/unexpected"
    m=$(wc -l < "$scratch/missing") u=$(wc -l < "$scratch/unexpected")
    matched=$((matched + $(wc -l < "$scratch/gc") - m))
    missing=$((missing + m)) unexpected=$((unexpected + u)) files=$((files + 1))
    if [ ! "$quiet" ] && [ $((m + u)) -gt 0 ]; then
        echo "== $file: $m missing, $u unexpected"
        sed 's/^/- /' "$scratch/missing"
        sed 's/^/+ /' "$scratch/unexpected"
    fi
done < <(find "$@" -name '*.go' -type f | sort)
awk -v f=$files -v m=$matched -v x=$missing -v u=$unexpected -v r=$refused 'BEGIN {
    t = m + x ? m + x : 1
    printf "%d programs (%d refused by mound): %d lines of gc, %.2f%% matched, %d missing; %d unexpected (%.2f%%)\n",
        f, r, m + x, 100 * m / t, x, u, 100 * u / t }'
