package main

import (
	"fmt"

	"example.com/lib"
	"example.com/lib/plugin"
)

func main() {
	fmt.Println(lib.Name(), plugin.Last())
}
