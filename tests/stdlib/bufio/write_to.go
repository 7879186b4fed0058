// run

// WriteTo tells of a writer that fails before it reads.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

type failing struct{ calls int }

func (f *failing) Read(p []byte) (int, error) { return 0, io.ErrUnexpectedEOF }
func (f *failing) Write(p []byte) (int, error) {
	f.calls++
	return 0, errors.New("no writing")
}

func main() {
	f := new(failing)
	fmt.Println(bufio.NewReader(f).WriteTo(f))
	fmt.Println(f.calls)
}
