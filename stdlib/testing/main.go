// Package testing runs tests, benchmarks, examples and the seeds of fuzz tests. `mound test`
// collects a package's test functions and writes the main function that hands them over.
package testing

import (
	"flag"
	"fmt"
	"internal/testlog"
	"math/rand"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// The flags of a test program; `mound test -run x` hands them over as -test.run=x.
var (
	short      *bool
	failFast   *bool
	matchRun   *string
	matchSkip  *string
	matchList  *string
	matchBench *string
	benchMem   *bool
	benchTime  = durationOrCount{d: time.Second}
	count      *uint
	cpuList    *string
	parallel   *int
	timeout    *time.Duration
	shuffle    *string
	fullPath   *bool
	panicExit0 *bool
	chattyFlag verboseFlag

	cpuCounts []int
	isTesting bool
	hasInit   bool
)

// verboseFlag is the value of -test.v: a bool, or "test2json".
type verboseFlag struct {
	on   bool
	json bool
}

func (f *verboseFlag) IsBoolFlag() bool { return true }

func (f *verboseFlag) Set(text string) error {
	switch text {
	case "true", "test2json":
		f.on = true
		f.json = text == "test2json"
	case "false":
		*f = verboseFlag{}
	default:
		return fmt.Errorf("invalid flag -test.v=%s", text)
	}
	return nil
}

func (f *verboseFlag) String() string {
	if f.json {
		return "test2json"
	}
	return strconv.FormatBool(f.on)
}

func (f *verboseFlag) Get() any {
	if f.json {
		return "test2json"
	}
	return f.on
}

// durationOrCount is the value of -test.benchtime: "1s", or "100x".
type durationOrCount struct {
	d time.Duration
	n int
}

func (f *durationOrCount) String() string {
	if f.n > 0 {
		return strconv.Itoa(f.n) + "x"
	}
	return f.d.String()
}

func (f *durationOrCount) Set(text string) error {
	if number, ok := strings.CutSuffix(text, "x"); ok {
		n, err := strconv.ParseInt(number, 10, 0)
		if err != nil || n < 0 {
			return fmt.Errorf("invalid count")
		}
		*f = durationOrCount{n: int(n)}
		return nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return fmt.Errorf("invalid duration")
	}
	*f = durationOrCount{d: d}
	return nil
}

// Init defines the flags of a test program. Only programs that call Benchmark or the like
// themselves, and want its flags, need it.
func Init() {
	if hasInit {
		return
	}
	hasInit = true
	short = flag.Bool("test.short", false, "run smaller test suite to save time")
	failFast = flag.Bool("test.failfast", false, "do not start new tests after the first test failure")
	flag.Var(&chattyFlag, "test.v", "verbose: print additional output")
	count = flag.Uint("test.count", 1, "run tests and benchmarks `n` times")
	matchList = flag.String("test.list", "",
		"list tests, examples, and benchmarks matching `regexp` then exit")
	matchRun = flag.String("test.run", "", "run only tests and examples matching `regexp`")
	matchSkip = flag.String("test.skip", "",
		"do not list or run tests matching `regexp`")
	matchBench = flag.String("test.bench", "", "run only benchmarks matching `regexp`")
	benchMem = flag.Bool("test.benchmem", false, "print memory allocations for benchmarks")
	flag.Var(&benchTime, "test.benchtime",
		"run each benchmark for duration `d` or N times if `d` is of the form Nx")
	timeout = flag.Duration("test.timeout", 0,
		"panic test binary after duration `d` (default 0, timeout disabled)")
	cpuList = flag.String("test.cpu", "", "comma-separated `list` of cpu counts to run each test with")
	parallel = flag.Int("test.parallel", runtime.GOMAXPROCS(0), "run at most `n` tests in parallel")
	shuffle = flag.String("test.shuffle", "off", "randomize the execution order of tests and benchmarks")
	fullPath = flag.Bool("test.fullpath", false, "show full file names in error messages")
	panicExit0 = flag.Bool("test.paniconexit0", false, "panic on call to os.Exit(0)")
}

// Short reports whether -test.short is set.
func Short() bool {
	if short == nil {
		panic("testing: Short called before Init")
	}
	if !flag.Parsed() {
		panic("testing: Short called before Parse")
	}
	return *short
}

// Verbose reports whether -test.v is set.
func Verbose() bool { return chattyFlag.on }

// Testing reports whether the program is a test, made by `mound test`.
func Testing() bool { return isTesting }

// testDeps is what the generated main function knows about the package.
type testDeps interface {
	ImportPath() string
}

// M runs all tests of a package; TestMain gets one.
type M struct {
	deps        testDeps
	tests       []InternalTest
	benchmarks  []InternalBenchmark
	fuzzTargets []InternalFuzzTarget
	examples    []InternalExample

	numRun   int
	exitCode int // what Run returned, for a TestMain that does not exit
}

// MainStart is called by the generated main function; nobody else needs it.
func MainStart(deps testDeps, tests []InternalTest, benchmarks []InternalBenchmark,
	fuzzTargets []InternalFuzzTarget, examples []InternalExample) *M {
	isTesting = true
	Init()
	return &M{deps: deps, tests: tests, benchmarks: benchmarks, fuzzTargets: fuzzTargets,
		examples: examples}
}

// Run runs the tests and returns the exit code.
func (m *M) Run() (code int) {
	defer func() { code = m.exitCode }()
	m.numRun++
	if !flag.Parsed() {
		flag.Parse()
	}
	m.exitCode = 2
	if *parallel < 1 {
		fmt.Fprintln(os.Stderr, "testing: -parallel can only be given a positive integer")
		flag.Usage()
		return
	}
	if !parseCPUList() {
		return
	}
	if *matchList != "" {
		listMatching(m)
		m.exitCode = 0
		return
	}
	if !m.shuffleTests() {
		return
	}
	if *panicExit0 {
		testlog.PanicOnExit0 = true
		defer func() { testlog.PanicOnExit0 = false }()
	}
	m.exitCode = 1
	m.runAll()
	return
}

// runAll runs tests, seeds of fuzz tests, examples and benchmarks, and prints PASS or FAIL.
func (m *M) runAll() {
	var deadline time.Time
	if *timeout > 0 {
		deadline = time.Now().Add(*timeout)
	}
	stop := startAlarm()
	ranTests, okTests := runTests(m.tests, deadline)
	ranFuzz, okFuzz := runFuzzTests(m.fuzzTargets, deadline)
	ranExamples, okExamples := runExamples(m.examples)
	stop()
	if !ranTests && !ranFuzz && !ranExamples && *matchBench == "" {
		warnOfNothing()
	}
	prefix := ""
	if chattyFlag.json {
		prefix = mark
	}
	if !okTests || !okFuzz || !okExamples || !runBenchmarks(m.deps.ImportPath(), m.benchmarks) {
		fmt.Println(prefix + "FAIL")
		return
	}
	fmt.Println(prefix + "PASS")
	m.exitCode = 0
}

func warnOfNothing() { fmt.Fprintln(os.Stderr, "testing: warning: no tests to run") }

func parseCPUList() bool {
	cpuCounts = nil
	for _, text := range strings.Split(*cpuList, ",") {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n <= 0 {
			fmt.Fprintf(os.Stderr, "testing: invalid value %q for -test.cpu\n", text)
			return false
		}
		cpuCounts = append(cpuCounts, n)
	}
	if cpuCounts == nil {
		cpuCounts = []int{runtime.GOMAXPROCS(0)}
	}
	return true
}

func (m *M) shuffleTests() bool {
	if *shuffle == "off" {
		return true
	}
	seed := time.Now().UnixNano()
	if *shuffle != "on" {
		n, err := strconv.ParseInt(*shuffle, 10, 64)
		if err != nil {
			fmt.Fprintf(os.Stderr, "testing: -shuffle should be \"off\", \"on\", or a valid integer: %v\n",
				err)
			return false
		}
		seed = n
	}
	fmt.Println("-test.shuffle", seed)
	random := rand.New(rand.NewSource(seed))
	random.Shuffle(len(m.tests), func(i, j int) { m.tests[i], m.tests[j] = m.tests[j], m.tests[i] })
	random.Shuffle(len(m.benchmarks), func(i, j int) {
		m.benchmarks[i], m.benchmarks[j] = m.benchmarks[j], m.benchmarks[i]
	})
	return true
}
