// run

// Buffered reading and writing.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	s := bufio.NewScanner(strings.NewReader("one two\r\nthree\n\nlast"))
	for s.Scan() {
		fmt.Printf("%q ", s.Text())
	}
	fmt.Println(s.Err())
	s = bufio.NewScanner(strings.NewReader(" a  bé\tc\n"))
	s.Split(bufio.ScanWords)
	for s.Scan() {
		fmt.Printf("%q ", s.Text())
	}
	fmt.Println()
	s = bufio.NewScanner(strings.NewReader(strings.Repeat("x", 100)))
	s.Buffer(nil, 20)
	fmt.Println(s.Scan(), s.Err())
	r := bufio.NewReaderSize(strings.NewReader("line one\nline two is longer\nend"), 16)
	b, err := r.Peek(4)
	fmt.Printf("%s %v\n", b, err)
	line, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	part, prefix, err := r.ReadLine()
	fmt.Printf("%q %v %v\n", part, prefix, err)
	c, _ := r.ReadByte()
	fmt.Println(string(c), r.UnreadByte(), r.UnreadByte())
	rest, err := io.ReadAll(r)
	fmt.Printf("%q %v\n", rest, err)
	w := bufio.NewWriter(os.Stdout)
	fmt.Fprintf(w, "buffered %d\n", 1)
	fmt.Println(w.Buffered(), w.Available() > 4000)
	w.Flush()
	var buf bytes.Buffer
	mw := io.MultiWriter(&buf, io.Discard)
	n, err := io.Copy(mw, io.LimitReader(io.MultiReader(strings.NewReader("abc"), strings.NewReader("defg")), 5))
	fmt.Println(n, err, buf.String())
	tee := io.TeeReader(&buf, os.Stdout)
	io.CopyN(io.Discard, tee, 3)
	fmt.Println()
	pr, pw := io.Pipe()
	go func() { fmt.Fprint(pw, "piped"); pw.CloseWithError(io.ErrUnexpectedEOF) }()
	data, err := io.ReadAll(pr)
	fmt.Println(string(data), err)
	_, err = io.ReadFull(strings.NewReader("ab"), make([]byte, 3))
	fmt.Println(err)
}
