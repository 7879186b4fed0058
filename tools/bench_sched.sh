#!/bin/bash
# tools/bench_sched.sh MOUND RUSAGE [RUNS] - goroutines against compiled Go, and against their bars.
#
# In turn, RUNS times (5): each program under mound and under Go, compiled by $GO (Debian's go1.19), with
# GOMAXPROCS 1 and 2; figures are medians of user + system time and of peak resident memory. Then how
# much faster parfor.go is with two processors than with one, by the clock, and a million parked
# goroutines. Prints a table in Markdown, with the bar beside each figure; the last line says how many
# were missed, which is the exit code.
set -eu
mound=$(realpath "${1:?the mound program}")
rusage=$(realpath "${2:?the rusage program}")
runs=${3:-5}
go=${GO:-/usr/lib/go-1.19/bin/go}
[ -x "$go" ] || { echo "bench_sched.sh: no go command; set GO=" >&2; exit 2; }
cd "$(dirname "$0")/../tests"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export GO111MODULE=off GOFLAGS= GOTOOLCHAIN=local
missed=0

median() { # COLUMN FILE
    awk -v c="$1" '{ print $c }' "$2" | sort -n |
        awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
divide() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

# hold FIGURE RELATION BAR: prints the last column of a row.
hold() {
    if awk -v a="$1" -v b="$3" -v most="$([ "$2" = 'at most' ] && echo 1 || echo 0)" \
        'BEGIN { exit !(most == 1 ? a <= b : a >= b) }'; then
        echo " $2 $3 |"
    else
        echo " **missed: $2 $3** |"
        missed=$((missed + 1))
    fi
}

# once WHO COMMAND...: one more line in the file WHO.
once() {
    local file=$scratch/$1
    shift
    timeout 120 "$rusage" "$file" "$@" 2>>"$file.err" || { echo "bench_sched.sh: $* failed" >&2; exit 2; }
}

echo "Machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors."
echo "Date: $(date +%F). Runs: $runs. mound: $("$mound" version | head -n 1). $("$go" version)."
printf '\n| program | GOMAXPROCS | mound s, MB | Go s, MB | ratio | bar |\n|---|---|---|---|---|---|\n'
for program in chanpingpong selectloop mutex primesieve spawn; do
    "$go" build -o "$scratch/$program" "bench/go/$program.go"
    for processors in 1 2; do
        export GOMAXPROCS=$processors
        rm -f "$scratch"/{mound,go}
        for _ in $(seq "$runs"); do
            once mound "$mound" run "bench/go/$program.go"
            once go "$scratch/$program"
        done
        mine=$(median 1 "$scratch/mound") theirs=$(median 1 "$scratch/go")
        ratio=$(divide "$mine" "$theirs")
        printf '| %s | %s | %.3f | %.3f | %s |' $program $processors "$mine" "$theirs" "$ratio"
        hold "$ratio" 'at most' 2.0
        [ $program = spawn ] || continue
        mine=$(median 2 "$scratch/mound") theirs=$(median 2 "$scratch/go")
        ratio=$(divide "$mine" "$theirs")
        printf '| spawn, memory | %s | %.1f | %.1f | %s |' $processors "$(divide "$mine" 1024)" \
            "$(divide "$theirs" 1024)" "$ratio"
        hold "$ratio" 'at most' 2.0
    done
done

"$go" build -o "$scratch/parfor" bench/go/parfor.go
rm -f "$scratch"/*.err
for _ in $(seq "$runs"); do
    for processors in 1 2; do
        export GOMAXPROCS=$processors
        once mound$processors "$mound" run bench/go/parfor.go 32000
        once go$processors "$scratch/parfor" 320000
    done
done
wall() { awk '/parallel_ms/ { print $3 }' "$scratch/$1.err" >"$scratch/wall"; median 1 "$scratch/wall"; }
theirs=$(divide "$(wall go1)" "$(wall go2)")
ratio=$(divide "$(wall mound1)" "$(wall mound2)")
printf '| parfor, by the clock | 1 and 2 | %.3f and %.3f | Go gains %s | %s |' \
    "$(divide "$(wall mound1)" 1000)" "$(divide "$(wall mound2)" 1000)" "$theirs" "$ratio"
hold "$ratio" 'at least' 1.7

unset GOMAXPROCS
rm -f "$scratch/mound"
once mound "$mound" run sched/parked.go 1000000
mb=$(divide "$(median 2 "$scratch/mound")" 1024)
printf '| a million parked goroutines | | %.2f s, %.0f MB | | |' "$(median 1 "$scratch/mound")" "$mb"
hold "$mb" 'at most' 4096
echo
echo "$missed figures missed their bar"
exit "$missed"
