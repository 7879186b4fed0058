#!/bin/bash
# tests/fuzz/run.sh - minimal inputs that crash, hang or swell a careless front end, and what fuzzers
# found: each is checked within a second of processor time and a gigabyte, and refused or accepted,
# never more. No inputs at all are a failure.
#
# usage: tests/fuzz/run.sh MOUND
set -u
mound=${1:?the mound program}
here=$(dirname "$0")
source "$here/../checks.sh" || exit 2
for input in "$here"/inputs/*.go; do
    if [ ! -f "$input" ]; then
        fail "no inputs in $here/inputs"
        break
    fi
    said=$( (ulimit -t 1 && ulimit -v 1048576 && "$mound" vet -e "$input") 2>&1)
    code=$?
    if [ $code = 0 ] || { [ $code = 1 ] && [ -n "$said" ]; }; then
        pass
    else
        fail "$input: exit code $code"
    fi
done
checks_end
