package main

//go:noinline
func runes(s string) []rune { return []rune(s) }

//go:noinline
func text(r []rune) string { return string(r) }

func test() any { return text(runes("grüße, 世界, and some more text")) }
