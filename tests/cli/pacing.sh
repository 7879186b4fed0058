#!/bin/bash
# tests/cli/pacing.sh MOUND - collections that begin because time has passed, what happens when the
# memory limit is below what is alive, and what mound itself gives back.
set -u
mound=$(realpath "${1:?the mound program}") || exit 2
source "$(dirname "$0")/../checks.sh" || exit 2

cat >"$work/period.go" <<'GO'
package main

import (
	"fmt"
	"os"
	"runtime"
	"time"
)

func cycles() (all, forced uint32) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.NumGC, m.NumForcedGC
}

// more waits for three cycles more, but not for ever. Nothing runs or is allocated meanwhile.
func more(limit time.Duration) bool {
	all, _ := cycles()
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if now, _ := cycles(); now >= all+3 {
			return true
		}
	}
	return false
}

func main() {
	limit, _ := time.ParseDuration(os.Args[1])
	fmt.Println("before the first:", more(limit/20))
	runtime.GC()
	fmt.Println("then:", more(limit))
	_, forced := cycles()
	fmt.Println("forced:", forced)
}
GO
MOUND_DEBUG=gcperiod=20 timeout 60 "$mound" run "$work/period.go" 20s >"$work/out" 2>&1
check_equal "a collection at least once in a period" \
    'before the first: false then: true forced: 1' "$(tr '\n' ' ' <"$work/out" | sed 's/ $//')"
GOGC=off MOUND_DEBUG=gcperiod=20 timeout 60 "$mound" run "$work/period.go" 400ms >"$work/out" 2>&1
check_equal "not with GOGC=off" \
    'before the first: false then: false forced: 1' "$(tr '\n' ' ' <"$work/out" | sed 's/ $//')"
timeout 60 "$mound" run "$work/period.go" 400ms >"$work/out" 2>&1
check_equal "usually two minutes" \
    'before the first: false then: false forced: 1' "$(tr '\n' ' ' <"$work/out" | sed 's/ $//')"

# Alive are 32 MB, the limit is 16: cycles could follow one another without a pause.
cat >"$work/limit.go" <<'GO'
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

type node struct {
	next *node
	data [3]int
}

var keep, sink *node

func read(name string) metrics.Value {
	s := []metrics.Sample{{Name: name}}
	metrics.Read(s)
	return s[0].Value
}

func limited() uint64    { return read("/gc/limiter/last-enabled:gc-cycle").Uint64() }
func collector() float64 { return read("/cpu/classes/gc/total:cpu-seconds").Float64() }
func program() float64   { return read("/cpu/classes/user:cpu-seconds").Float64() }

func main() {
	runtime.GOMAXPROCS(1)
	for i := 0; i < 1<<20; i++ {
		keep = &node{next: keep}
	}
	fmt.Println("without a limit:", limited())
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(16 << 20)
	var m runtime.MemStats
	work := func() {
		for i := 0; i < 100000; i++ {
			sink = new(node)
		}
		runtime.ReadMemStats(&m)
	}
	for limited() == 0 && m.NumGC < 5000 {
		work()
	}
	fmt.Println("at the limit:", limited() > 0)
	// From now on the collector gets half of the time.
	gc, user := collector(), program()
	for program()-user < 0.5 && m.NumGC < 5000 {
		work()
	}
	share := (collector() - gc) / (collector() - gc + program() - user)
	fmt.Println("share of the collector below 60%:", share < 0.6)
	if share >= 0.6 {
		fmt.Println(share)
	}
	debug.SetMemoryLimit(1 << 40)
	last := limited()
	for i := 0; i < 10; i++ {
		work()
	}
	fmt.Println("far from the limit:", limited() == last)
}
GO
timeout 100 "$mound" run "$work/limit.go" >"$work/out" 2>&1
check_equal "the collector takes half of the CPU at most" \
    'without a limit: 0 at the limit: true share of the collector below 60%: true far from the limit: true' \
    "$(tr '\n' ' ' <"$work/out" | sed 's/ $//')"

# Pages of mound's file are in memory while functions are compiled, not for long afterwards
# (heap/own_code.h). The collector would do it too.
cat >"$work/own.go" <<'GO'
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"os"
	"regexp"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// resident returns how many KB of files are in memory.
func resident() int {
	status, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(status), "RssFile:")
	kb, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		panic(err)
	}
	return kb
}

// rest waits until less than a limit is in memory, but not for ever.
func rest(limit int, wait time.Duration) bool {
	for end := time.Now().Add(wait); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if resident() < limit {
			return true
		}
	}
	return false
}

func main() {
	// After this nothing is compiled but what the bursts need.
	low := resident()
	for i := 0; i < 40; i++ {
		rest(low, 5*time.Millisecond)
		low = min(low, resident())
	}
	let := 0
	for _, burst := range []func(){
		func() { regexp.MustCompile(`\w+|b*`).FindAllString("to be or not to be", -1) },
		func() { json.Marshal(map[string][]float64{"a": {1, 2.5}}) },
		func() { new(big.Int).Exp(big.NewInt(3), big.NewInt(1000), nil).String() },
		func() { text := tabwriter.NewWriter(io.Discard, 0, 8, 1, ' ', 0); text.Write([]byte("a\tb\n")); text.Flush() },
	} {
		burst()
		// On a slow machine pages may have gone in the middle of a burst.
		if now := resident(); now > low+400 && rest(now-300, 5*time.Second) {
			let++
		}
	}
	fmt.Println("after bursts:", let > 0)
}
GO
is_fixed=$(od -An -tu2 -j16 -N2 "$mound" | tr -d ' ')   # of sanitizers' builds the pages stay
if [ "$is_fixed" = 2 ]; then
    GOGC=off timeout 60 "$mound" run "$work/own.go" >"$work/out" 2>&1
    check_equal "what was compiled with is let go of" 'after bursts: true' \
        "$(tr '\n' ' ' <"$work/out" | sed 's/ $//')"
fi

checks_end
