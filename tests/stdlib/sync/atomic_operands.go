// run
// The operands of atomic functions: from any variable, field and call, in Go's order; results used and
// dropped; a pointer that is nil.
package main

import (
	"fmt"
	"sync/atomic"
	"unsafe"
)

type pair struct {
	first, second int32
	wide          [3]uint64
	next          unsafe.Pointer
}

var global int64

func show(name string, value int64) int64 {
	fmt.Println("evaluated", name)
	return value
}

func attempt(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	p := &pair{}
	i := 1
	fmt.Println(atomic.AddInt32(&p.first, 5), atomic.AddInt32(&p.second, -7), p.first, p.second)
	atomic.AddInt64(&global, show("delta", 3))
	atomic.AddUint64(&p.wide[i], ^uint64(0))
	fmt.Println(global, p.wide, atomic.AddUint64(&p.wide[i+1], uint64(i)<<40))
	old := atomic.LoadInt32(&p.first)
	fmt.Println(atomic.CompareAndSwapInt32(&p.first, old, old*2), atomic.CompareAndSwapInt32(&p.first, old, 0))
	for n := int32(0); n < 3; n++ {
		for !atomic.CompareAndSwapInt32(&p.second, atomic.LoadInt32(&p.second), n+int32(show("new", 1))) {
		}
	}
	fmt.Println(p.first, p.second)
	x := uint32(1)
	x = atomic.AddUint32(&x, x)
	y := x
	y, x = atomic.AddUint32(&x, y), 9
	fmt.Println(x, y)
	atomic.StoreInt32(&p.second, int32(x))
	atomic.StoreUint64(&p.wide[0], 1<<63)
	fmt.Println(atomic.LoadUint64(&p.wide[0]), atomic.LoadPointer(&p.next) == nil)
	counter := 0
	add := func() int64 { counter++; return int64(counter) }
	fmt.Println(atomic.AddInt64(&global, add())+atomic.AddInt64(&global, add())*1000, counter)
	atomic.CompareAndSwapInt64(&global, show("old", 6), show("new", 7))
	fmt.Println(global)
	defer func() { fmt.Println("deferred", global) }()
	defer atomic.AddInt64(&global, 100)
	var none *pair
	attempt("add", func() { atomic.AddInt32(&none.first, 1) })
	attempt("store", func() { atomic.StoreUint64(&none.wide[1], uint64(show("value", 1))) })
	attempt("swap", func() { atomic.CompareAndSwapInt32(&none.second, 0, 1) })
	attempt("load", func() { println(atomic.LoadInt32(&none.first)) })
	attempt("nil", func() { atomic.AddInt64(nil, 1) })
}
