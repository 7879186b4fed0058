// errorcheck

package main

var x int

func main() {}

// ERROR "//go:linkname only allowed in Go files that import .unsafe."

//line linkname_unsafe.go:9
//go:linkname x main.elsewhere
