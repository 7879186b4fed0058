// run

// How long values live: the end of a scope is not the end of an object, reachability is.
//
// Look at the finalizer: it runs some time after the collector has found its object unreachable, on
// a goroutine of its own. KeepAlive holds an object up to its call and no longer. Run it with
// `mound run -heap` to see what is reachable at the end, and from where.
package main

import (
	"fmt"
	"runtime"
	"time"
)

var cleaned = make(chan string, 10)

type resource struct {
	name string
	data []byte
}

func open(name string) *resource {
	r := &resource{name, make([]byte, 1024)}
	runtime.SetFinalizer(r, func(r *resource) { cleaned <- r.name })
	return r
}

// The fragment of the guides: data is kept to the end of the call, the map's variable is not.
//
//go:noinline
func lifetimeExample() {
	data := make([]byte, 1024)
	// Ensure data isn't collected prematurely
	defer runtime.KeepAlive(data)

	cache := make(map[string]int)
	cache["entries"] = 1
	// Cleanup hook
	runtime.SetFinalizer(&cache, func(c *map[string]int) {
		cleaned <- fmt.Sprint("cache with ", len(*c), " entry")
	})
}

// A pair whose order matters: the finalizer of the outer one comes first, because it may still use
// the inner one; that takes two collections.
type outer struct{ inner *resource }

//go:noinline
func nested() {
	o := &outer{open("inner")}
	runtime.SetFinalizer(o, func(o *outer) { cleaned <- "outer of " + o.inner.name })
}

//go:noinline
func held() {
	r := open("held")
	runtime.GC()
	select {
	case name := <-cleaned:
		fmt.Println("too early:", name)
	case <-time.After(5 * time.Millisecond):
		fmt.Println("not yet")
	}
	runtime.KeepAlive(r)
}

// wait collects until a finalizer has run.
func wait() string {
	for {
		runtime.GC()
		select {
		case name := <-cleaned:
			return name
		case <-time.After(time.Millisecond):
		}
	}
}

func main() {
	lifetimeExample()
	fmt.Println("finalized:", wait())

	nested()
	fmt.Println("finalized:", wait())
	fmt.Println("finalized:", wait())

	held()
	fmt.Println("finalized:", wait())
}
