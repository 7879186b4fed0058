package csv

import (
	"bufio"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Writer writes records. What it has written is sure to be with the underlying writer after Flush.
type Writer struct {
	Comma   rune // between fields; ',' by default
	UseCRLF bool // lines end in \r\n
	w       *bufio.Writer
}

// NewWriter returns a Writer to w.
func NewWriter(w io.Writer) *Writer { return &Writer{Comma: ',', w: bufio.NewWriter(w)} }

// Write writes a record, with quotes around the fields that need them.
func (w *Writer) Write(record []string) error {
	if !validDelim(w.Comma) {
		return errInvalidDelim
	}
	for i, field := range record {
		if i > 0 {
			if _, err := w.w.WriteRune(w.Comma); err != nil {
				return err
			}
		}
		var err error
		if w.needsQuotes(field) {
			err = w.writeQuoted(field)
		} else {
			_, err = w.w.WriteString(field)
		}
		if err != nil {
			return err
		}
	}
	end := "\n"
	if w.UseCRLF {
		end = "\r\n"
	}
	_, err := w.w.WriteString(end)
	return err
}

func (w *Writer) writeQuoted(field string) error {
	w.w.WriteByte('"')
	for field != "" {
		i := strings.IndexAny(field, "\"\r\n")
		if i < 0 {
			i = len(field)
		}
		w.w.WriteString(field[:i])
		field = field[i:]
		if field == "" {
			break
		}
		switch c := field[0]; {
		case c == '"':
			w.w.WriteString(`""`)
		case c == '\r' && !w.UseCRLF:
			w.w.WriteByte('\r')
		case c == '\n' && w.UseCRLF:
			w.w.WriteString("\r\n")
		case c == '\n':
			w.w.WriteByte('\n')
		}
		field = field[1:]
	}
	return w.w.WriteByte('"')
}

// needsQuotes: fields with separators, quotes or line ends in them, with a blank at the beginning,
// and `\.`, which some programs take for the end.
func (w *Writer) needsQuotes(field string) bool {
	if field == "" {
		return false
	}
	if field == `\.` || strings.ContainsRune(field, w.Comma) || strings.ContainsAny(field, "\"\r\n") {
		return true
	}
	r, _ := utf8.DecodeRuneInString(field)
	return unicode.IsSpace(r)
}

// Flush hands what was written to the underlying writer.
func (w *Writer) Flush() { w.w.Flush() }

// Error returns the error that an earlier Write or Flush met.
func (w *Writer) Error() error {
	_, err := w.w.Write(nil)
	return err
}

// WriteAll writes records and calls Flush.
func (w *Writer) WriteAll(records [][]string) error {
	for _, record := range records {
		if err := w.Write(record); err != nil {
			return err
		}
	}
	return w.w.Flush()
}
