// run

// What a pointer in a uintptr leads to lives until a //go:uintptrescapes function has returned,
// whether it is called now, by go, by defer, or by defer in a range over a function.
package main

import (
	"fmt"
	"runtime"
	"unsafe"
)

type box struct {
	text string
	rest [4]int
}

func hidden() unsafe.Pointer {
	b := &box{text: "alive"}
	runtime.SetFinalizer(b, func(b *box) { b.text = "freed" })
	return unsafe.Pointer(b)
}

var done = make(chan bool, 1)

//go:noinline
//go:uintptrescapes
func look(how string, p uintptr, more ...uintptr) int {
	for i := 0; i < 3; i++ {
		runtime.GC()
		runtime.Gosched()
	}
	fmt.Println(how, (*box)(unsafe.Pointer(p)).text, (*box)(unsafe.Pointer(more[0])).text)
	done <- true
	return len(more)
}

type looker struct{}

//go:noinline
//go:uintptrescapes
func (looker) look(how string, p uintptr, more ...uintptr) { look(how, p, more...) }

func result() int { return look("return", uintptr(hidden()), uintptr(hidden())) }

func once(yield func() bool) { yield() }

func main() {
	look("call", uintptr(hidden()), uintptr(hidden()))
	<-done
	result()
	<-done
	go look("go", uintptr(hidden()), uintptr(hidden()))
	<-done
	func() {
		defer look("defer", uintptr(hidden()), uintptr(hidden()))
	}()
	<-done
	func() {
		for i := 0; i < 1; i++ {
			defer looker{}.look("defer in a loop", uintptr(hidden()), uintptr(hidden()))
		}
	}()
	<-done
	func() {
		for range once {
			defer look("defer in a range", uintptr(hidden()), uintptr(hidden()))
		}
	}()
	<-done
}
