package main

import "embed"

//go:embed go.mod
var a, b string

//go:embed go.mod
var full embed.FS = embed.FS{}

//go:embed go.mod
var short = embed.FS{}

//go:embed go.mod
func main() {
	//go:embed go.mod
	var inside string
	print(inside, a, b)
}
