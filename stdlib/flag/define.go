package flag

import (
	"os"
	"time"
)

// BoolVar defines a flag that sets *p, of type bool.
func (f *FlagSet) BoolVar(p *bool, name string, value bool, usage string) {
	*p = value
	f.Var((*boolValue)(p), name, usage)
}

// Bool defines a flag of type bool and returns where its value is.
func (f *FlagSet) Bool(name string, value bool, usage string) *bool {
	p := new(bool)
	f.BoolVar(p, name, value, usage)
	return p
}

// BoolVar defines a flag of the command line that sets *p, of type bool.
func BoolVar(p *bool, name string, value bool, usage string) {
	CommandLine.BoolVar(p, name, value, usage)
}

// Bool defines a flag of the command line, of type bool, and returns where its value is.
func Bool(name string, value bool, usage string) *bool {
	return CommandLine.Bool(name, value, usage)
}

// IntVar defines a flag that sets *p, of type int.
func (f *FlagSet) IntVar(p *int, name string, value int, usage string) {
	*p = value
	f.Var((*intValue)(p), name, usage)
}

// Int defines a flag of type int and returns where its value is.
func (f *FlagSet) Int(name string, value int, usage string) *int {
	p := new(int)
	f.IntVar(p, name, value, usage)
	return p
}

// IntVar defines a flag of the command line that sets *p, of type int.
func IntVar(p *int, name string, value int, usage string) {
	CommandLine.IntVar(p, name, value, usage)
}

// Int defines a flag of the command line, of type int, and returns where its value is.
func Int(name string, value int, usage string) *int {
	return CommandLine.Int(name, value, usage)
}

// Int64Var defines a flag that sets *p, of type int64.
func (f *FlagSet) Int64Var(p *int64, name string, value int64, usage string) {
	*p = value
	f.Var((*int64Value)(p), name, usage)
}

// Int64 defines a flag of type int64 and returns where its value is.
func (f *FlagSet) Int64(name string, value int64, usage string) *int64 {
	p := new(int64)
	f.Int64Var(p, name, value, usage)
	return p
}

// Int64Var defines a flag of the command line that sets *p, of type int64.
func Int64Var(p *int64, name string, value int64, usage string) {
	CommandLine.Int64Var(p, name, value, usage)
}

// Int64 defines a flag of the command line, of type int64, and returns where its value is.
func Int64(name string, value int64, usage string) *int64 {
	return CommandLine.Int64(name, value, usage)
}

// UintVar defines a flag that sets *p, of type uint.
func (f *FlagSet) UintVar(p *uint, name string, value uint, usage string) {
	*p = value
	f.Var((*uintValue)(p), name, usage)
}

// Uint defines a flag of type uint and returns where its value is.
func (f *FlagSet) Uint(name string, value uint, usage string) *uint {
	p := new(uint)
	f.UintVar(p, name, value, usage)
	return p
}

// UintVar defines a flag of the command line that sets *p, of type uint.
func UintVar(p *uint, name string, value uint, usage string) {
	CommandLine.UintVar(p, name, value, usage)
}

// Uint defines a flag of the command line, of type uint, and returns where its value is.
func Uint(name string, value uint, usage string) *uint {
	return CommandLine.Uint(name, value, usage)
}

// Uint64Var defines a flag that sets *p, of type uint64.
func (f *FlagSet) Uint64Var(p *uint64, name string, value uint64, usage string) {
	*p = value
	f.Var((*uint64Value)(p), name, usage)
}

// Uint64 defines a flag of type uint64 and returns where its value is.
func (f *FlagSet) Uint64(name string, value uint64, usage string) *uint64 {
	p := new(uint64)
	f.Uint64Var(p, name, value, usage)
	return p
}

// Uint64Var defines a flag of the command line that sets *p, of type uint64.
func Uint64Var(p *uint64, name string, value uint64, usage string) {
	CommandLine.Uint64Var(p, name, value, usage)
}

// Uint64 defines a flag of the command line, of type uint64, and returns where its value is.
func Uint64(name string, value uint64, usage string) *uint64 {
	return CommandLine.Uint64(name, value, usage)
}

// StringVar defines a flag that sets *p, of type string.
func (f *FlagSet) StringVar(p *string, name string, value string, usage string) {
	*p = value
	f.Var((*stringValue)(p), name, usage)
}

// String defines a flag of type string and returns where its value is.
func (f *FlagSet) String(name string, value string, usage string) *string {
	p := new(string)
	f.StringVar(p, name, value, usage)
	return p
}

// StringVar defines a flag of the command line that sets *p, of type string.
func StringVar(p *string, name string, value string, usage string) {
	CommandLine.StringVar(p, name, value, usage)
}

// String defines a flag of the command line, of type string, and returns where its value is.
func String(name string, value string, usage string) *string {
	return CommandLine.String(name, value, usage)
}

// Float64Var defines a flag that sets *p, of type float64.
func (f *FlagSet) Float64Var(p *float64, name string, value float64, usage string) {
	*p = value
	f.Var((*float64Value)(p), name, usage)
}

// Float64 defines a flag of type float64 and returns where its value is.
func (f *FlagSet) Float64(name string, value float64, usage string) *float64 {
	p := new(float64)
	f.Float64Var(p, name, value, usage)
	return p
}

// Float64Var defines a flag of the command line that sets *p, of type float64.
func Float64Var(p *float64, name string, value float64, usage string) {
	CommandLine.Float64Var(p, name, value, usage)
}

// Float64 defines a flag of the command line, of type float64, and returns where its value is.
func Float64(name string, value float64, usage string) *float64 {
	return CommandLine.Float64(name, value, usage)
}

// DurationVar defines a flag that sets *p, of type time.Duration.
func (f *FlagSet) DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	*p = value
	f.Var((*durationValue)(p), name, usage)
}

// Duration defines a flag of type time.Duration and returns where its value is.
func (f *FlagSet) Duration(name string, value time.Duration, usage string) *time.Duration {
	p := new(time.Duration)
	f.DurationVar(p, name, value, usage)
	return p
}

// DurationVar defines a flag of the command line that sets *p, of type time.Duration.
func DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	CommandLine.DurationVar(p, name, value, usage)
}

// Duration defines a flag of the command line, of type time.Duration, and returns where its value is.
func Duration(name string, value time.Duration, usage string) *time.Duration {
	return CommandLine.Duration(name, value, usage)
}

// TextVar defines a flag whose value reads and writes itself as text.
func (f *FlagSet) TextVar(p interface{ UnmarshalText(text []byte) error }, name string, value interface {
	MarshalText() (text []byte, err error)
}, usage string) {
	if text, err := value.MarshalText(); err == nil {
		p.UnmarshalText(text)
	}
	f.Var(textValue{p}, name, usage)
}

// TextVar defines a flag of the command line whose value reads and writes itself as text.
func TextVar(p interface{ UnmarshalText(text []byte) error }, name string, value interface {
	MarshalText() (text []byte, err error)
}, usage string) {
	CommandLine.TextVar(p, name, value, usage)
}

// Func defines a flag for which fn is called with its value.
func (f *FlagSet) Func(name, usage string, fn func(string) error) {
	f.Var(funcValue(fn), name, usage)
}

// Func defines a flag of the command line for which fn is called with its value.
func Func(name, usage string, fn func(string) error) { CommandLine.Func(name, usage, fn) }

// BoolFunc is Func for a flag that needs no value.
func (f *FlagSet) BoolFunc(name, usage string, fn func(string) error) {
	f.Var(boolFuncValue(fn), name, usage)
}

// BoolFunc is Func for a flag of the command line that needs no value.
func BoolFunc(name, usage string, fn func(string) error) { CommandLine.BoolFunc(name, usage, fn) }

// Var defines a flag of the command line with a Value.
func Var(value Value, name string, usage string) { CommandLine.Var(value, name, usage) }

// CommandLine is the set of the program's own flags.
var CommandLine = newCommandLine()

func newCommandLine() *FlagSet {
	f := NewFlagSet(os.Args[0], ExitOnError)
	f.Usage = nil // stands for the variable Usage
	return f
}

// Usage prints how to use the program; it is called for an error of the command line.
var Usage = func() {
	w := CommandLine.Output()
	w.Write([]byte("Usage of " + os.Args[0] + ":\n"))
	PrintDefaults()
}

// Parse reads the flags of the command line.
func Parse() { CommandLine.Parse(os.Args[1:]) }

// Parsed reports whether Parse was called.
func Parsed() bool { return CommandLine.Parsed() }

// PrintDefaults prints all flags of the command line.
func PrintDefaults() { CommandLine.PrintDefaults() }

// NFlag returns how many flags of the command line were set.
func NFlag() int { return CommandLine.NFlag() }

// Arg returns argument number i behind the flags.
func Arg(i int) string { return CommandLine.Arg(i) }

// NArg returns the number of arguments behind the flags.
func NArg() int { return CommandLine.NArg() }

// Args returns the arguments behind the flags.
func Args() []string { return CommandLine.Args() }

// Lookup returns the flag of that name.
func Lookup(name string) *Flag { return CommandLine.Lookup(name) }

// Set sets the value of a flag.
func Set(name, value string) error { return CommandLine.Set(name, value) }

// Visit calls fn for the flags that were set.
func Visit(fn func(*Flag)) { CommandLine.Visit(fn) }

// VisitAll calls fn for all flags.
func VisitAll(fn func(*Flag)) { CommandLine.VisitAll(fn) }
