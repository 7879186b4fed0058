// run

// Values that are larger than any frame: parameters, results and temporaries of all sorts.
package main

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
)

type big struct {
	a [100000]int
	s string
	p *int
}

type wide [50000]string

var g big
var src = [100000]int{5: 7, 99999: 1}
var table = struct {
	name string
	b    big
	w    [2]big
}{"t", big{a: src, s: "in table"}, [2]big{1: {s: "second", a: src}}}

func (b big) sum() int {
	t := 0
	for _, v := range b.a {
		t += v
	}
	return t + len(b.s)
}
func (b *big) set(i, v int)        { b.a[i] = v }
func (b big) With(i, v int) big    { b.a[i] = v; return b }
func (b big) parts() (big, string) { return b, b.s }

type summer interface {
	sum() int
	With(i, v int) big
}

//go:noinline
func pass(b big) int { b.a[3]++; return b.a[3] + b.a[5] }

//go:noinline
func look(b big, i int) int {
	t := 0
	for j := 0; j < 3; j++ {
		t += b.a[i] + b.a[j]
	}
	return t + b.a[i]
}

//go:noinline
func ret(n int) (b big) { b.a[5] = n; b.s = strings.Repeat("r", n); return }

//go:noinline
func three(x, y, z big) (big, int, big) { return z, x.a[5] + y.a[5], x }

//go:noinline
func share(b big) (big, *big) { q := &b; q.a[1] = 11; return b, q }

//go:noinline
func recovered(fail bool) (b big, err error) {
	defer func() {
		if r := recover(); r != nil {
			b.a[2] = 22
			err = errors.New(fmt.Sprint(r))
		}
	}()
	b.a[1] = 1
	if fail {
		panic("half way")
	}
	return b, nil
}

//go:noinline
func unnamed(fail bool) big {
	defer func() { recover() }()
	if fail {
		panic(1)
	}
	return ret(3)
}

func choose[T any](first bool, x, y T) T {
	if first {
		return x
	}
	return y
}

type pair[T any] struct{ x, y T }

func (p pair[T]) swapped() pair[T] { return pair[T]{p.y, p.x} }

func calls() {
	var l big
	l.a = src
	l.s = "x"
	g = l
	fmt.Println(pass(g), pass(l), l.a[3], look(l, 5), look(ret(2), 99999))
	r := ret(9)
	fmt.Println(r.a[5], ret(4).a[5], pass(ret(6)), len(ret(3).s))
	x, n, z := three(l, r, ret(1))
	fmt.Println(x.a[5], n, z.a[5], z.s)
	c, q := share(l)
	q.a[1]++
	fmt.Println(c.a[1], q.a[1], l.a[1])
	b, err := recovered(true)
	fmt.Println(b.a[1], b.a[2], err)
	b, err = recovered(false)
	fmt.Println(b.a[1], b.a[2], err)
	fmt.Println(unnamed(true).a[5], unnamed(false).a[5])
	fmt.Println(choose(true, l, r).a[5], choose(false, l, r).a[5])
	fmt.Println(pair[big]{l, r}.swapped().x.a[5])
}

func interfaces() {
	r := ret(9)
	var i summer = r
	r.a[5] = 100
	fmt.Println(i.sum(), i.With(7, 1000).sum(), i.sum())
	f := i.sum
	h := r.With
	r.a[5] = 50
	fmt.Println(f(), h(1, 2).a[5], big.sum(r), (*big).sum(&r))
	back, ok := any(i).(big)
	_, not := any(i).(wide)
	none, no := any(3).(big)
	fmt.Println(back.a[5], ok, not, none.a[5], no)
	switch v := any(r).(type) {
	case wide:
		fmt.Println("wide")
	case big:
		v.a[5]++
		fmt.Println(v.a[5], r.a[5])
	}
	fmt.Println(any(r) == any(g), any(r) == any(r), i == summer(r))
	if r == ret(50) {
		fmt.Println("same")
	}
	fmt.Println(ret(3) == ret(3), ret(3) != ret(4), ret(3).a == r.a)
}

func literals() {
	n := 3
	p := &big{a: src, s: "lit", p: &n}
	fmt.Println(p.a[5], p.sum(), big{a: src}.a[5], *p.p)
	*p = big{s: p.s + "!", a: p.With(5, 1).a}
	fmt.Println(p.a[5], p.s, p.p == nil)
	list := []big{*p, ret(2), {s: "third"}}
	list = append(list, ret(8), *p)
	list = append(list, list[1])
	fmt.Println(len(list), list[1].a[5], list[3].a[5], list[5].a[5], list[2].s)
	fmt.Println(table.name, table.b.a[5], table.w[1].s, table.w[0].s == "", table.w[1].a[99999])
	w := wide{7: "seven"}
	v := w
	v[7] += "!"
	fmt.Println(w[7], v[7], [2]wide{w, v}[1][7])
	var zero big
	g = big{}
	fmt.Println(g == zero, g == big{})
}

func assignments() {
	l, r := ret(1), ret(2)
	l, r = r, l
	fmt.Println(l.a[5], r.a[5])
	both := [2]big{l, r}
	both[0], both[1] = both[1], both[0]
	k := 0
	k, both[k] = 1, ret(7)
	fmt.Println(both[0].a[5], both[1].a[5], k)
	_ = both[0]
	_, _ = l, ret(3)
	m := map[int]big{1: l, 2: {s: "two"}}
	m[3] = ret(5)
	m[1], m[2] = m[2], m[1]
	e, ok := m[9]
	fmt.Println(m[1].s, m[2].a[5], m[3].a[5], e.a[5], ok, len(m))
	keys := map[big]string{l: "l"}
	keys[r] = "r"
	fmt.Println(keys[l], keys[ret(1)], keys[ret(2)], keys[ret(3)] == "")
	delete(keys, ret(1))
	fmt.Println(len(keys))
	for k, v := range keys {
		fmt.Println(k.a[5], v)
	}
	t := 0
	for i, v := range ret(6).a {
		if v != 0 {
			t += i*10 + v
		}
	}
	for _, b := range both {
		b.a[5]++
		t += b.a[5]
	}
	for _, b := range []big{l, r} {
		t += b.a[5]
	}
	fmt.Println(t)
}

func later() {
	l := ret(4)
	done := make(chan int)
	go func(b big, n int) { done <- b.a[5] + n }(l, 1)
	l.a[5] = 40
	fmt.Println(<-done)
	go send(done, l)
	fmt.Println(<-done)
	var s summer = l
	defer func(b big) { fmt.Println("deferred", b.a[5]) }(l)
	for i := 0; i < 2; i++ {
		defer func(b big, i int) { fmt.Println("deferred", b.a[5], i) }(ret(i), i)
	}
	defer fmt.Println(s.With(5, 6).a[5])
	defer l.With(1, 2)
	l.a[5] = 41
	f := func(b big) big { b.a[5] += l.a[5]; return b }
	count := func() (n int) {
		l.a[5]++
		return l.a[5]
	}
	fmt.Println(f(ret(1)).a[5], count(), count(), l.a[5])
}

func send(c chan int, b big) { c <- b.a[5] }

func reflected() {
	l := ret(4)
	v := reflect.ValueOf(pass)
	fmt.Println(v.Call([]reflect.Value{reflect.ValueOf(l)})[0])
	out := reflect.ValueOf(ret).Call([]reflect.Value{reflect.ValueOf(5)})
	fmt.Println(out[0].Interface().(big).a[5], out[0].Field(1))
	made := reflect.MakeFunc(reflect.TypeOf(big.With), func(in []reflect.Value) []reflect.Value {
		b := in[0].Interface().(big)
		b.a[5] += int(in[1].Int() * in[2].Int())
		return []reflect.Value{reflect.ValueOf(b)}
	}).Interface().(func(big, int, int) big)
	fmt.Println(made(l, 2, 3).a[5], l.a[5])
	e := reflect.ValueOf(&l).Elem()
	m := e.MethodByName("With")
	fmt.Println(m.Call([]reflect.Value{reflect.ValueOf(5), reflect.ValueOf(77)})[0].Field(0).Index(5), l.a[5])
}

// The value holds pointers that only it keeps alive.
func chains() {
	type list struct {
		pad  [20000]int
		node *int
		more []string
	}
	build := func(n int) (l list) {
		l.node = new(int)
		*l.node = n
		l.more = append(l.more, fmt.Sprint("n", n))
		return
	}
	id := func(l list) list { return l }
	var all []list
	for i := 0; i < 4; i++ {
		l := id(build(i))
		runtime.GC()
		all = append(all, id(l))
	}
	for _, l := range all {
		fmt.Print(*l.node, l.more, " ")
	}
	fmt.Println()
}

func nothing() {
	defer func() { fmt.Println(recover()) }()
	var p *big
	g = *p
}

func nested() {
	defer func() { fmt.Println(recover()) }()
	var p *struct {
		x [10]int
		b big
	}
	fmt.Println(pass(p.b))
}

func main() {
	calls()
	interfaces()
	literals()
	assignments()
	later()
	reflected()
	chains()
	nothing()
	nested()
}
