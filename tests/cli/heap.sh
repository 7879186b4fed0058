#!/bin/bash
# tests/cli/heap.sh MOUND [bless] - what `run -heap` tells about a known program, how it ends, and
# that its JSON adds up to the same. `bless` writes heap_report.want anew.
set -u
mound=$(realpath "${1:?the mound program}") || exit 2
source "$(dirname "$0")/../checks.sh" || exit 2
cd "$(dirname "$0")" || exit 2
export MOUND_SEED=1 GOGC=off
limit="timeout 20"
show_files=("$work/out")

# Without what depends on time and on the memory of the run time itself.
stable() { sed -e '/^got from the OS/d' -e '/^  [a-z].*\(world\|marking\|cycle\)/d'; }

$limit "$mound" run -heap heap_report.go 2>&1 | stable >"$work/text"
[ "${2:-}" = bless ] && cp "$work/text" heap_report.want
check "the report is heap_report.want" diff -u heap_report.want "$work/text"

$limit "$mound" run -heap="$work/json" -json heap_report.go >"$work/out" 2>&1
check "nothing on the program's streams with -heap=FILE" test ! -s "$work/out"
total() { sed -n "s/.*\"total\": {\"objects\": \([0-9]*\), \"bytes\": \([0-9]*\).*/\\$1/p" "$work/json"; }
sum() { sed -n '/"'"$1"'": \[/,/^  \]/p' "$work/json" |
        grep -o "\"$2\": [0-9]*" | awk '{s += $2} END {print s + 0}'; }
check "objects of all lines are all objects" test "$(sum lines objects)" = "$(total 1)"
check "bytes of all lines are all bytes" test "$(sum lines bytes)" = "$(total 2)"
check "objects of all types are all objects" test "$(sum types objects)" = "$(total 1)"
check "bytes of all types are all bytes" test "$(sum types bytes)" = "$(total 2)"

cat >"$work/end.go" <<'GO'
package main

import (
	"os"
	"runtime"
	"strconv"
)

var keep [][]byte

func main() {
	for i := 0; i < 10; i++ {
		keep = append(keep, make([]byte, 1000))
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	runtime.GC()
	runtime.ReadMemStats(&after)
	println(strconv.Itoa(int(after.Mallocs - before.Mallocs)))
	if os.Args[1] == "exit" {
		os.Exit(3)
	}
	panic("the end")
}
GO
$limit "$mound" run -heap "$work/end.go" exit >"$work/out" 2>&1
check "os.Exit keeps its code" test $? = 3
check "a report after os.Exit" grep -q '^ *15 *10.7 KB *11 *10.4 KB .*end.go:13  main.main' "$work/out"
check "the forced cycle is told" grep -q '^collector: 1 cycles, 1 of them forced' "$work/out"
$limit "$mound" run -heap "$work/end.go" panic >"$work/out" 2>&1
check "a panic keeps its code" test $? = 2
check "a report after a panic" grep -q '^collector: 1 cycles' "$work/out"
# Addresses aside, in the order of the sweep.
trace() {
    $limit "$mound" run -trace="$1" trace.go 2>&1 | sed 's/0x[0-9a-f]*/ADDRESS/'
}
trace main.node >"$work/out"
check "each node that is allocated is told, with its calls" test \
    "$(grep -A2 '^alloc' "$work/out" | head -3 | tr -s ' \t\n' ' ')" = \
    "alloc ADDRESS main.node, 32 bytes, goroutine 1 main.grow ./trace.go:15 main.main ./trace.go:20 "
check "four in all" test "$(grep -c '^alloc ADDRESS  main.node' "$work/out")" = 4
check "two are freed" test "$(grep -c '^free  ADDRESS  main.node, 32 bytes, collection 1$' "$work/out")" = 2
check "the sums" grep -qx -e '-trace=main.node: 4 allocated, 2 freed' "$work/out"
check "nothing else is told" test "$(grep -vc -e '^alloc.*node' -e '^free.*node' -e '^	' "$work/out")" = 2
trace trace.go:15 >"$work/out"
check "the objects of a line, of either type" grep -qx -e '-trace=trace.go:15: 8 allocated, 4 freed' "$work/out"
$limit "$mound" run -trace="[]uint8" trace.go 2>"$work/out"
freed=$(sed -n 's/^free  \(0x[0-9a-f]*\).*/\1/p' "$work/out" | head -1)
check "what is freed was allocated" grep -q "^alloc $freed  \[\]uint8, 640 bytes" "$work/out"
trace nothing.such >"$work/out"
check "a type that does not occur" grep -qx -e '-trace=nothing.such: 0 allocated, 0 freed' "$work/out"
$limit "$mound" run -trace trace.go >"$work/out" 2>&1
check "-trace alone is refused" test $? = 2
$limit "$mound" run -json "$work/end.go" >"$work/out" 2>&1
check "-json alone is refused" test $? = 2
$limit "$mound" run -heap=/nowhere/x "$work/end.go" exit >"$work/out" 2>&1
check "a file that cannot be written is told" grep -q '/nowhere/x: No such file' "$work/out"

# Memory of a freed arena cannot be used: by an instruction, or by a native.
for use in 'println(p.x)' 'println(len(strings.ToUpper(s)))'; do
    cat >"$work/freed.go" <<GO
package main

import (
	"arena"
	"strings"
	"unsafe"
)

type point struct{ x, y int }

func main() {
	a := arena.NewArena()
	p := arena.New[point](a)
	b := arena.MakeSlice[byte](a, 1000, 1000)
	s := unsafe.String(&b[0], len(b))
	println(len(strings.TrimSpace(s)), p.x)
	a.Free()
	$use
}
GO
    $limit "$mound" "$work/freed.go" >"$work/out" 2>&1
    check "exit code of a use after Free" test $? = 2
    check "what is said of it" grep -q '^accessed data from freed user arena 0xc0' "$work/out"
    check "the first use was fine" grep -q '^1000 0$' "$work/out"
done

# Profile files are such that Go's own tool reads them, where it is installed.
cat >"$work/pprof.go" <<'GO'
package main

import (
	"os"
	"runtime"
	"runtime/pprof"
)

var keep [][]byte

//go:noinline
func alloc(n int) []byte { return make([]byte, n) }

func main() {
	runtime.MemProfileRate = 1
	for range 10 {
		keep = append(keep, alloc(1<<16))
		alloc(1 << 12)
	}
	runtime.GC()
	f, _ := os.Create(os.Args[1])
	if err := pprof.WriteHeapProfile(f); err != nil {
		panic(err)
	}
	f.Close()
}
GO
$limit "$mound" "$work/pprof.go" "$work/heap.pb.gz" >"$work/out" 2>&1
check "a heap profile is written" test -s "$work/heap.pb.gz"
check "it is a gzip file" gzip -t "$work/heap.pb.gz"
go=$(command -v go || ls -d /usr/lib/go-1.*/bin/go /usr/local/go/bin/go 2>/dev/null | tail -n 1)
if [ -n "$go" ]; then
    "$go" tool pprof -top "$work/heap.pb.gz" >"$work/out" 2>/dev/null
    check "pprof finds what is in use" grep -q '640kB .* main.alloc$' "$work/out"
    "$go" tool pprof -sample_index=alloc_objects -lines -top "$work/heap.pb.gz" >"$work/out" 2>/dev/null
    check "pprof finds lines" grep -q '^ *20 .* main.alloc .*pprof.go:12' "$work/out"
fi

checks_end
