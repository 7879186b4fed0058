// run

// Strings made in buffers of the frame.
package main

import "fmt"

//go:noinline
func first(s string) byte { return s[0] }

func main() {
	b := []byte("abc")
	s := string(b)
	r := string([]rune{0x4e16, 65})
	q := string(rune(int(b[0]) + 1000))
	b[0] = 'z'
	fmt.Println(first(s) == 'a', first(r), first(q), len(s)+len(r)+len(q))
}
