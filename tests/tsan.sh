#!/bin/bash
# tests/tsan.sh - the programs with goroutines of Go's own suite under ThreadSanitizer.
#
# usage: tests/tsan.sh MOUND TIMES [GOMAXPROCS...]
# MOUND is build/tsan/mound. Runs tests/goroutines.sh and looks through what ThreadSanitizer reports: a
# race is the program's own when both sides are the body of an instruction that loads or stores the
# program's data (ThreadSanitizer may have forgotten one of them); any other is printed. REPORTS= names a folder of reports to look through
# instead. Last line: "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 2

# foreign FILE...: prints the reports that are not the program's own; returns whether there are none.
foreign() {
    awk '
    # What copies for an instruction, as part of it.
    function is_copy(name) { return name ~ /^(memmove|memcpy|memset|__tsan_|gc_write|slice_copy|few_slots)/ }
    function close_report() {
        if (report != "" && (others > 0 || accesses == 0)) { printf "%s", report; bad++ }
        report = ""; accesses = others = 0; in_access = 0
    }
    /^WARNING: ThreadSanitizer/ { close_report(); report = FILENAME ":\n" }
    report != "" { report = report $0 "\n" }
    /^  (Previous )?([Aa]tomic )?([Rr]ead|[Ww]rite) of size/ { in_access = 1; next }
    /^$/ { in_access = 0 }
    in_access && /^    #[0-9]+ / {
        if (is_copy($2)) next
        accesses++
        if ($2 !~ /^run_/ || $3 !~ /vm\/ops_/) others++
        in_access = 0
    }
    END { close_report(); exit bad > 0 }' "$@"
}

logs=${REPORTS:-}
line='0 passed, 0 failed'
if [ -z "$logs" ]; then
    logs=$(mktemp -d)
    trap 'rm -rf "$logs"' EXIT
    export TSAN_OPTIONS="log_path=$logs/report exitcode=0 history_size=7 atexit_sleep_ms=0 ${TSAN_OPTIONS:-}"
    out=$(TIMEOUT=${TIMEOUT:-600} tests/goroutines.sh "$@")
    echo "$out"
    line=$(echo "$out" | tail -n 1)
fi
failed=$(echo "$line" | sed 's/.*, \([0-9]*\) failed.*/\1/')
files=$(find "$logs" -type f)
if [ -n "$files" ] && ! foreign $files; then failed=$((failed + 1)); fi
echo "$(echo "$files" | grep -c .) programs with races of their own or reports above"
echo "${line%% *} passed, $failed failed"
[ "$failed" = 0 ]
