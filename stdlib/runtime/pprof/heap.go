package pprof

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"
)

// WriteHeapProfile writes the profile "heap": what was in use at the end of the last collection.
func WriteHeapProfile(w io.Writer) error { return writeHeap(w, 0) }

func countHeap() int {
	n, _ := runtime.MemProfile(nil, true)
	return n
}

func writeHeap(w io.Writer, debug int) error   { return writeAllocations(w, debug, "") }
func writeAllocs(w io.Writer, debug int) error { return writeAllocations(w, debug, "alloc_space") }

func writeAllocations(w io.Writer, debug int, shown string) error {
	if debug > 0 {
		return writeAllocationText(w)
	}
	rate := int64(runtime.MemProfileRate)
	p := begin("space", "bytes", rate)
	sampleType(p, "alloc_objects", "count")
	sampleType(p, "alloc_space", "bytes")
	sampleType(p, "inuse_objects", "count")
	sampleType(p, "inuse_space", "bytes")
	if shown != "" {
		setDefault(p, shown)
	}
	heapSamples(p, rate)
	setTime(p, time.Now().UnixNano(), 0)
	_, err := w.Write(finish(p))
	return err
}

func writeAllocationText(w io.Writer) error {
	// Read first, so that the text does not count itself.
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	records := readRecords(func(p []runtime.MemProfileRecord) (int, bool) { return runtime.MemProfile(p, true) })
	slices.SortStableFunc(records, func(a, b runtime.MemProfileRecord) int {
		return cmp.Compare(a.InUseBytes(), b.InUseBytes())
	})
	var total runtime.MemProfileRecord
	for i := range records {
		total.AllocBytes += records[i].AllocBytes
		total.AllocObjects += records[i].AllocObjects
		total.FreeBytes += records[i].FreeBytes
		total.FreeObjects += records[i].FreeObjects
	}
	out := tabwriter.NewWriter(w, 1, 8, 1, '\t', 0)
	fmt.Fprintf(out, "heap profile: %d: %d [%d: %d] @ heap/%d\n", total.InUseObjects(), total.InUseBytes(),
		total.AllocObjects, total.AllocBytes, 2*runtime.MemProfileRate)
	for i := range records {
		r := &records[i]
		fmt.Fprintf(out, "%d: %d [%d: %d] @", r.InUseObjects(), r.InUseBytes(), r.AllocObjects, r.AllocBytes)
		for _, pc := range r.Stack() {
			fmt.Fprintf(out, " %#x", pc)
		}
		fmt.Fprintf(out, "\n")
		writeFrames(out, r.Stack(), false)
	}
	writeStats(out, &stats)
	return out.Flush()
}

func writeStats(w io.Writer, s *runtime.MemStats) {
	fmt.Fprintf(w, "\n# runtime.MemStats\n")
	for _, line := range []struct {
		name  string
		value uint64
	}{
		{"Alloc", s.Alloc}, {"TotalAlloc", s.TotalAlloc}, {"Sys", s.Sys}, {"Lookups", s.Lookups},
		{"Mallocs", s.Mallocs}, {"Frees", s.Frees}, {"HeapAlloc", s.HeapAlloc},
		{"HeapSys", s.HeapSys}, {"HeapIdle", s.HeapIdle}, {"HeapInuse", s.HeapInuse},
		{"HeapReleased", s.HeapReleased}, {"HeapObjects", s.HeapObjects},
	} {
		fmt.Fprintf(w, "# %s = %d\n", line.name, line.value)
	}
	fmt.Fprintf(w, "# Stack = %d / %d\n", s.StackInuse, s.StackSys)
	fmt.Fprintf(w, "# MSpan = %d / %d\n", s.MSpanInuse, s.MSpanSys)
	fmt.Fprintf(w, "# MCache = %d / %d\n", s.MCacheInuse, s.MCacheSys)
	fmt.Fprintf(w, "# BuckHashSys = %d\n", s.BuckHashSys)
	fmt.Fprintf(w, "# GCSys = %d\n", s.GCSys)
	fmt.Fprintf(w, "# OtherSys = %d\n", s.OtherSys)
	fmt.Fprintf(w, "# NextGC = %d\n", s.NextGC)
	fmt.Fprintf(w, "# LastGC = %d\n", s.LastGC)
	fmt.Fprintf(w, "# PauseNs = %d\n", s.PauseNs)
	fmt.Fprintf(w, "# PauseEnd = %d\n", s.PauseEnd)
	fmt.Fprintf(w, "# NumGC = %d\n", s.NumGC)
	fmt.Fprintf(w, "# NumForcedGC = %d\n", s.NumForcedGC)
	fmt.Fprintf(w, "# GCCPUFraction = %v\n", s.GCCPUFraction)
	fmt.Fprintf(w, "# DebugGC = %v\n", s.DebugGC)
}
