#!/bin/bash
# tools/escape_suite.sh TESTRUN MOUND GOROOT... - Go's own tests of escape analysis and inlining.
# tools/escape_suite.sh -changes - what Go 1.23 decides otherwise than those of Go 1.19 expect.
#
# The tests are the errorcheck files with -m. Counted is by line: a line that expects messages is
# matched when it gets them all; a message that no line expects is unexpected. The expectations of
# Go 1.19 are corrected by what 1.23 prints (tests/conformance/go1.19-changed.txt, made by a real Go
# 1.23). Fails below 95% matched or above 2% unexpected; for the tests of inlining below 85%.
set -u
lists=$(dirname "$0")/../tests/conformance

# tests TREE: the files, relative to TREE/test.
tests() {
    (cd "$1/test" && grep -rlE '^// ?errorcheck(dir|withauto)?( .*)? -m' --include='*.go' . |
        grep -v '\.dir/' | sed 's|^\./||' | sort)
}

if [ "${1:-}" = -changes ]; then
    tree=${2:-/usr/share/go-1.19}
    while read -r file; do
        folder=${file%.go}.dir
        grep -E "^(${file//./\\.}|${folder//./\\.}/[^:]*):[0-9]+"$'\t' "$lists/go1.19-changed.txt" |
            while IFS=$'\t' read -r place text; do
                expects=$(sed -n "${place##*:}p" "$tree/test/${place%:*}" | grep -oE 'ERROR .*')
                printf '%s\n    1.19: %s\n    1.23: %s\n' "$place" "${expects:--}" "$text"
            done
    done < <(tests "$tree")
    exit
fi

testrun=$1 mound=$2 status=0
shift 2

# count TITLE LEAST TREE FILE...: the line that testrun sums up, and whether it is good enough.
count() {
    local title=$1 least=$2 tree=$3 suite
    shift 3
    suite=$(sed -n 's/^const Version = /go1./p' "$tree/src/internal/goversion/goversion.go")
    local line=$("$testrun" -mound "$mound" -go -timeout 60 -lines -excluded "$lists/excluded.txt" \
        -known "$lists/$suite.txt" -changed "$lists/$suite-changed.txt" "${@/#/$tree/test/}" |
        tail -n 1)
    echo "$suite, $title: $line"
    echo "$line" | awk -v least="$least" '{
        gsub(/[(%),]/, " ")
        for (i = 1; i <= NF; i++) { if ($i == "matched") m = $(i + 1); if ($i == "unexpected") u = $(i + 1) }
        exit !(m >= least && u <= 2) }' || status=1
}

for tree in "$@"; do
    mapfile -t inlining < <(tests "$tree" | grep -E '(^|/)inline')
    mapfile -t escaping < <(tests "$tree" | grep -vE '(^|/)inline')
    count "escape" 95 "$tree" "${escaping[@]}"
    count "inlining" 85 "$tree" "${inlining[@]}"
done
exit $status
