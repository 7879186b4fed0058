package fmt

import (
	"io"
	"os"
	"reflect"
	"strconv"
	"sync"
	"syscall"
	"unicode/utf8"
)

// printer holds the state of one formatting call.
type printer struct {
	buf []byte
	flags
	arg         any           // the operand
	value       reflect.Value // it, when only reflection can look at it
	reordered   bool          // an explicit index was used in the format
	goodArgNum  bool          // the last explicit index was valid
	panicking   bool          // while reporting a panic, not to report another
	erroring    bool          // while reporting a bad verb, not to call methods
	wrapErrs    bool          // %w is allowed
	wrappedArgs []int         // operands of %w
}

// flags are those of one verb.
type flags struct {
	wid, prec                       int
	widPresent, precPresent         bool
	minus, plus, sharp, space, zero bool
	plusV, sharpV                   bool // %+v and %#v, which pass on to what is inside
}

var printers = sync.Pool{New: func() any { return new(printer) }}

func newPrinter() *printer {
	p := printers.Get().(*printer)
	p.panicking = false
	p.erroring = false
	p.wrapErrs = false
	p.flags = flags{}
	return p
}

func (p *printer) free() {
	if cap(p.buf) > 64*1024 {
		p.buf = nil // not worth keeping
	} else {
		p.buf = p.buf[:0]
	}
	p.arg = nil
	p.value = reflect.Value{}
	if cap(p.wrappedArgs) > 8 {
		p.wrappedArgs = nil
	}
	p.wrappedArgs = p.wrappedArgs[:0]
	printers.Put(p)
}

func (p *printer) print(mode int, format string, a []any) {
	switch mode {
	case modePrintf:
		p.printf(format, a)
	case modePrintln:
		for i, arg := range a {
			if i > 0 {
				p.buf = append(p.buf, ' ')
			}
			p.printArg(arg, 'v')
		}
		p.buf = append(p.buf, '\n')
	default:
		beforeString := false
		for i, arg := range a {
			isString := arg != nil && reflect.TypeOf(arg).Kind() == reflect.String
			if i > 0 && !isString && !beforeString {
				p.buf = append(p.buf, ' ')
			}
			p.printArg(arg, 'v')
			beforeString = isString
		}
	}
}

func fprintGeneral(w io.Writer, mode int, format string, a []any) (n int, err error) {
	p := newPrinter()
	p.print(mode, format, a)
	n, err = w.Write(p.buf)
	p.free()
	return n, err
}

func sprintGeneral(mode int, format string, a []any) string {
	p := newPrinter()
	p.print(mode, format, a)
	s := string(p.buf)
	p.free()
	return s
}

func appendGeneral(mode int, format string, a []any) []byte {
	p := newPrinter()
	p.print(mode, format, a)
	text := append([]byte(nil), p.buf...)
	p.free()
	return text
}

func writeError(f *os.File, errno int) error {
	return &os.PathError{Op: "write", Path: f.Name(), Err: syscall.Errno(errno)}
}

// Write lets a Formatter write.
func (p *printer) Write(b []byte) (ret int, err error) {
	p.buf = append(p.buf, b...)
	return len(b), nil
}

// WriteString is Write for strings.
func (p *printer) WriteString(s string) (ret int, err error) {
	p.buf = append(p.buf, s...)
	return len(s), nil
}

// Width returns the width, if the verb has one.
func (p *printer) Width() (wid int, ok bool) { return p.wid, p.widPresent }

// Precision returns the precision, if the verb has one.
func (p *printer) Precision() (prec int, ok bool) { return p.prec, p.precPresent }

// Flag reports whether the verb has the flag.
func (p *printer) Flag(b int) bool {
	switch b {
	case '-':
		return p.minus
	case '+':
		return p.plus || p.plusV
	case '#':
		return p.sharp || p.sharpV
	case ' ':
		return p.space
	case '0':
		return p.zero
	}
	return false
}

// FormatString returns the directive that state and verb came from.
func FormatString(state State, verb rune) string {
	b := []byte{'%'}
	for _, c := range " +-#0" {
		if state.Flag(int(c)) {
			b = append(b, byte(c))
		}
	}
	if w, ok := state.Width(); ok {
		b = strconv.AppendInt(b, int64(w), 10)
	}
	if prec, ok := state.Precision(); ok {
		b = append(b, '.')
		b = strconv.AppendInt(b, int64(prec), 10)
	}
	b = utf8.AppendRune(b, verb)
	return string(b)
}

func (p *printer) str(s string) { p.buf = append(p.buf, s...) }
func (p *printer) char(c byte)  { p.buf = append(p.buf, c) }
func (p *printer) verb(r rune)  { p.buf = utf8.AppendRune(p.buf, r) }
