package os

import "syscall"

//go:noescape
func envGet(key string) (value string, found bool)

//go:noescape
func envSet(key, value string) (errno int)

//go:noescape
func envUnset(key string) (errno int)

func envClear()

// envAll returns all key=value pairs, each followed by a zero byte.
func envAll() string

// Getenv returns the value of an environment variable; empty when it is not set.
func Getenv(key string) string {
	value, _ := envGet(key)
	return value
}

// LookupEnv returns the value of an environment variable, and whether it is set.
func LookupEnv(key string) (string, bool) {
	return envGet(key)
}

// Setenv sets an environment variable.
func Setenv(key, value string) error {
	errno := envSet(key, value)
	if errno != 0 {
		return NewSyscallError("setenv", syscall.Errno(errno))
	}
	return nil
}

// Unsetenv removes an environment variable.
func Unsetenv(key string) error {
	errno := envUnset(key)
	if errno != 0 {
		return NewSyscallError("unsetenv", syscall.Errno(errno))
	}
	return nil
}

// Clearenv removes all environment variables.
func Clearenv() { envClear() }

// Environ returns all environment variables in the form "key=value".
func Environ() []string {
	pairs := []string{}
	all := envAll()
	start := 0
	for i := 0; i < len(all); i++ {
		if all[i] == 0 {
			pairs = append(pairs, all[start:i])
			start = i + 1
		}
	}
	return pairs
}

// ExpandEnv is Expand with the environment.
func ExpandEnv(s string) string {
	return Expand(s, Getenv)
}

// Expand replaces $name and ${name} in s by what mapping returns for name.
func Expand(s string, mapping func(string) string) string {
	var buf []byte
	start := 0
	for j := 0; j < len(s); j++ {
		if s[j] != '$' || j+1 >= len(s) {
			continue
		}
		if buf == nil {
			buf = make([]byte, 0, 2*len(s))
		}
		buf = append(buf, s[start:j]...)
		name, width := shellName(s[j+1:])
		if name != "" {
			buf = append(buf, mapping(name)...)
		} else if width == 0 {
			buf = append(buf, '$') // not followed by a name
		}
		j += width
		start = j + 1
	}
	if buf == nil {
		return s
	}
	return string(buf) + s[start:]
}

func isSpecial(c uint8) bool {
	switch c {
	case '*', '#', '$', '@', '!', '?', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return true
	}
	return false
}

func isNameByte(c uint8) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// shellName returns the name at the start of s, and how many bytes it takes with its braces. A
// malformed one has no name.
func shellName(s string) (name string, width int) {
	if s[0] == '{' {
		if len(s) > 2 && isSpecial(s[1]) && s[2] == '}' {
			return s[1:2], 3
		}
		for i := 1; i < len(s); i++ {
			if s[i] == '}' {
				if i == 1 {
					return "", 2 // ${} is dropped
				}
				return s[1:i], i + 1
			}
		}
		return "", 1 // no end: ${ is dropped
	}
	if isSpecial(s[0]) {
		return s[0:1], 1
	}
	i := 0
	for i < len(s) && isNameByte(s[i]) {
		i++
	}
	return s[:i], i
}
