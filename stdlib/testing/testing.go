package testing

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// T runs a test.
type T struct {
	common
	state *testState
}

// InternalTest names a test function; the generated main function lists them.
type InternalTest struct {
	Name string
	F    func(*T)
}

// testState counts the tests that run at the same time.
type testState struct {
	match    *matcher
	deadline time.Time

	mu      sync.Mutex
	start   chan bool // a parallel test may start
	running int
	waiting int
	limit   int
}

func newTestState(limit int, match *matcher) *testState {
	return &testState{match: match, start: make(chan bool), limit: limit, running: 1}
}

// acquire waits until one more test may run.
func (s *testState) acquire() {
	s.mu.Lock()
	if s.running < s.limit {
		s.running++
		s.mu.Unlock()
		return
	}
	s.waiting++
	s.mu.Unlock()
	<-s.start
}

// release lets another test run in place of the caller.
func (s *testState) release() {
	s.mu.Lock()
	if s.waiting == 0 {
		s.running--
		s.mu.Unlock()
		return
	}
	s.waiting--
	s.mu.Unlock()
	s.start <- true
}

// The tests that run now and since when, for the message of -timeout.
var running sync.Map // name to time.Time

func runningList() []string {
	var list []string
	running.Range(func(name, since any) bool {
		d := time.Since(since.(time.Time)).Round(time.Second)
		list = append(list, fmt.Sprintf("%s (%v)", name, d))
		return true
	})
	sortStrings(list)
	return list
}

func sortStrings(list []string) {
	for i := range list {
		for j := i; j > 0 && list[j] < list[j-1]; j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

// Parallel lets the test run at the same time as others that call it. It waits until the test
// around has run to its end.
func (t *T) Parallel() {
	if t.isParallel {
		panic("testing: t.Parallel called multiple times")
	}
	for c := &t.common; c != nil; c = c.parent {
		if c.changesEnv {
			panic("testing: t.Parallel called after t.Setenv; cannot set environment variables " +
				"in parallel tests")
		}
	}
	t.isParallel = true
	if t.parent.barrier == nil {
		// A seed of a fuzz test, or a T that nobody runs.
		return
	}
	t.duration += time.Since(t.start)
	t.parent.mu.Lock()
	t.parent.sub = append(t.parent.sub, t)
	t.parent.mu.Unlock()
	if t.chatty != nil {
		t.chatty.update(t.name, "=== PAUSE %s\n", t.name)
	}
	running.Delete(t.name)
	t.signal <- true
	<-t.parent.barrier
	t.state.acquire()
	if t.chatty != nil {
		t.chatty.update(t.name, "=== CONT  %s\n", t.name)
	}
	running.Store(t.name, time.Now())
	t.start = time.Now()
}

// Setenv sets an environment variable for the time of the test, which must not be parallel.
func (t *T) Setenv(key, value string) {
	t.forbidParallel("t.Setenv called after t.Parallel; cannot set environment variables " +
		"in parallel tests")
	t.common.Setenv(key, value)
}

// Chdir changes the working folder for the time of the test, which must not be parallel.
func (t *T) Chdir(dir string) {
	t.forbidParallel("t.Chdir called during parallel test")
	t.common.Chdir(dir)
}

func (t *T) forbidParallel(text string) {
	for c := &t.common; c != nil; c = c.parent {
		if c.isParallel {
			panic("testing: " + text)
		}
	}
	t.changesEnv = true
}

// Deadline returns when -timeout will end the test.
func (t *T) Deadline() (deadline time.Time, ok bool) {
	if t.state == nil {
		return
	}
	return t.state.deadline, !t.state.deadline.IsZero()
}

// Run runs f as a subtest called name, and returns when it has ended or has become parallel. It
// reports whether the subtest has not failed so far.
func (t *T) Run(name string, f func(t *T)) bool {
	full, ok, _ := t.state.match.fullName(&t.common, name)
	if !ok || shouldFailFast() {
		return true
	}
	sub := &T{
		common: common{
			barrier: make(chan bool),
			signal:  make(chan bool, 1),
			name:    full,
			parent:  &t.common,
			level:   t.level + 1,
			chatty:  t.chatty,
		},
		state: t.state,
	}
	if sub.chatty != nil {
		sub.chatty.update(full, "=== RUN   %s\n", full)
	}
	running.Store(full, time.Now())
	go tRunner(sub, f)
	if !<-sub.signal {
		// The subtest called FailNow on this test: end as it asked.
		runtime.Goexit()
	}
	return !sub.Failed()
}

// tRunner is the goroutine of a test.
func tRunner(t *T, f func(t *T)) {
	t.runner = "testing.tRunner"
	defer t.end()
	defer func() {
		if t.sub == nil {
			t.runCleanup(false)
		}
	}()
	t.start = time.Now()
	f(t)
	t.mu.Lock()
	t.finished = true
	t.mu.Unlock()
}

// ended finds out how a test's function ended: problem is what it panicked with, nil when it did
// not; up tells that it was ended by FailNow of a test around it.
func (t *T) ended(problem any) (why any, up bool) {
	t.mu.Lock()
	finished := t.finished
	t.mu.Unlock()
	if finished || problem != nil {
		return problem, false
	}
	const exited = "test executed panic(nil) or runtime.Goexit"
	for p := t.parent; p != nil; p = p.parent {
		p.mu.Lock()
		finished := p.finished
		p.mu.Unlock()
		if !finished {
			continue
		}
		if t.isParallel {
			return exited + ": subtest may have called FailNow on a parent test", false
		}
		t.Errorf("%s: subtest may have called FailNow on a parent test", exited)
		t.mu.Lock()
		t.finished = true
		t.mu.Unlock()
		return nil, true
	}
	return exited, false
}

// end waits for the parallel subtests, reports, and tells the parent.
func (t *T) end() {
	problem := recover()
	if t.Failed() {
		failures.Add(1)
	}
	why, up := t.ended(problem)
	if why != nil {
		t.die(why)
	}
	t.duration += time.Since(t.start)
	if len(t.sub) > 0 {
		t.state.release()
		close(t.barrier)
		for _, sub := range t.sub {
			<-sub.signal
		}
		cleaning := time.Now()
		if problem := t.runCleanup(true); problem != nil {
			t.die(problem)
		}
		t.duration += time.Since(cleaning)
		if !t.isParallel {
			t.state.acquire()
		}
	} else if t.isParallel {
		t.state.release()
	}
	t.report()
	t.mu.Lock()
	t.done = true
	t.mu.Unlock()
	if t.parent != nil && !t.hasSub() {
		t.setRan()
	}
	running.Delete(t.name)
	t.signal <- !up
}

func (t *T) hasSub() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.ran
}

func (c *common) setRan() {
	if c.parent != nil {
		c.parent.setRan()
	}
	c.mu.Lock()
	c.ran = true
	c.mu.Unlock()
}

// die reports the test and those around it as failed, and panics with what ended it.
func (t *T) die(why any) {
	t.Fail()
	if problem := t.runCleanup(true); problem != nil {
		t.Logf("cleanup panicked with %v", problem)
	}
	for c := &t.common; c.parent != nil; c = c.parent {
		c.mu.Lock()
		c.duration += time.Since(c.start)
		d := c.duration
		c.mu.Unlock()
		c.flush(c.name, "--- FAIL: %s (%s)\n", c.name, seconds(d))
		if problem := c.parent.runCleanup(true); problem != nil {
			fmt.Fprintf(os.Stdout, "cleanup panicked with %v", problem)
		}
	}
	panic(why)
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2fs", d.Seconds()) }

// report hands the verdict to the parent.
func (t *T) report() {
	if t.parent == nil {
		return
	}
	const format = "--- %s: %s (%s)\n"
	d := seconds(t.duration)
	switch {
	case t.Failed():
		t.flush(t.name, format, "FAIL", t.name, d)
	case t.chatty != nil && t.Skipped():
		t.flush(t.name, format, "SKIP", t.name, d)
	case t.chatty != nil:
		t.flush(t.name, format, "PASS", t.name, d)
	}
}

// The number of tests that have failed, for -failfast.
var failures atomic.Uint32

func shouldFailFast() bool { return *failFast && failures.Load() > 0 }

// runTests runs all tests the flags select.
func runTests(tests []InternalTest, deadline time.Time) (ran, ok bool) {
	ok = true
	for _, procs := range cpuCounts {
		runtime.GOMAXPROCS(procs)
		for i := uint(0); i < *count && !shouldFailFast(); i++ {
			if i > 0 && !ran {
				break // Nothing matched: it will not match again.
			}
			state := newTestState(*parallel, newMatcher(*matchRun, "-test.run", *matchSkip))
			state.deadline = deadline
			root := newRoot()
			t := &T{common: root, state: state}
			tRunner(t, func(t *T) {
				for _, test := range tests {
					t.Run(test.Name, test.F)
				}
			})
			<-t.signal
			ok = ok && !t.Failed()
			ran = ran || t.ran
		}
	}
	return ran, ok
}

// newRoot returns the common part of the node that all top-level tests hang below.
func newRoot() common {
	root := common{
		signal:  make(chan bool, 1),
		barrier: make(chan bool),
		w:       os.Stdout,
	}
	if Verbose() {
		root.chatty = &chatty{w: os.Stdout, json: chattyFlag.json}
	}
	return root
}

// listMatching prints the names that -list selects.
func listMatching(m *M) {
	re := parseFilter(*matchList, "-test.list")
	show := func(name string) {
		if ok, _ := re.matches(strings.Split(name, "/")); ok {
			fmt.Println(name)
		}
	}
	for _, test := range m.tests {
		show(test.Name)
	}
	for _, bench := range m.benchmarks {
		show(bench.Name)
	}
	for _, fuzz := range m.fuzzTargets {
		show(fuzz.Name)
	}
	for _, example := range m.examples {
		show(example.Name)
	}
}

// startAlarm has the program die with a list of the running tests after -timeout.
func startAlarm() (stop func()) {
	limit := *timeout
	if limit <= 0 {
		return func() {}
	}
	timer := time.AfterFunc(limit, func() {
		debug.SetTraceback("all")
		text := ""
		if list := runningList(); len(list) > 0 {
			text = "\nrunning tests:\n\t" + strings.Join(list, "\n\t")
		}
		panic(fmt.Sprintf("test timed out after %v%s", limit, text))
	})
	return func() { timer.Stop() }
}
