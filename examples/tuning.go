// run

// GOGC: how much the heap may grow between two collections.
//
// Look at the number of collections the same work needs with 50, 100 and 400 percent: fewer with a
// higher percentage, at the price of memory. GOGC=50 mound run tuning.go sets the start value from
// outside.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

func init() {
	debug.SetGCPercent(100) // the default
}

type node struct {
	next    *node
	payload [100]byte
}

var live *node

// work keeps about 12 MB alive and throws 50 MB away.
func work() {
	live = nil
	for i := 0; i < 100000; i++ {
		live = &node{next: live}
	}
	for i := 0; i < 400000; i++ {
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

func main() {
	often := collections(50)
	normal := collections(100)
	seldom := collections(400)
	fmt.Println("50 percent collects more often than 100:", often > normal)
	fmt.Println("400 percent collects less often than 100:", seldom < normal)
	fmt.Println("the setting is back at:", debug.SetGCPercent(100))
}
