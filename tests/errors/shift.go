// errorcheck

// The left operand of a shift by a variable takes the type of its surroundings.

package main

func main() {
	var n uint = 3
	var f float64 = 1 << n   // ERROR "invalid operation: shifted operand 1 \(type float64\) must be integer"
	var i int8 = 1 << n
	var j = 1.0 << n         // ERROR "invalid operation: shifted operand 1.0 \(type float64\) must be integer"
	var k int = 1.0 << n
	var u = "a"[0] << n
	var e interface{} = 1 << n
	_ = make([]int, 1<<n)
	_ = make([]int, 1.0<<n)
	_ = 1.5 << n             // ERROR "invalid operation: shifted operand 1.5 \(untyped float constant\) must be integer"
	_ = i << 1.5             // ERROR "1.5 \(untyped float constant\) truncated to uint"
	_ = i << "a"             // ERROR "cannot convert|overflows|invalid operation|truncated"
	_ = 1 << n == 1.0        // ERROR "must be integer"
	_ = 1 << n == 1
	_, _, _, _, _, _ = f, i, j, k, u, e
}
