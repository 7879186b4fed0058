// run

// A bit of everything, held against gc: orders of evaluation, methods and embedding, generics,
// closures and loops, defer and recover, type switches, channels, conversions.
package main

import (
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
)

type Shape interface {
	Area() float64
	Name() string
}
type base struct{ name string }

func (b base) Name() string      { return b.name }
func (b *base) Rename(n string)  { b.name = n }

type Rect struct {
	base
	w, h float64
}

func (r Rect) Area() float64 { return r.w * r.h }

type Wrap struct {
	Shape
	*base2
}
type base2 struct{ id int }

func (b *base2) ID() int { b.id++; return b.id }

type byArea []Shape

func (s byArea) Len() int           { return len(s) }
func (s byArea) Less(i, j int) bool { return s[i].Area() < s[j].Area() }
func (s byArea) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }

var trace []string

func t(s string, v int) int { trace = append(trace, s); return v }

func order() {
	a := []int{1, 2, 3}
	m := map[string]int{}
	a[t("i", 0)], m[fmt.Sprint(t("k", 5))] = t("x", 7), t("y", 8)
	fmt.Println(a, m, trace)
	trace = nil
	x := []int{0, 1, 2}
	i := 0
	i, x[i] = 1, 9
	fmt.Println(i, x)
	x[0], x[0] = 1, 2
	fmt.Println(x)
	x[1], x[2] = x[2], x[1]
	fmt.Println(x)
	type P struct{ X, Y int }
	p := &P{1, 2}
	p.X, p.Y = p.Y, p.X
	fmt.Println(*p)
	p, p.X = &P{9, 9}, 5
	fmt.Println(*p)
}

func named(n int) (r int, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("wrapped: %v", e)
			r *= 2
		}
	}()
	r = n
	if n > 2 {
		panic("big")
	}
	return n + 1, nil
}

func deferOrder() {
	for i := 0; i < 3; i++ {
		defer fmt.Print("d", i, " ")
		defer func(n int) { fmt.Print("f", n, i, " ") }(i * 10)
	}
	x := 1
	defer fmt.Println("x at defer", x)
	x = 2
	fmt.Println("x now", x)
}

type Num interface{ ~int | ~int64 | ~float64 }

func Sum[T Num](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) *Stack[T] { s.items = append(s.items, x); return s }
func (s *Stack[T]) Pop() (x T, ok bool) {
	if len(s.items) == 0 {
		return
	}
	x = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, true
}
func Map[T, U any](xs []T, f func(T) U) []U {
	r := make([]U, 0, len(xs))
	for _, x := range xs {
		r = append(r, f(x))
	}
	return r
}

type Tree[K interface{ ~int | ~string }, V any] struct {
	l, r *Tree[K, V]
	k    K
	v    V
}

func (t *Tree[K, V]) Put(k K, v V) *Tree[K, V] {
	if t == nil {
		return &Tree[K, V]{k: k, v: v}
	}
	switch {
	case k < t.k:
		t.l = t.l.Put(k, v)
	case k > t.k:
		t.r = t.r.Put(k, v)
	default:
		t.v = v
	}
	return t
}
func (t *Tree[K, V]) Walk(f func(K, V)) {
	if t != nil {
		t.l.Walk(f)
		f(t.k, t.v)
		t.r.Walk(f)
	}
}

type MyErr struct{ code int }

func (e *MyErr) Error() string { return fmt.Sprint("code ", e.code) }

func mayFail(n int) error {
	if n == 0 {
		return nil
	}
	return fmt.Errorf("ctx: %w", &MyErr{n})
}

func classify(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("int-ish %v", x)
	case string:
		return "string " + strings.ToUpper(x)
	case error:
		return "error " + x.Error()
	case []int:
		return fmt.Sprint("slice ", len(x))
	case func() int:
		return fmt.Sprint("func ", x())
	case Shape:
		return "shape " + x.Name()
	default:
		return fmt.Sprintf("other %T", x)
	}
}

func loops() {
outer:
	for i := range 4 {
		for j := 0; ; j++ {
			switch {
			case j == 2:
				continue outer
			case i == 3:
				break outer
			case i == 1:
				break
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	arr := [3]int{1, 2, 3}
	for i, v := range arr {
		arr[2] = 10
		fmt.Print(i, v, " ")
	}
	for i, v := range &arr {
		arr[2] = 20
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	for i, r := range "aé\xff世" {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println()
	var fs [3]func() int
	for i := 0; i < 3; i++ {
		fs[i] = func() int { i += 10; return i }
	}
	fmt.Println(fs[0](), fs[0](), fs[1](), fs[2]())
	n := 0
loop:
	if n < 3 {
		n++
		goto loop
	}
	fmt.Println(n)
	switch n {
	case 3:
		fmt.Print("three ")
		fallthrough
	case 4:
		fmt.Print("four ")
	case 5:
		fmt.Print("five")
	default:
		fmt.Print("def")
	}
	fmt.Println()
}

func methodValues() {
	r := Rect{base{"r"}, 2, 3}
	f := r.Area
	g := (*base).Rename
	h := Rect.Name
	r.w = 100
	g(&r.base, "new")
	fmt.Println(f(), h(r), r.Area())
	var s Shape = r
	nm := s.Name
	s = Rect{base{"other"}, 1, 1}
	fmt.Println(nm(), Shape.Name(s))
	w := Wrap{s, &base2{5}}
	id := w.ID
	fmt.Println(id(), w.ID(), w.id, w.Name())
	var it interface{ ID() int } = w
	fmt.Println(it.ID())
}

func main() {
	order()
	fmt.Println(named(1))
	fmt.Println(named(3))
	deferOrder()
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[int64]())
	s := &Stack[string]{}
	s.Push("a").Push("b")
	fmt.Println(s.Pop())
	fmt.Println(s.Pop())
	fmt.Println(s.Pop())
	fmt.Println(Map([]int{1, 2}, func(i int) string { return strings.Repeat("x", i) }))
	var tr *Tree[string, int]
	for i, w := range strings.Fields("the quick brown fox the end") {
		tr = tr.Put(w, i)
	}
	tr.Walk(func(k string, v int) { fmt.Print(k, "=", v, " ") })
	fmt.Println()
	var me *MyErr
	err := mayFail(3)
	fmt.Println(errors.As(err, &me), me.code, err, mayFail(0) == nil)
	for _, v := range []any{nil, 1, int64(2), "s", err, []int{1}, func() int { return 4 }, Rect{base{"q"}, 1, 1}, 2.5, struct{}{}} {
		fmt.Println(classify(v))
	}
	loops()
	methodValues()
	sh := []Shape{Rect{base{"b"}, 3, 3}, Rect{base{"a"}, 1, 1}}
	sort.Sort(byArea(sh))
	fmt.Println(sh[0].Name(), sh[0] == sh[0], sh[0] == Shape(Rect{base{"a"}, 1, 1}))
	type key struct {
		a int
		b string
	}
	m := map[key][]int{{1, "x"}: {1, 2}}
	m[key{1, "x"}] = append(m[key{1, "x"}], 3)
	m[key{2, "y"}] = nil
	delete(m, key{3, "z"})
	v, ok := m[key{2, "y"}]
	fmt.Println(len(m), m[key{1, "x"}], v == nil, ok)
	c := make(chan int, 3)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for v := range c {
			fmt.Print("got", v, " ")
		}
		fmt.Println()
	}()
	for i := range 3 {
		select {
		case c <- i:
		}
	}
	close(c)
	<-done
	x, ok := <-c
	fmt.Println(x, ok)
	var np *Rect
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		fmt.Println(np.w)
	}()
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		var sp Shape = np
		fmt.Println(sp.Area())
	}()
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		var e any = "str"
		fmt.Println(e.(int))
	}()
	fmt.Fprintln(os.Stdout, complex(1, 2)*complex(0, 1), 7/2, -7/2, -7%3, 7&^5, 1<<3|1)
	b := [...]string{2: "c", 0: "a"}
	bb := b
	bb[1] = "z"
	fmt.Printf("%q %q %d\n", b, bb, len(b))
	sl := b[:2:2]
	sl = append(sl, "new")
	fmt.Println(b[2], sl, cap(b[1:]))
	p4 := (*[2]string)(sl)
	p4[0] = "changed"
	fmt.Println(sl[0], [2]string(sl))
}
