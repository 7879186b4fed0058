// throughput measures how fast objects are allocated, by size and by number of processors: one
// goroutine for each processor, which keeps nothing. `make bench-alloc` runs it; docs/GC.md has
// figures.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

type pair struct{ a, b *pair }
type eight struct{ p [8]*pair }

var sinks [64][8]any // one line for each goroutine

const batch = 1000

func pairs(sink *any) {
	var p *pair
	for i := 0; i < batch; i++ {
		p = new(pair)
		*sink = p
	}
}

func eights(sink *any) {
	for i := 0; i < batch; i++ {
		*sink = new(eight)
	}
}

func bytes100(sink *any) {
	for i := 0; i < batch; i++ {
		*sink = new([100]byte)
	}
}

func bytes2000(sink *any) {
	for i := 0; i < batch; i++ {
		*sink = new([2000]byte)
	}
}

// measure runs f on procs goroutines for about ms milliseconds and returns the objects of each per
// second.
func measure(f func(*any), procs, ms int) float64 {
	runtime.GOMAXPROCS(procs)
	runtime.GC()
	var wg sync.WaitGroup
	counts := make([]int, procs)
	start := time.Now()
	end := start.Add(time.Duration(ms) * time.Millisecond)
	for g := 0; g < procs; g++ {
		wg.Add(1)
		go func(g int) {
			defer wg.Done()
			for time.Now().Before(end) {
				f(&sinks[g][0])
				counts[g] += batch
			}
		}(g)
	}
	wg.Wait()
	total := 0
	for _, n := range counts {
		total += n
	}
	return float64(total) / time.Since(start).Seconds() / float64(procs)
}

func main() {
	ms := 500
	if len(os.Args) > 1 {
		if n, err := strconv.Atoi(os.Args[1]); err == nil && n > 0 {
			ms = n
		}
	}
	cases := []struct {
		name  string
		bytes int
		f     func(*any)
	}{
		{"16 bytes, 2 pointers", 16, pairs},
		{"64 bytes, 8 pointers", 64, eights},
		{"112 bytes, no pointers", 112, bytes100},
		{"2048 bytes, no pointers", 2048, bytes2000},
	}
	fmt.Printf("%-24s %5s %16s %12s\n", "object", "P", "objects/s per P", "MB/s per P")
	for _, c := range cases {
		for procs := 1; procs <= runtime.NumCPU() && procs <= 8; procs *= 2 {
			rate := measure(c.f, procs, ms)
			fmt.Printf("%-24s %5d %16.0f %12.0f\n", c.name, procs, rate, rate*float64(c.bytes)/1e6)
		}
	}
}
