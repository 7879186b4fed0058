// run

// What inlining must not change: order of evaluation, what arguments were when they were passed,
// results under loops, jumps and captured variables.
package main

import "fmt"

var trace []string

func say(s string, n int) int { trace = append(trace, s); return n }

func flush() {
	fmt.Println(trace)
	trace = nil
}

func add(a, b int) int { return a + b }
func second(a, b int) int {
	a = b
	return a
}

func sign(n int) string {
	if n < 0 {
		return "-"
	}
	if n > 0 {
		return "+"
	}
	return "0"
}

func find(s []int, x int) (int, bool) {
	for i, v := range s {
		if v == x {
			return i, true
		}
	}
	return -1, false
}

func labelled(n int) (count int) {
outer:
	for i := 0; i < n; i++ {
		for j := 0; ; j++ {
			if j == i {
				continue outer
			}
			if i+j > 6 {
				break outer
			}
			count++
		}
	}
	return
}

func jump(n int) int {
again:
	if n > 10 {
		n -= 7
		goto again
	}
	return n
}

func swap(a, b string) (string, string) { return b, a }

type point struct{ x, y int }

func (p point) flip() point   { return point{p.y, p.x} }
func (p *point) move(d int)   { p.x += d; p.y -= d }
func (p *point) addr() *int   { return &p.x }
func named() (n int, err error) { n = 3; return }
func pick(b bool, f func() int) int {
	if b {
		return f()
	}
	return 0
}

func sw(n int) int {
	switch {
	case n == 1:
		return 10
	case n == 2:
		n++
		fallthrough
	case n == 7:
		return n
	default:
		n = -n
	}
	return n
}

func typed(v any) string {
	switch v := v.(type) {
	case int:
		return fmt.Sprint("int", v)
	case string, []byte:
		return "text"
	}
	return "?"
}

func main() {
	x := 1
	bump := func() int { x++; return x }
	fmt.Println(x+bump(), add(x, bump()), []int{x, bump(), x})
	fmt.Println(add(say("a", 1), say("b", 2))+say("c", 3), second(say("d", 4), say("e", 5)))
	flush()
	s := []int{1, 2, 3}
	i := 0
	s[i], i = add(i, 5), second(i, 2)
	fmt.Println(s, i)
	x = second(x, x+1) + x
	fmt.Println(x, sign(-3), sign(0), sign(9))
	fmt.Println(find(s, 3))
	if k, ok := find(s, 7); !ok {
		fmt.Println("no", k)
	}
	fmt.Println(labelled(9), jump(30))
	p, q := swap("p", "q")
	p, q = swap(p, q)
	p, q = swap(q, p)
	fmt.Println(p, q)
	pt := point{1, 2}
	pt = pt.flip()
	pt.move(10)
	*pt.addr() += 100
	pt = point{pt.flip().x, pt.x}
	fmt.Println(pt, pt.flip().flip())
	fmt.Println(named())
	fmt.Println(pick(true, func() int { x *= 2; return x }), x)
	fmt.Println(sw(1), sw(2), sw(7), sw(5))
	fmt.Println(typed(3), typed("s"), typed(nil))
	var fs []func() int
	for j := 0; j < 3; j++ {
		func(n int) { fs = append(fs, func() int { n++; return n*10 + j }) }(j)
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	for add(x, 0) > 3 {
		x = add(x, -3)
	}
	fmt.Println(x)
	defer func() { fmt.Println("recovered:", recover(), x) }()
	x = add(x, 10) / second(1, 0)
}
