#!/bin/bash
# tools/escape_doc.sh MOUND - writes docs/ESCAPE.md to standard output: the text of
# docs/escape_intro.md, then one section for each program of examples/escape/ in the order of
# escape/causes.def, with what mound says about it. `make docs` runs it, `make tidy` compares.
set -eu
mound=$(realpath "${1:?the mound program}")
cd "$(dirname "$0")/.."
cat docs/escape_intro.md
cd examples/escape
for id in $(sed -n 's/^CAUSE(\([a-z_]*\),.*/\1/p' ../../escape/causes.def); do
    [ -f "$id.go" ] || continue
    printf '\n## %s\n\n' "$(sed -n '1s,^// ,,p' "$id.go")"
    # The paragraph below the title.
    sed -n '3,/^\/\/$/p' "$id.go" | sed '/^\/\/$/d; s,^// ,,'
    printf '\n```go\n'
    sed '1,/^)$/d; /^func main() {$/,$d' "$id.go" | sed '/./,$!d' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
    printf '```\n\nThe decisions:\n\n```\n'
    "$mound" escape -why before "$id.go" | grep -E '^\./.*(goes to the heap|takes no memory)' | sed 's/^\.\///'
    printf '```\n\nThe story of the first:\n\n```\n'
    "$mound" escape -why before "$id.go" | awk '/goes to the heap/ { if (seen++) exit; on = 1 } on' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
    printf '```\n\nMeasured (`mound run examples/escape/%s.go`):\n\n```\n' "$id"
    cat "$id.out"
    printf '```\n'
done
