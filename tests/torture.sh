#!/bin/sh
# tests/torture.sh - the tests of concurrency under many schedules: each run has a seed, and goroutines
# are preempted at random, after few safepoints.
#
# usage: tests/torture.sh MOUND SEEDS [FIRST]
# A failure is printed with the command that repeats it. Go's own test/chan is taken along where a
# Go tree is installed. Last line: "N passed, N failed".
set -u
mound=${1:?mound} seeds=${2:?how many seeds} first=${3:-1}
cd "$(dirname "$0")/.." || exit 2
tests="tests/lang/goroutines tests/stdlib/sync tests/stdlib/time tests/stdlib/context"
present=
for folder in $tests; do [ -d "$folder" ] && present="$present $folder"; done
tree=${GOROOT:-/usr/share/go-1.19}
programs=
for file in "$tree"/test/chan/*.go; do
    [ -f "$file" ] && [ "$(head -n 1 "$file")" = '// run' ] && programs="$programs $file"
done
passed=0
failed=0
seed=$first
while [ "$seed" -lt $((first + seeds)) ]; do
    # Few safepoints, more, and the usual number.
    case $((seed % 3)) in 0) mean=3 ;; 1) mean=50 ;; *) mean=1000 ;; esac
    settings="MOUND_SEED=$seed MOUND_DEBUG=preempt=$mean"
    for go in '' -go; do
        [ -n "$go" ] && list=$programs || list=$present
        [ -z "$list" ] && continue
        out=$(env $settings build/release/tools/testrun -mound "$mound" $go -jobs "${JOBS:-2}" \
            -timeout 120 $list 2>&1)
        line=$(echo "$out" | grep -E '^[0-9]+ passed, [0-9]+ failed' | tail -n 1)
        p=${line%% *}
        f=$(echo "$line" | sed 's/.*, \([0-9]*\) failed.*/\1/')
        passed=$((passed + ${p:-0}))
        failed=$((failed + ${f:-1}))
        [ "${f:-1}" = 0 ] || printf 'seed %s fails; repeat with: %s %s PROGRAM\n%s\n' "$seed" \
            "$settings" "$mound" "$out"
    done
    seed=$((seed + 1))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
