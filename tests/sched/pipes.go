// pipes: goroutines blocked in reads of pipes (10,000), one that writes to them in turn, and one that
// computes for each processor. All make progress; the process has few threads.
//
// usage: pipes COUNT SECONDS
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

func argument(i, def int) int {
	if i < len(os.Args) {
		if n, err := strconv.Atoi(os.Args[i]); err == nil {
			return n
		}
	}
	return def
}

// threads reads how many threads the process has.
func threads() int {
	text, _ := os.ReadFile("/proc/self/status")
	for _, line := range strings.Split(string(text), "\n") {
		if rest, ok := strings.CutPrefix(line, "Threads:"); ok {
			n, _ := strconv.Atoi(strings.TrimSpace(rest))
			return n
		}
	}
	return -1
}

func main() {
	count, seconds := argument(1, 10000), argument(2, 60)
	var spun []*atomic.Int64
	for i := 0; i < runtime.GOMAXPROCS(0); i++ {
		n := new(atomic.Int64)
		spun = append(spun, n)
		go func() {
			x := uint64(i)
			for {
				for j := 0; j < 1000000; j++ {
					x = x*6364136223846793005 + 1442695040888963407
				}
				n.Add(int64(x&1) + 1)
			}
		}()
	}
	writers := make([]*os.File, count)
	reads := make([]atomic.Int64, count)
	for i := range writers {
		r, w, err := os.Pipe()
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		writers[i] = w
		go func() {
			b := make([]byte, 16)
			for {
				if _, err := r.Read(b); err != nil {
					return
				}
				reads[i].Add(1)
			}
		}()
	}
	most, rounds := 0, 0
	end := time.Now().Add(time.Duration(seconds) * time.Second)
	for time.Now().Before(end) {
		for _, w := range writers {
			w.Write([]byte("x"))
		}
		rounds++
		most = max(most, threads())
		time.Sleep(10 * time.Millisecond)
	}
	time.Sleep(200 * time.Millisecond)
	starved := 0
	for i := range reads {
		if reads[i].Load() == 0 {
			starved++
		}
	}
	idle := 0
	for _, n := range spun {
		if n.Load() == 0 {
			idle++
		}
	}
	fmt.Fprintf(os.Stderr, "metric threads %d\nmetric rounds %d\n", most, rounds)
	fmt.Println("readers without progress:", starved)
	fmt.Println("computing goroutines without progress:", idle)
	fmt.Println("fewer than 50 threads:", most < 50)
}
