// errorcheck -lang=go1.16

// What a module with `go 1.16` may not use.
package main

type List[T any] []T // ERROR "type parameter requires go1.18 or later \(-lang was set to go1.16; check go.mod\)" "predeclared any requires go1.18 or later"

func Map[T any](x T) T { // ERROR "type parameter requires go1.18 or later" "predeclared any requires go1.18 or later"
	return x
}

type Set interface {
	int | string // ERROR "embedding interface element int \| string requires go1.18 or later"
}

func main() {
	for i := range 10 { // ERROR "cannot range over 10 \(untyped int constant\): requires go1.22 or later"
		println(i)
	}
	for range func(yield func() bool) {} { // ERROR "cannot range over func\(yield func\(\) bool\) {} \(value of type func\(yield func\(\) bool\)\): requires go1.23 or later"
	}
	println(min(1, 2)) // ERROR "built-in min requires go1.21 or later"
	clear([]int{1})    // ERROR "clear requires go1.21 or later"
	s := []int{1, 2, 3}
	println((*[2]int)(s)) // ERROR "cannot convert s \(variable of type \[\]int\) to type \*\[2\]int: conversion of slice to array pointer requires go1.17 or later"
	println([2]int(s))    // ERROR "cannot convert s \(variable of type \[\]int\) to type \[2\]int: conversion of slice to array requires go1.20 or later"
	Map[int](1)           // ERROR "function instantiation requires go1.18 or later"
	Map(1)                // ERROR "implicit function instantiation requires go1.18 or later"
}
