// errorcheck -lang=go1.18

//go:build go1.22

// The file's own version is named in the message.
package main

func main() {
	for i := range 3 {
		println(min(i, 1))
	}
	for range func(yield func() bool) {} { // ERROR "requires go1.23 or later \(file declares //go:build go1.22\)"
	}
}
