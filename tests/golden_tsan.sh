#!/bin/bash
# tests/golden_tsan.sh - golden programs under ThreadSanitizer, with the collector running all the time.
#
# usage: tests/golden_tsan.sh MOUND TESTRUN [PROGRAM OR FOLDER...]
# MOUND is build/tsan/mound. Each program runs with a collection at every 50th allocation, the marking
# beside it (GC=: other switches of MOUND_DEBUG). A program must do what it does without; and a race
# that is not the program's own (tests/tsan.sh) is printed. Last line: "N passed, N failed".
set -u
mound=$(realpath "${1:?mound}") testrun=$(realpath "${2:?testrun}")
shift 2
cd "$(dirname "$0")/.." || exit 2
if [ $# = 0 ]; then
    set -- tests/lang tests/stdlib tests/limits tests/regress
    # tuning.go counts how often GOGC collects.
    for program in examples/*.go; do
        [ "$program" = examples/tuning.go ] || set -- "$@" "$program"
    done
fi
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
out=$(MOUND_DEBUG=${GC:-gcstress=50} \
      TSAN_OPTIONS="log_path=$logs/report exitcode=0 history_size=5 atexit_sleep_ms=0 ${TSAN_OPTIONS:-}" \
      "$testrun" -mound "$mound" -jobs "${JOBS:-2}" -timeout "${TIMEOUT:-300}" "$@" 2>&1)
echo "$out"
line=$(echo "$out" | grep -E '^[0-9]+ passed, [0-9]+ failed' | tail -n 1)
failed=$(echo "${line:-0 passed, 1 failed}" | sed 's/.*, \([0-9]*\) failed.*/\1/')
passed=${line%% *}
races=$(REPORTS=$logs tests/tsan.sh) || { echo "$races"; failed=$((failed + 1)); }
echo "${passed:-0} passed, $failed failed"
[ "$failed" = 0 ]
