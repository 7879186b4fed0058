package main

import "demo/a"

func main() { a.F() }
