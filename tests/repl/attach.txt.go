package main

import (
	"fmt"
	"runtime"
)

type node struct {
	val  int
	next *node
}

var cache = map[string]*node{}

func work(n int, name string) int {
	total := 0
	var list *node
	for i := 0; i < n; i++ {
		list = &node{i, list}
		total += i
	}
	cache[name] = list
	runtime.Breakpoint()
	fmt.Println("after", total, list.val)
	return total
}

func main() {
	fmt.Println(work(3, "abc"))
}
