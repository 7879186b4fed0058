#!/bin/sh
# tests/fuzz/run.sh - inputs that a fuzzer once found something with: each is checked within a second
# of processor time and a gigabyte, and refused or accepted, never more.
#
# usage: tests/fuzz/run.sh MOUND
set -u
mound=${1:?mound}
here=$(dirname "$0")
passed=0
failed=0
for input in "$here"/inputs/*.go; do
    [ -f "$input" ] || continue
    (ulimit -t 1 -v 1048576 && "$mound" vet -e "$input") >/dev/null 2>&1
    code=$?
    if [ $code -le 1 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $input: exit code $code"
    fi
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
