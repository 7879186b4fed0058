// run
// needs goroot

// encoding/gob: its package counts on variables and init functions running in their order.
package main

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"log"
)

type Shape interface{ Area() float64 }

type Square struct{ Side float64 }

func (s Square) Area() float64 { return s.Side * s.Side }

type point struct{ X, Y int }

type Record struct {
	Name   string
	Tags   []string
	Counts map[string]int
	Next   *Record
	Any    any
	Shape  Shape
	Raw    []byte
	Grid   [2][3]int8
	C      complex128
	P      point
}

func main() {
	gob.Register(Square{})
	var network bytes.Buffer
	enc := gob.NewEncoder(&network)
	in := Record{Name: "a", Tags: []string{"x", "y"}, Counts: map[string]int{"one": 1},
		Next: &Record{Name: "b"}, Any: 42, Shape: Square{3}, Raw: []byte("raw"),
		Grid: [2][3]int8{{1, 2, 3}, {-1, -2, -3}}, C: 1 + 2i, P: point{7, 8}}
	for i := 0; i < 2; i++ {
		if err := enc.Encode(in); err != nil {
			log.Fatal("encode:", err)
		}
		fmt.Println("bytes", network.Len())
	}
	dec := gob.NewDecoder(&network)
	var out Record
	if err := dec.Decode(&out); err != nil {
		log.Fatal("decode:", err)
	}
	fmt.Println(out.Name, out.Tags, out.Counts, out.Next.Name, out.Any, out.Shape.Area(), string(out.Raw), out.Grid, out.C, out.P)
	var wrong struct{ Name int }
	fmt.Println(dec.Decode(&wrong))
	fmt.Println(gob.NewEncoder(&network).Encode(func() {}))
}
