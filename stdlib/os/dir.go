package os

import (
	"io"
	"io/fs"
	"slices"
)

// fileEntries returns the entries of an open directory: for each a letter for its kind, its name
// and a zero byte.
func fileEntries(fd int) (entries string, errno int)

// dirState is where reading a directory has come to.
type dirState struct {
	entries []DirEntry
}

type dirEntry struct {
	parent string
	name   string
	kind   byte
}

func (d *dirEntry) Name() string { return d.name }
func (d *dirEntry) IsDir() bool  { return d.Type().IsDir() }

func (d *dirEntry) Type() FileMode {
	switch d.kind {
	case 'd':
		return ModeDir
	case 'l':
		return ModeSymlink
	case 'p':
		return ModeNamedPipe
	case 's':
		return ModeSocket
	case 'c':
		return ModeDevice | ModeCharDevice
	case 'b':
		return ModeDevice
	case '?':
		if info, err := d.Info(); err == nil {
			return info.Mode().Type()
		}
	}
	return 0
}

func (d *dirEntry) Info() (FileInfo, error) { return Lstat(d.parent + "/" + d.name) }
func (d *dirEntry) String() string          { return fs.FormatDirEntry(d) }

// ReadDir returns the next n entries, io.EOF when there are none; with n <= 0, all that remain.
func (f *File) ReadDir(n int) ([]DirEntry, error) {
	if f == nil {
		return nil, ErrInvalid
	}
	if f.dir == nil {
		blob, errno := fileEntries(f.descriptor())
		if errno != 0 {
			return nil, f.failed("readdirent", errno)
		}
		state := &dirState{}
		for len(blob) > 0 {
			end := 1
			for blob[end] != 0 {
				end++
			}
			state.entries = append(state.entries, &dirEntry{f.name, blob[1:end], blob[0]})
			blob = blob[end+1:]
		}
		f.dir = state
	}
	rest := f.dir.entries
	if n > 0 {
		if len(rest) == 0 {
			return nil, io.EOF
		}
		rest = rest[:min(n, len(rest))]
	}
	f.dir.entries = f.dir.entries[len(rest):]
	if rest == nil {
		rest = []DirEntry{}
	}
	return rest, nil
}

// Readdir is ReadDir with descriptions of the files.
func (f *File) Readdir(n int) ([]FileInfo, error) {
	entries, err := f.ReadDir(n)
	infos := make([]FileInfo, 0, len(entries))
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil {
			infos = append(infos, info)
		}
	}
	return infos, err
}

// Readdirnames is ReadDir with the names alone.
func (f *File) Readdirnames(n int) (names []string, err error) {
	entries, err := f.ReadDir(n)
	names = make([]string, 0, len(entries))
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names, err
}

// ReadDir returns the entries of a directory, sorted by name.
func ReadDir(name string) ([]DirEntry, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := f.ReadDir(-1)
	slices.SortFunc(entries, func(a, b DirEntry) int {
		switch {
		case a.Name() < b.Name():
			return -1
		case a.Name() > b.Name():
			return +1
		}
		return 0
	})
	return entries, err
}

// CopyFS copies a file system into the directory dir, which it makes if necessary.
func CopyFS(dir string, fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(path string, d DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := dir + "/" + path
		if d.IsDir() {
			return MkdirAll(to, 0777)
		}
		if !d.Type().IsRegular() {
			return &PathError{Op: "CopyFS", Path: path, Err: ErrInvalid}
		}
		r, err := fsys.Open(path)
		if err != nil {
			return err
		}
		defer r.Close()
		info, err := r.Stat()
		if err != nil {
			return err
		}
		w, err := OpenFile(to, O_CREATE|O_EXCL|O_WRONLY, 0666|info.Mode()&0777)
		if err != nil {
			return err
		}
		if _, err := io.Copy(w, r); err != nil {
			w.Close()
			return &PathError{Op: "Copy", Path: to, Err: err}
		}
		return w.Close()
	})
}
