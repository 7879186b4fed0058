package main

import (
	"example.com/b"
	"example.com/b/internal/z"
)

func main() {
	b.F()
	z.F()
}
