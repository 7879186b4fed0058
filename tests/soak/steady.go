// steady does each of many things again and again and looks whether memory stays behind that no
// collection gives back: what the run time or the front end keeps for every call. The last line is
// "N passed, M failed"; arguments name the things to do, none means all.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"os/signal"
	"reflect"
	"regexp"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
	"unique"
	"weak"
)

// What may stay behind in each of two runs. It is noise: chunks of malloc, tables that grow once.
const allowedKB = 300

type point struct {
	X int `json:"x"`
	y string
}

func (p point) Shift(d int) int { return p.X + d }

type shifter interface{ Shift(int) int }

type list[T any] struct {
	head T
	tail *list[T]
}

var sink any

var (
	intType    = reflect.TypeOf(0)
	stringType = reflect.TypeOf("")
	pointType  = reflect.TypeOf(point{})
	pattern    = regexp.MustCompile(`(\w+)@(\w+)\.org`)
)

func caught(f func()) {
	defer func() { sink = recover() }()
	f()
}

// wait starts f and waits until its goroutine has ended.
func wait(f func()) {
	done := make(chan bool)
	go func() {
		defer close(done)
		f()
	}()
	<-done
}

func deep(n int) int {
	var frame [64]int
	if n > 0 {
		frame[n%64] = deep(n - 1)
	}
	return frame[n%64] + n
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

var things = []struct {
	name  string
	times int
	do    func(i int)
}{
	// Types and values that the program did not mention.
	{"reflect.StructOf", 5000, func(i int) {
		sink = reflect.StructOf([]reflect.StructField{
			{Name: "A", Type: intType, Tag: `json:"a"`},
			{Name: "b", PkgPath: "main", Type: stringType},
		})
	}},
	{"reflect.FuncOf", 5000, func(i int) {
		sink = reflect.FuncOf([]reflect.Type{intType, stringType}, []reflect.Type{pointType}, false)
	}},
	{"reflect.MapOf", 5000, func(i int) { sink = reflect.MapOf(intType, pointType) }},
	{"reflect.ArrayOf", 5000, func(i int) { sink = reflect.ArrayOf(7, pointType) }},
	{"reflect.ChanOf", 5000, func(i int) { sink = reflect.ChanOf(reflect.RecvDir, pointType) }},
	{"reflect.SliceOf", 5000, func(i int) { sink = reflect.SliceOf(pointType) }},
	{"reflect.PointerTo", 5000, func(i int) { sink = reflect.PointerTo(pointType) }},
	{"reflect.Type.Method", 5000, func(i int) {
		m, _ := pointType.MethodByName("Shift")
		sink = m.Func.Interface()
	}},
	{"reflect.Value.Method", 5000, func(i int) {
		m := reflect.ValueOf(point{}).MethodByName("Shift")
		sink = m.Interface()
		sink = m.Call([]reflect.Value{reflect.ValueOf(i)})[0].Int()
	}},
	{"reflect.MakeFunc", 5000, func(i int) {
		f := reflect.MakeFunc(reflect.TypeFor[func(int) int](),
			func(args []reflect.Value) []reflect.Value { return args })
		sink = f.Interface().(func(int) int)(i)
	}},
	{"reflect.Select", 5000, func(i int) {
		c := make(chan int, 1)
		reflect.Select([]reflect.SelectCase{
			{Dir: reflect.SelectSend, Chan: reflect.ValueOf(c), Send: reflect.ValueOf(i)}})
	}},
	{"type assertions", 50000, func(i int) {
		var x any = point{}
		_, yes := x.(shifter)
		_, no := x.(fmt.Stringer)
		sink = yes && !no
	}},
	{"fmt.Sprintf", 5000, func(i int) { sink = fmt.Sprintf("%v %+v %T %#v", i, &point{}, i, point{}) }},
	{"json", 2000, func(i int) {
		text, err := json.Marshal(map[string]any{"p": point{X: i}, "l": []int{i}})
		check(err)
		var back map[string]any
		check(json.Unmarshal(text, &back))
		sink = back
	}},
	{"regexp.Compile", 1000, func(i int) { sink = regexp.MustCompile(`a(b|c)*[d-f]+`) }},
	{"regexp match", 2000, func(i int) { sink = pattern.FindStringSubmatch("to gopher@mound.org") }},

	// The heap.
	{"finalizers", 3000, func(i int) {
		runtime.SetFinalizer(new(point), func(*point) {})
		if i%10 == 0 {
			runtime.GC()
		}
	}},
	{"cleanups", 3000, func(i int) {
		runtime.AddCleanup(new(point), func(int) {}, i).Stop()
		runtime.AddCleanup(new(point), func(int) {}, i)
		if i%10 == 0 {
			runtime.GC()
		}
	}},
	{"weak pointers", 20000, func(i int) { sink = weak.Make(new(point)).Value() }},
	{"unique.Make", 20000, func(i int) { sink = unique.Make(point{X: i}) }},
	{"objects of all sizes", 2000, func(i int) { sink = make([]byte, i*i%100000) }},
	{"large objects", 100, func(i int) { sink = make([]*int, (i+1)*20000) }},
	{"maps", 1000, func(i int) {
		m := map[string]*list[int]{}
		for j := range 50 {
			m[strconv.Itoa(j)] = &list[int]{head: j}
		}
		clear(m)
	}},
	{"a map of large values", 10, func(i int) {
		m := map[int][100]int{}
		for j := range 2000 {
			m[j] = [100]int{}
		}
	}},
	{"sync.Pool", 3000, func(i int) {
		pool := &sync.Pool{New: func() any { return new(point) }}
		pool.Put(pool.Get())
	}},
	{"runtime.GC", 300, func(i int) { runtime.GC() }},

	// Goroutines.
	{"goroutines", 10000, func(i int) { wait(func() {}) }},
	{"many goroutines at once", 10, func(i int) {
		var all sync.WaitGroup
		start := make(chan bool)
		for range 2000 {
			all.Add(1)
			go func() { defer all.Done(); <-start }()
		}
		close(start)
		all.Wait()
	}},
	{"deep recursion", 100, func(i int) { wait(func() { sink = deep(1000) }) }},
	{"runtime.Goexit", 5000, func(i int) { wait(runtime.Goexit) }},
	{"runtime.LockOSThread", 200, func(i int) { wait(runtime.LockOSThread) }},
	{"runtime.GOMAXPROCS", 200, func(i int) { runtime.GOMAXPROCS(1 + i%4) }},
	{"select", 10000, func(i int) {
		a, b := make(chan int, 1), make(chan int)
		select {
		case a <- i:
		case <-b:
		}
	}},
	{"iter.Pull", 3000, func(i int) {
		next, stop := iter.Pull(iter.Seq[int](slices.Values([]int{1, 2, 3})))
		sink, _ = next()
		stop()
	}},
	{"context", 3000, func(i int) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
		go cancel()
		<-ctx.Done()
	}},
	{"timers", 10000, func(i int) { time.AfterFunc(time.Hour, func() {}).Stop() }},
	{"timers that fire", 2000, func(i int) { <-time.After(0) }},
	{"timers left to the collector", 3000, func(i int) { sink = time.NewTicker(time.Hour) }},
	{"sync.Cond", 2000, func(i int) {
		var lock sync.Mutex
		cond := sync.NewCond(&lock)
		lock.Lock()
		go cond.Broadcast()
		time.AfterFunc(time.Millisecond, cond.Broadcast)
		cond.Wait()
		lock.Unlock()
	}},

	// Panics and stacks.
	{"an index out of range", 5000, func(i int) { caught(func() { sink = []int{}[i] }) }},
	{"a nil pointer", 2000, func(i int) { caught(func() { var p *point; sink = p.X }) }},
	{"a wrong type", 5000, func(i int) { caught(func() { var x any = i; sink = x.(shifter) }) }},
	{"a panic in a panic", 2000, func(i int) {
		caught(func() {
			defer func() { panic("two") }()
			panic("one")
		})
	}},
	{"errors.As", 3000, func(i int) {
		var failed *os.PathError
		_, err := os.Open("/nonexistent")
		sink = errors.As(err, &failed)
	}},
	{"runtime.Callers", 5000, func(i int) {
		var pcs [16]uintptr
		frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs[:])])
		for more := true; more; {
			sink, more = frames.Next()
		}
	}},
	{"debug.Stack", 2000, func(i int) { sink = debug.Stack() }},

	// The world outside.
	{"files", 2000, func(i int) {
		file, err := os.Open("/dev/null")
		check(err)
		check(file.Close())
	}},
	{"files left to the collector", 200, func(i int) {
		_, err := os.Open("/dev/null")
		check(err)
		if i%20 == 0 {
			runtime.GC()
		}
	}},
	{"pipes", 1000, func(i int) {
		r, w, err := os.Pipe()
		check(err)
		go w.Write([]byte("x"))
		r.Read(make([]byte, 1))
		check(r.Close())
		check(w.Close())
	}},
	{"processes", 50, func(i int) { check(exec.Command("true").Run()) }},
	{"environment", 3000, func(i int) {
		check(os.Setenv("STEADY", strconv.Itoa(i)))
		sink = os.Getenv("STEADY")
	}},
	{"signals", 300, func(i int) {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGUSR1)
		check(syscall.Kill(os.Getpid(), syscall.SIGUSR1))
		<-c
		signal.Stop(c)
	}},
	{"dates", 3000, func(i int) {
		t, err := time.Parse(time.RFC3339, "2024-02-29T12:00:00+02:00")
		check(err)
		sink = t.Format(time.RFC1123)
	}},

	// What the run time says of itself.
	{"runtime.ReadMemStats", 1000, func(i int) {
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
	}},
	{"runtime/metrics", 1000, func(i int) {
		samples := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}, {Name: "/sched/latencies:seconds"}}
		metrics.Read(samples)
	}},
	{"heap profiles", 30, func(i int) {
		var out bytes.Buffer
		check(pprof.Lookup("heap").WriteTo(&out, 0))
	}},
	{"goroutine profiles", 100, func(i int) {
		var out strings.Builder
		check(pprof.Lookup("goroutine").WriteTo(&out, 1))
	}},
	{"CPU profiles", 5, func(i int) {
		var out bytes.Buffer
		check(pprof.StartCPUProfile(&out))
		sink = deep(1000)
		pprof.StopCPUProfile()
	}},
}

// residentKB returns the memory that the process has when all that can be given back has been.
func residentKB() int {
	for range 2 {
		time.Sleep(5 * time.Millisecond)
		debug.FreeOSMemory()
	}
	data, err := os.ReadFile("/proc/self/statm")
	check(err)
	pages, err := strconv.Atoi(strings.Fields(string(data))[1])
	check(err)
	return pages * os.Getpagesize() / 1024
}

func main() {
	processors := runtime.GOMAXPROCS(0)
	passed, failed := 0, 0
	for _, thing := range things {
		if len(os.Args) > 1 && !slices.Contains(os.Args[1:], thing.name) {
			continue
		}
		var kb [3]int
		for run, times := range [...]int{thing.times / 5, thing.times, thing.times} {
			for i := range times {
				thing.do(i)
			}
			runtime.GOMAXPROCS(processors)
			sink = nil
			kb[run] = residentKB()
		}
		if kb[1]-kb[0] > allowedKB && kb[2]-kb[1] > allowedKB {
			fmt.Printf("FAIL %s: %d KB, after %d times more %d, after as many again %d\n", thing.name,
				kb[0], thing.times, kb[1], kb[2])
			failed++
		} else {
			passed++
		}
	}
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 {
		os.Exit(1)
	}
}
