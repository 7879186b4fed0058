package main

import "fmt"

func test() any { return fmt.Sprint("a", 1000, 2.5, true, []int{1, 2}) }
