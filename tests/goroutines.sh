#!/bin/sh
# tests/goroutines.sh - the programs with goroutines of Go's own test suite, again and again.
#
# usage: tests/goroutines.sh MOUND TIMES [GOMAXPROCS...]
# Runs test/chan/*.go and every other `// run` program that starts a goroutine, TIMES times with
# each number of processors (1 2 8), JOBS of them side by side. GOROOT names the Go tree, PROGRAMS
# other programs; with LIST=1 it prints their names only. What is not expected to pass (tests/conformance) is left out. Prints what fails,
# and "N passed, N failed".
set -u
mound=${1:?mound} times=${2:?how often}
shift 2
[ $# = 0 ] && set -- 1 2 8
cd "$(dirname "$0")/.." || exit 2
tree=${GOROOT:-/usr/share/go-1.19}
lists=tests/conformance
suite=$lists/go$(basename "$tree" | tr -dc '0-9.')
testrun="build/release/tools/testrun -mound $mound -go -jobs ${JOBS:-2} -timeout ${TIMEOUT:-120}"
[ -f "$suite-changed.txt" ] && testrun="$testrun -changed $suite-changed.txt"

# Lines with a go statement, that are no comments.
starts='^([^/]|/[^/])*(^|[[:space:];{])go[[:space:]]+[A-Za-z_(]'
programs=${PROGRAMS:-}
[ -n "$programs" ] || for file in $(grep -lE "$starts" "$tree"/test/*.go "$tree"/test/*/*.go); do
    head -n 1 "$file" | grep -qE '^// ?run( |$)' || continue
    cut -f 1 "$suite.txt" $lists/excluded.txt 2>/dev/null | grep -qxF "${file#"$tree"/test/}" ||
        programs="$programs $file"
done
[ -z "${LIST:-}" ] || { printf '%s\n' $programs; exit; }
failed=0
passed=0
i=0
while [ $i -lt "$times" ]; do
    i=$((i + 1))
    for processors in "$@"; do
        # The first round shows that a failure would be seen.
        out=$(GOMAXPROCS=$processors $testrun $([ $i = 1 ] || echo -proven) $programs 2>&1)
        line=$(echo "$out" | grep -E '^[0-9]+ passed, [0-9]+ failed' | tail -n 1)
        f=$(echo "$line" | sed 's/.*, \([0-9]*\) failed.*/\1/')
        p=${line%% *}
        passed=$((passed + ${p:-0}))
        failed=$((failed + ${f:-1}))
        [ "${f:-1}" = 0 ] || echo "GOMAXPROCS=$processors round $i: $out"
        [ -z "${PROGRESS:-}" ] || echo "round $i, GOMAXPROCS=$processors: $passed passed" >&2
    done
done
echo "$passed passed, $failed failed ($(echo $programs | wc -w) programs, $times times, GOMAXPROCS $*)"
[ "$failed" = 0 ]
