package testing

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// F runs a fuzz test. Its seeds, those of Add and of testdata/fuzz/NAME, are run as subtests; no
// inputs are made up.
type F struct {
	common
	state  *testState
	seeds  []seed
	called bool // Fuzz was called
}

// InternalFuzzTarget names a fuzz test; the generated main function lists them.
type InternalFuzzTarget struct {
	Name string
	Fn   func(f *F)
}

// seed is one input of a fuzz test.
type seed struct {
	name   string
	values []any
}

// The types that the function of a fuzz test may take.
var fuzzTypes = map[reflect.Type]bool{
	reflect.TypeOf([]byte("")):  true,
	reflect.TypeOf(""):          true,
	reflect.TypeOf(false):       true,
	reflect.TypeOf(byte(0)):     true,
	reflect.TypeOf(rune(0)):     true,
	reflect.TypeOf(float32(0)):  true,
	reflect.TypeOf(float64(0)):  true,
	reflect.TypeOf(int(0)):      true,
	reflect.TypeOf(int8(0)):     true,
	reflect.TypeOf(int16(0)):    true,
	reflect.TypeOf(int64(0)):    true,
	reflect.TypeOf(uint(0)):     true,
	reflect.TypeOf(uint16(0)):   true,
	reflect.TypeOf(uint32(0)):   true,
	reflect.TypeOf(uint64(0)):   true,
}

// Add adds an input; its types must be those that the function given to Fuzz takes.
func (f *F) Add(args ...any) {
	var values []any
	for i := range args {
		if t := reflect.TypeOf(args[i]); !fuzzTypes[t] {
			panic(fmt.Sprintf("testing: unsupported type to Add %v", t))
		}
		values = append(values, args[i])
	}
	f.seeds = append(f.seeds, seed{fmt.Sprintf("seed#%d", len(f.seeds)), values})
}

// Setenv sets an environment variable for the time of the test.
func (f *F) Setenv(key, value string) { f.common.Setenv(key, value) }

// Fail marks the fuzz test as failed. Not to be called within the function given to Fuzz.
func (f *F) Fail() {
	f.checkFuzzFn("Fail")
	f.common.Fail()
}

// Skipped reports whether the fuzz test was skipped.
func (f *F) Skipped() bool {
	f.checkFuzzFn("Skipped")
	return f.common.Skipped()
}

// Fuzz runs ff, a function of a T and further parameters, with each seed.
func (f *F) Fuzz(ff any) {
	if f.called {
		panic("testing: F.Fuzz called more than once")
	}
	f.called = true
	if f.Failed() {
		return
	}
	f.Helper()
	fn := reflect.ValueOf(ff)
	types := checkFuzzFunction(fn.Type())
	seeds := f.seeds
	for i := range seeds {
		if err := checkSeed(seeds[i].values, types); err != nil {
			f.Fatal(err)
		}
	}
	more, err := readCorpus(filepath.Join("testdata", "fuzz", f.name), types)
	if err != nil {
		f.Fatal(err)
	}
	f.inFuzz = true
	for _, s := range append(seeds[:len(seeds):len(seeds)], more...) {
		f.runSeed(fn, s)
	}
	f.inFuzz = false
	if f.Failed() {
		f.mu.Lock()
		f.finished = true
		f.mu.Unlock()
		runtime.Goexit()
	}
}

// checkFuzzFunction returns the types of the parameters after the T.
func checkFuzzFunction(t reflect.Type) []reflect.Type {
	if t.Kind() != reflect.Func {
		panic("testing: F.Fuzz must receive a function")
	}
	if t.NumIn() < 2 || t.In(0) != reflect.TypeOf((*T)(nil)) {
		panic("testing: fuzz target must receive at least two arguments, where the first " +
			"argument is a *T")
	}
	if t.NumOut() != 0 {
		panic("testing: fuzz target must not return a value")
	}
	var types []reflect.Type
	for i := 1; i < t.NumIn(); i++ {
		if !fuzzTypes[t.In(i)] {
			panic(fmt.Sprintf("testing: unsupported type for fuzzing %v", t.In(i)))
		}
		types = append(types, t.In(i))
	}
	return types
}

func checkSeed(values []any, types []reflect.Type) error {
	if len(values) != len(types) {
		return fmt.Errorf("wrong number of values in corpus entry: %d, want %d", len(values),
			len(types))
	}
	for i, v := range values {
		if reflect.TypeOf(v) != types[i] {
			return fmt.Errorf("mismatched types in corpus entry: %T, want %v", v, types[i])
		}
	}
	return nil
}

// runSeed runs the function with one input as a subtest.
func (f *F) runSeed(fn reflect.Value, s seed) {
	name, ok, _ := f.state.match.fullName(&f.common, s.name)
	if !ok || shouldFailFast() {
		return
	}
	t := &T{
		common: common{
			signal: make(chan bool, 1),
			name:   name,
			parent: &f.common,
			level:  f.level + 1,
			chatty: f.chatty,
		},
		state: f.state,
	}
	if t.chatty != nil {
		t.chatty.update(name, "=== RUN   %s\n", name)
	}
	f.inFuzz = true
	go tRunner(t, func(t *T) {
		args := []reflect.Value{reflect.ValueOf(t)}
		for _, v := range s.values {
			args = append(args, reflect.ValueOf(v))
		}
		fn.Call(args)
	})
	<-t.signal
	f.inFuzz = false
}

// runFuzzTests runs the seeds of all fuzz tests that -run selects.
func runFuzzTests(targets []InternalFuzzTarget, deadline time.Time) (ran, ok bool) {
	ok = true
	if len(targets) == 0 {
		return false, true
	}
	m := newMatcher(*matchRun, "-test.run", *matchSkip)
	for _, procs := range cpuCounts {
		runtime.GOMAXPROCS(procs)
		for i := uint(0); i < *count && !shouldFailFast(); i++ {
			root := newRoot()
			state := newTestState(*parallel, m)
			state.deadline = deadline
			for _, target := range targets {
				name, matched, _ := m.fullName(nil, target.Name)
				if !matched || shouldFailFast() {
					continue
				}
				f := &F{
					common: common{
						signal:  make(chan bool, 1),
						barrier: make(chan bool),
						name:    name,
						parent:  &root,
						level:   1,
						chatty:  root.chatty,
					},
					state: state,
				}
				if f.chatty != nil {
					f.chatty.update(name, "=== RUN   %s\n", name)
				}
				go fuzzRunner(f, target.Fn)
				<-f.signal
				ok = ok && !f.common.Failed()
				ran = true
			}
		}
	}
	return ran, ok
}

// fuzzRunner is the goroutine of a fuzz test.
func fuzzRunner(f *F, fn func(*F)) {
	f.runner = "testing.fuzzRunner"
	defer func() {
		problem := recover()
		if f.common.Failed() {
			failures.Add(1)
		}
		f.inFuzz = false
		t := T{common: common{parent: f.parent, name: f.name}}
		why, _ := problem, false
		f.mu.Lock()
		if why == nil && !f.finished {
			why = "fuzz test executed panic(nil) or runtime.Goexit"
		}
		f.mu.Unlock()
		f.duration += time.Since(f.start)
		if why != nil {
			f.common.Fail()
			f.flush(t.name, "--- FAIL: %s (%s)\n", f.name, seconds(f.duration))
			panic(why)
		}
		f.reportVerdict()
		f.mu.Lock()
		f.done = true
		f.mu.Unlock()
		f.setRan()
		f.signal <- true
	}()
	defer func() { f.runCleanup(false) }()
	f.start = time.Now()
	fn(f)
	f.mu.Lock()
	if !f.called && !f.failed && !f.skipped {
		f.mu.Unlock()
		f.common.Error("returned without calling F.Fuzz, F.Fail, or F.Skip")
		f.mu.Lock()
	}
	f.finished = true
	f.mu.Unlock()
}

func (f *F) reportVerdict() {
	const format = "--- %s: %s (%s)\n"
	d := seconds(f.duration)
	switch {
	case f.common.Failed():
		f.flush(f.name, format, "FAIL", f.name, d)
	case f.chatty != nil && f.common.Skipped():
		f.flush(f.name, format, "SKIP", f.name, d)
	case f.chatty != nil:
		f.flush(f.name, format, "PASS", f.name, d)
	}
}

// readCorpus reads the inputs of a folder, in order of their names. A folder that is not there
// holds none.
func readCorpus(dir string, types []reflect.Type) ([]seed, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading seed corpus from testdata: %v", err)
	}
	var seeds []seed
	var problems []string
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		file := filepath.Join(dir, entry.Name())
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("failed to read corpus file: %v", err)
		}
		values, err := parseCorpus(string(data))
		if err == nil {
			err = checkSeed(values, types)
		}
		if err != nil {
			problems = append(problems, fmt.Sprintf("%q: %v", file, err))
			continue
		}
		seeds = append(seeds, seed{entry.Name(), values})
	}
	if len(problems) > 0 {
		return nil, errors.New("malformed corpus entries:\n" + strings.Join(problems, "\n"))
	}
	return seeds, nil
}

const corpusVersion = "go test fuzz v1"

// parseCorpus reads a file of a corpus: a version line, then one value a line, as a conversion.
func parseCorpus(text string) ([]any, error) {
	lines := strings.Split(text, "\n")
	version := strings.TrimSuffix(lines[0], "\r")
	if version != corpusVersion {
		return nil, fmt.Errorf("unknown encoding version: %s", version)
	}
	var values []any
	for i, line := range lines[1:] {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		v, err := parseCorpusValue(line)
		if err != nil {
			return nil, fmt.Errorf("malformed line %d %q: %v", i+2, line, err)
		}
		values = append(values, v)
	}
	if len(values) == 0 {
		return nil, errors.New("no values")
	}
	return values, nil
}

func parseCorpusValue(line string) (any, error) {
	open := strings.IndexByte(line, '(')
	if open < 0 || !strings.HasSuffix(line, ")") {
		return nil, errors.New("not a conversion")
	}
	kind := strings.TrimSpace(line[:open])
	text := strings.TrimSpace(line[open+1 : len(line)-1])
	bits := map[string]int{"int": 64, "int8": 8, "int16": 16, "int32": 32, "int64": 64,
		"uint": 64, "uint8": 8, "uint16": 16, "uint32": 32, "uint64": 64}[kind]
	switch kind {
	case "string", "[]byte":
		s, err := strconv.Unquote(text)
		if err != nil {
			return nil, err
		}
		if kind == "string" {
			return s, nil
		}
		return []byte(s), nil
	case "bool":
		return strconv.ParseBool(text)
	case "byte", "rune":
		if strings.HasPrefix(text, "'") {
			return parseRune(kind, text)
		}
		return parseCorpusValue(map[string]string{"byte": "uint8(", "rune": "int32("}[kind] + text + ")")
	case "int", "int8", "int16", "int32", "int64":
		if kind == "int32" && strings.HasPrefix(text, "'") {
			return parseRune("rune", text)
		}
		n, err := strconv.ParseInt(text, 0, bits)
		return intOf(kind, n), err
	case "uint", "uint8", "uint16", "uint32", "uint64":
		n, err := strconv.ParseUint(text, 0, bits)
		return uintOf(kind, n), err
	case "float32":
		n, err := strconv.ParseFloat(text, 32)
		return float32(n), err
	case "float64":
		n, err := strconv.ParseFloat(text, 64)
		return n, err
	case "math.Float32frombits":
		n, err := strconv.ParseUint(text, 0, 32)
		return math.Float32frombits(uint32(n)), err
	case "math.Float64frombits":
		n, err := strconv.ParseUint(text, 0, 64)
		return math.Float64frombits(n), err
	}
	return nil, fmt.Errorf("unknown type %s", kind)
}

func parseRune(kind, text string) (any, error) {
	if len(text) < 3 || text[len(text)-1] != '\'' {
		return nil, errors.New("malformed character")
	}
	r, _, rest, err := strconv.UnquoteChar(text[1:len(text)-1], '\'')
	if err != nil || rest != "" {
		return nil, errors.New("malformed character")
	}
	if kind == "byte" {
		return byte(r), nil
	}
	return r, nil
}

func intOf(kind string, n int64) any {
	switch kind {
	case "int8":
		return int8(n)
	case "int16":
		return int16(n)
	case "int32":
		return int32(n)
	case "int64":
		return n
	}
	return int(n)
}

func uintOf(kind string, n uint64) any {
	switch kind {
	case "uint8":
		return uint8(n)
	case "uint16":
		return uint16(n)
	case "uint32":
		return uint32(n)
	case "uint64":
		return n
	}
	return uint(n)
}
