package main

import "strings"

func test() any {
	a := strings.Repeat("ab", 100)
	b := strings.Split("a,b,c,d,e", ",")
	c := strings.Join(b, "--")
	d := strings.ToUpper("hello world")
	e := strings.Fields(" a b  c ")
	f := strings.Replace("aaaa", "a", "bb", -1)
	return []any{a, b, c, d, e, f}
}
