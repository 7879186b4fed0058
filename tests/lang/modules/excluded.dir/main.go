package main

import (
	_ "demo/win"
)

func main() {}
