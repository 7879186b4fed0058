// errorcheck -lang=go1.12

// Literals and shifts of 1.13, embedding of 1.14.
package main

type A interface{ M() }
type B interface{ M() }
type C interface {
	A
	B // ERROR "duplicate method M"
}

func main() {
	println(0b101)    // ERROR "binary literal requires go1.13 or later \(-lang was set to go1.12; check go.mod\)"
	println(0o17)     // ERROR "0o/0O-style octal literal requires go1.13 or later"
	println(1_000)    // ERROR "underscore in numeric literal requires go1.13 or later"
	println(0x1p-2)   // ERROR "hexadecimal floating-point literal requires go1.13 or later"
	n := 3
	println(1 << n) // ERROR "invalid operation: signed shift count n \(variable of type int\) requires go1.13 or later"
}
