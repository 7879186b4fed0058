// run

// Types, values, calls and making of both.
package main

import (
	"fmt"
	"reflect"
	"strings"
)

type Inner struct{ Z int }
type T struct {
	A int `json:"a,omitempty" x:"y"`
	B string
	Inner
	p *T
}

func (t T) Sum(x int, more ...int) int {
	s := t.A + x
	for _, m := range more {
		s += m
	}
	return s
}
func (t *T) Set(a int)         { t.A = a }
func (t T) String() string     { return "T" + fmt.Sprint(t.A) }
func (i Inner) Name() string   { return "inner" }

type Stringer interface{ String() string }
type MyInt int

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "panics:", e)
		}
	}()
	f()
}

func main() {
	t := T{A: 1, B: "b", Inner: Inner{9}}
	rt := reflect.TypeOf(t)
	fmt.Println(rt, rt.Kind(), rt.Name(), rt.PkgPath(), rt.Size(), rt.NumField(), rt.NumMethod(), reflect.TypeOf(&t).NumMethod())
	for i := 0; i < rt.NumField(); i++ {
		f := rt.Field(i)
		fmt.Println(f.Name, f.Type, f.Tag.Get("json"), f.Offset, f.Index, f.Anonymous, f.IsExported())
	}
	pt := reflect.TypeOf(&t)
	for i := 0; i < pt.NumMethod(); i++ {
		m := pt.Method(i)
		fmt.Println(m.Name, m.Type, m.Index)
	}
	f, ok := rt.FieldByName("Z")
	fmt.Println(f.Index, ok)
	v := reflect.ValueOf(&t).Elem()
	v.Field(0).SetInt(41)
	v.FieldByName("B").SetString("new")
	v.FieldByName("Z").Set(reflect.ValueOf(7))
	fmt.Println(t.A, t.B, t.Z, v.CanSet(), v.Field(3).CanSet(), v.Field(3).IsNil())
	fmt.Println(reflect.ValueOf(t).MethodByName("Sum").Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(2), reflect.ValueOf(3)})[0])
	fmt.Println(reflect.ValueOf(t).MethodByName("Sum").CallSlice([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf([]int{5, 6})})[0].Int())
	reflect.ValueOf(&t).MethodByName("Set").Call([]reflect.Value{reflect.ValueOf(5)})
	fmt.Println(t.A, reflect.ValueOf(&t).Method(0).Call(nil)[0])
	bound := reflect.ValueOf(t).MethodByName("String").Interface().(func() string)
	t.A = 99
	fmt.Println(bound(), rt.Method(1).Func.Call([]reflect.Value{reflect.ValueOf(t)})[0])
	swap := reflect.MakeFunc(reflect.TypeOf(func(int, string) (string, int) { return "", 0 }), func(a []reflect.Value) []reflect.Value {
		return []reflect.Value{a[1], a[0]}
	}).Interface().(func(int, string) (string, int))
	fmt.Println(swap(1, "x"))
	m := reflect.MakeMap(reflect.TypeOf(map[string]int{}))
	m.SetMapIndex(reflect.ValueOf("k"), reflect.ValueOf(3))
	m.SetMapIndex(reflect.ValueOf("l"), reflect.ValueOf(4))
	m.SetMapIndex(reflect.ValueOf("k"), reflect.Value{})
	fmt.Println(m.Len(), m.MapIndex(reflect.ValueOf("l")), m.MapIndex(reflect.ValueOf("z")).IsValid(), m.MapKeys()[0], m.Interface())
	s := reflect.MakeSlice(reflect.TypeOf([]int{}), 1, 2)
	s = reflect.Append(s, reflect.ValueOf(5), reflect.ValueOf(6))
	s = reflect.AppendSlice(s, reflect.ValueOf([]int{7}))
	fmt.Println(s, s.Len(), s.Slice(1, 3), s.Index(2))
	swapper := reflect.Swapper(s.Interface())
	swapper(0, 3)
	fmt.Println(s.Interface())
	c := reflect.MakeChan(reflect.TypeOf(make(chan string)), 1)
	c.Send(reflect.ValueOf("hi"))
	x, ok := c.Recv()
	fmt.Println(x, ok)
	c.Close()
	x, ok = c.Recv()
	fmt.Printf("%q %v\n", x, ok)
	chosen, recv, ok := reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: c}, {Dir: reflect.SelectDefault}})
	fmt.Println(chosen, recv, ok)
	fmt.Println(reflect.PointerTo(rt), reflect.SliceOf(rt), reflect.MapOf(reflect.TypeOf(""), rt), reflect.ArrayOf(3, rt), reflect.ChanOf(reflect.RecvDir, rt), reflect.FuncOf([]reflect.Type{rt}, nil, false))
	fmt.Println(reflect.SliceOf(reflect.TypeOf(0)) == reflect.TypeOf([]int{}), reflect.TypeOf((*error)(nil)).Elem())
	st := reflect.StructOf([]reflect.StructField{{Name: "X", Type: reflect.TypeOf(0), Tag: `k:"v"`}, {Name: "Y", Type: reflect.TypeOf("")}})
	sv := reflect.New(st).Elem()
	sv.Field(0).SetInt(3)
	fmt.Printf("%v %+v\n", st, sv.Interface())
	str := reflect.TypeOf((*Stringer)(nil)).Elem()
	fmt.Println(rt.Implements(str), reflect.TypeOf(3).Implements(str), rt.AssignableTo(str), reflect.TypeOf(MyInt(1)).ConvertibleTo(reflect.TypeOf(2.5)))
	fmt.Println(reflect.ValueOf(MyInt(65)).Convert(reflect.TypeOf("")), reflect.ValueOf(65.9).Convert(reflect.TypeOf(MyInt(0))), reflect.ValueOf("hé").Convert(reflect.TypeOf([]byte(nil))))
	fmt.Println(reflect.Zero(rt), reflect.Indirect(reflect.ValueOf(&t)).Kind(), reflect.ValueOf(nil).IsValid())
	a := []any{1, "x", []int{1, 2}, map[string][]int{"a": {1}}, &t, nil, T{}, [2]int{1, 2}, func() {}, 1.5}
	for i := range a {
		for j := range a {
			if i != j && reflect.DeepEqual(a[i], a[j]) {
				fmt.Println("equal?", i, j)
			}
		}
	}
	type loop struct{ next *loop }
	l1, l2 := &loop{}, &loop{}
	l1.next, l2.next = l1, l2
	fmt.Println(reflect.DeepEqual(a[2], []int{1, 2}), reflect.DeepEqual(a[3], map[string][]int{"a": {1}}), reflect.DeepEqual(a[8], a[8]), reflect.DeepEqual(l1, l2), reflect.DeepEqual([]int(nil), []int{}))
	fmt.Println(reflect.ValueOf(t).FieldByNameFunc(func(s string) bool { return strings.HasPrefix(s, "In") }), len(reflect.VisibleFields(rt)))
	try("SetInt", func() { reflect.ValueOf(t).Field(0).SetInt(1) })
	try("unexported", func() { reflect.ValueOf(&t).Elem().Field(3).Set(reflect.ValueOf(&t)) })
	try("Int", func() { reflect.ValueOf("x").Int() })
	try("nil", func() { reflect.Value{}.Type() })
	try("Set", func() { reflect.ValueOf(&t).Elem().Field(0).Set(reflect.ValueOf("x")) })
	try("Call", func() { reflect.ValueOf(strings.ToUpper).Call(nil) })
	try("Call", func() { reflect.ValueOf(strings.ToUpper).Call([]reflect.Value{reflect.ValueOf(1)}) })
	try("Elem", func() { rt.Elem() })
	try("Index", func() { reflect.ValueOf([]int{}).Index(0) })
	try("Interface", func() { reflect.ValueOf(t).Field(3).Interface() })
	for i := range reflect.ValueOf(3).Seq() {
		fmt.Print(i, " ")
	}
	for k, v := range reflect.ValueOf([]string{"a", "b"}).Seq2() {
		fmt.Print(k, v, " ")
	}
	fmt.Println()
}
