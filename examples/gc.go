// run

// What the collector counts, and what a collection changes.
//
// Look at the order: a thousand objects are kept alive by the slice, so a collection cannot take
// them; once the slice is gone, the next collection does. Run it with GODEBUG=gctrace=1 to see a
// line for each collection.
package main

import (
	"fmt"
	"runtime"
)

// LargeObject fills a size class of 1024 bytes: 24 bytes of each are lost to rounding.
type LargeObject struct {
	data [1000]byte
}

func gcExample() []*LargeObject {
	var data []*LargeObject
	for i := 0; i < 1000; i++ {
		data = append(data, &LargeObject{})
	}
	return data
}

func main() {
	var before, during, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)

	data := gcExample()
	runtime.GC()
	runtime.ReadMemStats(&during)
	fmt.Println("kept objects:", len(data))
	grown := during.HeapAlloc - before.HeapAlloc
	fmt.Println("live heap grew by about 1 MB:", grown > 1000*1024 && grown < 1100*1024)
	runtime.KeepAlive(data) // without a later use the collector may take what only data holds

	data = nil
	runtime.GC()
	runtime.ReadMemStats(&after)
	fmt.Println("given back after the slice is gone:", during.HeapAlloc-after.HeapAlloc > 1000*1000)
	fmt.Println("collections so far at least 3:", after.NumGC >= 3)
	fmt.Println("forced by runtime.GC:", after.NumForcedGC)
	fmt.Println("mallocs - frees = live objects:", after.Mallocs-after.Frees == after.HeapObjects)
	fmt.Println("HeapSys = HeapInuse + HeapIdle:", after.HeapSys == after.HeapInuse+after.HeapIdle)
}
