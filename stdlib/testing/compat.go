package testing

import (
	"os"
	"time"
)

// What follows is called by main functions that other tools than `mound test` generate. They bring
// their own matching of patterns. As in Go, only Main reads -test.cpu, without which RunTests and
// RunBenchmarks have no processor to run on.

type noPackage struct{}

func (noPackage) ImportPath() string { return "" }

// Main runs tests, examples and, with -test.bench, benchmarks, and exits.
func Main(matchString func(pat, str string) (bool, error), tests []InternalTest,
	benchmarks []InternalBenchmark, examples []InternalExample) {
	matchBy = matchString
	os.Exit(MainStart(noPackage{}, tests, benchmarks, nil, examples).Run())
}

// RunTests runs the tests that -test.run selects, and tells whether all passed.
func RunTests(matchString func(pat, str string) (bool, error), tests []InternalTest) (ok bool) {
	var deadline time.Time
	if *timeout > 0 {
		deadline = time.Now().Add(*timeout)
	}
	matchBy = matchString
	ran, ok := runTests(tests, deadline)
	if !ran && *matchBench == "" {
		warnOfNothing()
	}
	return ok
}

// RunExamples runs the examples that -test.run selects, and tells whether all passed.
func RunExamples(matchString func(pat, str string) (bool, error), examples []InternalExample) (ok bool) {
	matchBy = matchString
	_, ok = runExamples(examples)
	return ok
}

// RunBenchmarks runs the benchmarks that -test.bench selects.
func RunBenchmarks(matchString func(pat, str string) (bool, error), benchmarks []InternalBenchmark) {
	matchBy = matchString
	runBenchmarks("", benchmarks)
}
