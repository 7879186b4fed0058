#!/bin/sh
# tests/goroutines.sh - the programs with goroutines of Go's own test suite, again and again.
#
# usage: tests/goroutines.sh MOUND TIMES [GOMAXPROCS...]
# Runs test/chan/*.go and every other `// run` program that starts a goroutine, TIMES times with
# each number of processors (1 2 8). GOROOT names the Go tree. Programs that are not expected to
# pass at all (tests/conformance) are left out. Prints what fails, and "N passed, N failed".
set -u
mound=${1:?mound} times=${2:?how often}
shift 2
[ $# = 0 ] && set -- 1 2 8
cd "$(dirname "$0")/.." || exit 2
tree=${GOROOT:-/usr/share/go-1.19}
known=tests/conformance/go$(basename "$tree" | tr -dc '0-9.').txt
[ -f "$known" ] || known=/dev/null
list=$(mktemp)
trap 'rm -f "$list"' EXIT
for file in "$tree"/test/*.go "$tree"/test/*/*.go; do
    [ "$(head -n 1 "$file")" = '// run' ] || continue
    grep -qE '^[[:space:]]*go [a-z]' "$file" || continue
    grep -qF "${file#"$tree"/test/}" "$known" || echo "$file"
done >"$list"
failed=0
passed=0
testrun=build/release/tools/testrun
for processors in "$@"; do
    i=0
    while [ $i -lt "$times" ]; do
        i=$((i + 1))
        out=$(GOMAXPROCS=$processors $testrun -mound "$mound" -go -jobs "${JOBS:-2}" -timeout "${TIMEOUT:-120}" \
            $(cat "$list") 2>&1)
        line=$(echo "$out" | grep -E '^[0-9]+ passed, [0-9]+ failed' | tail -n 1)
        f=$(echo "$line" | sed 's/.*, \([0-9]*\) failed.*/\1/')
        p=${line%% *}
        passed=$((passed + ${p:-0}))
        failed=$((failed + ${f:-1}))
        [ "${f:-1}" = 0 ] || echo "GOMAXPROCS=$processors round $i: $out"
    done
done
echo "$passed passed, $failed failed ($(wc -l <"$list") programs, $times times, GOMAXPROCS $*)"
[ "$failed" = 0 ]
