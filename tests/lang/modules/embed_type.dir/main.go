package main

import _ "embed"

//go:embed go.mod
var number int

//go:embed go.mod main.go
var two []byte

func main() { print(number, two) }
