// errorcheck

package main

type R struct { // ERROR "invalid recursive type: R refers to itself"
	r R
}

type A B // ERROR "invalid recursive type"
type B A

var x = y // ERROR "initialization cycle"
var y = f()

func f() int { return x }

func dup(a int, a string) {} // ERROR "a redeclared in this block|duplicate argument a"

type S struct {
	a int
	a string // ERROR "a redeclared"
}

func (S) m() {}
func (S) m() {} // ERROR "method S.m already declared"

const c = 10
const d int8 = 1000 // ERROR "cannot use 1000 \(untyped int constant\) as int8 value in constant declaration \(overflows\)|constant 1000 overflows int8"
const e = len([]int{1}) // ERROR "is not constant"

func (int) bad() {} // ERROR "cannot define new methods on non-local type int"

type I interface {
	M()
	M() // ERROR "duplicate method M"
}

func main() {
	c = 20 // ERROR "cannot assign to c \(neither addressable nor a map index expression\)|cannot assign to c"
	main := 1 // ERROR "declared and not used: main"
	var v int // ERROR "declared and not used: v"
	v := 2 // ERROR "no new variables on left side of :="
}

func init() int { return 1 } // ERROR "func init must have no arguments and no return values"
