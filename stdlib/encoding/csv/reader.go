// Package csv reads and writes comma-separated values (RFC 4180).
package csv

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"
)

// ParseError tells where a text is wrong. Lines and columns count from 1, columns in bytes.
type ParseError struct {
	StartLine int // where the record begins
	Line      int // of the error
	Column    int
	Err       error
}

func (e *ParseError) Error() string {
	switch {
	case e.Err == ErrFieldCount:
		return fmt.Sprintf("record on line %d: %v", e.Line, e.Err)
	case e.StartLine != e.Line:
		return fmt.Sprintf("record on line %d; parse error on line %d, column %d: %v", e.StartLine,
			e.Line, e.Column, e.Err)
	}
	return fmt.Sprintf("parse error on line %d, column %d: %v", e.Line, e.Column, e.Err)
}

// Unwrap returns e.Err.
func (e *ParseError) Unwrap() error { return e.Err }

// What can be wrong; in ParseError.Err.
var (
	ErrBareQuote  = errors.New("bare \" in non-quoted-field")
	ErrQuote      = errors.New("extraneous or missing \" in quoted-field")
	ErrFieldCount = errors.New("wrong number of fields")

	// Deprecated: is not used any more.
	ErrTrailingComma = errors.New("extra delimiter at end of line")
)

var errInvalidDelim = errors.New("csv: invalid field or comment delimiter")

func validDelim(r rune) bool {
	return r != 0 && r != '"' && r != '\r' && r != '\n' && utf8.ValidRune(r) && r != utf8.RuneError
}

// Reader reads records. Its exported fields may be changed before the first one is read.
type Reader struct {
	Comma   rune // between fields; ',' by default
	Comment rune // lines that begin with it are left out; 0: none are

	// FieldsPerRecord is the number of fields that records must have; 0: as many as the first one;
	// negative: any.
	FieldsPerRecord int

	LazyQuotes       bool // quotes may stand anywhere
	TrimLeadingSpace bool // blanks at the beginning of fields do not count
	ReuseRecord      bool // Read may return the same slice again

	// Deprecated: has no effect.
	TrailingComma bool

	r      *bufio.Reader
	line   int   // number of the line read last
	offset int64 // bytes read
	raw    []byte // a line that did not fit the reader's buffer
	text   []byte // of the fields, one after the other
	ends   []int  // of the fields in text
	places []place
	last   []string
}

type place struct {
	line, column int
}

// NewReader returns a Reader of r.
func NewReader(r io.Reader) *Reader { return &Reader{Comma: ',', r: bufio.NewReader(r)} }

// Read reads a record. With ErrFieldCount the record is returned, too.
func (r *Reader) Read() (record []string, err error) {
	if r.ReuseRecord {
		record, err = r.readRecord(r.last)
		r.last = record
		return record, err
	}
	return r.readRecord(nil)
}

// FieldPos returns where a field of the record that was read last begins.
func (r *Reader) FieldPos(field int) (line, column int) {
	if field < 0 || field >= len(r.places) {
		panic("out of range index passed to FieldPos")
	}
	p := &r.places[field]
	return p.line, p.column
}

// InputOffset returns how many bytes were read up to the end of the last record.
func (r *Reader) InputOffset() int64 { return r.offset }

// ReadAll reads all records that are left.
func (r *Reader) ReadAll() (records [][]string, err error) {
	for {
		record, err := r.readRecord(nil)
		if err == io.EOF {
			return records, nil
		}
		if err != nil {
			return nil, err
		}
		records = append(records, record)
	}
}

// readLine reads a line with its end, which becomes \n. The result is valid until the next call.
func (r *Reader) readLine() ([]byte, error) {
	line, err := r.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		r.raw = append(r.raw[:0], line...)
		for err == bufio.ErrBufferFull {
			line, err = r.r.ReadSlice('\n')
			r.raw = append(r.raw, line...)
		}
		line = r.raw
	}
	size := len(line)
	if size > 0 && err == io.EOF {
		err = nil
		if line[size-1] == '\r' {
			line = line[:size-1] // a lone \r before the end
		}
	}
	r.line++
	r.offset += int64(size)
	if n := len(line); n >= 2 && line[n-2] == '\r' && line[n-1] == '\n' {
		line[n-2] = '\n'
		line = line[:n-1]
	}
	return line, err
}

// lineEnd returns how many bytes of line are its end.
func lineEnd(line []byte) int {
	if len(line) > 0 && line[len(line)-1] == '\n' {
		return 1
	}
	return 0
}

func firstRune(b []byte) rune {
	r, _ := utf8.DecodeRune(b)
	return r
}

func (r *Reader) readRecord(into []string) ([]string, error) {
	if r.Comma == r.Comment || !validDelim(r.Comma) || r.Comment != 0 && !validDelim(r.Comment) {
		return nil, errInvalidDelim
	}
	line, err := r.nextLine()
	if err == io.EOF {
		return nil, err
	}
	p := parsing{Reader: r, line: line, readErr: err, start: r.line}
	err = p.parse()
	if err == nil {
		err = p.readErr
	}
	into = r.split(into)
	if r.FieldsPerRecord > 0 {
		if len(into) != r.FieldsPerRecord && err == nil {
			err = &ParseError{StartLine: p.start, Line: p.start, Column: 1, Err: ErrFieldCount}
		}
	} else if r.FieldsPerRecord == 0 {
		r.FieldsPerRecord = len(into)
	}
	return into, err
}

// nextLine reads a line that is not empty and no comment.
func (r *Reader) nextLine() ([]byte, error) {
	for {
		line, err := r.readLine()
		if err != nil && len(line) == 0 {
			return nil, err
		}
		if r.Comment != 0 && firstRune(line) == r.Comment {
			continue
		}
		if err == nil && len(line) == lineEnd(line) {
			continue
		}
		return line, err
	}
}

// split makes strings of what was parsed: one for all fields, cut into pieces.
func (r *Reader) split(into []string) []string {
	all := string(r.text)
	into = into[:0]
	if cap(into) < len(r.ends) {
		into = make([]string, 0, len(r.ends))
	}
	start := 0
	for _, end := range r.ends {
		into = append(into, all[start:end])
		start = end
	}
	return into
}

// parsing is the state while a record is parsed.
type parsing struct {
	*Reader
	line    []byte // what is left of the line
	readErr error
	start   int // line of the record's beginning
	at      place
}

func (p *parsing) fail(line, column int, err error) error {
	return &ParseError{StartLine: p.start, Line: line, Column: column, Err: err}
}

func (p *parsing) endField() { p.ends = append(p.ends, len(p.text)) }

func (p *parsing) parse() error {
	p.text, p.ends, p.places = p.text[:0], p.ends[:0], p.places[:0]
	p.at = place{p.Reader.line, 1}
	for {
		if p.TrimLeadingSpace {
			i := bytes.IndexFunc(p.line, func(r rune) bool { return !unicode.IsSpace(r) })
			if i < 0 {
				i = len(p.line) - lineEnd(p.line)
			}
			p.line = p.line[i:]
			p.at.column += i
		}
		p.places = append(p.places, p.at)
		var more bool
		var err error
		if len(p.line) == 0 || p.line[0] != '"' {
			more, err = p.plainField()
		} else {
			more, err = p.quotedField()
		}
		if err != nil || !more {
			return err
		}
	}
}

// plainField reads a field without quotes around it, and reports whether another one follows.
func (p *parsing) plainField() (more bool, err error) {
	i := bytes.IndexRune(p.line, p.Comma)
	field := p.line
	if i >= 0 {
		field = field[:i]
	} else {
		field = field[:len(field)-lineEnd(field)]
	}
	if !p.LazyQuotes {
		if j := bytes.IndexByte(field, '"'); j >= 0 {
			return false, p.fail(p.Reader.line, p.at.column+j, ErrBareQuote)
		}
	}
	p.text = append(p.text, field...)
	p.endField()
	if i < 0 {
		return false, nil
	}
	width := utf8.RuneLen(p.Comma)
	p.line = p.line[i+width:]
	p.at.column += i + width
	return true, nil
}

// quotedField reads a field in quotes, which may go over several lines.
func (p *parsing) quotedField() (more bool, err error) {
	width := utf8.RuneLen(p.Comma)
	p.line = p.line[1:]
	p.at.column++
	for {
		i := bytes.IndexByte(p.line, '"')
		if i >= 0 {
			p.text = append(p.text, p.line[:i]...)
			p.line = p.line[i+1:]
			p.at.column += i + 1
			switch next := firstRune(p.line); {
			case len(p.line) > 0 && next == '"':
				p.text = append(p.text, '"')
				p.line = p.line[1:]
				p.at.column++
			case len(p.line) > 0 && next == p.Comma:
				p.line = p.line[width:]
				p.at.column += width
				p.endField()
				return true, nil
			case len(p.line) == lineEnd(p.line):
				p.endField()
				return false, nil
			case p.LazyQuotes:
				p.text = append(p.text, '"')
			default:
				return false, p.fail(p.Reader.line, p.at.column-1, ErrQuote)
			}
			continue
		}
		if len(p.line) == 0 {
			if !p.LazyQuotes && p.readErr == nil {
				return false, p.fail(p.at.line, p.at.column, ErrQuote)
			}
			p.endField()
			return false, nil
		}
		p.text = append(p.text, p.line...)
		if p.readErr != nil {
			return false, p.readErr
		}
		p.at.column += len(p.line)
		p.line, p.readErr = p.readLine()
		if len(p.line) > 0 {
			p.at.line++
			p.at.column = 1
		}
		if p.readErr == io.EOF {
			p.readErr = nil
			if len(p.line) == 0 && !p.LazyQuotes {
				return false, p.fail(p.at.line, p.at.column, ErrQuote)
			}
		}
	}
}
