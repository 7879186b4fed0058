package os

import (
	"errors"
	"syscall"
)

func randomNumber() uint64

// TempDir returns the directory for temporary files.
func TempDir() string {
	if dir := Getenv("TMPDIR"); dir != "" {
		return dir
	}
	return "/tmp"
}

// UserHomeDir returns the user's home directory.
func UserHomeDir() (string, error) {
	if dir := Getenv("HOME"); dir != "" {
		return dir, nil
	}
	return "", errors.New("$HOME is not defined")
}

// UserCacheDir returns the directory for the user's cached files.
func UserCacheDir() (string, error) {
	return userDir("XDG_CACHE_HOME", "/.cache")
}

// UserConfigDir returns the directory for the user's settings.
func UserConfigDir() (string, error) {
	return userDir("XDG_CONFIG_HOME", "/.config")
}

func userDir(variable, below string) (string, error) {
	dir := Getenv(variable)
	if dir == "" {
		home := Getenv("HOME")
		if home == "" {
			return "", errors.New("neither $" + variable + " nor $HOME are defined")
		}
		return home + below, nil
	}
	if dir[0] != '/' {
		return "", errors.New("path in $" + variable + " is relative")
	}
	return dir, nil
}

func decimal(n uint32) string {
	var buf [10]byte
	i := len(buf)
	for {
		i--
		buf[i] = byte('0' + n%10)
		n /= 10
		if n == 0 {
			return string(buf[i:])
		}
	}
}

// tempName tries names made of pattern with a random number in place of its last * (or behind it)
// until try does not say that the name is taken.
func tempName(op, dir, pattern string, try func(name string) error) error {
	for i := 0; i < len(pattern); i++ {
		if pattern[i] == '/' {
			err := errors.New("pattern contains path separator")
			return &PathError{Op: op, Path: pattern, Err: err}
		}
	}
	if dir == "" {
		dir = TempDir()
	}
	prefix, suffix := pattern, ""
	for i := len(pattern) - 1; i >= 0; i-- {
		if pattern[i] == '*' {
			prefix, suffix = pattern[:i], pattern[i+1:]
			break
		}
	}
	if dir[len(dir)-1] != '/' {
		dir += "/"
	}
	for attempt := 0; ; attempt++ {
		err := try(dir + prefix + decimal(uint32(randomNumber())) + suffix)
		if !IsExist(err) || attempt >= 10000 {
			return err
		}
	}
}

// CreateTemp makes a new file in dir (empty: TempDir) and opens it for reading and writing. Its
// name is pattern with a random number in place of the last *, or behind.
func CreateTemp(dir, pattern string) (*File, error) {
	var f *File
	err := tempName("createtemp", dir, pattern, func(name string) (err error) {
		f, err = OpenFile(name, O_RDWR|O_CREATE|O_EXCL, 0600)
		return err
	})
	return f, err
}

// MkdirTemp makes a new directory in the way of CreateTemp and returns its name.
func MkdirTemp(dir, pattern string) (string, error) {
	var made string
	err := tempName("mkdirtemp", dir, pattern, func(name string) error {
		made = name
		return Mkdir(name, 0700)
	})
	if err != nil {
		if IsNotExist(err) {
			if _, statErr := Stat(dir); dir != "" && IsNotExist(statErr) {
				return "", &PathError{Op: "stat", Path: dir, Err: syscall.ENOENT}
			}
		}
		return "", err
	}
	return made, nil
}
