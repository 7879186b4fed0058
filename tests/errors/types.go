// errorcheck

package main

import "fmt"

type T struct{ a int }

func (t *T) M() {}

type I interface{ M() }

func two() (int, error) { return 1 } // ERROR "not enough return values\n\thave \(number\)\n\twant \(int, error\)"

func one(s string) int {
	if s == "" {
		return 1
	}
} // ERROR "missing return"

func main() {
	var s string = 3 // ERROR "cannot use 3 \(untyped int constant\) as string value in variable declaration"
	undef()          // ERROR "undefined: undef"
	var i I = T{}    // ERROR "cannot use T{} \(value of type T\) as I value in variable declaration: T does not implement I \(method M has pointer receiver\)"
	x := two()       // ERROR "assignment mismatch: 1 variable but two returns 2 values"
	s.foo()          // ERROR "s.foo undefined \(type string has no field or method foo\)"
	_ = 1 + "a"      // ERROR "mismatched types untyped int and untyped string"
	if s {           // ERROR "non-boolean condition in if statement"
	}
	var u uint8 = 256 // ERROR "cannot use 256 \(untyped int constant\) as uint8 value in variable declaration \(overflows\)"
	_ = 1 / 0         // ERROR "invalid operation: division by zero"
	var arr [3]int
	_ = arr[5] // ERROR "invalid argument: index 5 out of bounds \[0:3\]"
	one(1, 2)  // ERROR "too many arguments in call to one\n\thave \(number, number\)\n\twant \(string\)"
	_ = &5     // ERROR "invalid operation: cannot take address of 5 \(untyped int constant\)"
	fmt.Println(i, x, u)
	var m map[[]int]int // ERROR "invalid map key type \[\]int"
	_ = m
	for i := range 3.5 { // ERROR "cannot range over 3.5 \(untyped float constant\)"
		_ = i
	}
	_ = T{1, 2}  // ERROR "too many values in struct literal of type T"
	_ = T{b: 1}  // ERROR "unknown field b in struct literal of type T"
	var f func() = nil
	_ = f == f // ERROR "invalid operation: f == f \(func can only be compared to nil\)"
	s = nil    // ERROR "cannot use nil as string value in assignment"
	var c <-chan int
	c <- 1 // ERROR "invalid operation: cannot send to receive-only channel c \(variable of type <-chan int\)"
	_ = i.(string) // ERROR "impossible type assertion: i.\(string\)\n\tstring does not implement I \(missing method M\)"
}
