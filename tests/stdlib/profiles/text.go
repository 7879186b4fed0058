// run
// needs go1.26
// Profiles as text: counts, stacks, names; addresses and the run time's numbers are left out.
package main

import (
	"bytes"
	"fmt"
	"regexp"
	"runtime"
	"runtime/pprof"
	"strings"
)

var keep [][]byte

//go:noinline
func alloc(n int) []byte { return make([]byte, n) }

//go:noinline
func temporary() int { return len(alloc(40 << 10)) }

//go:noinline
func fill() {
	for i := 0; i < 10; i++ {
		keep = append(keep, alloc(1<<16))
		temporary()
	}
}

func show(name string, debug int, prefix string) {
	var b bytes.Buffer
	if err := pprof.Lookup(name).WriteTo(&b, debug); err != nil {
		panic(err)
	}
	text := regexp.MustCompile(`0x[0-9a-f]+ ?`).ReplaceAllString(b.String(), "")
	for _, block := range strings.Split(text, "\n\n") {
		if strings.Contains(block, prefix) {
			for _, line := range strings.Split(block, "\n") {
				if !strings.Contains(line, "runtime") {
					line = regexp.MustCompile(`\S*/`).ReplaceAllString(line, "")
					fmt.Println(strings.Join(strings.Fields(line), " "))
				}
			}
		}
	}
}

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	runtime.MemProfileRate = 1
	fill()
	runtime.GC()
	show("heap", 1, "main.alloc")
	keep = keep[:3]
	clear(keep[3:10])
	runtime.GC()
	show("allocs", 1, "main.alloc+")
	fmt.Println(pprof.Lookup("heap").Count() >= 2)

	records := make([]runtime.MemProfileRecord, 100)
	n, ok := runtime.MemProfile(records, false)
	for _, r := range records[:n] {
		if f := runtime.FuncForPC(r.Stack()[0]); f.Name() == "main.alloc" {
			fmt.Println(r.AllocObjects, r.AllocBytes, r.InUseObjects(), r.InUseBytes(), ok)
		}
	}
	_, ok = runtime.MemProfile(nil, true)
	fmt.Println(ok)

	stop := make(chan bool)
	for range 3 {
		go func() { <-stop }()
	}
	for parked := false; !parked; {
		runtime.Gosched()
		var b bytes.Buffer
		pprof.Lookup("goroutine").WriteTo(&b, 1)
		parked = strings.Contains(b.String(), "\n3 @")
	}
	show("goroutine", 1, "main.main.func")
	fmt.Println(pprof.Lookup("goroutine").Count())
	close(stop)

	for _, p := range pprof.Profiles() {
		fmt.Print(p.Name(), " ")
	}
	fmt.Println(pprof.Lookup("nothing") == nil)
	p := pprof.NewProfile("connections")
	for i := range 3 {
		p.Add(i, 0)
	}
	p.Remove(1)
	show("connections", 1, "main.main")
	try(func() { p.Add(0, 0) })
	try(func() { pprof.NewProfile("heap") })
	try(func() { pprof.Lookup("heap").Add(1, 0) })
}
