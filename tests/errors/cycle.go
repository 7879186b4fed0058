// errorcheck

// Declarations that need themselves.
package main

type T1 struct{ a T1 } // ERROR "invalid recursive type: T1 refers to itself"

type T2 struct{ a T3 } // ERROR "invalid recursive type T2"

type T3 [2]T2

type T4 T4 // ERROR "invalid recursive type: T4 refers to itself"

type T5 = *T5 // ERROR "invalid recursive type: T5 refers to itself"

type Fine struct{ next *Fine }

type Deep map[string]Deep

const c1 = c2 // ERROR "initialization cycle"
const c2 = c1

var x = f() // ERROR "initialization cycle for x"

func f() int { return y }

var y = g()

func g() int { return x }

var z = z2
var z2 = len([10]int{}) + int(z3)

const z3 = 4

func main() {}
