// run

// A panic of the output says in what the writer met it.
package main

import (
	"fmt"
	"text/tabwriter"
)

type bad struct{}

func (bad) Write(b []byte) (int, error) { panic("no paper") }

func try(what string, f func()) {
	defer func() { fmt.Println(what, recover()) }()
	f()
}

func main() {
	w := tabwriter.NewWriter(bad{}, 0, 8, 1, ' ', 0)
	try("write", func() { fmt.Fprint(w, "a\n\n") })
	w = tabwriter.NewWriter(bad{}, 0, 8, 1, ' ', 0)
	try("flush", func() { fmt.Fprint(w, "a"); w.Flush() })
}
