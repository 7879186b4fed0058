// errorcheck

package main

import "unsafe"

type S struct {
	a int8
	b int64
}

func main() {
	var s []int
	var m map[string]int
	var r <-chan int
	_ = append(1, 2)         // ERROR "first argument to append must be a slice; have 1 \(untyped int constant\)"
	_ = append(nil, 1)       // ERROR "first argument to append must be a slice; have untyped nil"
	_ = append(s, "a")       // ERROR "cannot use .a. \(untyped string constant\) as int value in argument to append"
	append(s, 1)             // ERROR "append\(s, 1\) \(value of type \[\]int\) is not used"
	_ = len(5)               // ERROR "invalid argument: 5 \(untyped int constant\) for built-in len"
	_ = cap(m)               // ERROR "invalid argument: m \(variable of type map\[string\]int\) for built-in cap"
	close(r)                 // ERROR "invalid operation: cannot close receive-only channel r"
	delete(m, 1)             // ERROR "cannot use 1 \(untyped int constant\) as string value in argument to delete"
	copy(s, "a")             // ERROR "arguments to copy s \(variable of type \[\]int\) and .a. \(untyped string constant\) have different element types int and byte"
	_ = make(int)            // ERROR "invalid argument: cannot make int; type must be slice, map, or channel"
	_ = make([]int)          // ERROR "invalid operation: make\(\[\]int\) expects 2 or 3 arguments; found 1"
	_ = make([]int, 3, 2)    // ERROR "invalid argument: length and capacity swapped"
	_ = make([]int, -1)      // ERROR "invalid argument: index -1 \(constant of type int\) must not be negative"
	_ = complex(1, float32(2)) + complex(float64(1), 2) // ERROR "mismatched types complex64 and complex128"
	_ = complex(s, 1)        // ERROR "cannot convert 1|mismatched types"
	_ = real(1.5) + imag(2i)
	_ = min(1, "a")          // ERROR "mismatched types untyped int \(previous argument\) and untyped string \(type of .a.\)"
	_ = max(s)               // ERROR "s \(variable of type \[\]int\) cannot be ordered"
	clear(5)                 // ERROR "argument must be \(or constrained by\) map or slice"
	panic()                  // ERROR "not enough arguments for panic\(\) \(expected 1, found 0\)"
	const size = unsafe.Sizeof(S{}) + unsafe.Offsetof(S{}.b) + unsafe.Alignof(int32(0))
	var _ [size]int = [28]int{}
	_ = unsafe.Offsetof(s)   // ERROR "invalid argument: s is not a selector expression"
}
