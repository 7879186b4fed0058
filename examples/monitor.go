// run

// Watching memory from inside: a goroutine that reads MemStats and calls back at a threshold.
//
// Look at the numbers it compares: Alloc is what is alive plus what is not swept yet, so it falls
// only after a collection.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

// MemoryMonitor calls Callback once when the heap holds more than Threshold bytes.
type MemoryMonitor struct {
	Threshold uint64
	Callback  func()
	once      sync.Once
	stop      chan struct{}
}

// Start watches in the background until Stop.
func (m *MemoryMonitor) Start() {
	m.stop = make(chan struct{})
	go func() {
		var stats runtime.MemStats
		for {
			runtime.ReadMemStats(&stats)
			if stats.Alloc > m.Threshold {
				m.once.Do(m.Callback)
			}
			select {
			case <-m.stop:
				return
			case <-time.After(time.Millisecond):
			}
		}
	}()
}

// Stop ends the watching.
func (m *MemoryMonitor) Stop() { close(m.stop) }

func main() {
	alarm := make(chan bool, 1)
	m := &MemoryMonitor{Threshold: 8 << 20, Callback: func() { alarm <- true }}
	m.Start()
	time.Sleep(5 * time.Millisecond)
	select {
	case <-alarm:
		fmt.Println("too early")
	default:
		fmt.Println("quiet while little is allocated")
	}
	block := make([]byte, 16<<20)
	<-alarm
	fmt.Println("alarm with", len(block)>>20, "MB more")
	runtime.KeepAlive(block)
	m.Stop()
}
