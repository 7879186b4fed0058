package main

import "fmt"

func test() any {
	var last string
	for i := range 10 {
		last = fmt.Sprintf("%d-%s", i+1000, "x")
	}
	return last
}
