// errorcheck

//go:build go1.99

package main // ERROR "file requires newer Go version go1.99"

func main() {}
