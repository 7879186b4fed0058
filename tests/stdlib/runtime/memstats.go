// run
// What holds exactly at every ReadMemStats, in the middle of allocation and collection.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"time"
)

var keep [][]byte
var last runtime.MemStats

func check(m *runtime.MemStats) {
	fail := func(what string, ok bool) {
		if !ok {
			fmt.Println("does not hold:", what)
		}
	}
	fail("HeapAlloc == Alloc", m.HeapAlloc == m.Alloc)
	fail("HeapObjects", m.HeapObjects == m.Mallocs-m.Frees)
	fail("HeapSys", m.HeapSys == m.HeapInuse+m.HeapIdle)
	fail("HeapReleased", m.HeapReleased <= m.HeapIdle)
	fail("HeapAlloc <= HeapInuse", m.HeapAlloc <= m.HeapInuse)
	fail("Sys", m.Sys == m.HeapSys+m.StackSys+m.MSpanSys+m.MCacheSys+m.BuckHashSys+m.GCSys+m.OtherSys)
	fail("parts", m.StackInuse <= m.StackSys && m.MSpanInuse <= m.MSpanSys && m.MCacheInuse <= m.MCacheSys)
	fail("not zero", m.StackInuse > 0 && m.MSpanInuse > 0 && m.MCacheInuse > 0 && m.OtherSys > 0 && m.GCSys > 0)
	fail("EnableGC", m.EnableGC && !m.DebugGC && m.Lookups == 0)
	fail("grows", m.TotalAlloc >= last.TotalAlloc && m.Mallocs >= last.Mallocs && m.Frees >= last.Frees &&
		m.NumGC >= last.NumGC && m.PauseTotalNs >= last.PauseTotalNs && m.NumForcedGC >= last.NumForcedGC)
	fail("GCCPUFraction", m.GCCPUFraction >= 0 && m.GCCPUFraction < 1)
	if m.NumGC == 0 {
		fail("before the first cycle", m.LastGC == 0 && m.NextGC == 4<<20 && m.PauseTotalNs == 0)
	} else {
		at := (m.NumGC + 255) % 256
		fail("LastGC", m.LastGC == m.PauseEnd[at] && m.LastGC != 0 && m.PauseNs[at] > 0)
		fail("pauses", m.PauseNs[at] <= m.PauseTotalNs)
	}
	var mallocs, frees uint64
	for i, c := range m.BySize {
		mallocs += c.Mallocs
		frees += c.Frees
		fail("sizes", i == 0 || c.Size > m.BySize[i-1].Size)
		fail("frees of a class", c.Frees <= c.Mallocs)
	}
	fail("BySize", mallocs <= m.Mallocs && frees <= m.Frees)
	last = *m
}

func main() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	check(&m)
	stop := make(chan bool)
	for range 3 {
		go func() {
			for {
				select {
				case <-stop:
					return
				default:
					_ = fmt.Sprint(make([]int, 100))
				}
			}
		}()
	}
	for i := range 100 {
		keep = append(keep, make([]byte, 10000+i))
		if i%10 == 0 {
			keep = nil
		}
		if i%25 == 0 {
			runtime.GC()
		}
		runtime.ReadMemStats(&m)
		check(&m)
	}
	close(stop)
	forced := m.NumForcedGC
	debug.FreeOSMemory()
	runtime.ReadMemStats(&m)
	check(&m)
	fmt.Println(m.NumForcedGC - forced)
	var stats debug.GCStats
	stats.PauseQuantiles = make([]time.Duration, 5)
	debug.ReadGCStats(&stats)
	fmt.Println(stats.NumGC >= 5, len(stats.Pause) == int(stats.NumGC) || stats.NumGC > 256, stats.PauseTotal > 0,
		stats.PauseQuantiles[0] <= stats.PauseQuantiles[4], stats.LastGC.Equal(stats.PauseEnd[0]))
	debug.SetGCPercent(-1)
	runtime.ReadMemStats(&m)
	fmt.Println(m.NextGC > 1<<60, debug.SetGCPercent(50))
	fmt.Println(debug.SetMaxStack(1<<20), debug.SetMaxStack(1000000000))
}
