// errorcheck

// The comments stand at the end, because nothing may follow on their lines.
package main

import _ "unsafe"

type kind int

var x, y int

func instance[T any](T) {}

func main() {}

//go:linkname x main.elsewhere

// ERROR "//go:linkname must refer to declared function or variable"
// ERROR "//go:linkname must refer to declared function or variable"
// ERROR "duplicate //go:linkname for x"
// ERROR "//go:linkname reference of an instantiation is not allowed"

//line linkname.go:18
//go:linkname missing missing
//go:linkname kind main.elsewhere
//go:linkname x main.twice
//go:linkname y main.instance[int]
