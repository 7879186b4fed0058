// Package godebug has the settings of $GODEBUG that library packages ask for. Mound knows none of
// them: each has its default, the empty value.
package godebug

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

// Value returns the value, which is always the default.
func (s *Setting) Value() string { return "" }

// String returns name=value.
func (s *Setting) String() string { return s.Name() + "=" + s.Value() }

// IncNonDefault counts uses of other values than the default; there are none.
func (s *Setting) IncNonDefault() {}
