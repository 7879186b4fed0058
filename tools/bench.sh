#!/bin/bash
# tools/bench.sh MOUND [-n RUNS] [-peer NAME] [PROGRAM...] - mound against another implementation.
#
# Runs every program of tests/bench that both can run, in turn (A B A B ...), and prints for each
# the median of user + system time, the ratio of the medians, and the geometric mean of the ratios.
# Peers: lua (lua5.4), luajit (its interpreter: -joff), node, go (compiled; needs a go command).
set -eu
mound=$(realpath "${1:?the mound program}")
shift
runs=5
peer=lua
while [ $# -gt 0 ]; do
    case $1 in
    -n) runs=$2; shift 2 ;;
    -peer) peer=$2; shift 2 ;;
    *) break ;;
    esac
done
cd "$(dirname "$0")/../tests/bench"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# peer_command PROGRAM: sets $command to run it, or returns 1.
peer_command() {
    case $peer in
    lua) command=(lua5.4 "lua/$1.lua") ;;
    luajit) command=(luajit -joff "lua/$1.lua") ;;
    node) command=(node "js/$1.js") ;;
    go)
        [ -x "$scratch/$1" ] || go build -o "$scratch/$1" "go/$1.go" || return 1
        command=("$scratch/$1")
        return 0
        ;;
    *) echo "bench.sh: no peer \"$peer\"" >&2; exit 2 ;;
    esac
    [ -f "${command[-1]}" ]
}

# seconds COMMAND...: user + system time of one run.
TIMEFORMAT='%U %S'
seconds() {
    { time "$@" >/dev/null 2>"$scratch/err"; } 2>"$scratch/time"
    awk '{ print $1 + $2 }' "$scratch/time"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

programs=("$@")
[ $# -gt 0 ] || programs=($(cd go && ls *.go | sed 's/\.go$//'))
printf '%-16s %10s %10s %8s\n' program mound "$peer" ratio
for program in "${programs[@]}"; do
    peer_command "$program" || continue
    : >"$scratch/a"
    : >"$scratch/b"
    for _ in $(seq "$runs"); do
        seconds "$mound" run "go/$program.go" >>"$scratch/a"
        seconds "${command[@]}" >>"$scratch/b"
    done
    a=$(median <"$scratch/a")
    b=$(median <"$scratch/b")
    awk -v p="$program" -v a="$a" -v b="$b" 'BEGIN { printf "%-16s %10.3f %10.3f %8.2f\n", p, a, b, (b > 0 ? a / b : 0) }'
done | tee "$scratch/table"
awk -v p="$peer" '$4 > 0 { sum += log($4); n++ } END { if (n) printf "geometric mean of mound/%s over %d programs: %.2f\n", p, n, exp(sum / n) }' "$scratch/table"
