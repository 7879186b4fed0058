#!/bin/sh
# tests/run.sh - everything `make test` runs; the last line counts it all.
#
# usage: tests/run.sh BUILD_FOLDER [quick]
# Parts: unit tests in C, golden programs, the golden programs again under torture (a collection at
# every allocation, freed memory filled with a pattern), under AddressSanitizer and UBSan, the
# benchmark programs, the test runner's lists, what wrong input gets. Each part prints
# "N passed, N failed"; a part that dies without that line counts as one failure.
set -u
build=${1:?build folder}
passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# count TITLE COMMAND... : runs a part and adds its last "N passed, N failed" line.
count() {
    title=$1
    shift
    echo "== $title"
    "$@" >"$log" 2>&1
    code=$?
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$log" | tail -n 1)
    if [ -z "$line" ]; then
        tail -n 20 "$log"
        echo "   died with exit code $code"
        failed=$((failed + 1))
        return
    fi
    p=${line%% *}
    f=${line#*, }
    f=${f%% *}
    [ "$f" = 0 ] && [ "$code" = 0 ] || tail -n 60 "$log"
    if [ "$f" = 0 ] && [ "$code" != 0 ]; then f=1; fi
    passed=$((passed + p))
    failed=$((failed + f))
    echo "   $line"
}

unit_tests() {
    p=0
    f=0
    for program in "$build"/unit/*; do
        case $program in *.d) continue ;; esac
        [ -x "$program" ] || continue
        if "$program" >"$log.unit" 2>&1; then
            n=$(grep -c '\[       OK \]' "$log.unit")
            p=$((p + n))
        else
            echo "$program failed:"
            tail -n 20 "$log.unit"
            f=$((f + 1))
        fi
    done
    rm -f "$log.unit"
    echo "$p passed, $f failed"
}

testrun="$build/tools/testrun -mound $build/mound -jobs 2"
golden="tests/lang tests/escape tests/alloc/ops tests/errors tests/stdlib tests/goroot tests/limits tests/regress examples"
present=
stressed=
for folder in $golden; do [ -d "$folder" ] && present="$present $folder"; done
for folder in tests/lang tests/stdlib tests/limits tests/regress; do
    [ -d "$folder" ] && stressed="$stressed $folder"
done
# tuning.go counts how often GOGC collects, which a collection at every allocation makes meaningless.
for program in examples/*.go; do
    [ "$program" = examples/tuning.go ] || stressed="$stressed $program"
done

count "unit tests" unit_tests
count "golden programs" $testrun $present
# stack_overflow counts the frames that fit a stack, which depends on the code.
count "golden programs, not optimised" \
    env MOUND_OPT=0 $testrun tests/lang tests/stdlib $([ -d tests/regress ] && echo tests/regress) examples
count "golden programs whose structs are all held by pointers" \
    env MOUND_HELD=64 $testrun tests/lang $([ -d tests/regress ] && echo tests/regress)
# Without a Go tree, so that no test but those of tests/goroot comes to need one.
count "golden programs, no pointer to a frame outliving it" \
    env MOUND_CHECK=escape GOROOT=/nonexistent $testrun \
    $([ -d tests/regress ] && echo tests/regress) tests/lang tests/stdlib tests/limits \
    tests/alloc/ops examples
count "the escape check" tests/escape/run.sh "$build/mound"
count "golden programs, a collection at every allocation, freed memory filled" \
    env MOUND_DEBUG=gcstress=1,poison,gcstw $testrun -timeout 120 $stressed
count "golden programs, marking beside the program all the time, each mark verified" \
    env MOUND_DEBUG=gcstress=1,poison,gcverify $testrun -timeout 120 $stressed
asan=build/asan/mound
[ -x $asan ] && count "golden programs under AddressSanitizer and UBSan" \
    env ASAN_OPTIONS=detect_leaks=0 "$build/tools/testrun" -mound $asan -timeout 60 $present
count "what fuzzers found" tests/fuzz/run.sh "$build/mound"
count "scheduler: signals, replay, leaks, many goroutines" tests/sched/run.sh "$build/mound"
count "schedules at random" tests/torture.sh "$build/mound" 3
soak_briefly() {
    if MOUND_DEBUG=gcverify "$build/mound" run tests/soak/soak.go 2 32; then
        echo "1 passed, 0 failed"
    else
        echo "0 passed, 1 failed"
    fi
}
count "soak, briefly, each mark verified" soak_briefly
count "nothing kept of what is done again and again" "$build/mound" run tests/soak/steady.go
count "benchmark programs" tests/bench/run.sh "$build/mound"
count "mound test, against go test" tests/gotest/run.sh "$build/mound"
count "the test runner" tests/testrun/run.sh "$build/tools/testrun"
count "escape decisions explained" tests/escape/examples.sh "$build/mound"
count "the page of decisions, in a browser" tests/escape/page.sh "$build/mound"
[ -x tests/input/run.sh ] && count "wrong input" tests/input/run.sh "$build/mound"
[ -x tests/repl/run.sh ] && count "sessions at a terminal" tests/repl/run.sh "$build/mound"
count "numbers of the session, against ReadMemStats" tests/repl/numbers.sh "$build/mound"
count "manual page and completions" tests/cli/docs.sh "$build/mound"
[ -x tests/cli/watch.sh ] && count "profiles and counts" tests/cli/watch.sh "$build/mound"
[ -x tests/cli/heap.sh ] && count "heap reports" tests/cli/heap.sh "$build/mound"
count "summaries of library functions" tests/cli/summaries.sh "$build/mound"
[ -x tests/cli/pacing.sh ] && count "periods and limits" tests/cli/pacing.sh "$build/mound"
[ -x tests/alloc/run.sh ] && count "allocations as Go's" tests/alloc/run.sh "$build/mound"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
