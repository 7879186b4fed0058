package exec

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// ErrNotFound: no folder of $PATH has the program.
var ErrNotFound = errors.New("executable file not found in $PATH")

// ErrDot: the program was found through an entry of $PATH that is not absolute. Who wants that sets
// Cmd.Err to nil.
var ErrDot = errors.New("cannot run executable found relative to current directory")

// Error is a program that could not be found.
type Error struct {
	Name string
	Err  error
}

func (e *Error) Error() string { return "exec: " + strconv.Quote(e.Name) + ": " + e.Err.Error() }

// Unwrap returns e.Err.
func (e *Error) Unwrap() error { return e.Err }

// executable returns why a file can not be run, nil when it can.
func executable(file string) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return &fs.PathError{Op: "stat", Path: file, Err: errIsDir}
	}
	if info.Mode()&0o111 == 0 {
		return fs.ErrPermission
	}
	return nil
}

// LookPath finds a program in the folders of $PATH. A name with a slash in it is taken as it is.
func LookPath(file string) (string, error) {
	if strings.Contains(file, "/") {
		if err := executable(file); err != nil {
			return "", &Error{file, unwrapIsDir(err)}
		}
		return file, nil
	}
	if file == "" || file == "." || file == ".." {
		return "", &Error{file, ErrNotFound}
	}
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		if dir == "" {
			dir = "." // as shells take it
		}
		path := filepath.Join(dir, file)
		if executable(path) != nil {
			continue
		}
		if !filepath.IsAbs(path) {
			if dir == "." {
				path = "./" + file
			}
			return path, &Error{file, ErrDot}
		}
		return path, nil
	}
	return "", &Error{file, ErrNotFound}
}

func unwrapIsDir(err error) error {
	if errors.Is(err, errIsDir) {
		return errIsDir
	}
	return err
}
