package main

type shape interface{ area() float64 }
type square struct{ side float64 }
type circle struct{ r *float64 }

func (s square) area() float64  { return s.side * s.side }
func (c *circle) area() float64 { return *c.r }

//go:noinline
func shapes(n float64) []shape { return []shape{square{n}, &circle{&n}, square{0}} }

func test() any { return shapes(3) }
