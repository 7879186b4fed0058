// run

// Conversions of strings to bytes that are only read share the text; others must not.
package main

import (
	"bytes"
	"fmt"
)

var text = "package"

func sum(b []byte) (n int) {
	for _, c := range b {
		n += int(c)
	}
	return n
}

//go:noinline
func length(s string) (int, bool) {
	b := []byte(s)
	return len(b), b == nil
}

//go:noinline
func keep(s string) []byte { return []byte(s) }

//go:noinline
func changed(s string) string {
	b := []byte(s)
	b[0] = 'X'
	return s + string(b)
}

//go:noinline
func joined(words []string) (total int) {
	var last []byte
	for _, w := range words {
		b := []byte("<" + w + ">") // in a buffer that the next iteration uses again
		if last != nil && bytes.Equal(last, b) {
			total++
		}
		last = b
	}
	return total
}

//go:noinline
func reassigned(s string) int {
	b := []byte(s)
	s = "other"
	return sum(b) + len(s)
}

func main() {
	fmt.Println(sum([]byte(text)), sum([]byte("constant")), sum([]byte("")))
	before := []byte(text)
	text = "changed"
	fmt.Println(string(before), text)
	fmt.Println(length(""))
	fmt.Println(length("abc"))
	kept := keep("kept")
	kept[0] = 'K'
	fmt.Println(string(kept), string(keep("kept")), changed("abc"))
	fmt.Println(joined([]string{"a", "b", "b", "c"}), reassigned("ab"))
	func() {
		fmt.Println(sum([]byte(text)))
	}()
}
