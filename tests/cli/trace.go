// What -trace tells about the objects of a type and of a line; tests/cli/heap.sh.
package main

import "runtime"

type node struct {
	next *node
	data []byte
}

var list *node

func grow(n int) {
	for i := 0; i < n; i++ {
		list = &node{list, make([]byte, 600)}
	}
}

func main() {
	grow(3)
	list.next = nil
	runtime.GC()
	grow(1)
	println(list != nil)
}
