#!/bin/bash
# tools/hot_order.sh MOUND MAP [PROGRAM...] > tools/hot.ld
#
# Which functions, constants and variables small programs touch, as a linker script that lays them
# together. The kernel maps a program's file in windows of 64 KB around each page that is touched;
# what is used lies scattered over all of a release build, so that nearly all of it would count as
# resident.
#
# MOUND is a release build linked without the script and without merging strings (make hot-order),
# MAP its linker map (-Wl,-Map=). The programs,
# "FILE.go SIZE" each, run under valgrind, which tells every address. What most of them touch comes
# first, then what the same programs touch stands together.
set -eu
mound=$1
map=$2
shift 2
if [ $# -eq 0 ]; then
    for pair in startup=1 fib=10 nbody=10 mandelbrot=8 spectralnorm=5 fannkuch=5 nsieve=1000 matmul=5 \
        sortints=100 primesieve=10 richards=1 structs=50 iface=50 mutex=10 selectloop=50 \
        chanpingpong=10 parfor=10 closures=50 linkedlist=50 binarytrees=5 mapstring=50 graph=20; do
        set -- "$@" "tests/bench/go/${pair%%=*}.go ${pair##*=}"
    done
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# "ADDRESS END NAME ARCHIVE:MEMBER" for each input section; hexadecimal numbers of eight digits, so
# that they sort as strings. Big tables without initial values are mostly empty: they stay outside.
awk 'function hex(text,    i, n) { n = 0
         for (i = 3; i <= length(text); i++) n = n * 16 + index("123456789abcdef", substr(text, i, 1))
         return n }
     /^ [.a-z]/ { name = $1; if (NF == 1) { getline; $0 = name " " $0 }
         if ($1 ~ /^\.(text|rodata|bss)/ && $2 ~ /^0x/ && $3 != "0x0" && $4 ~ /\.a\(/) {
             file = $4; sub(/.*\//, "", file); sub(/\(/, ":", file); sub(/\)$/, "", file)
             start = hex($2); size = hex($3)
             if ($1 !~ /^\.bss/ || size <= 16384)
                 printf "%08x %08x %s %s\n", start, start + size, $1, file } }' "$map" |
    sort > "$scratch/sections"

# touched_by PROGRAM NUMBER: which sections have a byte that it touches, as
# "NAME ARCHIVE:MEMBER NUMBER".
touched_by() {
    local trace=$scratch/trace$2
    # Only what lies in the file and its variables: all of it is below 32 MB. A program that takes
    # long has shown by then what it needs.
    mkfifo "$trace"
    valgrind --tool=lackey --trace-mem=yes --log-fd=9 "$mound" run $1 9>"$trace" >/dev/null \
        2>/dev/null < /dev/null &
    awk 'NR > 12000000 { exit }
         /^I |^ [LSM] / && $2 ~ /^0[01]......,/ {
             a = substr($2, 1, 8); if (!(a in seen)) { seen[a] = 1; print a } }' "$trace" |
        sort | sort -m -k1,1 - "$scratch/sections" |
        # The sections that hold an address start before it; one that starts at it sorts after it.
        awk 'NF > 1 { if (last == $1) print $3, $4; end = $2; what = $3 " " $4; next }
             { last = $1; if ($1 < end) print what }' | sort -u | sed "s/$/ $2/"
    kill -KILL $! 2>/dev/null || true
    wait $! 2>/dev/null || true
    rm "$trace"
}

number=0
for program; do
    number=$((number + 1))
    echo "$number of $#: $program" >&2
    touched_by "$program" $number > "$scratch/touched$number" &
    # As many at a time as there are processors.
    [ "$(jobs -rp | wc -l)" -lt "$(nproc)" ] || wait -n
done
wait
cat "$scratch"/touched* > "$scratch/touched"

# "COUNT SIGNATURE NAME FILE", COUNT programs touch it, SIGNATURE says which.
awk '{ key = $1 " " $2; count[key]++; who[key] = who[key] sprintf("%02d", $3) }
     END { for (key in count) print count[key], who[key], key }' "$scratch/touched" |
    sort -k1,1nr -k2,2 -k4,4 -k3,3 > "$scratch/list"

# Valgrind shows no vDSO, which the C library looks for when a program starts, and one thread at a
# time, so that nobody waits.
cat <<'END'
/* What small programs touch, together; written by tools/hot_order.sh (make hot-order). */
SECTIONS {
    .text_hot : {
        *crt1.o(.text)
        *crtbeginT.o(.text)
        *libc.a:dl-object.o(.text)
        *libc.a:dl-lookup.o(.text)
        *libc.a:dl-setup_hash.o(.text)
        *libc.a:lowlevellock.o(.text)
END
# The C library chooses among editions of some functions by the processor; valgrind's has no AVX512.
awk '$3 ~ /^\.text/ { print "        *" $4 "(" $3 ")"
         if ($4 ~ /^libc\.a:[a-z]*-/) { sub(/-.*/, "", $4)
             print "        *" $4 "-evex*.o(.text.evex)"
             print "        *" $4 "-avx512*.o(.text .text.evex512)" } }' "$scratch/list" |
    awk '!seen[$0]++'
cat <<'END'
    }
    .fini : { KEEP(*(SORT_NONE(.fini))) }
    vm_run_text : { *vm.a:loop_plain.o(vm_run_text) *(vm_run_text) }
} INSERT BEFORE .text;
SECTIONS {
    .rodata_hot : {
END
# What all touch comes last, beside .eh_frame, whose first bytes are looked at. The strings of a
# function that runs are all there: those that only the kernel reads (names of files) are not in the
# trace.
awk '$3 ~ /^\.rodata/ { print "        *" $4 "(" $3 ")" }
     $3 ~ /^\.text\./ { f = substr($3, 7); sub(/\.(isra|part|constprop|cold)\..*/, "", f)
                        print "        *" $4 "(.rodata." f ".str*)" }
     $3 == ".text" { print "        *" $4 "(.rodata.str*)" }' "$scratch/list" |
    awk '!seen[$0]++ { line[++n] = $0 } END { while (n > 0) print line[n--] }'
cat <<'END'
        *(.rodata.cst*)
    }
} INSERT AFTER .rodata;
SECTIONS {
    .bss_hot (NOLOAD) : {
END
awk '$3 ~ /^\.bss/ { print "        *" $4 "(" $3 ")" }' "$scratch/list"
printf '    }\n} INSERT BEFORE .bss;\n'
