#!/bin/bash
# tools/bench_gc.sh MOUND RUSAGE [RUNS] - the figures of docs/GC.md: memory and pauses against compiled Go.
#
# In turn, RUNS times (5): binarytrees with two sizes and 1 and 2 processors, gclatency with 200 MB
# live and 2 processors, under mound and under Go, compiled by $GO (Debian's go1.19). Figures are medians,
# but of the longest stop the least and the most. $PRIORITY stands before each command: on a busy machine
# PRIORITY='chrt -f 10' keeps other programs out of the figures (root). Prints a table in Markdown, then
# the bars of memory (1.2 times compiled Go), time (2.0) and stops (1 ms, 1%) that were missed, the number
# of which is the exit code.
set -eu
mound=$(realpath "${1:?the mound program}")
rusage=$(realpath "${2:?the rusage program}")
runs=${3:-5}
go=${GO:-/usr/lib/go-1.19/bin/go}
[ -x "$go" ] || { echo "bench_gc.sh: no go command; set GO=" >&2; exit 2; }
cd "$(dirname "$0")/../tests/bench/go"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export GO111MODULE=off GOFLAGS= GOTOOLCHAIN=local
for program in binarytrees gclatency; do
    "$go" build -o "$scratch/$program" $program.go
done

median() { # COLUMN FILE
    awk -v c="$1" '{ print $c }' "$2" | sort -n |
        awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

missed=0
# bar TEXT FIGURE MOST
bar() {
    awk -v a="$2" -v b="$3" 'BEGIN { exit !(a > b) }' || return 0
    echo "missed: $1: $2, at most $3" >>"$scratch/missed"
    missed=$((missed + 1))
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

# once WHO COMMAND...: CPU seconds and peak in MB.
once() {
    local file=$scratch/$1
    shift
    # shellcheck disable=SC2086
    ${PRIORITY:-} "$rusage" "$scratch/usage" "$@" >"$scratch/out" 2>&1
    tail -n 1 "$scratch/usage" | awk '{ printf "%.3f %.1f\n", $1, $2 / 1000 }' >>"$file"
}

trees() { # PROCESSORS [SIZE]
    export GOMAXPROCS=$1
    shift
    rm -f "$scratch/m" "$scratch/g"
    for _ in $(seq "$runs"); do
        once m "$mound" run binarytrees.go "$@"
        once g "$scratch/binarytrees" "$@"
    done
    local what="binarytrees${1:+ $1}, $GOMAXPROCS P"
    printf '| `GOMAXPROCS=%s mound run binarytrees.go%s`: CPU time, peak memory | %s s, %s MB | %s s, %s MB |\n' \
        "$GOMAXPROCS" "${1:+ $1}" "$(median 1 "$scratch/m")" "$(median 2 "$scratch/m")" \
        "$(median 1 "$scratch/g")" "$(median 2 "$scratch/g")"
    bar "$what: time by Go's" "$(ratio "$(median 1 "$scratch/m")" "$(median 1 "$scratch/g")")" 2.0
    bar "$what: memory by Go's" "$(ratio "$(median 2 "$scratch/m")" "$(median 2 "$scratch/g")")" 1.2
}

# latency WHO COMMAND...: longest stop, all stops, run time in ms; then the program's own figures.
latency() {
    local file=$scratch/$1
    shift
    local start end
    start=$(date +%s%N)
    # shellcheck disable=SC2086
    GODEBUG=gctrace=1 ${PRIORITY:-} "$@" 200 >/dev/null 2>"$scratch/trace"
    end=$(date +%s%N)
    awk -v ms=$(((end - start) / 1000000)) '
        /^gc [0-9]/ { split($0, a, ": "); split(a[2], c, /[+ ]/)
                      if (c[1] > most) most = c[1]; if (c[3] > most) most = c[3]; sum += c[1] + c[3] }
        /tick_late_p99/ { tick = $3 / 1000 } /batch_median/ { batch = $3 / 1000 }
        END { printf "%.2f %.1f %d %.1f %.2f\n", most, sum, ms, tick, batch }' "$scratch/trace" >>"$file"
}
span() { sort -n "$1" | awk 'NR == 1 { a = $1 } { b = $1 } END { print a " to " b }'; }

echo '| what | mound | compiled Go |'
echo '|---|---|---|'
for size in '' 20; do for p in 1 2; do trees $p $size; done; done
export GOMAXPROCS=2
rm -f "$scratch/m" "$scratch/g"
for _ in $(seq "$runs"); do
    latency m "$mound" run gclatency.go
    latency g "$scratch/gclatency"
done
m=$scratch/m g=$scratch/g
echo "| \`GODEBUG=gctrace=1 GOMAXPROCS=2 mound run gclatency.go 200\`: longest stop | $(span "$m") ms | $(span "$g") ms |"
echo "| all its stops together, of the run time | $(median 2 "$m") of $(median 3 "$m") ms | $(median 2 "$g") of $(median 3 "$g") ms |"
echo "| its 1 ms timer, 99th percentile of the lateness | $(median 4 "$m") ms | $(median 4 "$g") ms |"
echo "| its batch of 64 KB of garbage, median | $(median 5 "$m") ms | $(median 5 "$g") ms |"
bar 'longest stop, ms' "$(sort -n "$m" | tail -n 1 | cut -d' ' -f1)" 1
bar 'stops by run time' "$(ratio "$(median 2 "$m")" "$(median 3 "$m")")" 0.01
[ ! -f "$scratch/missed" ] || { echo; cat "$scratch/missed"; }
exit $missed
