package main

type node struct {
	next  *node
	value int
}

func test() any {
	var head *node
	for i := range 100 {
		head = &node{head, i}
	}
	return head
}
