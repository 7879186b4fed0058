// run
// exit 2

// A panic nobody recovers: deferred calls run first, then text, traceback and exit code 2.
package main

import "fmt"

type failure struct{ code int }

func (f failure) Error() string { return fmt.Sprintf("failure %d", f.code) }

func inner(n int) {
	defer fmt.Println("deferred in inner")
	panic(failure{n})
}

func main() {
	defer fmt.Println("deferred in main")
	inner(7)
}
