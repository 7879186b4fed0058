// errorcheck

package main

import "fmt"

type I interface{ M() }
type T struct{}

func main() {
	var x interface{}
	var i I
	switch f := x.(type) { // ERROR "f declared and not used"
	case int:
	}
	switch x.(type) {
	case int, string:
	case string: // ERROR "duplicate case string in type switch\n\t.*switch.go:17:12: previous case"
	case nil:
	case nil: // ERROR "duplicate case nil in type switch"
	}
	switch i.(type) {
	case T: // ERROR "impossible type switch case: T\n\ti \(variable of type I\) cannot have dynamic type T \(missing method M\)"
	case fmt.Stringer:
	}
	switch (5).(type) { // ERROR "\(5\) \(untyped int constant 5\) is not an interface"
	}
	switch x {
	case 1, "a", 1.0:
	case 1: // ERROR "duplicate case 1 \(constant of type int\) in expression switch"
	case []int{}: // ERROR "invalid case \[\]int{} in switch on x \(slice can only be compared to nil\)"
	}
	switch s := []int{}; s { // a slice may be compared to nil
	case nil:
	}
	switch {
	default:
	case 1: // ERROR "invalid case 1 in switch \(mismatched types untyped int and bool\)|cannot convert"
	default: // ERROR "multiple defaults"
	}
	_ = i.(T)   // ERROR "impossible type assertion: i.\(T\)\n\tT does not implement I \(missing method M\)"
	_ = x.(I)
	_ = main.(I) // ERROR "invalid operation: main \(value of type func\(\)\) is not an interface"
}
