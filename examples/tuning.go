// run

// GOGC: how much the heap may grow between two collections.
//
// Look at the number of collections that the same work needs with 50, 100 and 400 percent: fewer with a
// higher percentage, at the price of memory. GOGC=50 mound run tuning.go sets the start value from
// outside.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"time"
)

func init() {
	debug.SetGCPercent(100) // the default
}

type node struct {
	next    *node
	payload [4000]byte
}

var live *node

// work keeps about 12 MB alive and throws 48 MB away.
func work() {
	live = nil
	for i := 0; i < 3000; i++ {
		live = &node{next: live}
	}
	for i := 0; i < 12000; i++ {
		sink = &node{}
	}
	sink = nil
}

var sink *node

func collections(percent int) uint32 {
	previous := debug.SetGCPercent(percent)
	defer debug.SetGCPercent(previous)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	work()
	runtime.ReadMemStats(&after)
	return after.NumGC - before.NumGC
}

// gcTuning sets both knobs and watches in the background until stop is closed. The limit is a soft
// one: near it the collector works harder, the program is not stopped.
func gcTuning(stop chan bool) (samples chan uint64) {
	debug.SetGCPercent(150)
	debug.SetMemoryLimit(1 << 30)
	samples = make(chan uint64, 1)
	go func() {
		var stats runtime.MemStats
		for {
			runtime.ReadMemStats(&stats)
			select {
			case samples <- stats.Alloc:
			case <-stop:
				return
			}
			time.Sleep(time.Millisecond)
		}
	}()
	return samples
}

func main() {
	often := collections(50)
	normal := collections(100)
	seldom := collections(400)
	fmt.Println("50 percent collects more often than 100:", often > normal)
	fmt.Println("400 percent collects less often than 100:", seldom < normal)
	fmt.Println("the setting is back at:", debug.SetGCPercent(100))

	stop := make(chan bool)
	samples := gcTuning(stop)
	fmt.Println("the monitor sees memory in use:", <-samples > 0)
	close(stop)
	fmt.Println("percent and limit were:", debug.SetGCPercent(100), debug.SetMemoryLimit(-1))
}
