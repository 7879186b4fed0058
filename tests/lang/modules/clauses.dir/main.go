package main

import "demo/two"

func main() { two.F() }
