package main

import (
	"demo/x"
	"demo/y"
)

func main() {
	x.F()
	y.F()
	undefinedHere()
}
