// Hides a pointer to a local variable from the analysis and keeps it: MOUND_CHECK=escape must notice.
package main

import "unsafe"

var kept *int

//go:noinline
func keep() {
	x := 1
	address := uintptr(unsafe.Pointer(&x))
	hidden := address
	kept = *(**int)(unsafe.Pointer(&hidden))
}

func main() {
	keep()
	println("not noticed")
}
