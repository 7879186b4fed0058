#!/bin/bash
# tests/escape/run.sh MOUND - what MOUND_CHECK=escape says, and that it says it.
set -u
mound=$(realpath "${1:?the mound program}") || exit 2
source "$(dirname "$0")/../checks.sh" || exit 2
cd "$(dirname "$0")" || exit 2

# expect TITLE WANTED GOT
expect() {
    case $3 in
    *"$2"*) pass ;;
    *) fail "$1: wanted \"$2\" in: $3" ;;
    esac
}
expect "a hidden pointer" "escape check: a pointer into a frame" \
    "$(MOUND_CHECK=escape "$mound" run check/hidden.go 2>&1)"
expect "where it was stored" "check/hidden.go:13" \
    "$(MOUND_CHECK=escape "$mound" run check/hidden.go 2>&1)"
expect "without the check" "not noticed" "$("$mound" run check/hidden.go 2>&1)"
expect "an unknown check" 'the only check is "escape"' \
    "$(MOUND_CHECK=nothing "$mound" run check/hidden.go 2>&1)"
checks_end
