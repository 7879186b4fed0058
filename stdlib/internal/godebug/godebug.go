// Package godebug has the settings of $GODEBUG that library packages ask for, as the variable is at
// the moment they ask. Without one a setting has its default, the empty value.
package godebug

import "syscall"

// A Setting is one key of $GODEBUG.
type Setting struct {
	name string
}

// New returns the setting called name; a "#" in front marks one that Go does not document.
func New(name string) *Setting { return &Setting{name} }

// Name returns the name without the mark.
func (s *Setting) Name() string {
	if s.Undocumented() {
		return s.name[1:]
	}
	return s.name
}

// Undocumented tells whether Go documents the setting.
func (s *Setting) Undocumented() bool { return s.name != "" && s.name[0] == '#' }

// Value returns what $GODEBUG says of the setting: the last of its key=value pairs counts.
func (s *Setting) Value() string {
	list, _ := syscall.Getenv("GODEBUG")
	name := s.Name()
	for end := len(list); end > 0; {
		start := end
		for start > 0 && list[start-1] != ',' {
			start--
		}
		pair := list[start:end]
		if len(pair) > len(name) && pair[:len(name)] == name && pair[len(name)] == '=' {
			return pair[len(name)+1:]
		}
		end = start - 1
	}
	return ""
}

// String returns name=value.
func (s *Setting) String() string { return s.Name() + "=" + s.Value() }

// IncNonDefault is told of each use of another value than the default. Mound does not count them.
func (s *Setting) IncNonDefault() {}
