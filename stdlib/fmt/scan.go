package fmt

import (
	"errors"
	"io"
	"os"
	"sync"
	"unicode/utf8"
)

// ScanState is what a Scanner reads from. Reading stops at the width of the verb, and of Scanln and
// the like at the end of the line.
type ScanState interface {
	ReadRune() (r rune, size int, err error)
	UnreadRune() error
	// SkipSpace skips white space; where a newline ends the scan, meeting one is an error.
	SkipSpace()
	// Token returns the next runes for which f holds (nil: that are no white space), after skipping
	// white space if skipSpace is set. It is valid until the next Token.
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	Width() (wid int, ok bool)
	// Read is there for io.Reader only and fails.
	Read(buf []byte) (n int, err error)
}

// Scanner is implemented by pointers to values that read themselves.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

// Scan reads values separated by white space, newlines included, from the standard input into what
// the operands point to. It returns how many it read, and why not all.
func Scan(a ...any) (n int, err error) {
	return Fscan(os.Stdin, a...)
}

// Scanln is Scan for the values of one line.
func Scanln(a ...any) (n int, err error) {
	return Fscanln(os.Stdin, a...)
}

// Scanf is Scan by a format. Newlines in the input must be in the format too.
func Scanf(format string, a ...any) (n int, err error) {
	return Fscanf(os.Stdin, format, a...)
}

// stringInput reads from a string.
type stringInput struct {
	s  string
	at int
}

func (r *stringInput) Read(b []byte) (n int, err error) {
	n = copy(b, r.s[r.at:])
	r.at += n
	if n == 0 {
		err = io.EOF
	}
	return
}

// Sscan is Scan from a string.
func Sscan(str string, a ...any) (n int, err error) {
	return Fscan(&stringInput{s: str}, a...)
}

// Sscanln is Scanln from a string.
func Sscanln(str string, a ...any) (n int, err error) {
	return Fscanln(&stringInput{s: str}, a...)
}

// Sscanf is Scanf from a string.
func Sscanf(str string, format string, a ...any) (n int, err error) {
	return Fscanf(&stringInput{s: str}, format, a...)
}

// Fscan is Scan from r. If r has no UnreadRune, it may read one rune too many.
func Fscan(r io.Reader, a ...any) (n int, err error) {
	s := newScan(r, true, false)
	n, err = s.values(a)
	s.free()
	return
}

// Fscanln is Scanln from r.
func Fscanln(r io.Reader, a ...any) (n int, err error) {
	s := newScan(r, false, true)
	n, err = s.values(a)
	s.free()
	return
}

// Fscanf is Scanf from r.
func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	s := newScan(r, false, false)
	n, err = s.formatted(format, a)
	s.free()
	return
}

const (
	endOfInput = -1
	noWidth    = 1 << 30
)

// scan holds the state of one scanning call.
type scan struct {
	in        io.RuneScanner
	tok       []byte
	count     int  // runes read
	limit     int  // no more than this for the operand
	width     int  // of the verb
	ended     bool // the input has
	lineEnds  bool // a newline ends the scan
	lineSpace bool // a newline is white space
}

var scans = sync.Pool{New: func() any { return new(scan) }}

func newScan(r io.Reader, lineSpace, lineEnds bool) *scan {
	s := scans.Get().(*scan)
	*s = scan{tok: s.tok[:0], limit: noWidth, width: noWidth, lineSpace: lineSpace, lineEnds: lineEnds}
	in, ok := r.(io.RuneScanner)
	if !ok {
		in = &runeInput{r: r, held: noRune, last: noRune}
	}
	s.in = in
	return s
}

func (s *scan) free() {
	if cap(s.tok) <= 1024 {
		s.in = nil
		scans.Put(s)
	}
}

// scanFailure is the panic that ends a scan with an error.
type scanFailure struct {
	err error
}

func (s *scan) fail(text string)   { panic(scanFailure{errors.New(text)}) }
func (s *scan) failWith(err error) { panic(scanFailure{err}) }

// caught turns the panic that ended a scan into its error.
func caught(err *error) {
	switch e := recover().(type) {
	case nil:
	case scanFailure:
		*err = e.err
	case error:
		if e != io.EOF {
			panic(e)
		}
		*err = e
	default:
		panic(e)
	}
}

func (s *scan) ReadRune() (r rune, size int, err error) {
	if s.ended || s.count >= s.limit {
		return 0, 0, io.EOF
	}
	r, size, err = s.in.ReadRune()
	switch {
	case err == nil:
		s.count++
		s.ended = s.lineEnds && r == '\n'
	case err == io.EOF:
		s.ended = true
	}
	return
}

func (s *scan) UnreadRune() error {
	s.in.UnreadRune()
	s.ended = false
	s.count--
	return nil
}

func (s *scan) Read([]byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

func (s *scan) Width() (wid int, ok bool) {
	if s.width == noWidth {
		return 0, false
	}
	return s.width, true
}

// next reads a rune; endOfInput at the end.
func (s *scan) next() rune {
	r, _, err := s.ReadRune()
	if err != nil {
		if err != io.EOF {
			s.failWith(err)
		}
		return endOfInput
	}
	return r
}

// must is next where the end is an error.
func (s *scan) must() rune {
	r := s.next()
	if r == endOfInput {
		s.failWith(io.ErrUnexpectedEOF)
	}
	return r
}

// needInput ends the scan with io.EOF when there is no more input.
func (s *scan) needInput() {
	if s.next() == endOfInput {
		panic(io.EOF)
	}
	s.UnreadRune()
}

func within(set string, r rune) bool {
	for _, c := range set {
		if c == r {
			return true
		}
	}
	return false
}

// sees reports whether the next rune is in the set.
func (s *scan) sees(set string) bool {
	r := s.next()
	if r == endOfInput {
		return false
	}
	s.UnreadRune()
	return within(set, r)
}

// take moves the next rune to the token if it is in the set.
func (s *scan) take(set string) bool {
	r := s.next()
	if r == endOfInput {
		return false
	}
	if !within(set, r) {
		s.UnreadRune()
		return false
	}
	s.tok = utf8.AppendRune(s.tok, r)
	return true
}

func isSpace(r rune) bool {
	switch {
	case r < 0x80:
		return r == ' ' || '\t' <= r && r <= '\r'
	case 0x2000 <= r && r <= 0x200a:
		return true
	}
	switch r {
	case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return false
}

func isNoSpace(r rune) bool { return !isSpace(r) }

func (s *scan) SkipSpace() {
	for {
		r := s.next()
		switch {
		case r == endOfInput:
			return
		case r == '\r' && s.sees("\n"):
		case r == '\n':
			if !s.lineSpace {
				s.fail("unexpected newline")
			}
		case !isSpace(r):
			s.UnreadRune()
			return
		}
	}
}

// word adds runes for which f holds to the token.
func (s *scan) word(f func(rune) bool) {
	for {
		r := s.next()
		if r == endOfInput {
			return
		}
		if !f(r) {
			s.UnreadRune()
			return
		}
		s.tok = utf8.AppendRune(s.tok, r)
	}
}

func (s *scan) Token(skipSpace bool, f func(rune) bool) (tok []byte, err error) {
	defer func() {
		if e := recover(); e != nil {
			failure, ok := e.(scanFailure)
			if !ok {
				panic(e)
			}
			err = failure.err
		}
	}()
	if f == nil {
		f = isNoSpace
	}
	s.tok = s.tok[:0]
	if skipSpace {
		s.SkipSpace()
	}
	s.word(f)
	return s.tok, nil
}

// values reads operands without a format.
func (s *scan) values(a []any) (n int, err error) {
	defer caught(&err)
	for _, arg := range a {
		s.value('v', arg)
		n++
	}
	for s.lineEnds {
		r := s.next()
		if r == '\n' || r == endOfInput {
			break
		}
		if !isSpace(r) {
			s.fail("expected newline")
		}
	}
	return
}

const noRune = -2

// runeInput reads runes from a reader, byte by byte so as to take no more than needed.
type runeInput struct {
	r       io.Reader
	pending []byte // bytes read behind one that is not UTF-8
	last    rune   // what UnreadRune puts back
	held    rune   // what it has put back
}

func (in *runeInput) byte() (byte, error) {
	if len(in.pending) > 0 {
		b := in.pending[0]
		in.pending = in.pending[1:]
		return b, nil
	}
	var one [1]byte
	_, err := io.ReadFull(in.r, one[:])
	return one[0], err
}

func (in *runeInput) ReadRune() (r rune, size int, err error) {
	if in.held != noRune {
		r = in.held
		in.last, in.held = r, noRune
		return r, utf8.RuneLen(r), nil
	}
	first, err := in.byte()
	if err != nil {
		return 0, 0, err
	}
	buf := []byte{first}
	for !utf8.FullRune(buf) {
		b, err := in.byte()
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, 0, err
		}
		buf = append(buf, b)
	}
	r, size = utf8.DecodeRune(buf)
	if size < len(buf) {
		in.pending = append(buf[size:], in.pending...)
	}
	in.last = r
	return r, size, nil
}

func (in *runeInput) UnreadRune() error {
	if in.last == noRune {
		return errors.New("fmt: scanning called UnreadRune with no rune available")
	}
	in.held, in.last = in.last, noRune
	return nil
}
