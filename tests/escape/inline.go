// errorcheck -0 -m

// What is inlined, by gc's rules, and what then escapes no more.
package p

import "fmt"

type T struct{ a, b int }

func (t *T) A() int { // ERROR "can inline \(\*T\).A" "t does not escape"
	return t.a
}

type I interface{ A() int }

func leaf(p *int) int { return *p } // ERROR "can inline leaf" "p does not escape"

func newT() *T { // ERROR "can inline newT"
	return &T{1, 2} // ERROR "&T{...} escapes to heap"
}

func stays() int { // ERROR "can inline stays"
	return newT().A() // ERROR "inlining call to newT" "inlining call to \(\*T\).A" "&T{...} does not escape"
}

func devirtual() int { // ERROR "can inline devirtual"
	var i I = &T{} // ERROR "&T{} does not escape"
	return i.A()   // ERROR "devirtualizing i.A to \*T" "inlining call to \(\*T\).A"
}

func literal(n int) int { // ERROR "can inline literal"
	return func(m int) int { // ERROR "can inline literal.func1"
		return m + n
	}(3) // ERROR "inlining call to literal.func1"
}

func once(n int) int { // ERROR "can inline once"
	twice := func(m int) int { return 2 * m } // ERROR "can inline once.func1" "func literal does not escape"
	return twice(n)                           // ERROR "inlining call to once.func1"
}

//go:noinline
func kept() {}

func fact(n int) int {
	if n == 0 {
		return 1
	}
	return n * fact(n-1)
}

func deferred() {
	defer kept()
}

func started(p *int) { // ERROR "leaking param: p"
	go leaf(p) // ERROR "can inline started.gowrap1" "inlining call to leaf"
}

func recovers() any { return recover() }

func loop(s []int) (sum int) { // ERROR "can inline loop" "s does not escape"
	for _, v := range s {
		sum += v
	}
	return
}

func says(x int) { // ERROR "can inline says"
	fmt.Println(x) // ERROR "inlining call to fmt.Println" "x escapes to heap" "... argument does not escape"
}

func constants() string { // ERROR "can inline constants"
	switch 3 {
	case 1:
		panic("one")
	case 3:
		return "three"
	}
	panic("none") // ERROR ".none. escapes to heap"
}
