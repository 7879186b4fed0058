// Package fmt formats values as text and reads them back.
//
// Operands of the predeclared types, and what is made of them and has no methods that say how it
// reads, are formatted by natives in one call. Everything else takes the general way, which is
// reached through function variables so that a program that never needs it does not compile it.
package fmt

import (
	"io"
	"os"
	"unsafe"
)

// How operands are joined.
const (
	modePrint   = iota // spaces between operands that are both no strings
	modePrintln        // spaces between all, a newline behind
	modePrintf         // by a format
)

// outputBasic formats and writes to a descriptor. n is -1, and nothing was written, when the
// natives cannot format the operands: those of predeclared types are all that it takes.
//
//go:noescape
func outputBasic(fd int, mode int, format string, a []any) (n, errno int)

// formatParts formats into memory outside the heap, which is outputText's to free. text is 0 when
// the natives cannot format the operands.
//
//go:noescape
func formatParts(mode int, format string, a []any) (text uintptr, bytes int)

// outputText writes to a descriptor and frees text. n is -1 when nothing could be written.
func outputText(fd int, text uintptr, bytes int) (n, errno int)

// sprintBasic formats into a new string, if the natives can.
//
//go:noescape
func sprintBasic(mode int, format string, a []any) (s string, ok bool)

// The general way.
var (
	slowFprint = fprintGeneral
	slowSprint = sprintGeneral
	slowAppend = appendGeneral
	slowError  = writeError
)

var never bool
var kept any

// content tells escape analysis that what a holds may be kept, but not a itself: the general way
// looks at a only during the call.
func content(a []any) []any {
	if never {
		kept = a[0]
	}
	return unsafe.Slice((*any)(hidden(unsafe.Pointer(unsafe.SliceData(a)))), len(a))
}

// unkept hides a string that the general way looks at only during the call.
func unkept(s string) string {
	return unsafe.String((*byte)(hidden(unsafe.Pointer(unsafe.StringData(s)))), len(s))
}

//go:nocheckptr
func hidden(p unsafe.Pointer) unsafe.Pointer {
	x := uintptr(p)
	return unsafe.Pointer(x ^ 0)
}

func fprint(w io.Writer, mode int, format string, a []any) (n int, err error) {
	if f, ok := w.(*os.File); ok && f != nil {
		// The first field of a File is its descriptor, negative if this way is not for it.
		fd := *(*int)(unsafe.Pointer(f))
		n, errno := outputBasic(fd, mode, format, a)
		if n < 0 && fd >= 0 {
			if text, bytes := formatParts(mode, format, a); text != 0 {
				n, errno = outputText(fd, text, bytes)
			}
		}
		if errno != 0 {
			return n, slowError(f, errno)
		}
		if n >= 0 {
			return n, nil
		}
	}
	return slowFprint(w, mode, unkept(format), content(a))
}

// Fprintf formats by format and writes to w.
//
//go:noinline
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	return fprint(w, modePrintf, format, a)
}

// Printf formats by format and writes to the standard output.
func Printf(format string, a ...any) (n int, err error) {
	return Fprintf(os.Stdout, format, a...)
}

// Fprint writes the operands in their default formats to w, with spaces between operands that are
// both no strings.
//
//go:noinline
func Fprint(w io.Writer, a ...any) (n int, err error) {
	return fprint(w, modePrint, "", a)
}

// Print is Fprint to the standard output.
func Print(a ...any) (n int, err error) {
	return Fprint(os.Stdout, a...)
}

// Fprintln writes the operands in their default formats to w, with spaces between and a newline
// behind.
//
//go:noinline
func Fprintln(w io.Writer, a ...any) (n int, err error) {
	return fprint(w, modePrintln, "", a)
}

// Println is Fprintln to the standard output.
func Println(a ...any) (n int, err error) {
	return Fprintln(os.Stdout, a...)
}

// Sprintf formats by format and returns the text.
func Sprintf(format string, a ...any) string {
	if s, ok := sprintBasic(modePrintf, format, a); ok {
		return s
	}
	return slowSprint(modePrintf, unkept(format), content(a))
}

// Sprint returns what Print writes.
func Sprint(a ...any) string {
	if s, ok := sprintBasic(modePrint, "", a); ok {
		return s
	}
	return slowSprint(modePrint, "", content(a))
}

// Sprintln returns what Println writes.
func Sprintln(a ...any) string {
	if s, ok := sprintBasic(modePrintln, "", a); ok {
		return s
	}
	return slowSprint(modePrintln, "", content(a))
}

// Appendf appends what Sprintf returns to b.
func Appendf(b []byte, format string, a ...any) []byte {
	return append(b, slowAppend(modePrintf, unkept(format), content(a))...)
}

// Append appends what Sprint returns to b.
func Append(b []byte, a ...any) []byte {
	return append(b, slowAppend(modePrint, "", content(a))...)
}

// Appendln appends what Sprintln returns to b.
func Appendln(b []byte, a ...any) []byte {
	return append(b, slowAppend(modePrintln, "", content(a))...)
}

// Stringer is implemented by values that say how they read as text.
type Stringer interface {
	String() string
}

// GoStringer is implemented by values that say how they read as Go source, for %#v.
type GoStringer interface {
	GoString() string
}

// State is what a Formatter gets: where to write, and the flags of the verb.
type State interface {
	Write(b []byte) (n int, err error)
	Width() (wid int, ok bool)
	Precision() (prec int, ok bool)
	Flag(c int) bool
}

// Formatter is implemented by values that format themselves.
type Formatter interface {
	Format(f State, verb rune)
}
