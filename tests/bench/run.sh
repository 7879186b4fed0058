#!/bin/sh
# tests/bench/run.sh MOUND - every benchmark program prints what Go prints (expected/).
set -u
mound=$(realpath "${1:?the mound program}")
cd "$(dirname "$0")" || exit 2
passed=0
failed=0
for program in go/*.go; do
    name=$(basename "$program" .go)
    if timeout 120 "$mound" run "$program" 2>/dev/null | cmp -s - "expected/$name.txt"; then
        passed=$((passed + 1))
    else
        echo "FAIL $program: output differs from expected/$name.txt"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
