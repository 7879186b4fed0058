// run
//
// Local generic types in the words of reflect: a number tells type arguments of the same name
// apart, the type itself has none.
package main

import "fmt"

type Box[T any] struct{ v T }

func one() any {
	type T[_ any] int
	return T[int](0)
}

func nested[A any]() (any, any) {
	type T[B any] struct{}
	type U int
	return T[U]{}, Box[T[A]]{}
}

func main() {
	type Local struct{}
	fmt.Printf("%T %T\n", one(), Box[Local]{})
	a, b := nested[string]()
	fmt.Printf("%T %T\n", a, b)
	type Own[T any] struct{ next *Own[T] }
	fmt.Printf("%T %T\n", Own[int]{}, Own[Own[Local]]{})
}
