#!/bin/bash
# tools/hot_order.sh MOUND MAP [PROGRAM...] > tools/hot.ld
#
# Which functions and constants small programs touch, as a linker script that lays them together.
# The kernel maps a program's file in windows of 64 KB around each page that is touched; what is
# used lies scattered over all of a release build, so that nearly all of it would count as resident.
#
# MOUND is a release build, MAP its linker map (-Wl,-Map=). The programs, "FILE.go SIZE" each, run
# under valgrind, which tells every address. Sections are written in the order of the programs: what
# the first one touches comes first.
set -eu
mound=$1
map=$2
shift 2
if [ $# -eq 0 ]; then
    go=tests/bench/go
    set -- $go/startup.go "$go/fib.go 10" "$go/mutex.go 10" "$go/selectloop.go 50" \
        "$go/sortints.go 100" "$go/mapstring.go 50" "$go/nbody.go 10"
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# "ADDRESS 0 SECTION ARCHIVE:MEMBER" for each input section.
awk '/^ \.[a-z]/ { name = $1; if (NF == 1) { getline; $0 = name " " $0 }
         if ($1 ~ /^\.(text|rodata)/ && $2 ~ /^0x/ && $3 != "0x0" && $4 ~ /\.a\(/) {
             file = $4; sub(/.*\//, "", file); sub(/\(/, ":", file); sub(/\)$/, "", file)
             print substr($2, 11), 0, $1, file } }' "$map" | sort -u > "$scratch/sections"

for program; do
    number=$((${number:-0} + 1))
    # Only what lies in the file, in steps of 16 bytes: all of it is below 32 MB.
    valgrind --tool=lackey --trace-mem=yes --log-fd=9 "$mound" run $program 9>&1 >/dev/null \
        2>/dev/null < /dev/null | awk '/^I |^ [LSM] / && $2 ~ /^0[01]......,/ { a = substr($2, 1, 7)
             if (!(a in seen)) { seen[a] = 1; print a "f", 1 } }' > "$scratch/touched"
    sort -m -k1,1 -k2,2n <(sort -k1,1 -k2,2n "$scratch/touched") "$scratch/sections" |
        awk -v n="$number" '
            # All sections that have bytes in a granule count, since the trace does not tell more.
            $2 == 0 { at = substr($1, 1, 7); if (at != granule) { before = last; here = ""; granule = at }
                      last = n " " $4 " " $3; here = here last "\n"; next }
            { if (substr($1, 1, 7) == granule) printf "%s%s", here, before (before == "" ? "" : "\n")
              else if (last != "") print last }' >> "$scratch/hot"
done
sort -u -k1,1n -k2 "$scratch/hot" | awk '!seen[$2 " " $3]++ { print $2, $3 }' > "$scratch/list"

cat <<'END'
/* What small programs touch, together; written by tools/hot_order.sh (make hot-order). */
SECTIONS {
    .text_hot : {
        text_hot_begin = .;
        *crt1.o(.text)
        *crtbeginT.o(.text)
END
awk '$2 ~ /^\.text/ { print "        *" $1 "(" $2 ")" }' "$scratch/list"
cat <<'END'
        text_hot_end = .;
    }
    .fini : { KEEP(*(SORT_NONE(.fini))) }
    vm_run_text : { *vm.a:loop_plain.o(vm_run_text) *(vm_run_text) }
} INSERT BEFORE .text;
SECTIONS {
    .rodata_hot : {
        rodata_hot_begin = .;
        *(.rodata.cst*)
        *(.rodata.str1.*)
END
# Linkers merge equal strings, so their addresses do not tell whose they are: those of tables all
# come first. Then the strings and tables of functions that are used, and constants that were
# touched; last one big table that is touched at few places.
awk '$2 ~ /^\.text\./ { f = substr($2, 7); print "        *" $1 "(.rodata." f " .rodata." f ".*)" }
     $2 ~ /^\.rodata/ && $2 !~ /\.(cst|str)[0-9]/ && $1 !~ /^libutf8proc/ { print "        *" $1 "(" $2 ")" }' "$scratch/list"
printf '        *libutf8proc.a:*(.rodata .rodata.*)\n        rodata_hot_end = .;\n    }\n} INSERT AFTER .rodata;\n'
