package metrics

import (
	"math"
	"runtime"
)

const sizeClasses = 68

// internals is filled by readTimes; vm/runtime_metrics.c has the same struct.
type internals struct {
	stats                        runtime.MemStats
	cycles, pause, longest, mark uint64
	assist, background, idle     uint64
	scavenge, limited            uint64
	start, live, stacks, globals uint64
	pauses                       times
	allocs, frees                [sizeClasses]uint64
	tiny                         uint64
	sizes                        [sizeClasses]uint64
	now, cpu                     uint64
	latencies                    times
	stoppingGC, stoppingOther    times
	stoppedOther                 times
	mutexWait                    uint64
}

// times are counts of durations by powers of two.
type times [64]uint64

func readTimes(in *internals)

type metric struct {
	Description
	read func(in *internals) Value
}

func count(read func(in *internals) uint64) func(in *internals) Value {
	return func(in *internals) Value { return Value{kind: KindUint64, scalar: read(in)} }
}

// seconds makes a value of nanoseconds.
func seconds(read func(in *internals) uint64) func(in *internals) Value {
	return func(in *internals) Value {
		return Value{kind: KindFloat64, scalar: math.Float64bits(float64(read(in)) / 1e9)}
	}
}

// total is the CPU time there was: all processors since the start.
func total(in *internals) uint64 { return in.now * uint64(runtime.GOMAXPROCS(0)) }

// collector is the part of it that the collector took.
func collector(in *internals) uint64 { return in.assist + in.background + in.idle + stopped(in) }

// stopped is what was lost while the world stood still.
func stopped(in *internals) uint64 { return in.pause * uint64(runtime.GOMAXPROCS(0)) }

// user is the CPU time the process used for anything but collecting and giving memory back.
func user(in *internals) uint64 {
	if gc := in.assist + in.background + in.idle + in.scavenge; in.cpu > gc {
		return in.cpu - gc
	}
	return 0
}

func unused(in *internals) uint64 {
	if used := user(in) + collector(in) + in.scavenge; total(in) > used {
		return total(in) - used
	}
	return 0
}

// bySize makes a histogram of counts by size class; class 0 holds what is larger than all others.
func bySize(counts func(in *internals) *[sizeClasses]uint64) func(in *internals) Value {
	return func(in *internals) Value {
		h := &Float64Histogram{Counts: make([]uint64, sizeClasses), Buckets: make([]float64, sizeClasses+1)}
		n := counts(in)
		copy(h.Counts, n[1:])
		h.Counts[sizeClasses-1] = n[0]
		// An object of a class is larger than those of the class before.
		for i := range sizeClasses {
			h.Buckets[i] = float64(in.sizes[i]) + 1
		}
		h.Buckets[sizeClasses] = math.Inf(1)
		return Value{kind: KindFloat64Histogram, histogram: h}
	}
}

// durations makes a histogram of durations.
func durations(read func(in *internals) *times) func(in *internals) Value {
	return func(in *internals) Value {
		counts := read(in)
		n := len(counts)
		h := &Float64Histogram{Counts: counts[:], Buckets: make([]float64, n+1)}
		for i := 1; i < n; i++ {
			h.Buckets[i] = math.Ldexp(1e-9, i-1)
		}
		h.Buckets[n] = math.Inf(1)
		return Value{kind: KindFloat64Histogram, histogram: h}
	}
}

func pauses(in *internals) *times { return &in.pauses }
