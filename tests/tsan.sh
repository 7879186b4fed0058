#!/bin/bash
# tests/tsan.sh - the programs with goroutines of Go's own suite under ThreadSanitizer.
#
# usage: tests/tsan.sh MOUND TIMES [GOMAXPROCS...]
# MOUND is build/tsan/mound. Runs tests/goroutines.sh and looks through what ThreadSanitizer reports.
# A few programs race themselves: with them a race counts as the program's own when both sides are the
# body of an instruction that loads or stores the program's data (ThreadSanitizer may have forgotten one
# of them). Any other report is printed, and a failure. REPORTS= names a folder of reports of such
# programs to look through instead. Last line: "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 2

# Go's own race detector says so of each of them.
racy='/(atomicload|ken/chan|chan/powser[12]|fixedbugs/issue(13160|29362|29362b))\.go$'

# foreign FILE...: prints the reports that are not the program's own; returns whether there are none.
foreign() {
    awk '
    # What copies for an instruction, as part of it.
    function is_copy(name) { return name ~ /^(memmove|memcpy|memset|__tsan_|gc_write|slice_copy|few_slots)/ }
    # The channel that takes a value from where the instruction has it, or brings it there.
    function is_channel(name) {
        return name ~ /^(deliver|buffer_(put|take)|chan_(send|receive)(_try)?|try_all|select_(run|go))$/
    }
    function close_report() {
        if (report != "" && (others > 0 || accesses == 0)) { printf "%s", report; bad++ }
        report = ""; accesses = others = 0; in_access = 0
    }
    /^WARNING: ThreadSanitizer/ { close_report(); report = FILENAME ":\n" }
    report != "" { report = report $0 "\n" }
    /^  (Previous )?([Aa]tomic )?([Rr]ead|[Ww]rite) of size/ {
        in_access = 1; copies = 0; next
    }
    /^$/ { in_access = 0 }
    in_access && /^    #[0-9]+ / {
        if (is_copy($2)) { copies = 1; next }
        if (copies && is_channel($2)) next
        accesses++
        if ($2 !~ /^run_/ || $3 !~ /vm\/ops_/) others++
        in_access = 0
    }
    END { close_report(); exit bad > 0 }' "$@"
}

passed=0
failed=0

# look NAME FOLDER: counts the reports in the folder as failures as far as they are mound's.
look() {
    local files
    files=$(find "$2" -type f)
    [ -z "$files" ] && return
    if [ "$1" = racy ]; then
        foreign $files || failed=$((failed + 1))
        echo "$(echo "$files" | wc -l) runs of programs that race reported something"
    else
        cat $files
        failed=$((failed + $(echo "$files" | wc -l)))
    fi
}

# run NAME PROGRAMS MOUND TIMES [GOMAXPROCS...]
run() {
    local name=$1 programs=$2 out line
    shift 2
    [ -z "$programs" ] && return
    mkdir "$logs/$name"
    out=$(TSAN_OPTIONS="log_path=$logs/$name/report exitcode=0 history_size=7 atexit_sleep_ms=0 \
${TSAN_OPTIONS:-}" PROGRAMS=$programs TIMEOUT=${TIMEOUT:-600} tests/goroutines.sh "$@")
    echo "$out"
    line=$(echo "$out" | tail -n 1)
    passed=$((passed + ${line%% *}))
    failed=$((failed + $(echo "$line" | sed 's/.*, \([0-9]*\) failed.*/\1/')))
    look "$name" "$logs/$name"
}

if [ -n "${REPORTS:-}" ]; then
    look racy "$REPORTS"
else
    logs=$(mktemp -d)
    trap 'rm -rf "$logs"' EXIT
    programs=$(LIST=1 tests/goroutines.sh "$@")
    run clean "$(echo "$programs" | grep -vE "$racy")" "$@"
    run racy "$(echo "$programs" | grep -E "$racy")" "$@"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
