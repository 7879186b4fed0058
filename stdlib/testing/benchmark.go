package testing

import (
	"context"
	"fmt"
	"math"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// InternalBenchmark names a benchmark; the generated main function lists them.
type InternalBenchmark struct {
	Name string
	F    func(b *B)
}

// B counts and times the runs of a benchmark: the function runs its body N times, or as long as
// Loop says.
type B struct {
	common
	N int

	state       *benchState
	importPath  string
	fn          func(b *B)
	goal        durationOrCount
	timing      bool
	startAllocs uint64 // when the timer was started
	startBytes  uint64
	netAllocs   uint64
	netBytes    uint64
	perOp       int64 // bytes, from SetBytes
	report      bool  // ReportAllocs was called
	extra       map[string]float64
	result      BenchmarkResult
	hasSub      atomic.Bool
	parallelism int
	loopN       int // iterations that Loop has begun
	loopEnd     int // Loop looks at the clock when loopN reaches it
	loopDone    bool

	missingBytes bool // some sub-benchmark has not called SetBytes
}

// benchState is shared by all benchmarks of a run.
type benchState struct {
	match     *matcher
	maxLength int // of the names, for columns
	suffix    int // room for -GOMAXPROCS
	labels    bool
}

// One benchmark is timed at a time.
var benchLock sync.Mutex

var memory runtime.MemStats

// StartTimer goes on with timing.
func (b *B) StartTimer() {
	if !b.timing {
		runtime.ReadMemStats(&memory)
		b.startAllocs = memory.Mallocs
		b.startBytes = memory.TotalAlloc
		b.start = time.Now()
		b.timing = true
	}
}

// StopTimer stops timing.
func (b *B) StopTimer() {
	if b.timing {
		b.duration += time.Since(b.start)
		runtime.ReadMemStats(&memory)
		b.netAllocs += memory.Mallocs - b.startAllocs
		b.netBytes += memory.TotalAlloc - b.startBytes
		b.timing = false
	}
}

// ResetTimer forgets what was measured so far.
func (b *B) ResetTimer() {
	if b.extra == nil {
		b.extra = map[string]float64{}
	}
	clear(b.extra)
	if b.timing {
		runtime.ReadMemStats(&memory)
		b.startAllocs = memory.Mallocs
		b.startBytes = memory.TotalAlloc
		b.start = time.Now()
	}
	b.duration, b.netAllocs, b.netBytes = 0, 0, 0
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

// ReportAllocs has allocations reported as -benchmem does.
func (b *B) ReportAllocs() { b.report = true }

// ReportMetric adds a number to the report; "ns/op", "MB/s", "B/op" and "allocs/op" replace what
// was measured.
func (b *B) ReportMetric(n float64, unit string) {
	if unit == "" {
		panic("metric unit must not be empty")
	}
	if strings.IndexFunc(unit, isSpace) >= 0 {
		panic("metric unit must not contain whitespace")
	}
	if b.extra == nil {
		b.extra = map[string]float64{}
	}
	b.extra[unit] = n
}

// SetParallelism has RunParallel start p times GOMAXPROCS goroutines.
func (b *B) SetParallelism(p int) {
	if p >= 1 {
		b.parallelism = p
	}
}

// Loop reports whether to run the body once more. The time before the first call and after the
// last does not count.
func (b *B) Loop() bool {
	if b.loopN != 0 && b.loopN < b.loopEnd {
		b.loopN++
		return true
	}
	return b.loopSlow()
}

func (b *B) loopSlow() bool {
	if b.loopDone {
		panic("B.Loop called after it returned false")
	}
	if b.loopN == 0 {
		b.loopEnd = 1
		if b.goal.n > 0 {
			b.loopEnd = b.goal.n
		}
		b.ResetTimer()
		b.StartTimer()
		b.loopN = 1
		return true
	}
	if b.goal.n == 0 {
		if elapsed := b.Elapsed(); elapsed < b.goal.d {
			b.loopEnd = max(predict(b.goal.d, b.loopN, elapsed, b.loopN), b.loopN+1)
			b.loopN++
			return true
		}
	}
	b.StopTimer()
	b.N = b.loopN
	b.loopDone = true
	return false
}

// predict guesses how many runs fill the time goal: a fifth more than the time so far says, at most
// a hundred times as many as last.
func predict(goal time.Duration, n int, elapsed time.Duration, last int) int {
	perRun := max(int64(elapsed), 1)
	next := int64(goal) * int64(n) / perRun
	next += next / 5
	next = min(next, 100*int64(last))
	next = max(next, int64(last)+1)
	return int(min(next, 1e9))
}

// runN runs the function with n as N.
func (b *B) runN(n int) {
	benchLock.Lock()
	defer benchLock.Unlock()
	b.ctx, b.cancel = context.WithCancel(context.Background())
	defer func() {
		b.runCleanup(false)
	}()
	runtime.GC()
	b.N = n
	b.loopN, b.loopEnd, b.loopDone = 0, 0, false
	b.parallelism = 1
	b.ResetTimer()
	b.StartTimer()
	b.fn(b)
	b.StopTimer()
	if b.loopN > 0 && !b.loopDone && !b.failed {
		b.Error("benchmark function returned without B.Loop() == false (break or return in loop?)")
	}
}

// run1 runs the function once, to see whether it has sub-benchmarks and is fit to be measured.
func (b *B) run1() bool {
	go func() {
		b.runner = "testing.(*B).run1.func1"
		defer func() { b.signal <- true }()
		b.runN(1)
	}()
	<-b.signal
	if b.failed {
		fmt.Fprintf(b.w, "%s--- FAIL: %s\n%s", b.chatty.prefix(), b.name, b.output)
		return false
	}
	b.mu.Lock()
	finished := b.finished
	b.mu.Unlock()
	if b.hasSub.Load() || finished {
		tag := "BENCH"
		if b.skipped {
			tag = "SKIP"
		}
		if b.chatty != nil && (len(b.output) > 0 || finished) {
			b.output = trimLog(b.output)
			fmt.Fprintf(b.w, "%s--- %s: %s\n%s", b.chatty.prefix(), tag, b.name, b.output)
		}
		return false
	}
	return true
}

// measure runs the function with growing N until the time goal is reached.
func (b *B) measure() BenchmarkResult {
	go func() {
		b.runner = "testing.(*B).measure.func1"
		defer func() { b.signal <- true }()
		b.launch()
	}()
	<-b.signal
	return b.result
}

func (b *B) launch() {
	if b.loopN == 0 {
		if b.goal.n > 0 {
			if b.goal.n > 1 {
				b.runN(b.goal.n)
			}
		} else {
			for n := int64(1); !b.failed && b.duration < b.goal.d && n < 1e9; {
				n = int64(predict(b.goal.d, b.N, b.duration, int(n)))
				b.runN(int(n))
			}
		}
	}
	b.result = BenchmarkResult{b.N, b.duration, b.perOp, b.netAllocs, b.netBytes, b.extra}
}

// Run runs f as a sub-benchmark called name; b itself is then not measured. It reports whether
// there was no failure.
func (b *B) Run(name string, f func(b *B)) bool {
	b.hasSub.Store(true)
	benchLock.Unlock()
	defer benchLock.Lock()
	full, ok, partial := name, true, false
	if b.state != nil {
		full, ok, partial = b.state.match.fullName(&b.common, name)
	}
	if !ok {
		return true
	}
	sub := &B{
		common: common{
			signal: make(chan bool),
			name:   full,
			parent: &b.common,
			level:  b.level + 1,
			w:      b.w,
			chatty: b.chatty,
			bench:  true,
		},
		state:      b.state,
		importPath: b.importPath,
		fn:         f,
		goal:       b.goal,
	}
	if partial {
		// Only some of its sub-benchmarks are asked for: it is not to be measured itself.
		sub.hasSub.Store(true)
	}
	sub.announce()
	if sub.run1() {
		sub.run()
	}
	b.addResult(&sub.result)
	return !sub.failed
}

// addResult makes the result of b one run of all its sub-benchmarks, one after the other.
func (b *B) addResult(sub *BenchmarkResult) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r := &b.result
	r.N = 1
	r.T += time.Duration(sub.NsPerOp())
	r.Bytes += sub.Bytes
	if sub.Bytes == 0 {
		b.missingBytes = true
	}
	if b.missingBytes {
		r.Bytes = 0
	}
	r.MemAllocs += uint64(sub.AllocsPerOp())
	r.MemBytes += uint64(sub.AllocedBytesPerOp())
}

// announce prints what -v prints before a benchmark, and the lines about the machine once.
func (b *B) announce() {
	if b.chatty == nil || b.state == nil {
		return
	}
	b.state.printLabels(b)
	if b.chatty.json {
		b.chatty.update(b.name, "=== RUN   %s\n", b.name)
	}
	fmt.Println(b.name)
}

func (s *benchState) printLabels(b *B) {
	if s.labels {
		return
	}
	s.labels = true
	fmt.Fprintf(b.w, "goos: %s\ngoarch: %s\n", runtime.GOOS, runtime.GOARCH)
	if b.importPath != "" {
		fmt.Fprintf(b.w, "pkg: %s\n", b.importPath)
	}
	if cpu := cpuName(); cpu != "" {
		fmt.Fprintf(b.w, "cpu: %s\n", cpu)
	}
}

// cpuName returns what the processor calls itself, empty when the machine does not say.
func cpuName() string {
	data, _ := os.ReadFile("/proc/cpuinfo")
	for _, line := range strings.Split(string(data), "\n") {
		name, value, found := strings.Cut(line, ":")
		if found && strings.TrimSpace(name) == "model name" {
			return strings.TrimPrefix(value, " ")
		}
	}
	return ""
}

// run measures and prints, for each number of processors and as often as -count says.
func (b *B) run() {
	if b.state == nil {
		b.measure()
		return
	}
	b.state.printLabels(b)
	for i, procs := range cpuCounts {
		for j := uint(0); j < *count; j++ {
			runtime.GOMAXPROCS(procs)
			name := benchName(b.name, procs)
			if b.chatty == nil {
				fmt.Fprintf(b.w, "%-*s\t", b.state.maxLength, name)
			}
			if i > 0 || j > 0 {
				b = b.again()
				if b.failed {
					continue
				}
			}
			r := b.measure()
			if b.failed {
				fmt.Fprintf(b.w, "%s--- FAIL: %s\n%s", b.chatty.prefix(), name, b.output)
				continue
			}
			text := r.String()
			if b.chatty != nil {
				fmt.Fprintf(b.w, "%-*s\t", b.state.maxLength, name)
			}
			if *benchMem || b.report {
				text += "\t" + r.MemString()
			}
			fmt.Fprintln(b.w, text)
			if len(b.output) > 0 {
				b.output = trimLog(b.output)
				fmt.Fprintf(b.w, "%s--- BENCH: %s\n%s", b.chatty.prefix(), name, b.output)
			}
		}
	}
}

// again returns a fresh copy of the benchmark for another measurement.
func (b *B) again() *B {
	fresh := &B{
		common: common{signal: make(chan bool), name: b.name, parent: b.parent, level: b.level,
			w: b.w, chatty: b.chatty, bench: true},
		state: b.state, importPath: b.importPath, fn: b.fn, goal: b.goal,
	}
	fresh.run1()
	return fresh
}

func benchName(name string, procs int) string {
	if procs != 1 {
		return fmt.Sprintf("%s-%d", name, procs)
	}
	return name
}

// runBenchmarks runs the benchmarks that -bench selects.
func runBenchmarks(importPath string, benchmarks []InternalBenchmark) bool {
	if *matchBench == "" {
		return true
	}
	most := 1
	for _, procs := range cpuCounts {
		most = max(most, procs)
	}
	state := &benchState{
		match:  newMatcher(*matchBench, "-test.bench", *matchSkip),
		suffix: len(benchName("", most)),
	}
	var selected []InternalBenchmark
	for _, bench := range benchmarks {
		if _, ok, _ := state.match.fullName(nil, bench.Name); ok {
			selected = append(selected, bench)
			state.maxLength = max(state.maxLength, len(bench.Name)+state.suffix)
		}
	}
	root := newRoot()
	main := &B{
		common:     common{name: "Main", w: os.Stdout, bench: true, chatty: root.chatty},
		importPath: importPath,
		goal:       benchTime,
		state:      state,
	}
	main.signal = make(chan bool)
	main.fn = func(b *B) {
		for _, bench := range selected {
			b.Run(bench.Name, bench.F)
		}
	}
	if len(selected) > 0 {
		main.runSelected()
	}
	return !main.failed
}

// runSelected runs the function that runs the others, untimed.
func (b *B) runSelected() {
	benchLock.Lock()
	defer benchLock.Unlock()
	b.fn(b)
}

// Benchmark measures f and returns what it measured. It is for programs that are no tests.
func Benchmark(f func(b *B)) BenchmarkResult {
	goal := benchTime
	b := &B{
		common: common{signal: make(chan bool), w: discard{}, bench: true},
		fn:     f,
		goal:   goal,
	}
	if b.run1() {
		b.run()
	}
	return b.result
}

type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }

// PB is what RunParallel hands to each goroutine.
type PB struct {
	all   *atomic.Uint64 // iterations handed out
	grain uint64         // how many a goroutine takes at a time
	cache uint64         // taken and not done
	limit uint64
}

// Next reports whether there is an iteration left to do.
func (pb *PB) Next() bool {
	if pb.cache == 0 {
		n := pb.all.Add(pb.grain)
		if n <= pb.limit {
			pb.cache = pb.grain
		} else if n < pb.limit+pb.grain {
			pb.cache = pb.limit + pb.grain - n
		} else {
			return false
		}
	}
	pb.cache--
	return true
}

// RunParallel runs body in several goroutines, which share the N iterations.
func (b *B) RunParallel(body func(*PB)) {
	if b.N == 0 {
		return
	}
	grain := uint64(1)
	if b.N > 1 && b.duration > 0 {
		// About 0.1 ms of work, by the measurement before.
		grain = uint64(1e5) * uint64(b.N) / uint64(b.duration)
	}
	grain = min(max(grain, 1), 1e4)
	var all atomic.Uint64
	goroutines := max(b.parallelism, 1) * runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	wg.Add(goroutines)
	for i := 0; i < goroutines; i++ {
		go func() {
			defer wg.Done()
			body(&PB{all: &all, grain: grain, limit: uint64(b.N)})
		}()
	}
	wg.Wait()
	if all.Load() <= uint64(b.N) && !b.Failed() {
		b.Fatal("RunParallel: body exited without pb.Next() == false")
	}
}

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

// formatMetric prints a number with about four significant digits and its unit.
func formatMetric(b *strings.Builder, x float64, unit string) {
	format := "%10.0f %s"
	switch y := math.Abs(x); {
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
	fmt.Fprintf(b, format, x, unit)
}
