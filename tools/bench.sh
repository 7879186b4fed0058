#!/bin/bash
# tools/bench.sh MOUND RUSAGE [-n RUNS] [-peers "go lua luajit node yaegi"] [PROGRAM...]
#
# mound against what is installed of other implementations, over the programs of tests/bench. Each
# program runs in turn under all of them (A B C A B C ...); figures are medians of user + system
# time and of peak resident memory, ratios are mound's over the peer's: below 1.00 mound is better.
# Prints a table in Markdown; at the end the geometric mean of the time ratios and the median of the
# memory ratios, and the largest of each. RUSAGE is build/release/tools/rusage.
#
# Peers: go (compiled before it is timed; $GO or /usr/lib/go-1.19 or the go in PATH), lua (lua5.4),
# luajit (its assembly interpreter: -joff), node, yaegi. Against yaegi both sides run smaller sizes
# (yaegi_size), since it takes minutes for the default ones.
#
# Standard error tells how far it is.
set -eu
mound=$(realpath "${1:?the mound program}")
rusage=$(realpath "${2:?the rusage program}")
shift 2
runs=5
peers=
while [ $# -gt 0 ]; do
    case $1 in
    -n) runs=$2; shift 2 ;;
    -peers) peers=$2; shift 2 ;;
    *) break ;;
    esac
done
cd "$(dirname "$0")/../tests/bench"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

go=${GO:-/usr/lib/go-1.19/bin/go}
[ -x "$go" ] || go=$(command -v go || true)
export GO111MODULE=off GOFLAGS= GOTOOLCHAIN=local

is_installed() {
    case $1 in
    go) [ -n "$go" ] ;;
    lua) command -v lua5.4 >/dev/null ;;
    luajit | node | yaegi) command -v "$1" >/dev/null ;;
    *) echo "bench.sh: no peer \"$1\"" >&2; exit 2 ;;
    esac
}

# version_of PEER: one line.
version_of() {
    case $1 in
    go) "$go" version ;;
    lua) lua5.4 -v ;;
    luajit) luajit -v | cut -d' ' -f1,2 ;;
    node) echo "node $(node --version)" ;;
    yaegi) echo "yaegi $(yaegi version 2>/dev/null || dpkg-query -W -f '${Version}' yaegi)" ;;
    esac 2>&1 | head -n 1
}

# yaegi_size PROGRAM: the argument with which yaegi takes a second or some.
yaegi_size() {
    case $1 in
    binarytrees) echo 13 ;;     bytescan) echo 3000 ;;     chanpingpong) echo 40000 ;;
    closures) echo 100000 ;;    fannkuch) echo 9 ;;        fib) echo 30 ;;
    gclatency) echo 20 ;;       graph) echo 20 ;;          iface) echo 200000 ;;
    linkedlist) echo 300000 ;;  mandelbrot) echo 400 ;;    mapint) echo 600000 ;;
    mapstring) echo 300000 ;;   matmul) echo 250 ;;        mutex) echo 80000 ;;
    nbody) echo 120000 ;;       nsieve) echo 2000000 ;;    parfor) echo 800 ;;
    pool) echo 6000 ;;          primesieve) echo 2000 ;;   richards) echo 1 ;;
    selectloop) echo 20000 ;;   sortints) echo 100000 ;;   spawn) echo 10000 ;;
    spectralnorm) echo 200 ;;   strbuild) echo 400000 ;;   structs) echo 50000 ;;
    *) echo 1 ;;
    esac
}

# set_command WHO PROGRAM: sets $command, or returns 1 when there is no such program.
set_command() {
    case $1 in
    mound) command=("$mound" run "go/$2.go") ;;
    go)
        [ -x "$scratch/$2" ] || "$go" build -o "$scratch/$2" "go/$2.go" 2>"$scratch/err" || return 1
        command=("$scratch/$2") ;;
    lua) command=(lua5.4 "lua/$2.lua") ;;
    luajit) command=(luajit -joff "lua/$2.lua") ;;
    node) command=(node "js/$2.js") ;;
    yaegi) command=(yaegi run "go/$2.go" "$(yaegi_size "$2")") ;;
    mound_small) command=("$mound" run "go/$2.go" "$(yaegi_size "$2")") ;;
    esac
    case $1 in lua | luajit | node) [ -f "${command[-1]}" ] ;; esac
}

# measure WHO PROGRAM: one more line in $scratch/WHO; programs that fail or take over two minutes
# do not count.
measure() {
    set_command "$1" "$2" || return 0
    [ ! -e "$scratch/$1.failed" ] || return 0
    timeout 120 "$rusage" "$scratch/$1" "${command[@]}" 2>/dev/null || touch "$scratch/$1.failed"
}

# median COLUMN FILE
median() {
    [ -s "$2" ] || return 0
    awk -v c="$1" '{ print $c }' "$2" | sort -n |
        awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

chosen=
for peer in ${peers:-go lua luajit node yaegi}; do
    if is_installed "$peer"; then chosen="$chosen $peer"; else echo "not installed: $peer" >&2; fi
done
programs=("$@")
[ $# -gt 0 ] || programs=($(cd go && ls *.go | sed 's/\.go$//'))

echo "Machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors, Linux $(uname -r | cut -d- -f1)."
echo "Date: $(date +%F). Runs: $runs. mound: $("$mound" version | head -n 1)."
for peer in $chosen; do echo "$peer: $(version_of "$peer")."; done
printf '\n| program | mound s | mound MB |'
for peer in $chosen; do printf ' %s time | %s memory |' "$peer" "$peer"; done
printf '\n|---|---|---|'
for peer in $chosen; do printf -- '---|---|'; done
echo
case " $chosen " in *" yaegi "*) measured="mound mound_small $chosen" ;; *) measured="mound $chosen" ;; esac
number=0
for program in "${programs[@]}"; do
    number=$((number + 1))
    echo "$number of ${#programs[@]}: $program" >&2
    for who in $measured; do rm -f "$scratch/$who" "$scratch/$who.failed"; done
    for _ in $(seq "$runs"); do
        for who in $measured; do measure "$who" "$program"; done
    done
    time=$(median 1 "$scratch/mound")
    memory=$(median 2 "$scratch/mound")
    awk -v p="$program" -v t="$time" -v m="$memory" 'BEGIN { printf "| %s | %.3f | %.1f |", p, t, m / 1024 }'
    for peer in $chosen; do
        if [ ! -s "$scratch/$peer" ] || [ -e "$scratch/$peer.failed" ]; then
            printf ' | |'
            continue
        fi
        own=mound
        [ "$peer" != yaegi ] || own=mound_small
        awk -v t="$(median 1 "$scratch/$own")" -v m="$(median 2 "$scratch/$own")" -v pt="$(median 1 "$scratch/$peer")" -v pm="$(median 2 "$scratch/$peer")" \
            -v f="$scratch/ratios.$peer" 'BEGIN {
                printf " %.2f | %.2f |", (pt > 0 ? t / pt : 0), m / pm
                print (pt > 0 ? t / pt : 0), m / pm >> f }'
    done
    echo
done
printf '| **geometric mean; median of memory** | | |'
for peer in $chosen; do
    file="$scratch/ratios.$peer"
    if [ ! -s "$file" ]; then printf ' | |'; continue; fi
    awk '$1 > 0 { sum += log($1); n++ } END { printf " **%.2f** |", exp(sum / n) }' "$file"
    printf ' **%.2f** |' "$(median 2 "$file")"
done
echo
printf '| **largest** | | |'
for peer in $chosen; do
    file="$scratch/ratios.$peer"
    if [ ! -s "$file" ]; then printf ' | |'; continue; fi
    for column in 1 2; do printf ' %.2f |' "$(awk -v c=$column '{ print $c }' "$file" | sort -n | tail -n 1)"; done
done
echo
