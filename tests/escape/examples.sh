#!/bin/bash
# tests/escape/examples.sh MOUND - what the programs of examples/escape/ claim is what mound says.
#
# A line that ends in "// heap: CAUSE" must have a decision with that cause; one that ends in
# "// stack" must have decisions, none of them for the heap. Every program is also explained in all
# forms, and run: its output is what real Go prints (NAME.out).
set -u
mound=$(realpath "${1:?the mound program}") || exit 2
source "$(dirname "$0")/../checks.sh" || exit 2
cd "$(dirname "$0")/../../examples/escape" || exit 2

# decisions LINE: the causes of that line's decisions, one a line.
decisions() {
    grep -E "^    \{\"file\": \"[^\"]*\", \"line\": $1," "$work/json" |
        sed 's/.*"cause": "\([a-z_]*\)".*/\1/'
}

for program in *.go; do
    "$mound" escape -json "$program" >"$work/json" 2>"$work/err" || fail "$program: escape -json"
    while IFS=: read -r line text; do
        case $text in
        *'// heap: '*)
            cause=${text##*// heap: }
            decisions "$line" | grep -qx "${cause%% *}" && pass ||
                fail "$program:$line: not in the heap for $cause: $(decisions "$line" | tr '\n' ' ')" ;;
        *'// stack'*)
            [ -n "$(decisions "$line")" ] && ! decisions "$line" | grep -qvx none && pass ||
                fail "$program:$line: not in the frame: $(decisions "$line" | tr '\n' ' ')" ;;
        esac
    done < <(grep -nE '// (heap: |stack)' "$program")
    "$mound" escape -why before "$program" >"$work/why" &&
        grep -q 'to keep it in the frame' "$work/why" && pass || fail "$program: -why before"
    "$mound" escape "$program" >"$work/text" && grep -q 'go.* to the heap' "$work/text" && pass ||
        fail "$program: annotated source"
    "$mound" run "$program" >"$work/out" 2>&1 && cmp -s "$work/out" "${program%.go}.out" && pass ||
        fail "$program: output"
done

# docs/ESCAPE.md says what mound says today.
(cd ../.. && tools/escape_doc.sh "$mound" | cmp -s - docs/ESCAPE.md) && pass ||
    fail 'docs/ESCAPE.md is stale: make docs'

# A recorded run: the line that allocates is charged with it.
"$mound" run -escape=cost.json returned.go >/dev/null 2>&1
check 'costs of returned.go' grep -q '"line": 19, "objects": 10[0-9][0-9], "bytes": 16' cost.json
rm -f cost.json
"$mound" escape -html "$work/page.html" returned.go &&
    grep -q '"cause": "returned"' "$work/page.html" && pass || fail 'html'
# A page that cannot be written; files that are no programs.
"$mound" escape -html "$work/nowhere/page.html" returned.go 2>"$work/err"
[ $? = 1 ] && grep -q 'cannot write .*nowhere/page.html' "$work/err" && pass ||
    fail '-html into no folder'
check '-html leaves nothing beside the page' [ "$(ls "$work" | grep -c 'page.html')" = 1 ]
printf 'package lib\n\nfunc F() *int { x := 1; return &x }\n' >"$work/lib.go"
"$mound" escape -json "$work/lib.go" | grep -q '"cause": "returned"' && pass ||
    fail 'a package without main'
printf 'package main\n\nfunc main() { x :=\n' >"$work/wrong.go"
: >"$work/empty.go"
for file in wrong empty; do
    for flags in '' -m -json '-why x' "-html $work/$file.html"; do
        "$mound" escape $flags "$work/$file.go" >"$work/out" 2>"$work/err"
        [ $? = 1 ] && grep -q 'syntax error' "$work/err" && [ ! -s "$work/out" ] &&
            [ ! -e "$work/$file.html" ] && pass || fail "escape $flags $file.go"
    done
done
"$mound" escape -why nothing returned.go 2>"$work/err"
[ $? = 1 ] && grep -q 'nothing is decided about "nothing"' "$work/err" && pass || fail '-why of nothing'
"$mound" escape -only heap,cheese returned.go 2>"$work/err"
[ $? = 2 ] && grep -q 'not "cheese"' "$work/err" && pass || fail '-only cheese'

checks_end
