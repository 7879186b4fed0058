// run
// needs goroot

// compress/* and archive/*: what is written is read back, and streams that are damaged are noticed.
package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/bzip2"
	"compress/flate"
	"compress/gzip"
	"compress/lzw"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"time"
)

var text = []byte(strings.Repeat("the quick brown fox jumps over the lazy dog. ", 50))

func check(err error) {
	if err != nil {
		fmt.Println("error:", err)
	}
}

func trip(name string, w func(io.Writer) io.WriteCloser, r func(io.Reader) (io.Reader, error)) {
	var b bytes.Buffer
	c := w(&b)
	_, err := c.Write(text)
	check(err)
	check(c.Close())
	packed := bytes.Clone(b.Bytes())
	u, err := r(&b)
	check(err)
	out, err := io.ReadAll(u)
	check(err)
	fmt.Println(name, len(packed), bytes.Equal(out, text))
	packed[len(packed)/2] ^= 0x55
	if u, err = r(bytes.NewReader(packed[:len(packed)-3])); err == nil {
		_, err = io.ReadAll(u)
	}
	fmt.Println(name, "damaged:", err != nil)
}

func main() {
	for _, level := range []int{flate.NoCompression, flate.BestSpeed, flate.DefaultCompression, flate.BestCompression, flate.HuffmanOnly} {
		trip(fmt.Sprint("flate ", level), func(w io.Writer) io.WriteCloser { c, err := flate.NewWriter(w, level); check(err); return c },
			func(r io.Reader) (io.Reader, error) { return flate.NewReader(r), nil })
	}
	trip("gzip", func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }, func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) })
	trip("zlib", func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }, func(r io.Reader) (io.Reader, error) { return zlib.NewReader(r) })
	trip("lzw", func(w io.Writer) io.WriteCloser { return lzw.NewWriter(w, lzw.MSB, 8) },
		func(r io.Reader) (io.Reader, error) { return lzw.NewReader(r, lzw.MSB, 8), nil })
	data, _ := base64.StdEncoding.DecodeString("QlpoOTFBWSZTWdhaTPYAAAHXgAAQQAAAQAAAgAZkkCAAIhhoIAwYANOIwXckU4UJDYWkz2A=")
	out, err := io.ReadAll(bzip2.NewReader(bytes.NewReader(data)))
	fmt.Printf("bzip2 %q %v\n", out, err)

	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, name := range []string{"a.txt", "dir/", "dir/b.txt"} {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: uint16(8 * (i % 2)), Modified: time.Date(2020, 1, 2, 3, 4, 6, 0, time.UTC)})
		check(err)
		if !strings.HasSuffix(name, "/") {
			_, err = f.Write(text[:100*(i+1)])
			check(err)
		}
	}
	check(z.Close())
	zr, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	check(err)
	for _, f := range zr.File {
		r, err := f.Open()
		check(err)
		content, err := io.ReadAll(r)
		fmt.Println(f.Name, f.UncompressedSize64, len(content), f.Modified.UTC(), err)
	}
	_, err = zr.Open("none")
	fmt.Println(err)

	b.Reset()
	t := tar.NewWriter(&b)
	check(t.WriteHeader(&tar.Header{Name: "x/" + strings.Repeat("long", 40), Mode: 0o644, Size: 5, ModTime: time.Unix(1, 0)}))
	_, err = t.Write([]byte("hello"))
	check(err)
	_, err = t.Write([]byte("too much"))
	fmt.Println(err)
	check(t.Close())
	tr := tar.NewReader(&b)
	for {
		h, err := tr.Next()
		if err != nil {
			fmt.Println(err)
			break
		}
		content, err := io.ReadAll(tr)
		fmt.Println(len(h.Name), h.Mode, h.ModTime.Unix(), string(content), err)
	}
}
