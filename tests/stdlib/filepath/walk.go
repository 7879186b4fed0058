// run

package main

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"io/fs"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetOutput(os.Stdout)
	log.SetFlags(log.Lshortfile)
	log.Print("a", 1, 2, "b")
	log.Println("x", 3)
	log.Printf("%d\n", 5)
	var b bytes.Buffer
	l := log.New(&b, "pre: ", log.Lmsgprefix|log.Lshortfile)
	l.Print("hello")
	l.Output(1, "depth")
	fmt.Print(b.String())
	fmt.Println(l.Prefix(), l.Flags(), log.Flags())
	h := fnv.New32()
	h.Write([]byte("hello"))
	fmt.Println(h.Sum32())
	ha := fnv.New32a()
	ha.Write([]byte("hello"))
	fmt.Println(ha.Sum32())
	h6 := fnv.New64a()
	h6.Write([]byte("hello"))
	fmt.Printf("%x %x\n", h6.Sum64(), h6.Sum(nil))
	h1 := fnv.New128()
	h1.Write([]byte("hello world"))
	fmt.Printf("%x\n", h1.Sum(nil))
	h1a := fnv.New128a()
	h1a.Write([]byte("hello world"))
	fmt.Printf("%x\n", h1a.Sum([]byte{1}))
	fmt.Println(crc32.ChecksumIEEE([]byte("hello")), crc32.Checksum([]byte("hello"), crc32.MakeTable(crc32.Castagnoli)))
	c := crc32.NewIEEE()
	fmt.Fprint(c, "hello", " world")
	fmt.Printf("%08x %x\n", c.Sum32(), c.Sum(nil))
	for _, p := range [][2]string{{"/a/b", "/a/b/c/d"}, {"/a/b", "/a/x"}, {"a", "../b"}, {"../a", "b"}, {".", "a"}, {"/a", "b"}, {"a/b", "a/b"}, {"/", "/x"}, {"/a/b/c", "/"}, {"..", "."}, {"a/b", "."}} {
		fmt.Println(filepath.Rel(p[0], p[1]))
	}
	d, _ := os.MkdirTemp("", "fp")
	defer os.RemoveAll(d)
	os.MkdirAll(filepath.Join(d, "x/y/z"), 0o777)
	os.WriteFile(filepath.Join(d, "x/f.txt"), nil, 0o666)
	os.WriteFile(filepath.Join(d, "x/y/g.txt"), nil, 0o666)
	os.Symlink("x/y", filepath.Join(d, "link"))
	filepath.Walk(d, func(p string, i fs.FileInfo, err error) error {
		r, _ := filepath.Rel(d, p)
		fmt.Println("walk", r, i.IsDir(), err)
		if r == "x/y" {
			return filepath.SkipDir
		}
		return nil
	})
	filepath.WalkDir(d, func(p string, i fs.DirEntry, err error) error {
		r, _ := filepath.Rel(d, p)
		fmt.Println("walkdir", r, i.IsDir(), err)
		return nil
	})
	m, err := filepath.Glob(filepath.Join(d, "x*/*.txt"))
	fmt.Println(len(m), filepath.Base(m[0]), err)
	m, err = filepath.Glob("[")
	fmt.Println(m, err)
	s, err := filepath.EvalSymlinks(filepath.Join(d, "link/g.txt"))
	r, _ := filepath.Rel(d, s)
	fmt.Println(r, err)
	fmt.Println(filepath.SplitList("a:b::c"), filepath.IsLocal("a/../.."), filepath.IsLocal("a/b"), filepath.Ext("a.b/c.d"))
	defer func() { fmt.Println("recovered:", recover()) }()
	log.Panicf("bad %d", 1)
}
