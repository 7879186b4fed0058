#!/bin/bash
# tools/memory_doc.sh MOUND - draws the pictures of docs/GC.md and docs/HEAP.md anew, from real runs:
# what stands between the lines "<!-- run NAME -->" and "<!-- end -->" is what the function NAME
# prints. `make memory-doc` calls it, on a machine with nothing else to do.
set -eu
mound=$(realpath "${1:?the mound program}")
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

trace() {
    GOMAXPROCS=2 GODEBUG=gctrace=1 "$mound" run "$@" 2>&1 >"$scratch/out" | grep '^gc ' || true
}

# The columns of a line of gctrace: number, time, three of the clock, five of the CPU, four of memory.
columns() {
    sed -nE 's/^gc ([0-9]+) @([0-9.]+)s [0-9]+%: ([0-9.]+)\+([0-9.]+)\+([0-9.]+) ms clock, ([0-9.]+)\+([0-9.]+)\/([0-9.]+)\/([0-9.]+)\+([0-9.]+) ms cpu, ([0-9]+)->([0-9]+)->([0-9]+) MB, ([0-9]+) MB goal.*/\1 \2 \3 \4 \5 \6 \7 \8 \9 \n&/p' |
        sed -nE 'h; N; s/^(.*) \n.*\+([0-9.]+) ms cpu, ([0-9]+)->([0-9]+)->([0-9]+) MB, ([0-9]+) MB goal.*/\1 \2 \3 \4 \5 \6/p'
}

# One cycle beside the program, to scale where that can be read.
cycle() {
    trace tests/bench/go/gclatency.go 200 >"$scratch/trace"
    columns <"$scratch/trace" | sort -k4,4n | tail -n 1 >"$scratch/longest"
    echo '```'
    grep "^gc $(cut -d' ' -f1 "$scratch/longest") " "$scratch/trace"
    awk '{
        printf "\n%-12s%-10s%-44s%s\n", "", "stop", "marking", "stop"
        printf "%-12s%-10s%-44s%s\n", "clock", $3 " ms", $4 " ms beside the program", $5 " ms"
        printf "%-12s%-10s%-44s%s\n", "goroutines", "██░░░░░░░░", "████████████████████████████████████████████", "░░████"
        printf "%-12s%-10s%-44s%s\n", "collector", "  ████████", "▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒", "██▒▒▒▒ sweeps"
        printf "%-12s%-10s%s\n", "CPU time", "", $7 " ms goroutines (assists), " $8 " ms threads, " $9 " ms idle processors"
        printf "%-12s%-10s%-44s%s\n", "heap", $11 " MB", "grows to " $12 " MB, goal " $14 " MB", $13 " MB are alive"
    }' "$scratch/longest"
    echo '```'
}

# The heap at each cycle of a run: what was found alive, what was there when marking began and ended.
heap_over_time() {
    echo '```'
    columns <"$scratch/trace" | awk '
        { time[NR] = $2; from[NR] = $11; to[NR] = $12; live[NR] = $13; goal[NR] = $14
          if ($14 > most) most = $14; if ($12 > most) most = $12 }
        function bar(n, sign,   s) { s = ""; while (n-- > 0) s = s sign; return s }
        END {
            printf "%8s  %-62s %s\n", "time", "█ alive  ▒ garbage when marking began  + allocated meanwhile  | goal", "MB"
            for (i = 1; i <= NR; i++) {
                scale = 60 / most
                a = int(live[i] * scale + .5); b = int(from[i] * scale + .5)
                c = int(to[i] * scale + .5); g = int(goal[i] * scale + .5)
                if (b < a) b = a; if (c < b) c = b
                line = bar(a, "█") bar(b - a, "▒") bar(c - b, "+")
                gap = g - c; if (gap < 0) gap = 0
                printf "%7.3fs  %s%s|%s %d->%d->%d, goal %d\n", time[i], line, bar(gap, " "),
                    bar(60 - c - gap, " "), from[i], to[i], live[i], goal[i]
            }
        }'
    echo '```'
}

# Objects per second and processor, here and in compiled Go (GO=, Debian's go1.19).
throughput() {
    GO111MODULE=off GOTOOLCHAIN=local "${GO:-/usr/lib/go-1.19/bin/go}" build -o "$scratch/throughput" \
        tests/soak/throughput.go
    ${PRIORITY:-} "$scratch/throughput" >"$scratch/theirs"
    ${PRIORITY:-} "$mound" run tests/soak/throughput.go | paste -d'#' - "$scratch/theirs" |
        awk -F'[#]|  +' '
        NR == 1 { print "| object | processors | million objects/s, each | MB/s, each | compiled Go, million/s |"
                  print "|---|---|---|---|---|"; next }
        { printf "| %s | %d | %.1f | %d | %.1f |\n", $1, $2, $3 / 1e6, $4, $7 / 1e6 }'
}

heap_report() {
    echo '```'
    "$mound" run -heap tests/cli/heap_report.go 2>&1 >"$scratch/out" |
        sed -n '/^allocated in all/,/main.main$/p;/^what is reachable/,/^   5/p' |
        awk '/^what is reachable/ { print ""; on = 1 } NR <= 8 || on'
    echo '```'
}

size_classes() {
    echo '```'
    "$mound" run -heap tests/cli/heap_report.go 2>&1 >"$scratch/out" | awk '
        /slots +taken/ { on = 1; printf "%8s %6s %7s  %s\n", "slot", "spans", "slots", "█ reachable  ▒ taken  · free"; next }
        on && $1 ~ /^[0-9]+$/ {
            r = int($6 * 40 / $4 + .5); t = int($5 * 40 / $4 + .5)
            if (r == 0 && $6 > 0) r = 1; if (t == 0 && $5 > 0) t = 1; if (t < r) t = r
            s = ""; for (i = 0; i < 40; i++) s = s (i < r ? "█" : i < t ? "▒" : "·")
            printf "%8s %6s %7s  %s\n", $1, $2, $4, s }'
    echo '```'
}

for page in docs/GC.md docs/HEAP.md; do
    while IFS= read -r line; do
        case $line in
        '<!-- run '*)
            name=${line#<!-- run }
            printf '%s\n' "$line"
            "${name%% *}"
            while IFS= read -r old && [ "$old" != '<!-- end -->' ]; do :; done
            echo '<!-- end -->' ;;
        *) printf '%s\n' "$line" ;;
        esac
    done <"$page" >"$scratch/page"
    cp "$scratch/page" "$page"
done
