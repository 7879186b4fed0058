// errorcheck

// Type parameters, constraints, inference, instances.
package main

import "fmt"

type Number interface{ ~int | ~float64 }

type Pair[K comparable, V any] struct {
	key   K
	value V
}

func Sum[T Number](list ...T) (sum T) {
	for _, x := range list {
		sum += x
	}
	return
}

func Map[T, U any](list []T, f func(T) U) []U { return nil }

func Make[T any]() (x T) { return }

type Inner struct{ x Pair } // ERROR "cannot use generic type Pair\[K comparable, V any\] without instantiation"

type Loop[T any] struct {
	next Other[T] // ERROR "invalid recursive type Other"
}

type Other[T any] struct{ loop Loop[T] }

type Union interface {
	int | ~int         // ERROR "overlapping terms ~int and int"
	~fmt.Stringer      // ERROR "invalid use of ~ \(fmt.Stringer is an interface\)"
	int | fmt.Stringer // ERROR "cannot use fmt.Stringer in union \(fmt.Stringer contains methods\)"
}

var v Number // ERROR "cannot use type Number outside a type constraint: interface contains type constraints"

func main() {
	_ = Sum("a")            // ERROR "string does not satisfy Number \(string missing in ~int | ~float64\)"
	_ = Sum(1, 2.5)         // default types mix
	_ = Sum[int](1.5)       // ERROR "cannot use 1.5 \(untyped float constant\) as int value in argument to Sum\[int\] \(truncated\)"
	_ = Make()              // ERROR "in call to Make, cannot infer T"
	_ = Map([]int{1}, 5)    // ERROR "in call to Map, type untyped int of 5 does not match func\(T\) U|cannot infer U"
	var p Pair[[]int, int]  // ERROR "\[\]int does not satisfy comparable"
	var q Pair[int]         // ERROR "not enough type arguments for type Pair: have 1, want 2"
	var r Pair[int, string] // fine
	_, _, _ = p, q, r
	_ = r.nothing        // ERROR "r.nothing undefined \(type Pair\[int, string\] has no field or method nothing\)"
	_ = Sum[int, string] // ERROR "got 2 type arguments but Sum\[T Number\] has 1 type parameters|got 2 type arguments but want 1"
}
