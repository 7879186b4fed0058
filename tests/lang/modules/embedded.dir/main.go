package main

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
)

//go:embed hello.txt
var hello string

//go:embed bin.dat
var bin []byte

type Text string

var (
	//go:embed "hello.txt"
	text Text

	//go:embed data hello.txt
	//go:embed *.dat
	files embed.FS
)

//go:embed all:data
var all embed.FS

//go:embed data/*.txt data/[^_]*
var some embed.FS

func walk(name string, f embed.FS) {
	fmt.Println("--", name)
	err := fs.WalkDir(f, ".", func(path string, d fs.DirEntry, err error) error {
		info, _ := d.Info()
		fmt.Println(path, d.IsDir(), d.Name(), info.Size(), info.Mode(), info.ModTime().IsZero(), d)
		return err
	})
	fmt.Println(err)
}

func main() {
	fmt.Printf("%q %q %q\n", hello, bin, text)
	walk("files", files)
	walk("all", all)
	walk("some", some)
	data, err := files.ReadFile("data/sub/2.txt")
	fmt.Printf("%q %v\n", data, err)
	_, err = files.ReadFile("data/sub")
	fmt.Println(err)
	_, err = files.ReadFile("none")
	fmt.Println(err)
	_, err = files.ReadDir("hello.txt")
	fmt.Println(err)
	_, err = files.Open("../x")
	fmt.Println(err)
	entries, err := files.ReadDir("data")
	fmt.Println(len(entries), entries, err)
	f, _ := files.Open("hello.txt")
	b := make([]byte, 3)
	n, err := f.Read(b)
	fmt.Println(n, err, string(b))
	fmt.Println(f.(io.Seeker).Seek(1, io.SeekStart))
	rest, err := io.ReadAll(f)
	fmt.Println(string(rest), err)
	fmt.Println(f.(io.Seeker).Seek(-10, io.SeekCurrent))
	fmt.Println(f.(io.ReaderAt).ReadAt(b, 3))
	d, _ := files.Open("data")
	_, err = d.Read(b)
	fmt.Println(err)
	for {
		list, err := d.(fs.ReadDirFile).ReadDir(2)
		fmt.Println(list, err)
		if err != nil {
			break
		}
	}
	var none embed.FS
	fmt.Println(none.ReadDir("."))
	fmt.Println(fs.Glob(files, "data/*"))
	bin[0] = 'B'
	fmt.Printf("%q\n", bin)
}
