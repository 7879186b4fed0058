#!/bin/bash
# tools/pgo_train.sh MOUND - runs what a profile-guided build learns from: the benchmark programs
# with small sizes, and tests of the language and the library for everything else.
set -u
mound=$(realpath "${1:?the mound program}")
cd "$(dirname "$0")/.."
sizes="fib=27 nbody=40000 fannkuch=8 nsieve=200000 matmul=60 mandelbrot=120 spectralnorm=60 richards=3
    binarytrees=10 linkedlist=20000 graph=5000 mapint=30000 mapstring=20000 strbuild=20000
    bytescan=20000 sortints=20000 iface=20000 closures=20000 structs=20000 chanpingpong=5000
    primesieve=300 selectloop=5000 mutex=5000 pool=5000 startup=1"
for pair in $sizes; do
    timeout 120 "$mound" run "tests/bench/go/${pair%%=*}.go" "${pair##*=}" > /dev/null 2>&1 ||
        echo "pgo_train: ${pair%%=*} failed" >&2
done
for program in tests/lang/maps/*.go tests/lang/generics/*.go tests/stdlib/fmt/*.go \
    tests/stdlib/strings/*.go; do
    [ ! -f "$program" ] || timeout 60 "$mound" run "$program" > /dev/null 2>&1
done
exit 0
