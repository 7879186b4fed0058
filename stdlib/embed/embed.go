// Package embed gives access to the files that //go:embed comments put into a program.
package embed

import (
	"errors"
	"io"
	"io/fs"
	"sort"
	"time"
)

// An FS holds a tree of files that cannot change. Its zero value is empty.
type FS struct {
	// Folders and files; sorted by folder, then by name.
	files *[]file
}

// A file is one file or, with a name that ends in a slash, one folder.
type file struct {
	name string
	data string
	hash [16]byte
}

var (
	_ fs.ReadDirFS   = FS{}
	_ fs.ReadFileFS  = FS{}
	_ fs.FileInfo    = (*file)(nil)
	_ fs.DirEntry    = (*file)(nil)
	_ fs.ReadDirFile = (*openDir)(nil)
	_ io.Seeker      = (*openFile)(nil)
	_ io.ReaderAt    = (*openFile)(nil)
)

var root = &file{name: "./"}

// split takes a path apart: "a/b/c" is c in a/b; a slash at the end does not count.
func split(name string) (dir, elem string, isDir bool) {
	if name[len(name)-1] == '/' {
		isDir = true
		name = name[:len(name)-1]
	}
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '/' {
			return name[:i], name[i+1:], isDir
		}
	}
	return ".", name, isDir
}

// filesOf makes the FS of a variable; the compiler calls it with names and contents by turns, and
// leaves it to filesOf to add the folders.
func filesOf(parts ...string) FS {
	var list []file
	folders := map[string]bool{".": true}
	for i := 0; i+1 < len(parts); i += 2 {
		list = append(list, file{name: parts[i], data: parts[i+1]})
		for dir, _, _ := split(parts[i]); !folders[dir]; dir, _, _ = split(dir) {
			folders[dir] = true
			list = append(list, file{name: dir + "/"})
		}
	}
	sort.Slice(list, func(i, j int) bool {
		dir1, elem1, _ := split(list[i].name)
		dir2, elem2, _ := split(list[j].name)
		return dir1 < dir2 || dir1 == dir2 && elem1 < elem2
	})
	return FS{&list}
}

// lookup returns the file called name, or nil.
func (f FS) lookup(name string) *file {
	if !fs.ValidPath(name) {
		return nil
	}
	if name == "." {
		return root
	}
	if f.files == nil {
		return nil
	}
	dir, elem, _ := split(name)
	files := *f.files
	i := sort.Search(len(files), func(i int) bool {
		d, e, _ := split(files[i].name)
		return d > dir || d == dir && e >= elem
	})
	if i < len(files) && (files[i].name == name || files[i].name == name+"/") {
		return &files[i]
	}
	return nil
}

// inside returns what lies directly in a folder.
func (f FS) inside(dir string) []file {
	if f.files == nil {
		return nil
	}
	files := *f.files
	from := sort.Search(len(files), func(i int) bool {
		d, _, _ := split(files[i].name)
		return d >= dir
	})
	to := sort.Search(len(files), func(i int) bool {
		d, _, _ := split(files[i].name)
		return d > dir
	})
	return files[from:to]
}

// Open opens a file or folder for reading.
func (f FS) Open(name string) (fs.File, error) {
	file := f.lookup(name)
	if file == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if file.IsDir() {
		return &openDir{file: file, files: f.inside(name)}, nil
	}
	return &openFile{file: file}, nil
}

// ReadDir returns the entries of a folder, sorted by name.
func (f FS) ReadDir(name string) ([]fs.DirEntry, error) {
	opened, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	dir, ok := opened.(*openDir)
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("not a directory")}
	}
	entries := make([]fs.DirEntry, len(dir.files))
	for i := range entries {
		entries[i] = &dir.files[i]
	}
	return entries, nil
}

// ReadFile returns a copy of a file's content.
func (f FS) ReadFile(name string) ([]byte, error) {
	opened, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	file, ok := opened.(*openFile)
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("is a directory")}
	}
	return []byte(file.file.data), nil
}

func (f *file) Name() string {
	_, elem, _ := split(f.name)
	return elem
}

func (f *file) IsDir() bool {
	_, _, isDir := split(f.name)
	return isDir
}

func (f *file) Mode() fs.FileMode {
	if f.IsDir() {
		return fs.ModeDir | 0555
	}
	return 0444
}

func (f *file) Size() int64                { return int64(len(f.data)) }
func (f *file) ModTime() time.Time         { return time.Time{} }
func (f *file) Sys() any                   { return nil }
func (f *file) Type() fs.FileMode          { return f.Mode().Type() }
func (f *file) Info() (fs.FileInfo, error) { return f, nil }
func (f *file) String() string             { return fs.FormatFileInfo(f) }

type openFile struct {
	file   *file
	offset int64
}

func (f *openFile) Close() error               { return nil }
func (f *openFile) Stat() (fs.FileInfo, error) { return f.file, nil }

// fail is the error of an operation that makes no sense.
func (f *openFile) fail(op string) error {
	return &fs.PathError{Op: op, Path: f.file.name, Err: fs.ErrInvalid}
}

func (f *openFile) Read(b []byte) (int, error) {
	if f.offset < 0 {
		return 0, f.fail("read")
	}
	if f.offset >= int64(len(f.file.data)) {
		return 0, io.EOF
	}
	n := copy(b, f.file.data[f.offset:])
	f.offset += int64(n)
	return n, nil
}

func (f *openFile) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += f.offset
	case io.SeekEnd:
		offset += int64(len(f.file.data))
	}
	if offset < 0 || offset > int64(len(f.file.data)) {
		return 0, f.fail("seek")
	}
	f.offset = offset
	return offset, nil
}

func (f *openFile) ReadAt(b []byte, offset int64) (int, error) {
	if offset < 0 || offset > int64(len(f.file.data)) {
		return 0, f.fail("read")
	}
	n := copy(b, f.file.data[offset:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

type openDir struct {
	file  *file
	files []file
	next  int
}

func (d *openDir) Close() error               { return nil }
func (d *openDir) Stat() (fs.FileInfo, error) { return d.file, nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.file.name, Err: errors.New("is a directory")}
}

func (d *openDir) ReadDir(count int) ([]fs.DirEntry, error) {
	rest := d.files[d.next:]
	if count > 0 {
		if len(rest) == 0 {
			return nil, io.EOF
		}
		rest = rest[:min(count, len(rest))]
	}
	entries := make([]fs.DirEntry, len(rest))
	for i := range rest {
		entries[i] = &rest[i]
	}
	d.next += len(rest)
	return entries, nil
}
