// run

// Files, directories, the environment and their errors.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	dir, err := os.MkdirTemp("", "test*dir")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	clean := func(err error) string { return strings.ReplaceAll(fmt.Sprint(err), dir, "DIR") }
	name := filepath.Join(dir, "a.txt")
	fmt.Println(os.WriteFile(name, []byte("hello\nworld\n"), 0644))
	data, err := os.ReadFile(name)
	fmt.Printf("%q %v\n", data, err)
	f, err := os.OpenFile(name, os.O_RDWR|os.O_APPEND, 0)
	fmt.Println(f.Name() == name, err)
	fmt.Fprintf(f, "more %d\n", 42)
	fmt.Println(f.Seek(6, io.SeekStart))
	buf := make([]byte, 5)
	fmt.Println(f.Read(buf))
	fmt.Println(string(buf))
	n, err := f.ReadAt(buf, 16)
	fmt.Println(n, err)
	_, err = f.WriteAt(buf, 0)
	fmt.Println(err)
	info, err := f.Stat()
	fmt.Println(info.Name(), info.Size(), info.Mode(), info.IsDir(), err)
	fmt.Println(f.Close(), clean(f.Close()))
	_, err = f.Write(buf)
	fmt.Println(clean(err), errors.Is(err, os.ErrClosed))
	_, err = os.Open(filepath.Join(dir, "none"))
	fmt.Println(clean(err), errors.Is(err, fs.ErrNotExist), os.IsNotExist(err))
	var pe *fs.PathError
	fmt.Println(errors.As(err, &pe), pe.Op, pe.Err)
	fmt.Println(clean(os.Mkdir(filepath.Join(dir, "sub"), 0755)), clean(os.Mkdir(filepath.Join(dir, "sub"), 0755)))
	fmt.Println(os.MkdirAll(filepath.Join(dir, "x/y/z"), 0755))
	fmt.Println(os.Rename(name, filepath.Join(dir, "x", "b.txt")), os.Symlink("b.txt", filepath.Join(dir, "x", "link")))
	entries, err := os.ReadDir(filepath.Join(dir, "x"))
	for _, e := range entries {
		fmt.Println(e.Name(), e.IsDir(), e.Type())
	}
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, path)
		fmt.Println("walk", rel, err)
		return nil
	})
	matches, err := filepath.Glob(filepath.Join(dir, "x", "*.txt"))
	fmt.Println(len(matches), err)
	fmt.Println(clean(os.Remove(filepath.Join(dir, "x"))), os.RemoveAll(filepath.Join(dir, "x")))
	os.Setenv("MOUND_TEST", "v1")
	v, ok := os.LookupEnv("MOUND_TEST")
	fmt.Println(v, ok, os.Getenv("MOUND_NONE") == "", os.ExpandEnv("<$MOUND_TEST ${MOUND_TEST}x $$ ${>"))
	os.Unsetenv("MOUND_TEST")
	fmt.Println(os.LookupEnv("MOUND_TEST"))
	fsys := os.DirFS(dir)
	_, err = fs.ReadFile(fsys, "../x")
	fmt.Println(err)
	r, w, _ := os.Pipe()
	go func() { fmt.Fprint(w, "through the pipe"); w.Close() }()
	all, err := io.ReadAll(r)
	fmt.Println(string(all), err)
	fmt.Println(len(os.Args) > 0, os.Getpid() > 0)
	os.Stderr.WriteString("")
	fmt.Fprintln(os.Stdout, "last")
	defer fmt.Println("not shown")
	os.RemoveAll(dir)
	os.Exit(0)
}
