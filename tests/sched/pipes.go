// pipes: goroutines blocked in reads of pipes (10,000), one that writes to them in turn, and one that
// computes for each processor. In every period of the run each of them makes progress, and the process
// has few threads.
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

// counts has what each goroutine has done so far, and what it had done when the period began.
type counts struct {
	now    []atomic.Int64
	before []int64
}

func newCounts(n int) *counts { return &counts{make([]atomic.Int64, n), make([]int64, n)} }

// idle is how many have done nothing in this period.
func (c *counts) idle() int {
	n := 0
	for i := range c.now {
		if c.now[i].Load() == c.before[i] {
			n++
		}
	}
	return n
}

func (c *counts) nextPeriod() {
	for i := range c.now {
		c.before[i] = c.now[i].Load()
	}
}

func compute(done *atomic.Int64) {
	x := uint64(1)
	for {
		for j := 0; j < 1000000; j++ {
			x = x*6364136223846793005 + 1442695040888963407
		}
		done.Add(int64(x&1) + 1)
	}
}

func read(r *os.File, done *atomic.Int64) {
	b := make([]byte, 16)
	for {
		if _, err := r.Read(b); err != nil {
			return
		}
		done.Add(1)
	}
}

// pipe makes a pipe with one descriptor for both ends: most limits allow 10,000, not 20,000.
func pipe() *os.File {
	r, w, err := os.Pipe()
	if err == nil {
		defer r.Close()
		defer w.Close()
		var both *os.File
		both, err = os.OpenFile(fmt.Sprint("/proc/self/fd/", w.Fd()), os.O_RDWR, 0)
		if err == nil {
			return both
		}
	}
	fmt.Println(err)
	os.Exit(1)
	return nil
}

func main() {
	count, seconds := argument(1, 10000), argument(2, 60)
	computing := newCounts(runtime.GOMAXPROCS(0))
	for i := range computing.now {
		go compute(&computing.now[i])
	}
	writers := make([]*os.File, count)
	reading := newCounts(count)
	for i := range writers {
		writers[i] = pipe()
		go read(writers[i], &reading.now[i])
	}
	most, rounds, starved, stuck := 0, 0, 0, 0
	const periods = 5
	for range periods {
		reading.nextPeriod()
		computing.nextPeriod()
		for end := time.Now().Add(time.Duration(seconds) * time.Second / periods); time.Now().Before(end); {
			for _, w := range writers {
				w.Write([]byte("x"))
			}
			rounds++
			most = max(most, threads())
			time.Sleep(10 * time.Millisecond)
		}
		// What is under way gets some time, more where the machine is busy with other things.
		for i := 0; i < 1000 && reading.idle()+computing.idle() > 0; i++ {
			time.Sleep(10 * time.Millisecond)
		}
		starved += reading.idle()
		stuck += computing.idle()
	}
	fmt.Fprintf(os.Stderr, "metric threads %d\nmetric rounds %d\n", most, rounds)
	fmt.Println("readers without progress:", starved)
	fmt.Println("computing goroutines without progress:", stuck)
	fmt.Println("fewer than 50 threads:", most < 50)
}
