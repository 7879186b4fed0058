// run

// Range over functions: leaving the body in every way, defers of bodies, states that panic.
package main

import "fmt"

func seq(n int) func(func(int) bool) {
	return func(y func(int) bool) {
		for i := 0; i < n; i++ {
			if !y(i) {
				return
			}
		}
	}
}

func find(n int) (int, string) {
	for x := range seq(10) {
		for y := range seq(10) {
			if x*y == n {
				return x, fmt.Sprint("y", y)
			}
		}
	}
	return -1, ""
}

func labels() {
outer:
	for x := range seq(5) {
		for y := range seq(5) {
			switch {
			case y == 1:
				continue
			case y == 3:
				continue outer
			case x == 3:
				break outer
			}
			fmt.Print(x, ":", y, " ")
		}
	}
	fmt.Println()
	for i := 0; i < 3; i++ {
		for x := range seq(3) {
			if x == 1 {
				break
			}
			if i == 1 {
				goto next
			}
			fmt.Print(i, x, " ")
		}
	next:
	}
	fmt.Println()
}

func deferred() (r int) {
	defer func() { fmt.Println("last", r) }()
	for x := range seq(3) {
		for y := range seq(2) {
			defer fmt.Println("d", x, y)
		}
		defer func() { r += x }()
	}
	defer fmt.Println("first")
	return 7
}

func bad(y func(int) bool) {
	y(1)
	y(2)
}

func main() {
	fmt.Println(find(42))
	fmt.Println(find(97))
	labels()
	fmt.Println("returned", deferred())
	func() {
		defer func() { fmt.Println(recover()) }()
		for range bad {
			break
		}
	}()
	var k int
	var a [3]int
	for k, a[1] = range func(y func(int, int) bool) { y(1, 5) } {
	}
	fmt.Println(k, a)
	fs := []func() int{}
	for x := range seq(3) {
		fs = append(fs, func() int { x++; return x })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
}
