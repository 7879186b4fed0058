// errorcheck -lang=go1.22

// What 1.23 and later brought.
package main

type List[T any] []T

type Alias[T any] = List[T] // ERROR "generic type alias requires go1.23 or later \(-lang was set to go1.22; check go.mod\)"

type T struct{}

func (T) Map[P any](p P) P { return p } // ERROR "generic method requires go1.27 or later"

type Inner struct{ x int }
type Outer struct{ Inner }

func id[P any](p P) P { return p }

func main() {
	for range func(yield func(int) bool) {} { // ERROR "requires go1.23 or later"
	}
	println(*new(5))            // ERROR "new\(5\) requires go1.26 or later"
	println(Outer{x: 1}.x)      // ERROR "use of promoted field Inner.x in struct literal of type Outer requires go1.27 or later"
	_ = []func(int) int{id}     // ERROR "cannot use generic function id without instantiation"
}
