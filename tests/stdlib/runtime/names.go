// run

// Names and lines of functions as runtime.Caller, Callers and FuncForPC give them.
package main

import (
	"errors"
	"fmt"
	"runtime"
	"sort"
	"strings"
)

type T struct{ n int }

func where(skip int) string {
	pc, file, line, ok := runtime.Caller(skip + 1)
	return fmt.Sprint(runtime.FuncForPC(pc).Name(), " ", file[strings.LastIndex(file, "/")+1:], ":", line, " ", ok)
}

func stack() string {
	var pcs [20]uintptr
	n := runtime.Callers(2, pcs[:])
	frames := runtime.CallersFrames(pcs[:n])
	var out []string
	for {
		f, more := frames.Next()
		if !strings.HasPrefix(f.Function, "runtime.") {
			out = append(out, fmt.Sprint(f.Function, ":", f.Line))
		}
		if !more {
			break
		}
	}
	return strings.Join(out, " < ")
}

//go:noinline
func (t *T) Pointer() string { return where(0) + " | " + stack() }

//go:noinline
func (t T) Value() string { return where(0) + " | " + stack() }

type E struct {
	*T
}
type EV struct{ T }

type I interface{ Value() string }

var glob = func() string { return where(0) + " | " + stack() }

var table = map[string]func() string{
	"a": func() string { return stack() },
	"b": func() string { return func() string { return stack() }() },
}

//go:noinline
func G[P any](p P) string { return where(0) + " | " + stack() }

type Box[P any] struct{ v P }

//go:noinline
func (b *Box[P]) Get() string { return where(0) + " | " + stack() }

//go:noinline
func (b Box[P]) Each(f func(P) string) string {
	g := func() string { return f(b.v) + where(0) }
	return g()
}

var fromInit []string

func init() {
	fromInit = append(fromInit, stack())
	func() { fromInit = append(fromInit, stack()) }()
}

func init() { fromInit = append(fromInit, stack()) }

var initialized = func() string { return stack() }()

func deferred() (s string) {
	defer func() {
		s = stack()
		defer func() { s += " & " + stack() }()
	}()
	return ""
}

func deferArg() (s string) {
	defer add(&s, "x")
	return ""
}

//go:noinline
func add(s *string, x string) { *s = x + stack() }

func recovering() (s string) {
	defer func() {
		recover()
		s = stack()
	}()
	panic(1)
}

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { less = where(0); return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

var less string

func seq(yield func(int) bool) {
	yield(1)
}

func main() {
	t := &T{}
	fmt.Println("pointer:", t.Pointer())
	fmt.Println("value:", t.Value())
	f := t.Pointer
	fmt.Println("method value:", f())
	g := t.Value
	fmt.Println("method value 2:", g())
	h := (*T).Pointer
	fmt.Println("method expr:", h(t))
	e := E{t}
	fmt.Println("promoted:", e.Pointer(), e.Value())
	var i I = e
	fmt.Println("iface:", i.Value())
	i = t
	fmt.Println("iface 2:", i.Value())
	k := i.Value
	fmt.Println("iface method value:", k())
	l := I.Value
	fmt.Println("iface method expr:", l(t))
	fmt.Println("glob:", glob())
	fmt.Println("table:", table["a"](), table["b"]())
	fmt.Println("generic:", G(1), G("x"), G(t))
	b := &Box[int]{3}
	fmt.Println("box:", b.Get())
	fmt.Println("each:", b.Each(func(x int) string { return stack() }))
	fmt.Println("init:", fromInit)
	fmt.Println("initialized:", initialized)
	fmt.Println("deferred:", deferred())
	fmt.Println("deferArg:", deferArg())
	fmt.Println("recovering:", recovering())
	sort.Sort(byLen{"abc", "d"})
	fmt.Println("less:", less)
	func() {
		func() {
			fmt.Println("nested:", where(0), where(1), where(2))
		}()
	}()
	for x := range seq {
		fmt.Println("rangefunc:", x, stack())
		func() { fmt.Println("in rangefunc:", stack()) }()
	}
	done := make(chan string)
	go func() { done <- stack() }()
	fmt.Println("go:", <-done)
	go func(s string) { done <- s + where(0) }("arg ")
	fmt.Println("go 2:", <-done)
	type Local struct{ T }
	fmt.Println("local:", Local{}.Value())
	defer func() {
		r := recover()
		err := r.(error)
		fmt.Println("end:", err, errors.Is(err, nil), stack())
	}()
	var m map[string]int
	m["x"] = 1
}
