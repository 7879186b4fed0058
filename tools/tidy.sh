#!/bin/sh
# tools/tidy.sh - holds the sources against the house rules; prints what breaks them.
#
# - includes follow tools/layers.txt
# - lines have at most 100 columns, no tabs (C), no blanks at the end
# - functions have at most 70 lines, files at most 700 (exceptions: tools/tidy_exempt.txt)
# - no TODO, FIXME or XXX without an issue number
# - docs/OPCODES.md is what `mound help opcodes` style generator prints (make docs)
set -u
cd "$(dirname "$0")/.." || exit 2
sources=$(git ls-files '*.c' '*.h' '*.re' '*.y' '*.def' | grep -v '^tests/')
exempt=$(grep -v '^#' tools/tidy_exempt.txt 2>/dev/null)

awk -v layers=tools/layers.txt '
BEGIN {
    while ((getline line < layers) > 0) {
        if (line ~ /^#/) continue
        split(line, parts, ":")
        allowed[parts[1]] = " " parts[1] "/ "
        n = split(parts[2], names, " ")
        for (i = 1; i <= n; i++)
            allowed[parts[1]] = allowed[parts[1]] (names[i] ~ /\.h$/ ? names[i] : names[i] "/") " "
    }
}
/^#include "/ {
    split(FILENAME, path, "/")
    folder = path[1]
    if (!(folder in allowed)) next
    file = $2
    gsub(/"/, "", file)
    split(file, target, "/")
    if (index(allowed[folder], " " target[1] "/ ") == 0 && index(allowed[folder], " " file " ") == 0 \
        && file ~ /\// )
        printf "%s:%d: %s may not include %s\n", FILENAME, FNR, folder, file
}' $(echo "$sources" | grep -E '\.(c|h|re|y)$' | grep -v '^tools/') >/tmp/tidy.$$

for file in $sources; do
    awk -v exempt="$exempt" '
    length($0) > 100 && FILENAME !~ /\.def$/ { printf "%s:%d: %d columns\n", FILENAME, FNR, length($0) }
    /[ \t]$/ { printf "%s:%d: blank at the end of the line\n", FILENAME, FNR }
    /\t/ && FILENAME ~ /\.[ch]$/ { printf "%s:%d: tab\n", FILENAME, FNR }
    /(^|[^A-Za-z])(TODO|FIXME|XXX)([^A-Za-z]|$)/ && !/#[0-9]/ { printf "%s:%d: TODO without an issue number\n", FILENAME, FNR }
    /^[A-Za-z_].*\{$/ && /\(/ && !/=/ { start = FNR; name = $0 }
    /^\}/ && start {
        sub(/\(.*/, "", name); sub(/.*[ *]/, "", name)
        if (FNR - start >= 70 && index(exempt, name) == 0)
            printf "%s:%d: %s has %d lines\n", FILENAME, start, name, FNR - start + 1
        start = 0
    }
    END { if (FNR > 700 && index(exempt, FILENAME) == 0) printf "%s: %d lines\n", FILENAME, FNR }
    ' "$file"
done >>/tmp/tidy.$$
cat /tmp/tidy.$$
count=$(wc -l </tmp/tidy.$$)
rm -f /tmp/tidy.$$
[ "$count" = 0 ] && echo tidy
[ "$count" = 0 ]
