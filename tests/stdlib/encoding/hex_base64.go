// run
package main

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	for _, s := range []string{"", "00ff", "0g", "abc", "ABcd", "x", "12\xff4"} {
		b, err := hex.DecodeString(s)
		fmt.Printf("%q %x %v\n", s, b, err)
		b, err = io.ReadAll(hex.NewDecoder(strings.NewReader(s)))
		fmt.Printf("  %x %v\n", b, err)
	}
	fmt.Print(hex.Dump([]byte("hello, world\x00\x01 this is 30 bytes")))
	fmt.Fprintf(hex.NewEncoder(os.Stdout), "encoded")
	fmt.Println()

	data := []byte("\x14\xfb\x9c\x03\xd9\x7e\xff")
	for i, enc := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding,
		base64.RawURLEncoding, base64.StdEncoding.WithPadding('*'), base64.StdEncoding.Strict()} {
		for n := range len(data) + 1 {
			text := enc.EncodeToString(data[:n])
			back, err := enc.DecodeString(text)
			fmt.Println(i, n, text, string(back) == string(data[:n]), err, enc.EncodedLen(n), enc.DecodedLen(len(text)))
		}
		for _, s := range []string{"AA=A", "AAA", "AAAA\n=", "A", "!AAA", "AA\r\nAA\n", "AB==", "AAB=", "====", "AAAA====", "AA= ="} {
			back, err := enc.DecodeString(s)
			fmt.Printf("  %q %x %v\n", s, back, err)
		}
	}
	w := base64.NewEncoder(base64.StdEncoding, os.Stdout)
	for i := range 50 {
		fmt.Fprint(w, i)
	}
	w.Close()
	fmt.Println()
	b, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, strings.NewReader("aGVs\nbG8sIHdv\r\ncmxk\nIQ==")))
	fmt.Printf("%q %v\n", b, err)
	b, err = io.ReadAll(base64.NewDecoder(base64.StdEncoding, strings.NewReader("aGVsbG8sI")))
	fmt.Printf("%q %v\n", b, err)
	fmt.Println(string(base64.StdEncoding.AppendEncode([]byte("x:"), []byte("y"))), string(hex.AppendEncode([]byte("x:"), []byte("y"))))
	defer func() { fmt.Println(recover()) }()
	base64.NewEncoding("aa" + strings.Repeat("b", 62))
}
