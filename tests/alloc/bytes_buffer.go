package main

import "bytes"

func test() any {
	var b bytes.Buffer
	for range 100 {
		b.WriteString("some text")
	}
	return b.String()
}
