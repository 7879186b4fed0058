#!/bin/bash
# tests/cli/watch.sh MOUND - what `run -profile` and `dis -counts` tell about a known program.
set -u
mound=$(realpath "${1:?the mound program}") || exit 2
source "$(dirname "$0")/../checks.sh" || exit 2
cd "$work" || exit 2
show_files=(out err)

cat >busy.go <<'GO'
package main

import "os"

//go:noinline
func idle() {}

//go:noinline
func busy(n int) (sum int) {
	for i := 0; i < n; i++ {
		sum += i & 3
	}
	return sum
}

func main() {
	idle()
	if busy(30_000_000) == 0 {
		return
	}
	os.Exit(3)
}
GO
"$mound" run -profile busy.go >out 2>err
code=$?
check 'the exit code is the program'\''s' [ $code = 3 ]
check 'nothing on standard output' [ ! -s out ]
# The heaviest function, with nearly all of the time, and its heaviest line.
check 'busy is the heaviest function' eval "sed -n 4p err | grep -Eq ' (9[0-9]|100)\.[0-9]%  main.busy$'"
check 'with its executions by line' grep -Eq '30000000 .*busy.go:(10|11)  main.busy' err
check 'what took no time is not there' eval '! grep -q main.idle err'

# The same as a file for pprof; without a Go to read it, that it is gzip and names the function.
"$mound" run -profile=cpu.pb.gz busy.go >out 2>err
check 'the profile is gzipped' gzip -t cpu.pb.gz
check 'and knows the function' eval 'gzip -dc cpu.pb.gz | grep -aq main.busy'
check 'and its kinds of values' eval 'gzip -dc cpu.pb.gz | grep -aq nanoseconds'
"$mound" run -profile=nowhere/cpu.pb.gz busy.go >out 2>err
check 'a file that cannot be written is named' grep -q '^mound: -profile=nowhere/cpu.pb.gz: ' err
for go in "${GO:-}" /usr/lib/go-1.23/bin/go /usr/lib/go-1.19/bin/go; do
    [ -x "$go" ] || continue
    GOTOOLCHAIN=local GOCACHE="$work/cache" HOME="$work" "$go" tool pprof -top cpu.pb.gz >out 2>err
    check 'go tool pprof puts busy first' eval "sed -n '/flat%/{n;p}' out | grep -q 'main.busy'"
    break
done

# Calls that were inlined are told apart.
cat >inlined.go <<'GO'
package main

func step(x int) int { return x*7%31 + 1 }

func main() {
	sum := 1
	for i := 0; i < 20_000_000; i++ {
		sum += step(sum)
	}
	println(sum != 0)
}
GO
"$mound" run -profile inlined.go >out 2>err
check 'a function that was inlined has a row' grep -Eq '%  main.step$' err
check 'and its line' grep -Eq ' 20000000  .*inlined.go:3  main.step$' err

# A program that makes the profile of a part of itself.
cat >inside.go <<'GO'
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
)

//go:noinline
func outside(n int) (sum int) {
	for i := 0; i < n; i++ {
		sum += i & 3
	}
	return sum
}

//go:noinline
func inside(n int) (sum int) {
	for i := 0; i < n; i++ {
		sum += i & 3
	}
	return sum
}

func profile(name string, n int) {
	f, err := os.Create(name)
	if err != nil {
		panic(err)
	}
	fmt.Println(pprof.StartCPUProfile(f), pprof.StartCPUProfile(f))
	inside(n)
	pprof.StopCPUProfile()
	f.Close()
}

func main() {
	pprof.StopCPUProfile()
	profile("first.pb.gz", 10_000_000)
	outside(10_000_000)
	runtime.SetCPUProfileRate(1000)
	profile("second.pb.gz", 10_000_000)
}
GO
"$mound" run inside.go >out 2>err
check 'one CPU profile at a time' [ "$(grep -c '^<nil> cpu profiling already in use$' out)" = 2 ]
for name in first second; do
    check "the $name one knows what ran meanwhile" eval "gzip -dc $name.pb.gz | grep -aq main.inside"
    check 'and nothing else' eval "! gzip -dc $name.pb.gz | grep -aq main.outside"
done
"$mound" run -profile inside.go >out 2>err
check 'none beside run -profile' [ "$(grep -c '^cpu profiling already in use cpu' out)" = 2 ]

"$mound" dis -counts busy.go >out 2>err
code=$?
check 'dis -counts ends with the exit code' [ $code = 3 ]
check 'which it names' grep -q '^# exit code 3$' out
check 'a loop body is counted' grep -Eq '^ +(30000000|29999999) +[0-9]+  LOOP_LT|^ +30000000 +[0-9]+  ' out
check 'a function called once is counted once' eval "grep -A3 '^main.idle' out | grep -Eq '^ +1 +0  RET'"
"$mound" dis busy.go >out 2>err
check 'dis alone counts nothing' eval "! grep -Eq '^ +[0-9]+ +[0-9]+  RET' out"
check 'and has all functions' grep -q '^main.idle' out
cat >inlined.go <<'GO'
package main

func square(a int) int {
	return a * a
}

func main() { println(square(len("abc"))) }
GO
"$mound" dis inlined.go >out 2>err
check 'lines of inlined functions are shown' eval \
    "sed -n '/^main.main/,\$p' out | grep -q '; .*inlined.go:4: return a [*] a$'"

checks_end
