#!/bin/sh
# tests/fuzz/fuzz.sh - runs one libFuzzer target.
#
# usage: tests/fuzz/fuzz.sh FOLDER TARGET SECONDS SEEDS...     (FOLDER holds the built target)
#
# An input may take a second of processor time and a gigabyte. libFuzzer goes by the clock, which
# says little on a loaded machine, so its own limit is generous; inputs that seemed slow to it are
# run again one by one, by processor time.
set -u
folder=$1
target=$2
seconds=$3
shift 3
cd "$folder" || exit 2
mkdir -p "corpus_$target"
rm -f "$target"-slow-unit-*
echo "== $target, $seconds s"
ASAN_OPTIONS=detect_leaks=0 nice -n 10 "./$target" -max_total_time="$seconds" -timeout=30 \
    -report_slow_units=1 -rss_limit_mb=1024 -detect_leaks=0 -max_len=4096 \
    -dict=../../tests/fuzz/go.dict -artifact_prefix="$target-" -print_final_stats=1 \
    "corpus_$target" "$@" >"$target.log" 2>&1
code=$?
grep -E 'ERROR|SUMMARY|stat::number_of|stat::peak' "$target.log"
for unit in "$target"-slow-unit-*; do
    [ -f "$unit" ] || continue
    (ulimit -t 1 && ASAN_OPTIONS=detect_leaks=0 "./$target" "$unit") >/dev/null 2>&1 && continue
    echo "ERROR: $folder/$unit takes more than a second"
    code=1
done
exit $code
