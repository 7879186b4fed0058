// Package shapes has what round needs.
package shapes

import "fmt"

type Shape interface{ Area() float64 }

var count = start()

func start() int {
	fmt.Println("init shapes")
	return 1
}

func Describe(what string) string {
	count++
	return fmt.Sprint(what, " ", count)
}

func Fail() {
	var s Shape
	s.Area()
}
