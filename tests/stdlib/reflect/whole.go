// run

// reflect as a whole: types and functions made at run time, methods, select, conversions, panics.
package main

import (
	"errors"
	"fmt"
	"reflect"
	"sort"
)

type P struct {
	X, Y int
	name string `json:"n,omitempty" xml:"q"`
}

func (p P) Sum(k int) int       { return p.X + p.Y + k }
func (p *P) Scale(k int)        { p.X *= k; p.Y *= k }
func (p P) String() string      { return fmt.Sprintf("<%d,%d>", p.X, p.Y) }
func (P) Variadic(s string, v ...int) int { return len(s) + len(v) }

type Emb struct {
	P
	*Q
	Z int
}
type Q struct{ W string }

func (q *Q) Hello() string { return "hello " + q.W }

type I interface {
	Sum(int) int
	String() string
}

type F func(int, ...string) (bool, error)
type M map[string][]int
type Color int

const Red Color = 3

func (c Color) String() string { return [...]string{"a", "b", "c", "red"}[c] }

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
}

func main() {
	// MakeFunc
	swap := func(in []reflect.Value) []reflect.Value { return []reflect.Value{in[1], in[0]} }
	var intSwap func(int, int) (int, int)
	reflect.ValueOf(&intSwap).Elem().Set(reflect.MakeFunc(reflect.TypeOf(intSwap), swap))
	fmt.Println(intSwap(1, 2))
	var strSwap func(string, float64) (float64, string)
	reflect.ValueOf(&strSwap).Elem().Set(reflect.MakeFunc(reflect.TypeOf(strSwap), swap))
	fmt.Println(strSwap("a", 2.5))
	var vf func(string, ...int) int
	reflect.ValueOf(&vf).Elem().Set(reflect.MakeFunc(reflect.TypeOf(vf), func(in []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(in[1].Len() + len(in[0].String()))}
	}))
	fmt.Println(vf("abc", 1, 2, 3))
	// types made
	ft := reflect.FuncOf([]reflect.Type{reflect.TypeOf(0), reflect.TypeOf([]string{})}, []reflect.Type{reflect.TypeOf(true)}, true)
	fmt.Println(ft, ft.IsVariadic(), ft == reflect.TypeOf(func(int, ...string) bool { return false }))
	fmt.Println(reflect.ArrayOf(3, reflect.TypeOf("")), reflect.SliceOf(reflect.TypeOf(P{})), reflect.MapOf(reflect.TypeOf(""), reflect.TypeOf(P{})), reflect.ChanOf(reflect.RecvDir, reflect.TypeOf(1)), reflect.PointerTo(reflect.TypeOf(P{})))
	fmt.Println(reflect.ArrayOf(3, reflect.TypeOf("")) == reflect.TypeOf([3]string{}), reflect.MapOf(reflect.TypeOf(""), reflect.TypeOf(1)) == reflect.TypeOf(map[string]int{}))
	st := reflect.StructOf([]reflect.StructField{
		{Name: "A", Type: reflect.TypeOf(0), Tag: `json:"a"`},
		{Name: "B", Type: reflect.TypeOf("")},
		{Name: "P", Type: reflect.TypeOf(P{}), Anonymous: false},
	})
	sv := reflect.New(st).Elem()
	sv.Field(0).SetInt(7)
	sv.FieldByName("B").SetString("x")
	fmt.Printf("%v %+v %T\n", st, sv.Interface(), sv.Interface())
	fmt.Println(st.Field(0).Tag.Get("json"), st.Size(), st == reflect.TypeOf(struct {
		A int `json:"a"`
		B string
		P P
	}{}))
	m := reflect.MakeMap(reflect.MapOf(reflect.TypeOf(P{}), st))
	m.SetMapIndex(reflect.ValueOf(P{1, 2, ""}), sv)
	fmt.Println(m.Len(), m.MapIndex(reflect.ValueOf(P{1, 2, ""})))
	// Swapper, DeepEqual
	s := []P{{1, 2, "a"}, {3, 4, "b"}, {5, 6, "c"}}
	sw := reflect.Swapper(s)
	sw(0, 2)
	fmt.Println(s)
	a := map[string]any{"x": []int{1, 2}, "y": &P{1, 2, "z"}, "z": nil}
	b := map[string]any{"x": []int{1, 2}, "y": &P{1, 2, "z"}, "z": nil}
	fmt.Println(reflect.DeepEqual(a, b), reflect.DeepEqual([]int(nil), []int{}), reflect.DeepEqual(errors.New("a"), errors.New("a")))
	type loop struct{ next *loop }
	l1, l2 := &loop{}, &loop{}
	l1.next, l2.next = l1, l2
	fmt.Println(reflect.DeepEqual(l1, l2))
	// methods
	t := reflect.TypeOf(P{})
	for i := 0; i < t.NumMethod(); i++ {
		fmt.Println(t.Method(i).Name, t.Method(i).Type, t.Method(i).Index, t.Method(i).PkgPath == "")
	}
	pt := reflect.TypeOf(&P{})
	fmt.Println(pt.NumMethod())
	v := reflect.ValueOf(P{1, 2, ""})
	fmt.Println(v.MethodByName("Sum").Call([]reflect.Value{reflect.ValueOf(10)})[0].Int())
	fmt.Println(v.MethodByName("Variadic").Call([]reflect.Value{reflect.ValueOf("ab"), reflect.ValueOf(1), reflect.ValueOf(2)})[0])
	fmt.Println(v.MethodByName("Variadic").CallSlice([]reflect.Value{reflect.ValueOf("ab"), reflect.ValueOf([]int{1, 2, 3})})[0])
	fmt.Println(v.MethodByName("None").IsValid())
	sum, _ := t.MethodByName("Sum")
	fmt.Println(sum.Func.Call([]reflect.Value{v, reflect.ValueOf(1)})[0])
	mv := v.MethodByName("Sum").Interface().(func(int) int)
	fmt.Println(mv(100))
	e := Emb{P{1, 2, ""}, &Q{"w"}, 3}
	ev := reflect.ValueOf(&e)
	fmt.Println(ev.MethodByName("Hello").Call(nil)[0], ev.Elem().FieldByName("W"), ev.Elem().FieldByName("X"))
	ev.MethodByName("Scale").Call([]reflect.Value{reflect.ValueOf(5)})
	fmt.Println(e.P)
	for _, f := range reflect.VisibleFields(reflect.TypeOf(e)) {
		fmt.Print(f.Name, f.Index, f.Anonymous, f.IsExported(), " ")
	}
	fmt.Println()
	f, ok := reflect.TypeOf(e).FieldByName("name")
	fmt.Println(f.Name, f.Index, f.Tag, f.PkgPath, ok)
	// Seq
	for x := range reflect.ValueOf([]string{"p", "q"}).Seq2() {
		fmt.Print(x, " ")
	}
	for i, x := range reflect.ValueOf([]string{"p", "q"}).Seq2() {
		fmt.Print(i, x, " ")
	}
	for i := range reflect.ValueOf(3).Seq() {
		fmt.Print(i, " ")
	}
	for x := range reflect.ValueOf(func(yield func(int) bool) { _ = yield(8) && yield(9) }).Seq() {
		fmt.Print(x, " ")
	}
	fmt.Println()
	// Select
	c1, c2 := make(chan int, 1), make(chan string, 1)
	c2 <- "msg"
	chosen, recv, recvOK := reflect.Select([]reflect.SelectCase{
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)},
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c2)},
	})
	fmt.Println(chosen, recv, recvOK)
	chosen, _, _ = reflect.Select([]reflect.SelectCase{
		{Dir: reflect.SelectSend, Chan: reflect.ValueOf(c1), Send: reflect.ValueOf(4)},
	})
	fmt.Println(chosen, <-c1)
	chosen, recv, recvOK = reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectDefault}, {Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)}})
	fmt.Println(chosen, recv.IsValid(), recvOK)
	// Convert
	fmt.Println(reflect.ValueOf(65).Convert(reflect.TypeOf("")), reflect.ValueOf(3.9).Convert(reflect.TypeOf(0)), reflect.ValueOf("héy").Convert(reflect.TypeOf([]rune{})), reflect.ValueOf([]int{1, 2, 3}).Convert(reflect.TypeOf([2]int{})), reflect.ValueOf(3).Convert(reflect.TypeOf(Red)))
	fmt.Println(reflect.TypeOf(P{}).ConvertibleTo(reflect.TypeOf(Q{})), reflect.ValueOf([]int{1}).CanConvert(reflect.TypeOf([2]int{})), reflect.TypeOf(P{}).Implements(reflect.TypeOf((*I)(nil)).Elem()), reflect.TypeOf(P{}).AssignableTo(reflect.TypeOf((*any)(nil)).Elem()))
	fmt.Println(reflect.ValueOf(P{}).Comparable(), reflect.ValueOf([]int{}).Comparable(), reflect.TypeOf(e).Comparable(), reflect.ValueOf(P{1, 2, ""}).Equal(reflect.ValueOf(P{1, 2, ""})))
	// names
	for _, x := range []any{F(nil), M{}, Red, struct{}{}, &e, [2]P{}, make(chan<- int), func(I) {}, new(I), error(nil)} {
		t := reflect.TypeOf(x)
		if t == nil {
			fmt.Println("nil type")
			continue
		}
		fmt.Println(t, t.Name(), t.PkgPath(), t.Kind(), t.Size(), t.Align())
	}
	// panics
	try("set", func() { reflect.ValueOf(1).SetInt(2) })
	try("unexported", func() { reflect.ValueOf(&P{}).Elem().FieldByName("name").SetString("x") })
	try("kind", func() { reflect.ValueOf("x").Int() })
	try("elem", func() { reflect.TypeOf(1).Elem() })
	try("call", func() { reflect.ValueOf(try).Call(nil) })
	try("call type", func() { reflect.ValueOf(intSwap).Call([]reflect.Value{reflect.ValueOf("x"), reflect.ValueOf(1)}) })
	try("zero", func() { reflect.Value{}.Type() })
	try("index", func() { reflect.ValueOf([]int{1}).Index(3) })
	try("convert", func() { reflect.ValueOf([]int{1}).Convert(reflect.TypeOf([2]int{})) })
	try("nil map", func() { var m map[string]int; reflect.ValueOf(m).SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(1)) })
	try("assign", func() { var x int; reflect.ValueOf(&x).Elem().Set(reflect.ValueOf("s")) })
	try("field", func() { reflect.ValueOf(P{}).Field(9) })
	keys := reflect.ValueOf(M{"b": nil, "a": nil}).MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
	fmt.Println(keys)
	it := reflect.ValueOf(map[string]int{"k": 1}).MapRange()
	for it.Next() {
		fmt.Println(it.Key(), it.Value())
	}
	x := reflect.ValueOf(&s).Elem()
	x.Set(reflect.Append(x, reflect.ValueOf(P{9, 9, ""})))
	x.SetLen(2)
	fmt.Println(s, x.Cap() >= 4, reflect.Indirect(reflect.ValueOf(&e)).NumField(), reflect.Zero(t), reflect.TypeFor[I]())
	x.Grow(10)
	x.Index(0).Field(0).SetInt(-1)
	fmt.Println(s[0], reflect.ValueOf(&s).Elem().CanSet(), reflect.ValueOf(s).CanAddr(), x.Index(0).Addr().Type())
	fmt.Println(reflect.Copy(reflect.ValueOf(make([]int, 2)), reflect.ValueOf([]int{1, 2, 3})), reflect.ValueOf(e).IsZero(), reflect.ValueOf(P{}).IsZero())
	sv.SetZero()
	fmt.Println(sv, reflect.ValueOf(int8(0)).OverflowInt(200))
}
