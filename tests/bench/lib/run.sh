#!/bin/bash
# tests/bench/lib/run.sh MOUND [RUNS] - the library under load, against compiled Go.
#
# Each program here is built by the go command of $PATH (or Debian's 1.23) and run by both in turns;
# printed are the medians of user and system time, and their ratio. Fails when one is over 6.
set -u
here=$(cd "$(dirname "$0")" && pwd)
mound=$(realpath "${1:?the mound program}")
runs=${2:-5}
export PATH=$PATH:/usr/lib/go-1.23/bin GOTOOLCHAIN=local
command -v go >/dev/null || { echo "no go command: nothing to compare with"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# seconds COMMAND...: user and system time of one run.
seconds() {
    local TIMEFORMAT='%U %S'
    { time "$@" >"$work/out" 2>"$work/err"; } 2>&1 | awk '{print $1 + $2}'
}
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

status=0
printf '%-16s %8s %8s %7s\n' program mound go ratio
for program in "$here"/*.go; do
    name=$(basename "$program" .go)
    go build -o "$work/$name" "$program" || exit 1
    "$work/$name" >"$work/want"
    "$mound" run "$program" >"$work/got" || exit 1
    cmp -s "$work/want" "$work/got" || { echo "$name: other output than Go's"; status=1; }
    : >"$work/m"
    : >"$work/g"
    for _ in $(seq "$runs"); do
        seconds "$mound" run "$program" >>"$work/m"
        seconds "$work/$name" >>"$work/g"
    done
    m=$(median <"$work/m")
    g=$(median <"$work/g")
    ratio=$(awk -v m="$m" -v g="$g" 'BEGIN {printf "%.2f", m / (g > 0.001 ? g : 0.001)}')
    printf '%-16s %8.3f %8.3f %7s\n' "$name" "$m" "$g" "$ratio"
    awk -v r="$ratio" 'BEGIN {exit !(r > 6)}' && status=1
done
exit $status
