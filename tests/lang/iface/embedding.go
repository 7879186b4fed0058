// run

// Interfaces, embedding, promotion, method sets, comparisons, assertions.
package main

import "fmt"

type animal interface {
	name() string
	sound() string
}

type base struct{ n string }

func (b base) name() string        { return b.n }
func (b *base) rename(s string)    { b.n = s }
func (b base) sound() string       { return "..." }

type dog struct {
	base
	age int
}

func (d dog) sound() string { return "woof" }

type puppy struct {
	*dog
	owner string
}

type shouter struct{ animal }

func (s shouter) sound() string { return s.animal.sound() + "!" }

type stringer interface{ String() string }
type temp float64

func (t temp) String() string { return fmt.Sprintf("%.1f°", float64(t)) }

type inner struct{ x, y int }
type mid struct {
	inner
	y string
}
type outer struct {
	mid
	*base
}

func describe(a animal) string { return a.name() + " says " + a.sound() }

func main() {
	d := dog{base{"rex"}, 3}
	d.rename("max")
	p := puppy{&d, "ann"}
	p.rename("bob")
	fmt.Println(describe(d), describe(&d), describe(p), describe(shouter{p}), d.n, p.age)
	var a animal = d
	_, isDog := a.(dog)
	_, isPuppy := a.(puppy)
	s, isStringer := a.(stringer)
	fmt.Println(isDog, isPuppy, s == nil, isStringer)
	var x, y any = 1, 1
	var z any = int64(1)
	fmt.Println(x == y, x == z, x != nil, a == animal(d), any(a) == any(dog{base{"bob"}, 3}))
	var t stringer = temp(36.6)
	fmt.Println(t, t.String(), t.(temp)+1)
	o := outer{mid{inner{1, 2}, "why"}, &base{"b"}}
	fmt.Println(o.x, o.y, o.inner.y, o.n, o.name())
	var e error
	fmt.Println(e == nil, e)
	var dp *dog
	var an animal = dp
	fmt.Println(an == nil, an != nil, dp == nil)
	f := animal.sound
	g := (*base).rename
	g(&d.base, "zoe")
	fmt.Println(f(d), d.name(), dog.sound(d))
	type local struct {
		a int
		b any
	}
	fmt.Println(local{1, "x"} == local{1, "x"}, local{1, 2} == local{1, int8(2)})
	arr1, arr2 := [2]any{1, "a"}, [2]any{1, "a"}
	fmt.Println(arr1 == arr2, [0]int{} == [0]int{})
	anon := struct {
		stringer
		n int
	}{temp(1), 2}
	fmt.Println(anon.String(), anon.n)
	fmt.Printf("%T %T %T %v %+v\n", a, p, anon.stringer, d, o.mid)
}
