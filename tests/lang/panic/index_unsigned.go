// run
//
// What is printed of an index or bound that is out of range keeps the signedness of its type.
package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

type hash uint64

func main() {
	s := []int{1, 2, 3}
	a := [3]int{}
	t := "abc"
	var u uint64 = 1<<64 - 1
	var h hash = 1 << 63
	var p uintptr = 1<<64 - 3
	var i int = -1
	var b uint8 = 200
	try(func() { _ = s[u] })
	try(func() { s[h] = 1 })
	try(func() { _ = a[p] })
	try(func() { a[u]++ })
	try(func() { _ = t[u] })
	try(func() { _ = s[i] })
	try(func() { _ = s[b] })
	try(func() { _ = s[u:] })
	try(func() { _ = s[:u] })
	try(func() { _ = s[i:] })
	try(func() { _ = s[:i] })
	try(func() { _ = s[h:u:u] })
	try(func() { _ = s[h:u:3] })
	try(func() { _ = s[u:2:3] })
	try(func() { _ = s[i:2:3] })
	try(func() { _ = t[h:] })
	try(func() { _ = t[:p] })
}
