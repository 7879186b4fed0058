package main

type t struct{ n int }

func (x t) value() int    { return x.n }
func (x *t) pointer() int { return x.n }

//go:noinline
func values(x t, p *t) []func() int { return []func() int{x.value, p.pointer} }

func test() any { return values(t{1}, &t{2}) }
