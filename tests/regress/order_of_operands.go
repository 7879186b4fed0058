// run

// Which operands gc reads before the calls beside them, and which after.
package main

import (
	"fmt"
	"strings"
)

type S struct{ a, b int }

func inc(p *int) int           { *p += 10; return *p }
func set(s *string) string     { *s = "new"; return "set" }
func mut(b []byte) int         { b[0] = 'Z'; return 1 }
func app(p *[]int) int         { *p = append(*p, 1); return len(*p) }
func chS(s *S) S               { s.a = 99; return *s }
func setm(m map[string]int) int { m["a"] = 50; return 1 }
func seti(i *any) int          { *i = "changed"; return 1 }

var glob = 1

func incg() int { glob++; return glob }

func three(a, b, c int) string { return fmt.Sprint(a, b, c) }

func main() {
	a := 1
	fmt.Println(a, inc(&a), a)
	s := "old"
	fmt.Println(s, set(&s), s)
	b := []byte("abc")
	fmt.Println(string(b), mut(b), string(b))
	b = []byte("abc")
	fmt.Println(b[0], mut(b), b[0])
	b = []byte("abc")
	x := string(b) + "-" + fmt.Sprint(mut(b)) + string(b)
	fmt.Println(x)
	var sl []int
	fmt.Println(len(sl), app(&sl), sl, len(sl))
	st := S{1, 2}
	fmt.Println(st, chS(&st), st.a, &st)
	m := map[string]int{"a": 1}
	fmt.Println(m["a"], setm(m), m["a"])
	var i any = "orig"
	fmt.Println(i, seti(&i), i)
	fmt.Println(glob, incg(), glob, incg(), glob)
	fmt.Println(three(glob, incg(), glob))
	y := glob + incg() + glob
	fmt.Println(y)
	arr := [3]int{1, 2, 3}
	f := func() int { arr[0] = 100; return 0 }
	fmt.Println(arr, f(), arr[0], arr)
	z := []int{arr[0], func() int { arr[0] = 7; return 1 }(), arr[0]}
	fmt.Println(z)
	z2 := S{arr[0], func() int { arr[0] = 8; return 1 }()}
	fmt.Println(z2)
	mm := map[int]int{arr[0]: func() int { arr[0] = 9; return arr[0] }()}
	fmt.Println(mm)
	p := &S{1, 1}
	q := p
	p.a, p = 5, &S{7, 7}
	fmt.Println(*q, *p)
	k := 0
	ar := []int{1, 2, 3}
	ar[k], k = 10, 2
	fmt.Println(ar, k)
	ar[inc0(&k)], ar[k] = k, k+1
	fmt.Println(ar)
	t, u := a, inc(&a)
	fmt.Println(t, u)
	var v int = a
	w := a + inc(&a)*2
	fmt.Println(v, w)
	ss := strings.Repeat(s, 1) + func() string { s = "zz"; return "!" }() + s
	fmt.Println(ss)
	b2 := []byte("hello")
	n := copy(b2, "yy")
	fmt.Println(string(b2), n, copy(b2, "zz"), string(b2))
	cond := a > 0 && inc(&a) > 0 || inc(&a) > 0
	fmt.Println(cond, a)
	func(xs ...int) { fmt.Println(xs) }(a, inc(&a), a)
	fmt.Printf("%v %v %v\n", st.b, func() int { st.b = 77; return st.b }(), st.b)
	pt := &st
	fmt.Println(pt.b, func() int { pt = &S{0, 1234}; return 0 }(), pt.b)
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	fmt.Println(len(ch), <-ch, len(ch), <-ch, len(ch))
	var e1 interface{} = a
	fmt.Println(e1 == a, inc(&a), e1 == a)
	a1 := [2]int{a, inc(&a)}
	fmt.Println(a1)
	r1, r2 := func() (int, int) { return a, inc(&a) }()
	fmt.Println(r1, r2)
	defer fmt.Println(a, inc(&a), a)
	fmt.Println(*&a, inc(&a))
	c := complex(float64(a), float64(inc(&a)))
	fmt.Println(c, min(a, inc(&a)), max(a, inc(&a)))
	m["q"], m["r"] = len(m), setm(m)
	fmt.Println(m)
	m[fmt.Sprint(a)] = inc(&a)
	delete(m, fmt.Sprint(inc(&a)))
	fmt.Println(m)
	m["x"] += setx(m)
	fmt.Println(m["x"])
	ar = []int{1, 2, 3}
	ar[0] += func() int { ar = []int{100, 200}; return 1 }()
	fmt.Println(ar)
	a += inc(&a)
	fmt.Println(a)
	glob += incg()
	fmt.Println(glob)
	st.a += func() int { st.a = 1000; return 1 }()
	fmt.Println(st)
	xx := "a"
	xx += func() string { xx = "b"; return "c" }()
	fmt.Println(xx)
}
func inc0(p *int) int              { *p--; return *p }
func setx(m map[string]int) int    { m["x"] = 100; return 1 }
