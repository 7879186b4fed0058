// run
//
// A function that is made in an inlined call and called behind it keeps what it captured there,
// whatever is declared in between.
package main

import "fmt"

func keys[K comparable, V any](m map[K]V) func(func(K) bool) {
	return func(yield func(K) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func adder(base string) func(int) string {
	return func(n int) string { return fmt.Sprint(base, n) }
}

func pair(a, b []int) func() int {
	return func() int { return len(a)*10 + len(b) }
}

func sum() (n int) {
	for i := 0; i < 3; i++ {
		m := map[int]string{i: "x"}
		all := keys(m)
		other := []int{1, 2, 3}
		for k := range all {
			n += k + len(other)
		}
		add := adder("n")
		text, more := "other", "more"
		n += len(add(i)) + len(text) + len(more)
		f := pair(other, other[1:])
		g := pair(other[2:], nil)
		x, y, z := []int{9}, []int{8, 8}, i
		n += f() + g() + len(x) + len(y) + z
	}
	return n
}

func main() { fmt.Println(sum()) }
