// run
// The metrics agree with MemStats and with each other.
package main

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

var keep [][]byte

func main() {
	runtime.GOMAXPROCS(1)
	for range 100 {
		keep = append(keep, make([]byte, 1000), make([]byte, 50000))
	}
	keep = keep[:50]
	clear(keep[50:200])
	runtime.GC()
	all := metrics.All()
	var samples []metrics.Sample
	for _, d := range all {
		samples = append(samples, metrics.Sample{Name: d.Name})
	}
	fmt.Println(slices.IsSortedFunc(all, func(a, b metrics.Description) int { return strings.Compare(a.Name, b.Name) }))
	metrics.Read(samples)
	get := map[string]uint64{}
	hist := map[string]uint64{}
	for i, s := range samples {
		if s.Value.Kind() != all[i].Kind {
			fmt.Println("kind of", s.Name)
		}
		switch s.Value.Kind() {
		case metrics.KindUint64:
			get[s.Name] = s.Value.Uint64()
		case metrics.KindFloat64:
			if s.Value.Float64() < 0 {
				fmt.Println("negative", s.Name)
			}
		case metrics.KindFloat64Histogram:
			h := s.Value.Float64Histogram()
			if len(h.Buckets) != len(h.Counts)+1 || !slices.IsSorted(h.Buckets) {
				fmt.Println("buckets of", s.Name)
			}
			for _, n := range h.Counts {
				hist[s.Name] += n
			}
		}
	}
	sum := uint64(0)
	for name, value := range get {
		if strings.HasPrefix(name, "/memory/classes/") && name != "/memory/classes/total:bytes" {
			sum += value
		}
	}
	fmt.Println("classes add up to the total:", sum == get["/memory/classes/total:bytes"])
	fmt.Println("live:", get["/gc/heap/live:bytes"] > 25*50000, get["/gc/heap/live:bytes"] < 60*50000)
	fmt.Println("cycles:", get["/gc/cycles/forced:gc-cycles"], get["/gc/cycles/total:gc-cycles"]-get["/gc/cycles/automatic:gc-cycles"])
	fmt.Println("allocs by size:", hist["/gc/heap/allocs-by-size:bytes"] == get["/gc/heap/allocs:objects"])
	fmt.Println("frees by size:", hist["/gc/heap/frees-by-size:bytes"] == get["/gc/heap/frees:objects"])
	fmt.Println("freed:", get["/gc/heap/frees:objects"] >= 150, get["/gc/heap/frees:bytes"] > 75*50000)
	fmt.Println("objects:", get["/gc/heap/objects:objects"] == get["/gc/heap/allocs:objects"]-get["/gc/heap/frees:objects"])
	fmt.Println("pauses:", hist["/sched/pauses/total/gc:seconds"] >= get["/gc/cycles/total:gc-cycles"])
	fmt.Println(get["/sched/gomaxprocs:threads"], get["/sched/goroutines:goroutines"])
	wait := make(chan bool)
	var mu sync.Mutex
	mu.Lock()
	var arrived atomic.Int32
	for range 64 {
		go func() { arrived.Add(1); mu.Lock(); mu.Unlock(); wait <- true }()
	}
	for arrived.Load() < 64 {
		runtime.Gosched()
	}
	time.Sleep(2 * time.Millisecond)
	mu.Unlock()
	for range 64 {
		<-wait
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	times := []metrics.Sample{{Name: "/sched/latencies:seconds"}, {Name: "/sched/pauses/stopping/gc:seconds"},
		{Name: "/sched/pauses/stopping/other:seconds"}, {Name: "/sched/pauses/total/other:seconds"}}
	metrics.Read(times)
	for _, s := range times {
		n := uint64(0)
		for _, c := range s.Value.Float64Histogram().Counts {
			n += c
		}
		fmt.Println(s.Name, n > 0)
	}
	waited := []metrics.Sample{{Name: "/sync/mutex/wait/total:seconds"}}
	metrics.Read(waited)
	fmt.Println(waited[0].Name, waited[0].Value.Float64() > 0.001)
	unknown := []metrics.Sample{{Name: "/no/such:thing"}}
	metrics.Read(unknown)
	fmt.Println(unknown[0].Value.Kind() == metrics.KindBad)
	defer func() { fmt.Println(recover()) }()
	unknown[0].Value.Uint64()
}
