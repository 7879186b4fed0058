package main

import (
	"example.com/a/nosuch"
	"example.com/b/x"
	"foo/bar"
)

func main() {
	nosuch.F()
	x.F()
	bar.F()
}
