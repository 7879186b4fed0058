// soak runs for a given number of seconds (argument 1, default 600) and keeps the collector busy:
// objects of all sizes, maps, channels, finalizers, pools, many goroutines, and a heap that grows
// to some size (argument 2, in MB, default 1024) and shrinks again. Everything that is kept has a
// checksum. At the end the memory must be within 10% of what it was at the start.
//
// `make soak` runs it with every mark verified by a second one.
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

func argument(i, def int) int {
	if i < len(os.Args) {
		if n, err := strconv.Atoi(os.Args[i]); err == nil && n > 0 {
			return n
		}
	}
	return def
}

func fail(format string, args ...any) {
	fmt.Printf("FAIL: "+format+"\n", args...)
	os.Exit(1)
}

// rnd is a small generator, so that a run does not depend on the library's.
type rnd uint64

func (r *rnd) next(n int) int {
	*r ^= *r << 13
	*r ^= *r >> 7
	*r ^= *r << 17
	return int(uint64(*r) % uint64(n))
}

// item is kept in the big heap: the sum tells whether anything in it was lost.
type item struct {
	bytes []byte
	next  *item
	names map[string]int
	any   any
	sum   int
}

var finalized, expected atomic.Int64

func newItem(r *rnd, next *item) *item {
	sizes := [...]int{1, 8, 16, 24, 100, 500, 513, 2000, 9000, 33000, 70000}
	n := sizes[r.next(len(sizes))]
	it := &item{bytes: make([]byte, n), next: next}
	for i := 0; i < n; i += 64 {
		it.bytes[i] = byte(r.next(256))
		it.sum += int(it.bytes[i])
	}
	if r.next(4) == 0 {
		it.names = map[string]int{}
		for i := r.next(30); i > 0; i-- {
			v := r.next(1000)
			it.names["k"+strconv.Itoa(i)] = v
			it.sum += v
		}
	}
	switch r.next(3) {
	case 0:
		it.any = strings.Repeat("x", r.next(40))
		it.sum += len(it.any.(string))
	case 1:
		it.any = []int{r.next(10), r.next(10)}
		it.sum += it.any.([]int)[0] + it.any.([]int)[1]
	}
	return it
}

func (it *item) check() {
	sum := 0
	for i := 0; i < len(it.bytes); i += 64 {
		sum += int(it.bytes[i])
	}
	for _, v := range it.names {
		sum += v
	}
	switch v := it.any.(type) {
	case string:
		sum += len(v)
	case []int:
		sum += v[0] + v[1]
	}
	if sum != it.sum {
		fail("an item has sum %d, not %d", sum, it.sum)
	}
}

// churn is what goroutines do beside the growing heap.
func churn(seed int, stop *atomic.Bool, done *sync.WaitGroup, pool *sync.Pool) {
	defer done.Done()
	r := rnd(seed*2654435761 + 1)
	ch := make(chan *item, 8)
	recent := make([]*item, 64)
	for !stop.Load() {
		it := newItem(&r, recent[r.next(64)])
		it.next = nil
		recent[r.next(64)] = it
		if old := recent[r.next(64)]; old != nil {
			old.check()
		}
		buf := pool.Get().(*[4096]byte)
		buf[r.next(4096)]++
		pool.Put(buf)
		if r.next(16) == 0 {
			expected.Add(1)
			o := &item{bytes: []byte("finalizer")}
			runtime.SetFinalizer(o, func(o *item) {
				if string(o.bytes) != "finalizer" {
					fail("a finalizer's object is damaged")
				}
				finalized.Add(1)
			})
		}
		select {
		case ch <- it:
		case got := <-ch:
			got.check()
		}
		if r.next(64) == 0 {
			reply := make(chan int)
			go func(x int) { reply <- x }(seed)
			if <-reply != seed {
				fail("a goroutine sent something else")
			}
		}
	}
}

// swell builds a list of about mb megabytes, checks it, and lets it go piece by piece.
func swell(r *rnd, mb int) {
	var list *item
	total := 0
	for total < mb<<20 {
		list = newItem(r, list)
		total += len(list.bytes) + 150
	}
	for list != nil {
		list.check()
		list = list.next
	}
}

// resident returns the memory that the process has, in MB.
func resident() float64 {
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	pages, _ := strconv.Atoi(strings.Fields(string(data))[1])
	return float64(pages) * 4096 / 1e6
}

func settle() (held, rss float64) {
	for i := 0; i < 3; i++ {
		debug.FreeOSMemory()
		time.Sleep(20 * time.Millisecond)
	}
	var ms runtime.MemStats
	runtime.ReadMemStats(&ms)
	return float64(ms.HeapSys-ms.HeapReleased+ms.StackSys) / 1e6, resident()
}

func round(seed, mb, goroutines int, pool *sync.Pool) {
	var stop atomic.Bool
	var done sync.WaitGroup
	for i := 0; i < goroutines; i++ {
		done.Add(1)
		go churn(seed*100+i, &stop, &done, pool)
	}
	r := rnd(seed + 12345)
	swell(&r, mb)
	stop.Store(true)
	done.Wait()
}

func main() {
	seconds, mb := argument(1, 600), argument(2, 1024)
	pool := &sync.Pool{New: func() any { return new([4096]byte) }}
	round(1, 16, 4, pool) // so that what is made once is there
	held, rss := settle()
	fmt.Printf("start: heap and stacks %.1f MB, resident %.1f MB\n", held, rss)
	end := time.Now().Add(time.Duration(seconds) * time.Second)
	rounds := 0
	for seed := 2; time.Now().Before(end); seed++ {
		round(seed, mb>>(seed%4), 4+seed%5, pool)
		rounds++
	}
	held2, rss2 := settle()
	var ms runtime.MemStats
	runtime.ReadMemStats(&ms)
	fmt.Printf("end: heap and stacks %.1f MB, resident %.1f MB\n", held2, rss2)
	fmt.Printf("%d rounds, %d cycles, %d objects, %.0f MB allocated, %d of %d finalizers\n", rounds,
		ms.NumGC, ms.Mallocs, float64(ms.TotalAlloc)/1e6, finalized.Load(), expected.Load())
	if finalized.Load() < expected.Load()*9/10 {
		fail("too few finalizers ran")
	}
	if held2 > held*1.1+1 {
		fail("heap and stacks hold %.1f MB, at the start %.1f", held2, held)
	}
	if rss2 > rss*1.1 {
		fail("%.1f MB are resident, at the start %.1f", rss2, rss)
	}
	fmt.Println("soak passed")
}
