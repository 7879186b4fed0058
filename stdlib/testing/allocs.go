// Package testing measures functions: their time, and what they allocate.
package testing

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"time"
)

// AllocsPerRun returns how many objects a call of f allocates on average, rounded down; one more
// call before does not count.
func AllocsPerRun(runs int, f func()) (avg float64) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	f()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	before := stats.Mallocs
	for i := 0; i < runs; i++ {
		f()
	}
	runtime.ReadMemStats(&stats)
	return float64((stats.Mallocs - before) / uint64(runs))
}

// Short reports whether tests should take little time.
func Short() bool { return false }

// Verbose reports whether tests should tell much.
func Verbose() bool { return false }

// Testing reports whether the program is a test.
func Testing() bool { return false }

// B counts and times the runs of a benchmark: the function runs its body N times.
type B struct {
	N int

	timing    bool
	start     time.Time
	duration  time.Duration
	allocs    uint64 // when the timer was started
	bytes     uint64
	netAllocs uint64
	netBytes  uint64
	perOp     int64
	report    bool
	extra     map[string]float64
	failed    bool
}

// StartTimer goes on with timing.
func (b *B) StartTimer() {
	if !b.timing {
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		b.allocs = stats.Mallocs
		b.bytes = stats.TotalAlloc
		b.start = time.Now()
		b.timing = true
	}
}

// StopTimer stops timing.
func (b *B) StopTimer() {
	if b.timing {
		b.duration += time.Since(b.start)
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		b.netAllocs += stats.Mallocs - b.allocs
		b.netBytes += stats.TotalAlloc - b.bytes
		b.timing = false
	}
}

// ResetTimer forgets what was measured so far.
func (b *B) ResetTimer() {
	timing := b.timing
	b.StopTimer()
	b.duration, b.netAllocs, b.netBytes = 0, 0, 0
	b.extra = nil
	if timing {
		b.StartTimer()
	}
}

// Elapsed returns the time measured so far.
func (b *B) Elapsed() time.Duration {
	d := b.duration
	if b.timing {
		d += time.Since(b.start)
	}
	return d
}

// SetBytes tells how many bytes one run works on.
func (b *B) SetBytes(n int64) { b.perOp = n }

// ReportAllocs has allocations reported.
func (b *B) ReportAllocs() { b.report = true }

// ReportMetric adds a number to the report.
func (b *B) ReportMetric(n float64, unit string) {
	if b.extra == nil {
		b.extra = map[string]float64{}
	}
	b.extra[unit] = n
}

// Helper does nothing here.
func (b *B) Helper() {}

// Log prints its operands.
func (b *B) Log(args ...any) { fmt.Println(args...) }

// Logf prints by a format.
func (b *B) Logf(format string, args ...any) { fmt.Printf(format+"\n", args...) }

// Fail marks the benchmark as failed.
func (b *B) Fail() { b.failed = true }

// Failed reports whether it has failed.
func (b *B) Failed() bool { return b.failed }

// FailNow is Fail and the end of the benchmark.
func (b *B) FailNow() {
	b.failed = true
	runtime.Goexit()
}

// Error is Log and Fail.
func (b *B) Error(args ...any) {
	b.Log(args...)
	b.Fail()
}

// Errorf is Logf and Fail.
func (b *B) Errorf(format string, args ...any) {
	b.Logf(format, args...)
	b.Fail()
}

// Fatal is Log and FailNow.
func (b *B) Fatal(args ...any) {
	b.Log(args...)
	b.FailNow()
}

// Fatalf is Logf and FailNow.
func (b *B) Fatalf(format string, args ...any) {
	b.Logf(format, args...)
	b.FailNow()
}

// run runs f with n as N, in a goroutine that it may end.
func (b *B) run(f func(b *B), n int) {
	done := make(chan bool)
	go func() {
		defer close(done)
		runtime.GC()
		b.N = n
		b.ResetTimer()
		b.StartTimer()
		defer b.StopTimer()
		f(b)
	}()
	<-done
}

// Benchmark runs f with growing N until it takes about a second, and returns what it measured.
func Benchmark(f func(b *B)) BenchmarkResult {
	const goal = time.Second
	b := &B{}
	b.run(f, 1)
	for n := 1; !b.failed && b.duration < goal && n < 1e9; {
		perRun := max(int64(b.duration)/int64(n), 1)
		next := int64(goal) / perRun
		next += next / 5
		next = min(next, 100*int64(n), 1e9)
		n = int(max(next, int64(n)+1))
		b.run(f, n)
	}
	if b.failed {
		return BenchmarkResult{}
	}
	return BenchmarkResult{b.N, b.duration, b.perOp, b.netAllocs, b.netBytes, b.extra}
}

// BenchmarkResult is what Benchmark measured.
type BenchmarkResult struct {
	N         int
	T         time.Duration
	Bytes     int64 // one run works on
	MemAllocs uint64
	MemBytes  uint64
	Extra     map[string]float64
}

// NsPerOp returns nanoseconds per run.
func (r BenchmarkResult) NsPerOp() int64 {
	if r.N <= 0 {
		return 0
	}
	return r.T.Nanoseconds() / int64(r.N)
}

// AllocsPerOp returns allocations per run.
func (r BenchmarkResult) AllocsPerOp() int64 {
	if r.N <= 0 {
		return 0
	}
	return int64(r.MemAllocs) / int64(r.N)
}

// AllocedBytesPerOp returns allocated bytes per run.
func (r BenchmarkResult) AllocedBytesPerOp() int64 {
	if r.N <= 0 {
		return 0
	}
	return int64(r.MemBytes) / int64(r.N)
}

// String returns the result as go test prints it.
func (r BenchmarkResult) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%8d", r.N)
	ns := float64(r.T.Nanoseconds()) / float64(r.N)
	if ns != 0 {
		b.WriteByte('\t')
		format := "%10.0f %s"
		switch y := math.Abs(ns); {
		case y == 0 || y >= 999.95:
		case y >= 99.995:
			format = "%12.1f %s"
		case y >= 9.9995:
			format = "%13.2f %s"
		case y >= 0.99995:
			format = "%14.3f %s"
		case y >= 0.099995:
			format = "%15.4f %s"
		case y >= 0.0099995:
			format = "%16.5f %s"
		case y >= 0.00099995:
			format = "%17.6f %s"
		default:
			format = "%18.7f %s"
		}
		fmt.Fprintf(&b, format, ns, "ns/op")
	}
	if r.Bytes > 0 && r.T > 0 {
		fmt.Fprintf(&b, "\t%7.2f MB/s", float64(r.Bytes)*float64(r.N)/1e6/r.T.Seconds())
	}
	return b.String()
}

// MemString returns the allocations as go test -benchmem prints them.
func (r BenchmarkResult) MemString() string {
	return fmt.Sprintf("%8d B/op\t%8d allocs/op", r.AllocedBytesPerOp(), r.AllocsPerOp())
}
