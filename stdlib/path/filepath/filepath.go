// Package filepath works on the paths of files.
package filepath

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// Separators of paths and lists of paths.
const (
	Separator     = os.PathSeparator
	ListSeparator = os.PathListSeparator
)

// ErrBadPattern says that a pattern is malformed.
var ErrBadPattern = path.ErrBadPattern

// SkipDir, returned by a WalkFunc, leaves out a directory.
var SkipDir error = fs.SkipDir

// SkipAll, returned by a WalkFunc, ends the walk.
var SkipAll error = fs.SkipAll

// Clean returns the shortest path that means the same.
func Clean(name string) string { return path.Clean(name) }

// IsLocal reports whether path stays below the directory that it is taken from.
func IsLocal(name string) bool {
	if IsAbs(name) || name == "" {
		return false
	}
	p := path.Clean(name)
	return p != ".." && !strings.HasPrefix(p, "../")
}

// Localize turns a path with slashes, valid for fs.ValidPath, into one of the system.
func Localize(name string) (string, error) {
	if !fs.ValidPath(name) || strings.IndexByte(name, 0) >= 0 {
		return "", errors.New("invalid path")
	}
	return name, nil
}

// ToSlash returns path with slashes as separators.
func ToSlash(name string) string { return name }

// FromSlash returns path with the system's separators.
func FromSlash(name string) string { return name }

// SplitList cuts a list of paths, as in the variable PATH.
func SplitList(name string) []string {
	if name == "" {
		return []string{}
	}
	return strings.Split(name, string(ListSeparator))
}

// Split divides path behind its last separator.
func Split(name string) (dir, file string) { return path.Split(name) }

// Join joins the parts that are not empty and cleans the result.
func Join(elem ...string) string { return path.Join(elem...) }

// Ext returns what follows the last dot of the last part, the dot included.
func Ext(name string) string { return path.Ext(name) }

// Base returns the last part of path.
func Base(name string) string { return path.Base(name) }

// Dir returns all but the last part of path.
func Dir(name string) string { return path.Dir(name) }

// IsAbs reports whether path does not depend on the current directory.
func IsAbs(name string) bool { return path.IsAbs(name) }

// VolumeName returns the volume that path begins with; there are none here.
func VolumeName(name string) string { return "" }

// HasPrefix reports whether p begins with prefix.
//
// Deprecated: it does not look at the borders of parts.
func HasPrefix(p, prefix string) bool { return strings.HasPrefix(p, prefix) }

// Match is path.Match.
func Match(pattern, name string) (matched bool, err error) { return path.Match(pattern, name) }

// Abs returns path from the root.
func Abs(name string) (string, error) {
	if IsAbs(name) {
		return Clean(name), nil
	}
	wd, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return Join(wd, name), nil
}

// Rel returns the path that leads from basepath to targpath.
func Rel(basepath, targpath string) (string, error) {
	base, targ := Clean(basepath), Clean(targpath)
	if targ == base {
		return ".", nil
	}
	if base == "." {
		base = ""
	}
	if IsAbs(base) != IsAbs(targ) {
		return "", errors.New("Rel: can't make " + targpath + " relative to " + basepath)
	}
	split := func(p string) []string {
		return strings.FieldsFunc(p, func(r rune) bool { return r == Separator })
	}
	from, to := split(base), split(targ)
	n := 0
	for n < len(from) && n < len(to) && from[n] == to[n] {
		n++
	}
	if slices.Contains(from[n:], "..") {
		return "", errors.New("Rel: can't make " + targpath + " relative to " + basepath)
	}
	parts := []string{}
	for range from[n:] {
		parts = append(parts, "..")
	}
	return strings.Join(append(parts, to[n:]...), "/"), nil
}

// EvalSymlinks returns the path without symbolic links.
func EvalSymlinks(name string) (string, error) {
	rest := name
	done := ""
	for links := 0; rest != ""; {
		i := strings.IndexByte(rest, '/')
		part := rest
		if i >= 0 {
			part, rest = rest[:i], rest[i+1:]
		} else {
			rest = ""
		}
		switch {
		case i == 0 && done == "":
			done = "/"
			continue
		case part == "" || part == ".":
			continue
		case part == "..":
			done = Join(done, "..")
			continue
		}
		next := Join(done, part)
		info, err := os.Lstat(next)
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			if !info.IsDir() && rest != "" {
				return "", &fs.PathError{Op: "lstat", Path: Join(next, rest), Err: errors.New("not a directory")}
			}
			done = next
			continue
		}
		if links++; links > 255 {
			return "", errors.New("EvalSymlinks: too many links")
		}
		target, err := os.Readlink(next)
		if err != nil {
			return "", err
		}
		if IsAbs(target) {
			done = ""
		}
		rest = target + "/" + rest
	}
	if done == "" {
		done = "."
	}
	return Clean(done), nil
}

// Glob returns the files whose names match the pattern, sorted within each directory.
func Glob(pattern string) (matches []string, err error) {
	if _, err := Match(pattern, ""); err != nil {
		return nil, err
	}
	if !strings.ContainsAny(pattern, `*?[\`) {
		if _, err = os.Lstat(pattern); err != nil {
			return nil, nil
		}
		return []string{pattern}, nil
	}
	dir, file := Split(pattern)
	if dir == "" {
		dir = "."
	} else if dir != "/" {
		dir = dir[:len(dir)-1]
	}
	dirs := []string{dir}
	if strings.ContainsAny(dir, `*?[\`) {
		if dir == pattern {
			return nil, ErrBadPattern
		}
		if dirs, err = Glob(dir); err != nil {
			return nil, err
		}
	}
	for _, d := range dirs {
		entries, err := os.ReadDir(d)
		if err != nil {
			continue
		}
		for _, entry := range entries {
			matched, err := Match(file, entry.Name())
			if err != nil {
				return matches, err
			}
			if matched {
				matches = append(matches, Join(d, entry.Name()))
			}
		}
	}
	return matches, nil
}

// WalkFunc is what Walk calls for each file and directory.
type WalkFunc func(path string, info fs.FileInfo, err error) error

// Walk calls fn for root and everything below it, in lexical order, without following links.
func Walk(root string, fn WalkFunc) error {
	info, err := os.Lstat(root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walk(root, info, fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func walk(name string, info fs.FileInfo, fn WalkFunc) error {
	if !info.IsDir() {
		return fn(name, info, nil)
	}
	entries, err := os.ReadDir(name)
	err1 := fn(name, info, err)
	if err != nil || err1 != nil {
		return err1
	}
	for _, entry := range entries {
		inner := Join(name, entry.Name())
		info, err := os.Lstat(inner)
		if err != nil {
			if err := fn(inner, info, err); err != nil && err != SkipDir {
				return err
			}
			continue
		}
		if err = walk(inner, info, fn); err != nil {
			if !info.IsDir() || err != SkipDir {
				return err
			}
		}
	}
	return nil
}

// WalkDir is Walk that hands fn directory entries, which is faster.
func WalkDir(root string, fn fs.WalkDirFunc) error {
	info, err := os.Lstat(root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walkDir(root, fs.FileInfoToDirEntry(info), fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func walkDir(name string, d fs.DirEntry, fn fs.WalkDirFunc) error {
	if err := fn(name, d, nil); err != nil || !d.IsDir() {
		if err == SkipDir && d.IsDir() {
			err = nil
		}
		return err
	}
	entries, err := os.ReadDir(name)
	if err != nil {
		if err = fn(name, d, err); err != nil {
			if err == SkipDir && d.IsDir() {
				err = nil
			}
			return err
		}
	}
	for _, entry := range entries {
		if err := walkDir(Join(name, entry.Name()), entry, fn); err != nil {
			if err == SkipDir {
				break
			}
			return err
		}
	}
	return nil
}
