package testing

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// InternalExample names an example and what it prints; the generated main function lists them.
type InternalExample struct {
	Name      string
	F         func()
	Output    string
	Unordered bool
}

// runExamples runs the examples that -run selects.
func runExamples(examples []InternalExample) (ran, ok bool) {
	ok = true
	m := newMatcher(*matchRun, "-test.run", *matchSkip)
	var printer *chatty
	if Verbose() {
		printer = &chatty{w: os.Stdout, json: chattyFlag.json}
	}
	for _, example := range examples {
		if _, matched, _ := m.fullName(nil, example.Name); !matched {
			continue
		}
		ran = true
		if !example.run(printer) {
			ok = false
		}
	}
	return ran, ok
}

// run runs the example with standard output going into a pipe, and compares.
func (e InternalExample) run(printer *chatty) (ok bool) {
	if printer != nil {
		printer.update(e.Name, "=== RUN   %s\n", e.Name)
	}
	stdout := os.Stdout
	r, w, err := os.Pipe()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Stdout = w
	printed := make(chan string)
	go func() {
		var buf bytes.Buffer
		_, err := io.Copy(&buf, r)
		r.Close()
		if err != nil {
			fmt.Fprintf(os.Stderr, "testing: copying pipe: %v\n", err)
			os.Exit(1)
		}
		printed <- buf.String()
	}()
	start := time.Now()
	finished := false
	defer func() {
		w.Close()
		os.Stdout = stdout
		problem := recover()
		ok = e.judge(<-printed, seconds(time.Since(start)), finished, problem, printer)
	}()
	e.F()
	finished = true
	return
}

// judge compares what the example printed with what it says it does, and reports.
func (e InternalExample) judge(printed, time string, finished bool, problem any,
	printer *chatty) bool {
	got := strings.TrimSpace(printed)
	want := strings.TrimSpace(e.Output)
	if e.Unordered {
		if sortedLines(got) == sortedLines(want) || problem != nil {
			got, want = "", ""
		}
	}
	fail := ""
	if got != want && problem == nil {
		if e.Unordered {
			fail = fmt.Sprintf("got:\n%s\nwant (unordered):\n%s\n", printed, e.Output)
		} else {
			fail = fmt.Sprintf("got:\n%s\nwant:\n%s\n", got, want)
		}
	}
	if fail != "" || !finished || problem != nil {
		fmt.Printf("%s--- FAIL: %s (%s)\n%s", printer.prefix(), e.Name, time, fail)
		if problem != nil {
			panic(problem)
		}
		if !finished {
			panic("example executed panic(nil) or runtime.Goexit")
		}
		return false
	}
	if printer != nil {
		printer.update(e.Name, "--- PASS: %s (%s)\n", e.Name, time)
	}
	return true
}

func sortedLines(text string) string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
