package main

import "strings"

func test() any {
	var b strings.Builder
	for range 100 {
		b.WriteString("hello")
	}
	return b.String()
}
