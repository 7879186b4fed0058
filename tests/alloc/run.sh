#!/bin/bash
# tests/alloc/run.sh MOUND - the allocations of each program are those of real Go.
# tests/alloc/run.sh -go GO [PROGRAM...] - writes the expectations anew: NAME.out, by that go
# command (1.23).
#
# Not here: maps (mound's are the Swiss tables of Go 1.24 and newer, which allocate differently), and
# strconv.Quote when it has to grow (one buffer less).
# Of fmt only what is allocated counts, not what a collection frees: Go's pools have more objects.
set -u
[ "${1:?the mound program, or -go}" = -go ] || mound=$(realpath "$1") || exit 2
source "$(dirname "$0")/../checks.sh" || exit 2
cd "$(dirname "$0")" || exit 2
export GODEBUG= GOGC=off GOTOOLCHAIN=local
programs=$(ls *.go | grep -v '^harness.go$')
[ $# -gt 2 ] && programs=${*:3}
if [ "$1" = -go ]; then
    printf 'module alloc\n\ngo 1.23\n' >"$work/go.mod"
    for program in $programs; do
        cp harness.go "$program" "$work"
        (cd "$work" && "$2" build -o prog .) || echo "FAIL $program"
        # Once in a while Go's own threads allocate something meanwhile: the least is what counts.
        for i in 1 2 3 4 5; do
            "$work/prog" >"$work/out$i"
        done
        for i in 1 2 3 4 5; do
            echo "$(head -n 1 "$work/out$i" | cut -d' ' -f1) $(tail -n 1 "$work/out$i" | cut -d' ' -f1) $i"
        done | sort -n -k1,1 -k2,2 | head -n 1 >"$work/best"
        cp "$work/out$(cut -d' ' -f3 "$work/best")" "${program%.go}.out"
        rm "$work/$program"
    done
    exit 0
fi
for program in $programs; do
    cut=cat
    case $program in fmt_*) cut='grep -v freed' ;; esac
    got=$(timeout 20 "$mound" run harness.go "$program" 2>&1 | $cut)
    if [ "$got" = "$($cut "${program%.go}.out")" ]; then
        pass
    else
        fail "$program"
        diff <(echo "$got") <($cut "${program%.go}.out") | sed 's/^</  got: /; s/^>/  want:/; /^[0-9-]/d'
    fi
done
checks_end
