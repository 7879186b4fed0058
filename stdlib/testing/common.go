package testing

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// TB is what T, B and F have in common.
type TB interface {
	Chdir(dir string)
	Cleanup(func())
	Context() context.Context
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Setenv(key, value string)
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
	TempDir() string

	private() // Only the types of this package implement TB.
}

// common is the part that tests, benchmarks and fuzz tests share: the log, the verdict, the place
// in the tree of subtests, and what is to be cleaned up.
type common struct {
	mu       sync.Mutex
	output   []byte // the log, while nobody has printed it
	w        io.Writer
	chatty   *chatty // set when every event is printed at once (-v)
	bench    bool
	ran      bool // it, or a subtest, has run
	failed   bool
	skipped  bool
	done     bool // reported: nothing may be logged any more
	finished bool // the function has returned, or FailNow or SkipNow ended it
	inFuzz   bool // within the function given to F.Fuzz

	helpers  map[string]struct{} // functions whose lines are not to be shown
	cleanups []func()

	parent   *common
	level    int // of nesting: subtests are indented by it
	name     string
	runner   string // the function that called the test: outermost frame that may be shown
	start    time.Time
	duration time.Duration
	barrier  chan bool // closed when parallel subtests may go on
	signal   chan bool // tells the parent that the test has ended or waits for its turn
	sub      []*T      // parallel subtests that wait

	isParallel bool
	changesEnv bool // Setenv or Chdir was called: no Parallel then

	tempMu    sync.Mutex
	tempDir   string
	tempCount int

	ctx    context.Context
	cancel context.CancelFunc
}

// Name returns the name of the running test: its parents' names and its own, joined by slashes.
func (c *common) Name() string { return c.name }

func (c *common) private() {}

// Fail marks the test as failed and goes on.
func (c *common) Fail() {
	if c.parent != nil {
		c.parent.Fail()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		panic("Fail in goroutine after " + c.name + " has completed")
	}
	c.failed = true
}

// Failed reports whether the test has failed.
func (c *common) Failed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.failed
}

// FailNow marks the test as failed and ends its goroutine after the deferred calls.
func (c *common) FailNow() {
	c.checkFuzzFn("FailNow")
	c.Fail()
	c.mu.Lock()
	c.finished = true
	c.mu.Unlock()
	runtime.Goexit()
}

// Skipped reports whether the test was skipped.
func (c *common) Skipped() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.skipped
}

// SkipNow marks the test as skipped and ends its goroutine after the deferred calls.
func (c *common) SkipNow() {
	c.checkFuzzFn("SkipNow")
	c.mu.Lock()
	c.skipped = true
	c.finished = true
	c.mu.Unlock()
	runtime.Goexit()
}

// Log adds its operands, as Println prints them, to the log.
func (c *common) Log(args ...any) {
	c.checkFuzzFn("Log")
	c.log(fmt.Sprintln(args...), 2)
}

// Logf adds a formatted text to the log.
func (c *common) Logf(format string, args ...any) {
	c.checkFuzzFn("Logf")
	c.log(fmt.Sprintf(format, args...), 2)
}

// Error is Log and Fail.
func (c *common) Error(args ...any) {
	c.checkFuzzFn("Error")
	c.log(fmt.Sprintln(args...), 2)
	c.Fail()
}

// Errorf is Logf and Fail.
func (c *common) Errorf(format string, args ...any) {
	c.checkFuzzFn("Errorf")
	c.log(fmt.Sprintf(format, args...), 2)
	c.Fail()
}

// Fatal is Log and FailNow.
func (c *common) Fatal(args ...any) {
	c.checkFuzzFn("Fatal")
	c.log(fmt.Sprintln(args...), 2)
	c.FailNow()
}

// Fatalf is Logf and FailNow.
func (c *common) Fatalf(format string, args ...any) {
	c.checkFuzzFn("Fatalf")
	c.log(fmt.Sprintf(format, args...), 2)
	c.FailNow()
}

// Skip is Log and SkipNow.
func (c *common) Skip(args ...any) {
	c.checkFuzzFn("Skip")
	c.log(fmt.Sprintln(args...), 2)
	c.SkipNow()
}

// Skipf is Logf and SkipNow.
func (c *common) Skipf(format string, args ...any) {
	c.checkFuzzFn("Skipf")
	c.log(fmt.Sprintf(format, args...), 2)
	c.SkipNow()
}

// The function given to F.Fuzz must use its own T, never the F around it.
func (c *common) checkFuzzFn(method string) {
	if c.inFuzz {
		panic(fmt.Sprintf("testing: f.%s was called inside the fuzz target, use t.%s instead",
			method, method))
	}
}

// Helper marks the calling function as a helper: lines of the log name its caller instead.
func (c *common) Helper() {
	var pcs [1]uintptr
	if runtime.Callers(2, pcs[:]) == 0 {
		return
	}
	name := functionAt(pcs[0])
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.helpers == nil {
		c.helpers = map[string]struct{}{}
	}
	c.helpers[name] = struct{}{}
}

func functionAt(pc uintptr) string {
	frame, _ := runtime.CallersFrames([]uintptr{pc}).Next()
	return frame.Function
}

// isHelper reports whether a function is a helper of the test or of a test around it.
func (c *common) isHelper(function string) bool {
	for ; c != nil; c = c.parent {
		c.mu.Lock()
		_, ok := c.helpers[function]
		c.mu.Unlock()
		if ok {
			return true
		}
	}
	return false
}

// place finds the line that a log entry is about: that of the first caller, from skip levels up,
// which is no helper.
func (c *common) place(skip int) (file string, line int) {
	var pcs [64]uintptr
	n := runtime.Callers(skip+1, pcs[:])
	if n == 0 {
		return "???", 1
	}
	frames := runtime.CallersFrames(pcs[:n])
	var first runtime.Frame
	for i := 0; ; i++ {
		frame, more := frames.Next()
		if i == 0 {
			first = frame
		}
		if frame.Function == c.runner || !more {
			break
		}
		if !c.isHelper(frame.Function) {
			first = frame
			break
		}
	}
	if first.File == "" {
		return "???", 1
	}
	return filepath.Base(first.File), max(first.Line, 1)
}

const indent = "    "

// log adds text, said by the caller skip levels up, to the log.
func (c *common) log(text string, skip int) {
	file, line := c.place(skip + 1)
	text = strings.TrimSuffix(text, "\n")
	text = strings.ReplaceAll(text, "\n", "\n"+indent+indent)
	c.record(fmt.Sprintf("%s%s:%d: %s\n", indent, file, line, text))
}

// record prints an entry of the log at once with -v, keeps it for the report otherwise. After the
// test's end it goes to the nearest test around that still runs.
func (c *common) record(entry string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		for parent := c.parent; parent != nil; parent = parent.parent {
			parent.mu.Lock()
			if !parent.done {
				parent.output = append(parent.output, entry...)
				parent.mu.Unlock()
				return
			}
			parent.mu.Unlock()
		}
		panic("Log in goroutine after " + c.name + " has completed: " +
			strings.TrimPrefix(entry, indent))
	}
	if c.chatty == nil {
		c.output = append(c.output, entry...)
		return
	}
	if c.bench {
		// Benchmarks print their log after the result.
		fmt.Print(entry)
		return
	}
	c.chatty.print(c.name, entry)
}

// flush hands the verdict and the log to the test around, indented.
func (c *common) flush(name, format string, args ...any) {
	p := c.parent
	p.mu.Lock()
	defer p.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.output) > 0 {
		format += "%s"
		args = append(args[:len(args):len(args)], c.output)
		c.output = nil
	}
	if c.chatty != nil && (p.w == c.chatty.w || c.chatty.json) {
		// The verdict line says itself which test it is about.
		c.chatty.update(name, format, args...)
		return
	}
	text := fmt.Sprintf(format, args...)
	p.write(text)
}

// write puts indented text into what the parent prints. The caller holds mu.
func (c *common) write(text string) {
	if c.level == 0 && c.parent == nil {
		io.WriteString(c.w, text)
		return
	}
	for _, line := range strings.SplitAfter(text, "\n") {
		if line != "" {
			c.output = append(c.output, indent...)
			c.output = append(c.output, line...)
		}
	}
}

// Cleanup has f called when the test and its subtests are over; the last one first.
func (c *common) Cleanup(f func()) {
	c.checkFuzzFn("Cleanup")
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cleanups = append(c.cleanups, f)
}

// runCleanup calls what Cleanup was given, to the end even when some of it panics; the first panic
// goes on afterwards unless catch is set, when it is returned.
func (c *common) runCleanup(catch bool) (problem any) {
	if catch {
		defer func() { problem = recover() }()
	}
	defer func() {
		c.mu.Lock()
		more := len(c.cleanups) > 0
		c.mu.Unlock()
		if more {
			c.runCleanup(false)
		}
	}()
	c.mu.Lock()
	cancel := c.cancel
	c.mu.Unlock()
	if cancel != nil {
		cancel()
	}
	for {
		c.mu.Lock()
		n := len(c.cleanups)
		if n == 0 {
			c.mu.Unlock()
			return nil
		}
		f := c.cleanups[n-1]
		c.cleanups = c.cleanups[:n-1]
		c.mu.Unlock()
		f()
	}
}

// Context returns a context that is cancelled just before the Cleanup functions run.
func (c *common) Context() context.Context {
	c.checkFuzzFn("Context")
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ctx == nil {
		c.ctx, c.cancel = context.WithCancel(context.Background())
	}
	return c.ctx
}

// TempDir returns a new folder, which is removed when the test is over.
func (c *common) TempDir() string {
	c.checkFuzzFn("TempDir")
	c.tempMu.Lock()
	defer c.tempMu.Unlock()
	gone := c.tempDir == ""
	if !gone {
		// Of a benchmark that runs again, or within Cleanup, the folder has been removed already.
		_, err := os.Stat(c.tempDir)
		gone = os.IsNotExist(err)
	}
	if gone {
		c.Helper()
		dir, err := os.MkdirTemp("", strings.Map(fileRune, c.name))
		if err != nil {
			c.Fatalf("TempDir: %v", err)
		}
		c.tempDir = dir
		c.Cleanup(func() {
			if err := os.RemoveAll(dir); err != nil {
				c.Errorf("TempDir RemoveAll cleanup: %v", err)
			}
		})
	}
	dir := fmt.Sprintf("%s/%03d", c.tempDir, c.tempCount+1)
	c.tempCount++
	if err := os.Mkdir(dir, 0o777); err != nil {
		c.Fatalf("TempDir: %v", err)
	}
	return dir
}

// fileRune drops what does not belong into the name of a folder.
func fileRune(r rune) rune {
	if r < utf8.RuneSelf {
		if strings.ContainsRune("!#$%&()+,-.=@^_{}~ ", r) || '0' <= r && r <= '9' ||
			'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
	} else if unicode.IsLetter(r) || unicode.IsNumber(r) {
		return r
	}
	return -1
}

// Setenv sets an environment variable for the time of the test.
func (c *common) Setenv(key, value string) {
	c.checkFuzzFn("Setenv")
	old, was := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		c.Fatalf("cannot set environment variable: %v", err)
	}
	c.Cleanup(func() {
		if was {
			os.Setenv(key, old)
		} else {
			os.Unsetenv(key)
		}
	})
}

// Chdir changes the working folder, and $PWD, for the time of the test.
func (c *common) Chdir(dir string) {
	c.checkFuzzFn("Chdir")
	old, err := os.Getwd()
	if err != nil {
		c.Fatal(err)
	}
	if err := os.Chdir(dir); err != nil {
		c.Fatal(err)
	}
	if filepath.IsAbs(dir) {
		c.Setenv("PWD", dir)
	} else if now, err := os.Getwd(); err == nil {
		c.Setenv("PWD", now)
	}
	c.Cleanup(func() {
		if err := os.Chdir(old); err != nil {
			panic("testing.Chdir: " + err.Error())
		}
	})
}

// chatty prints events as they happen, and says whose they are when they are mixed.
type chatty struct {
	mu       sync.Mutex
	w        io.Writer
	lastName string // whose line was printed last
	json     bool   // -v=test2json: a mark opens each line that is an event
}

// The byte that test2json looks for before "--- PASS" and the like.
const mark = "\x16"

func (p *chatty) prefix() string {
	if p != nil && p.json {
		return mark
	}
	return ""
}

// update prints a line that names its test.
func (p *chatty) update(name, format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lastName = name
	fmt.Fprintf(p.w, p.prefix()+format, args...)
}

// print prints a line of a test's log.
func (p *chatty) print(name, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.lastName == "" {
		p.lastName = name
	} else if p.lastName != name {
		fmt.Fprintf(p.w, "%s=== NAME  %s\n", p.prefix(), name)
		p.lastName = name
	}
	io.WriteString(p.w, text)
}

// trimLog keeps the log of a benchmark short.
func trimLog(log []byte) []byte {
	const lines = 10
	rest := log
	for i := 0; i < lines; i++ {
		next := bytes.IndexByte(rest, '\n')
		if next < 0 {
			return log
		}
		rest = rest[next+1:]
	}
	kept := log[:len(log)-len(rest)]
	return append(kept[:len(kept):len(kept)], "\n\t... [output truncated]\n"...)
}
