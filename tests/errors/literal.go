// errorcheck

package main

type point struct{ x, y int }

type pair struct {
	point
	name string
}

func main() {
	_ = point{1}                        // ERROR "too few values in struct literal of type point"
	_ = point{1, 2, 3}                  // ERROR "too many values in struct literal of type point"
	_ = point{x: 1, 2}                  // ERROR "mixture of field:value and value elements in struct literal"
	_ = point{x: 1, x: 2}               // ERROR "duplicate field name x in struct literal"
	_ = point{z: 1}                     // ERROR "unknown field z in struct literal of type point"
	_ = point{X: 1}                     // ERROR "unknown field X in struct literal of type point, but does have x"
	_ = []int{0: 1, 0: 2}               // ERROR "duplicate index 0 in array or slice literal"
	_ = [2]int{1, 2, 3}                 // ERROR "index 2 is out of bounds \(>= 2\)"
	_ = [...]int{5: 1, 2, 5: 3}         // ERROR "duplicate index 5 in array or slice literal"
	_ = map[string]int{"a": 1, "a": 2}  // ERROR "duplicate key .a. in map literal"
	_ = map[string]int{"a"}             // ERROR "missing key in map literal"
	_ = map[interface{}]int{1: 1, 1.0: 2, "1": 3, 1: 4} // ERROR "duplicate key 1 in map literal"
	_ = map[point]string{{1, 2}: "a"}
	_ = []*point{{1, 2}, {y: 3}}
	_ = []point{{1, "a"}}               // ERROR "cannot use .a. \(untyped string constant\) as int value in struct literal"
	_ = int{1}                          // ERROR "invalid composite literal type int"
	_ = []int{"k": 1}                   // ERROR "cannot convert|must be integer"
}
