// errorcheck

// Keys of struct literals that name fields of embedded structs.
package main

type A struct {
	a int
	B
	C
	*D
}

type B struct {
	b int
	C
}

type C struct {
	c int
	D
}

type D struct {
	x, y, z int
}

var (
	_ = &A{a: 0, b: 0, c: 0}
	_ = A{A: 0}              // ERROR "unknown field A in struct literal of type A, but does have a"
	_ = A{X: 0}              // ERROR "unknown field X in struct literal of type A, but does have x"
	_ = A{x: 0}              // ERROR "invalid implicit pointer indirection to reach x"
	_ = B{b: 0, c: 0, x: 0, y: 0, z: 0}
	_ = B{C: C{}, x: 0}      // ERROR "cannot specify promoted field x and enclosing embedded field C"
	_ = A{b: 0, B: B{}}      // ERROR "cannot specify embedded field B and enclosed promoted field b"
	_ = A{B: B{}, b: 0}      // ERROR "cannot specify promoted field b and enclosing embedded field B"
	_ = A{b: 0, b: 1}        // ERROR "duplicate field name b in struct literal"
	_ = A{B.b: 0}            // ERROR "invalid field name B.b in struct literal"
	_ = B{x: ""}             // ERROR "cannot use .. \(untyped string constant\) as int value in struct literal"
)

func main() {}
