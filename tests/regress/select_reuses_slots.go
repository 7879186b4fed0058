// run

// The cases of a select, an array and a variable take slots of the frame that others had before.
// What nobody has written yet must not keep garbage of earlier calls alive.
package main

import (
	"fmt"
	"runtime"
)

type tree struct{ left, right *tree }

var log = make(chan *tree, 8)

//go:noinline
func litter(depth int) *tree {
	var pad [32]*tree
	for i := range pad {
		pad[i] = &tree{}
	}
	if depth > 0 {
		pad[0].left = litter(depth - 1)
	}
	return pad[depth]
}

func clear() { var pad [64]any; _ = pad }

//go:noinline
func drain() (n int) {
	for range 3 {
		clear()
		runtime.GC()
		for {
			select {
			case t := <-log:
				n++
				if t.left != nil {
					fmt.Println("not expected:", t)
				}
				continue
			default:
			}
			break
		}
	}
	return n
}

func main() {
	total := 0
	for i := range 20 {
		litter(i)
		log <- litter(0)
		total += drain()
	}
	fmt.Println(total)
}
