// Package pprof writes profiles of the running program, as files that `go tool pprof` opens or as
// text.
package pprof

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"
	"time"
)

// The natives build a profile in the form of the pprof tool.
func begin(periodType, unit string, period int64) uintptr
func sampleType(p uintptr, typ, unit string)
func setDefault(p uintptr, typ string)
func setTime(p uintptr, time, duration int64)
func sample(p uintptr, stack []uintptr, values []int64, skipRuntime bool)
func heapSamples(p uintptr, rate int64)
func finish(p uintptr) []byte

// Profile is a collection of stacks, one for each thing that is counted. Those that the run time
// keeps are goroutine, goroutineleak (those that nobody can wake any more), heap, allocs, threadcreate, block and mutex.
type Profile struct {
	name  string
	mu    sync.Mutex
	m     map[any][]uintptr
	count func() int
	write func(w io.Writer, debug int) error
}

var profiles struct {
	mu sync.Mutex
	m  map[string]*Profile
}

func lockProfiles() {
	profiles.mu.Lock()
	if profiles.m == nil {
		profiles.m = map[string]*Profile{
			"goroutine":     {name: "goroutine", count: runtime.NumGoroutine, write: writeGoroutine},
			"goroutineleak": {name: "goroutineleak", count: countLeaks, write: writeLeaks},
			"threadcreate":  {name: "threadcreate", count: countThreads, write: writeThreads},
			"heap":          {name: "heap", count: countHeap, write: writeHeap},
			"allocs":        {name: "allocs", count: countHeap, write: writeAllocs},
			"block":         {name: "block", count: countBlock, write: writeBlock},
			"mutex":         {name: "mutex", count: countMutex, write: writeMutex},
		}
	}
}

// NewProfile makes an empty profile with a name that is not taken.
func NewProfile(name string) *Profile {
	lockProfiles()
	defer profiles.mu.Unlock()
	if name == "" {
		panic("pprof: NewProfile with empty name")
	}
	if profiles.m[name] != nil {
		panic("pprof: NewProfile name already in use: " + name)
	}
	p := &Profile{name: name, m: map[any][]uintptr{}}
	profiles.m[name] = p
	return p
}

// Lookup returns the profile with the name, nil if there is none.
func Lookup(name string) *Profile {
	lockProfiles()
	defer profiles.mu.Unlock()
	return profiles.m[name]
}

// Profiles returns all profiles, sorted by name.
func Profiles() []*Profile {
	lockProfiles()
	defer profiles.mu.Unlock()
	all := make([]*Profile, 0, len(profiles.m))
	for _, p := range profiles.m {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b *Profile) int { return strings.Compare(a.name, b.name) })
	return all
}

// Name returns the profile's name.
func (p *Profile) Name() string { return p.name }

// Count returns how many stacks are in the profile.
func (p *Profile) Count() int {
	if p.count != nil {
		return p.count()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.m)
}

// Add adds the stack of the caller for value, which must not be in the profile. skip leaves out
// that many innermost calls; 0 stands for the caller of Add.
func (p *Profile) Add(value any, skip int) {
	if p.name == "" {
		panic("pprof: use of uninitialized Profile")
	}
	if p.write != nil {
		panic("pprof: Add called on built-in Profile " + p.name)
	}
	stack := make([]uintptr, 32)
	stack = stack[:runtime.Callers(skip+2, stack)]
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, taken := p.m[value]; taken {
		panic("pprof: Profile.Add of duplicate value")
	}
	p.m[value] = stack
}

// Remove takes value out of the profile.
func (p *Profile) Remove(value any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.m, value)
}

// WriteTo writes the profile: in the form of the pprof tool if debug is 0, else as text. 2 has
// goroutine print tracebacks as a panic does.
func (p *Profile) WriteTo(w io.Writer, debug int) error {
	if p.name == "" {
		panic("pprof: use of zero Profile")
	}
	if p.write != nil {
		return p.write(w, debug)
	}
	p.mu.Lock()
	var stacks [][]uintptr
	for _, stack := range p.m {
		stacks = append(stacks, stack)
	}
	p.mu.Unlock()
	slices.SortFunc(stacks, slices.Compare[[]uintptr])
	return writeStacks(w, debug, p.name, stacks)
}

// ---- stacks that are counted ------------------------------------------------------------------

type group struct {
	stack []uintptr
	count int
}

// groups counts equal stacks, the most frequent first.
func groups(stacks [][]uintptr) []group {
	index := map[string]int{}
	var all []group
	for _, stack := range stacks {
		key := fmt.Sprint(stack)
		i, ok := index[key]
		if !ok {
			i = len(all)
			index[key] = i
			all = append(all, group{stack: stack})
		}
		all[i].count++
	}
	slices.SortStableFunc(all, func(a, b group) int { return b.count - a.count })
	return all
}

func writeStacks(w io.Writer, debug int, name string, stacks [][]uintptr) error {
	if debug <= 0 {
		p := begin(name, "count", 1)
		sampleType(p, name, "count")
		for _, g := range groups(stacks) {
			sample(p, g.stack, []int64{int64(g.count)}, false)
		}
		_, err := w.Write(finish(p))
		return err
	}
	out := tabwriter.NewWriter(w, 1, 8, 1, '\t', 0)
	fmt.Fprintf(out, "%s profile: total %d\n", name, len(stacks))
	for _, g := range groups(stacks) {
		fmt.Fprintf(out, "%d @", g.count)
		for _, pc := range g.stack {
			fmt.Fprintf(out, " %#x", pc)
		}
		fmt.Fprintf(out, "\n")
		writeFrames(out, g.stack, false)
	}
	return out.Flush()
}

// writeFrames prints a line for each call. Those of the run time at the top are left out, unless
// there are no others.
func writeFrames(w io.Writer, stack []uintptr, all bool) {
	show := all
	frames := runtime.CallersFrames(stack)
	for len(stack) > 0 {
		frame, more := frames.Next()
		if frame.Function == "" {
			show = true
			fmt.Fprintf(w, "#\t%#x\n", frame.PC)
		} else if frame.Function != "runtime.goexit" && (show || !strings.HasPrefix(frame.Function, "runtime.")) {
			show = true
			offset := uintptr(0) // calls that were inlined have addresses outside the code
			if frame.PC > frame.Entry {
				offset = frame.PC - frame.Entry
			}
			fmt.Fprintf(w, "#\t%#x\t%s+%#x\t%s:%d\n", frame.PC, frame.Function, offset, frame.File, frame.Line)
		}
		if !more {
			break
		}
	}
	if !show && len(stack) > 0 {
		writeFrames(w, stack, true)
		return
	}
	fmt.Fprintf(w, "\n")
}

func stacksOf(records []runtime.StackRecord) [][]uintptr {
	stacks := make([][]uintptr, len(records))
	for i := range records {
		stacks[i] = records[i].Stack()
	}
	return stacks
}

func writeGoroutine(w io.Writer, debug int) error {
	if debug >= 2 {
		text := make([]byte, 64<<10)
		for {
			n := runtime.Stack(text, true)
			if n < len(text) || len(text) >= 64<<20 {
				_, err := w.Write(text[:n])
				return err
			}
			text = make([]byte, 2*len(text))
		}
	}
	return writeStacks(w, debug, "goroutine", stacksOf(readRecords(runtime.GoroutineProfile)))
}

// readRecords returns all that read has, which fills its argument if that is long enough; there may be
// more of it at each call.
func readRecords[R any](read func([]R) (n int, ok bool)) []R {
	records := make([]R, 50)
	for {
		n, ok := read(records)
		if ok {
			return records[:n]
		}
		records = make([]R, n+50)
	}
}

// goroutineLeaks fills p with the stacks of the goroutines that wait for what only such goroutines can
// reach, and returns how many there are.
func goroutineLeaks(p []runtime.StackRecord) (n int)

func countLeaks() int {
	return goroutineLeaks(nil)
}

func writeLeaks(w io.Writer, debug int) error {
	records := readRecords(func(p []runtime.StackRecord) (int, bool) {
		n := goroutineLeaks(p)
		return n, n <= len(p)
	})
	if debug < 2 {
		return writeStacks(w, debug, "goroutineleak", stacksOf(records))
	}
	// The tracebacks say which ones are leaked; keep those.
	var all bytes.Buffer
	if err := writeGoroutine(&all, debug); err != nil {
		return err
	}
	first := true
	for _, text := range strings.Split(all.String(), "\n\n") {
		head, _, _ := strings.Cut(text, "\n")
		if !strings.Contains(head, "(leaked)") {
			continue
		}
		if !first {
			io.WriteString(w, "\n")
		}
		first = false
		if _, err := io.WriteString(w, strings.TrimRight(text, "\n")+"\n"); err != nil {
			return err
		}
	}
	return nil
}

func countThreads() int {
	n, _ := runtime.ThreadCreateProfile(nil)
	return n
}

func writeThreads(w io.Writer, debug int) error {
	return writeStacks(w, debug, "threadcreate", stacksOf(readRecords(runtime.ThreadCreateProfile)))
}
