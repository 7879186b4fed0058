package main

import (
	"fmt"
	str "strings"

	"example.com/multi/internal/hidden"
	"example.com/multi/shapes"
	. "example.com/multi/shapes/round"
	_ "example.com/multi/zeffect"
	"example.com/other"
	"example.com/other/sub"
)

var first = say("main.first", second)
var second = say("main.second", 0)

func say(name string, after int) int {
	fmt.Println("init", name)
	return after + 1
}

func init() { fmt.Println("init main 1") }

func main() {
	fmt.Println(str.ToUpper("main"), first, second, platform, arch)
	var s shapes.Shape = Circle{R: 2}
	fmt.Printf("%T %.2f %v\n", s, s.Area(), New(3))
	fmt.Println(hidden.Secret(), hidden.Name)
	fmt.Println(other.Version(), sub.Loops())
	fmt.Println(helper())
	defer func() { fmt.Println("recovered:", recover()) }()
	shapes.Fail()
}
