#!/bin/bash
# tests/gotest/run.sh MOUND - holds `mound test` against what go test prints; see README.md.
# `tests/gotest/run.sh go` has the go command of $PATH write the expected outputs anew.
set -u
source "$(dirname "$0")/../checks.sh" || exit 2
here=$(cd "$(dirname "$0")" && pwd)
tool=${1:?the mound program, or go}
[ "$tool" = go ] || tool=$(realpath "$tool") || exit 2
export GOFLAGS=-count=1 GOTOOLCHAIN=local
[ "$tool" = go ] || unset GOFLAGS

# What differs from run to run: times, the machine, addresses; and the trace of a panic.
plain() {
    sed -E -e 's/[0-9]+\.[0-9]+s/TIMEs/g' -e '/^(cpu|goos|goarch): /d' -e '/^(\[signal|goroutine|created by|	\/|	_testmain)/d' \
        -e '/^[a-z][A-Za-z0-9_.\/()*]+\(.*\)$/d' -e '/^	\$GOROOT/d' -e '/^$/d' \
        -e 's/(testing|panic)\.go:[0-9]+:/\1.go:LINE:/' -e 's/^(--- BENCH: [A-Za-z]*)-[0-9]+$/\1/' \
        -e "s|$here|DIR|g" -e 's/^(Benchmark[^ 	-]*)(-[0-9]+)? *	.*$/\1 RESULT/' -e 's/ \(cached\)//'
}

run_commands() {
    local line
    while IFS= read -r line; do
        echo "\$ go test $line"
        eval "timeout 60 '$tool' test $line" 2>&1 | plain
        echo "exit code ${PIPESTATUS[0]}"
    done <commands
}

as_expected() { run_commands | diff -u expected -; }

for folder in "$here"/*/; do
    cd "$folder" || exit 2
    if [ "$tool" = go ]; then
        run_commands >expected
    else
        check "$folder" as_expected
    fi
done
checks_end
