// run

// A first program: it allocates on purpose, so that there is something to see.
//
// Look at the letters that `mound tour examples/first.go` prints beside the lines. S: the value
// stays in the frame of its function and costs nothing. H: it goes to the heap, because somebody
// can still reach it when the function has returned. Then compare the heap statistics at the end
// with what the program says it did.
package main

import "fmt"

type point struct{ x, y int }

// The point never leaves this function: its address is taken, but only used here.
func lengthSquared(x, y int) int {
	p := &point{x, y}
	return p.x*p.x + p.y*p.y
}

// This one is returned, so it must outlive the call. (Inlined into its caller it would not have to:
// the directive keeps it a call.)
//
//go:noinline
func newPoint(x, y int) *point {
	p := point{x, y}
	return &p
}

// A slice of constant size that is only used here needs no heap.
func sumOfSquares() int {
	squares := make([]int, 8)
	for i := range squares {
		squares[i] = i * i
	}
	sum := 0
	for _, s := range squares {
		sum += s
	}
	return sum
}

func main() {
	fmt.Println("length squared:", lengthSquared(3, 4))
	fmt.Println("sum of squares:", sumOfSquares())

	var keep []*point
	for i := 0; i < 1000; i++ {
		keep = append(keep, newPoint(i, -i))
	}
	fmt.Println("points kept:", len(keep), "the last one:", *keep[999])

	for i := 0; i < 500000; i++ {
		newPoint(i, i) // garbage at once: the collector takes it back
	}
	fmt.Println("and 500000 points were thrown away")
}
