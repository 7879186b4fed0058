package main

import _ "embed"

//go:embed main.go none.txt
var text string

func main() { print(text) }
