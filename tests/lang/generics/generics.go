// run

// Type parameters: functions, types, methods, constraints, inference.
package main

import (
	"cmp"
	"fmt"
	"strings"
)

type number interface {
	~int | ~int64 | ~float64
}

func sum[T number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}

func mapTo[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

type stack[T any] struct{ items []T }

func (s *stack[T]) push(x T) { s.items = append(s.items, x) }
func (s *stack[T]) pop() (x T, ok bool) {
	if len(s.items) == 0 {
		return x, false
	}
	x = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, true
}

type pair[K comparable, V any] struct {
	key K
	val V
}

func (p pair[K, V]) String() string { return fmt.Sprintf("%v=>%v", p.key, p.val) }

type list[T any] struct {
	head *node[T]
	n    int
}
type node[T any] struct {
	val  T
	next *node[T]
}

func (l *list[T]) add(v T) {
	l.head = &node[T]{v, l.head}
	l.n++
}
func (l *list[T]) each(f func(T)) {
	for n := l.head; n != nil; n = n.next {
		f(n.val)
	}
}

func maxOf[T cmp.Ordered](a, b T) T {
	if a > b {
		return a
	}
	return b
}

type myInt int

func (m myInt) String() string { return fmt.Sprintf("my%d", int(m)) }

func join[T fmt.Stringer](xs []T) string {
	var parts []string
	for _, x := range xs {
		parts = append(parts, x.String())
	}
	return strings.Join(parts, ",")
}

func keys[M ~map[K]V, K comparable, V any](m M) int { return len(m) }

func zero[T any]() T { var z T; return z }

func kind[T any](x T) string {
	switch any(x).(type) {
	case int:
		return "int"
	case string:
		return "string"
	}
	return fmt.Sprintf("%T", x)
}

func main() {
	fmt.Println(sum(1, 2, 3), sum(1.5, 2.5), sum[myInt](1, 2))
	fmt.Println(mapTo([]int{1, 2, 3}, func(i int) string { return strings.Repeat("x", i) }))
	var s stack[string]
	s.push("a")
	s.push("b")
	x, ok := s.pop()
	fmt.Println(x, ok, len(s.items))
	p := pair[string, int]{"k", 1}
	fmt.Println(p, pair[int, []int]{1, []int{2}})
	fmt.Printf("%T\n", p)
	var l list[float64]
	l.add(1)
	l.add(2.5)
	l.each(func(f float64) { fmt.Print(f, " ") })
	fmt.Println(l.n)
	fmt.Println(maxOf(3, 7), maxOf("a", "b"), maxOf(2.5, -1))
	fmt.Println(join([]myInt{1, 2}), keys(map[string]int{"a": 1}), zero[*int]() == nil, zero[string]() == "")
	fmt.Println(kind(1), kind("s"), kind(2.5), kind([]int{}))
	f := maxOf[int]
	fmt.Println(f(1, 2))
	for i, v := range seq(3) {
		fmt.Print(i, v, " ")
	}
	fmt.Println()
}

func seq(n int) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i := 0; i < n; i++ {
			if !yield(i, fmt.Sprint("v", i)) {
				return
			}
		}
	}
}
