// run
package main

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"unique"
)

type point struct{ x, y int }

//go:noinline
func garbage(n int) {
	for i := range n {
		unique.Make(fmt.Sprint("temporary", i))
	}
}

//go:noinline
func many(n int) {
	var held []unique.Handle[point]
	for i := range n {
		held = append(held, unique.Make(point{i, -1}))
	}
	runtime.KeepAlive(held)
}

func main() {
	a := unique.Make("hello")
	b := unique.Make(strings.ToLower("HELLO"))
	fmt.Println(a == b, a.Value(), a == unique.Make("other"))

	p, q := unique.Make(point{1, 2}), unique.Make(point{1, 2})
	fmt.Println(p == q, p == unique.Make(point{2, 1}), p.Value().y)

	// The type counts, also when the value is the same.
	var x any = unique.Make[any](1)
	var y any = unique.Make(1)
	fmt.Println(x == y, unique.Make[any](1) == unique.Make[any](1), unique.Make[any](1) == unique.Make[any]("1"))

	nan := unique.Make(math.NaN())
	fmt.Println(nan == unique.Make(math.NaN()), nan == nan)
	fmt.Println(unique.Make(0.0) == unique.Make(math.Copysign(0, -1)))
	fmt.Println(unique.Make(true) == unique.Make(1 < 2), unique.Make(byte(3)) == unique.Make(byte(4)))

	// What nobody holds any more goes away, sooner or later.
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	garbage(1000)
	for range 1000 {
		runtime.GC()
		runtime.Gosched()
		runtime.ReadMemStats(&after)
		if int64(after.HeapObjects)-int64(before.HeapObjects) < 500 {
			fmt.Println("gone")
			break
		}
	}
	fmt.Println(unique.Make("hello") == a)

	// Nor does room for those that were held at once stay.
	runtime.ReadMemStats(&before)
	many(3000)
	for range 1000 {
		runtime.GC()
		runtime.Gosched()
		runtime.ReadMemStats(&after)
		if int64(after.HeapAlloc)-int64(before.HeapAlloc) < 32<<10 {
			fmt.Println("gone too")
			break
		}
	}
	fmt.Println(unique.Make("hello") == a, unique.Make(point{1, 2}) == p)
}
