// harness.go - counts what the function test() of another file of this folder allocates.
//
//     mound run harness.go slice_append.go        go run harness.go slice_append.go
//
// test() runs once to warm up, then it is measured. Printed are the objects and bytes that it
// allocated, by size class; and how many objects a collection frees behind it, while what it
// returned is still reachable.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

var kept any

// Called through a variable, test is not inlined.
var run = test

//go:noinline
func warmUp() { run() }

func main() {
	runtime.GOMAXPROCS(1)
	debug.SetGCPercent(-1)
	var before, after runtime.MemStats
	warmUp()
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	fmt.Printf("%d objects, %d bytes\n", after.Mallocs-before.Mallocs, after.TotalAlloc-before.TotalAlloc)
	for i := range after.BySize {
		if n := after.BySize[i].Mallocs - before.BySize[i].Mallocs; n > 0 {
			fmt.Printf("  %d of %d\n", n, after.BySize[i].Size)
		}
	}
	runtime.GC()
	runtime.GC()
	warmUp()
	runtime.GC()
	runtime.ReadMemStats(&before)
	kept = run()
	runtime.GC()
	runtime.ReadMemStats(&after)
	// The class of 16 bytes is left out: Go's collector allocates there for itself.
	freed := uint64(0)
	for i := range after.BySize {
		if after.BySize[i].Size != 16 {
			freed += after.BySize[i].Frees - before.BySize[i].Frees
		}
	}
	fmt.Printf("%d objects freed\n", freed)
}
