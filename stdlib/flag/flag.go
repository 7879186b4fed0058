// Package flag reads the options of a command line: -name, -name=value, -name value, with one dash
// or two. Reading stops at the first argument that is none, or behind "--".
package flag

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// ErrHelp is returned when -help or -h is asked for and not defined.
var ErrHelp = errors.New("flag: help requested")

// ErrorHandling says what Parse does about an error.
type ErrorHandling int

const (
	ContinueOnError ErrorHandling = iota // return it
	ExitOnError                          // os.Exit(2), or 0 for -help
	PanicOnError
)

// Value is what a flag sets.
type Value interface {
	String() string
	Set(string) error
}

// Getter is a Value whose content can be had. All of this package are.
type Getter interface {
	Value
	Get() any
}

// Flag is one option.
type Flag struct {
	Name     string
	Usage    string // help text
	Value    Value
	DefValue string // its text before parsing
}

// FlagSet is a set of options, as of a subcommand.
type FlagSet struct {
	Usage func() // called on errors and for -help

	name          string
	parsed        bool
	actual        map[string]*Flag
	formal        map[string]*Flag
	args          []string
	errorHandling ErrorHandling
	output        io.Writer // nil: standard error
}

// NewFlagSet makes an empty set.
func NewFlagSet(name string, errorHandling ErrorHandling) *FlagSet {
	f := &FlagSet{name: name, errorHandling: errorHandling}
	f.Usage = f.defaultUsage
	return f
}

// Init sets name and error handling.
func (f *FlagSet) Init(name string, errorHandling ErrorHandling) {
	f.name = name
	f.errorHandling = errorHandling
}

// Name returns the name of the set.
func (f *FlagSet) Name() string { return f.name }

// ErrorHandling returns what Parse does about an error.
func (f *FlagSet) ErrorHandling() ErrorHandling { return f.errorHandling }

// Output returns where messages go.
func (f *FlagSet) Output() io.Writer {
	if f.output == nil {
		return os.Stderr
	}
	return f.output
}

// SetOutput changes where messages go; nil means standard error.
func (f *FlagSet) SetOutput(output io.Writer) { f.output = output }

func sorted(flags map[string]*Flag) []*Flag {
	list := make([]*Flag, 0, len(flags))
	for _, flag := range flags {
		list = append(list, flag)
	}
	slices.SortFunc(list, func(a, b *Flag) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// VisitAll calls fn for every flag, by name.
func (f *FlagSet) VisitAll(fn func(*Flag)) {
	for _, flag := range sorted(f.formal) {
		fn(flag)
	}
}

// Visit calls fn for every flag that has been set, by name.
func (f *FlagSet) Visit(fn func(*Flag)) {
	for _, flag := range sorted(f.actual) {
		fn(flag)
	}
}

// Lookup returns a flag, nil if there is none of this name.
func (f *FlagSet) Lookup(name string) *Flag { return f.formal[name] }

// Set sets a flag.
func (f *FlagSet) Set(name, value string) error {
	flag, ok := f.formal[name]
	if !ok {
		return fmt.Errorf("no such flag -%v", name)
	}
	if err := flag.Value.Set(value); err != nil {
		return err
	}
	if f.actual == nil {
		f.actual = make(map[string]*Flag)
	}
	f.actual[name] = flag
	return nil
}

// NFlag returns how many flags have been set.
func (f *FlagSet) NFlag() int { return len(f.actual) }

// Arg returns the i-th argument behind the flags, "" if there is none.
func (f *FlagSet) Arg(i int) string {
	if i < 0 || i >= len(f.args) {
		return ""
	}
	return f.args[i]
}

// NArg returns how many arguments follow the flags.
func (f *FlagSet) NArg() int { return len(f.args) }

// Args returns the arguments behind the flags.
func (f *FlagSet) Args() []string { return f.args }

// Parsed reports whether Parse has been called.
func (f *FlagSet) Parsed() bool { return f.parsed }

// Var defines a flag with a Value of one's own.
func (f *FlagSet) Var(value Value, name string, usage string) {
	if strings.HasPrefix(name, "-") {
		panic(f.complain("flag %q begins with -", name))
	}
	if strings.Contains(name, "=") {
		panic(f.complain("flag %q contains =", name))
	}
	if _, exists := f.formal[name]; exists {
		if f.name == "" {
			panic(f.complain("flag redefined: %s", name))
		}
		panic(f.complain("%s flag redefined: %s", f.name, name))
	}
	if f.formal == nil {
		f.formal = make(map[string]*Flag)
	}
	f.formal[name] = &Flag{name, usage, value, value.String()}
}

// complain writes a message and returns it.
func (f *FlagSet) complain(format string, a ...any) string {
	msg := fmt.Sprintf(format, a...)
	fmt.Fprintln(f.Output(), msg)
	return msg
}

// fail writes a message and the usage.
func (f *FlagSet) fail(format string, a ...any) error {
	msg := f.complain(format, a...)
	f.usage()
	return errors.New(msg)
}

// parseOne reads one flag; false when none is left.
func (f *FlagSet) parseOne() (bool, error) {
	if len(f.args) == 0 {
		return false, nil
	}
	arg := f.args[0]
	if len(arg) < 2 || arg[0] != '-' {
		return false, nil
	}
	name := arg[1:]
	if name[0] == '-' {
		name = name[1:]
		if name == "" {
			f.args = f.args[1:]
			return false, nil
		}
	}
	if name == "" || name[0] == '-' || name[0] == '=' {
		return false, f.fail("bad flag syntax: %s", arg)
	}
	f.args = f.args[1:]
	name, value, hasValue := strings.Cut(name, "=")
	flag, ok := f.formal[name]
	if !ok {
		if name == "help" || name == "h" {
			f.usage()
			return false, ErrHelp
		}
		return false, f.fail("flag provided but not defined: -%s", name)
	}
	if b, ok := flag.Value.(boolFlag); ok && b.IsBoolFlag() {
		if !hasValue {
			value = "true"
		}
		if err := f.Set(name, value); err != nil {
			if !hasValue {
				return false, f.fail("invalid boolean flag %s: %v", name, err)
			}
			return false, f.fail("invalid boolean value %q for -%s: %v", value, name, err)
		}
		return true, nil
	}
	if !hasValue && len(f.args) > 0 {
		hasValue = true
		value, f.args = f.args[0], f.args[1:]
	}
	if !hasValue {
		return false, f.fail("flag needs an argument: -%s", name)
	}
	if err := f.Set(name, value); err != nil {
		return false, f.fail("invalid value %q for flag -%s: %v", value, name, err)
	}
	return true, nil
}

// Parse reads the flags of a command line without the command's name.
func (f *FlagSet) Parse(arguments []string) error {
	f.parsed = true
	f.args = arguments
	for {
		more, err := f.parseOne()
		if more {
			continue
		}
		switch {
		case err == nil:
			return nil
		case f.errorHandling == ContinueOnError:
			return err
		case f.errorHandling == PanicOnError:
			panic(err)
		case err == ErrHelp:
			os.Exit(0)
		default:
			os.Exit(2)
		}
	}
}
