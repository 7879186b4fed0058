// Package tabwriter aligns text in columns.
//
// Cells end with a tab (or a vertical tab). Cells above each other in neighbouring lines form a
// column, which is as wide as its widest cell; what follows the last tab of a line belongs to no
// column. So a line without a tab ends all columns, and what was held back is written.
package tabwriter

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// What New is told besides widths.
const (
	FilterHTML          uint = 1 << iota // tags have no width, entities one
	StripEscape                          // leave out the Escape characters around escaped text
	AlignRight                           // text at the right of its cell
	DiscardEmptyColumns                  // leave out columns whose cells are empty and end with \v
	TabIndent                            // empty cells at the start of a line become tabs
	Debug                                // write | between columns and --- where \f ends them
)

// Escape begins and ends text in which tabs and newlines mean nothing special.
const Escape = '\xff'

// cell is a piece of the buffered text.
type cell struct {
	size  int  // bytes
	width int  // runes, as far as they are shown
	htab  bool // ended by \t, not by \v
}

// Writer holds lines back until it knows how wide their columns are.
type Writer struct {
	output   io.Writer
	minwidth int
	tabwidth int
	padding  int
	padchar  byte
	flags    uint

	err    error // the first of output
	buf    []byte
	pos    int // buf[pos:] is not counted in the current cell's width yet
	cell   cell
	ending byte // what ends the escaped text, tag or entity at hand; 0 if there is none
	lines  [][]cell
	widths []int // of the columns to the left of the one that is being laid out
}

// NewWriter makes a Writer; see Init.
func NewWriter(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	return new(Writer).Init(output, minwidth, tabwidth, padding, padchar, flags)
}

// Init prepares a Writer: a column is at least minwidth wide, padding is added to each cell and
// filled with padchar. If that is a tab it is taken to be tabwidth wide, and cells are aligned left.
func (b *Writer) Init(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	if minwidth < 0 || tabwidth < 0 || padding < 0 {
		panic("negative minwidth, tabwidth, or padding")
	}
	if padchar == '\t' {
		flags &^= AlignRight
	}
	*b = Writer{output: output, minwidth: minwidth, tabwidth: tabwidth, padding: padding,
		padchar: padchar, flags: flags}
	b.reset()
	return b
}

func (b *Writer) reset() {
	b.buf = b.buf[:0]
	b.pos = 0
	b.cell = cell{}
	b.ending = 0
	b.lines = append(b.lines[:0], nil)
	b.widths = b.widths[:0]
}

// ---- reading ----

func (b *Writer) take(text []byte) {
	b.buf = append(b.buf, text...)
	b.cell.size += len(text)
}

func (b *Writer) measure() {
	b.cell.width += utf8.RuneCount(b.buf[b.pos:])
	b.pos = len(b.buf)
}

// endCell puts the current cell into its line and returns how many cells that has now.
func (b *Writer) endCell(htab bool) int {
	b.cell.htab = htab
	last := len(b.lines) - 1
	b.lines[last] = append(b.lines[last], b.cell)
	b.cell = cell{}
	return len(b.lines[last])
}

// endSpecial ends escaped text, a tag or an entity.
func (b *Writer) endSpecial() {
	switch b.ending {
	case Escape:
		b.measure()
		if b.flags&StripEscape == 0 {
			b.cell.width -= 2
		}
	case ';':
		b.cell.width++
	}
	b.pos = len(b.buf)
	b.ending = 0
}

// specialEnd returns what ends the special text that ch begins, 0 if it begins none.
func (b *Writer) specialEnd(ch byte) byte {
	switch {
	case ch == Escape:
		return Escape
	case ch == '<' && b.flags&FilterHTML != 0:
		return '>'
	case ch == '&' && b.flags&FilterHTML != 0:
		return ';'
	}
	return 0
}

// Write takes text; it may be written later.
func (b *Writer) Write(buf []byte) (n int, err error) {
	defer b.namePanic("Write")
	start := 0 // buf[start:i] is not taken yet
	for i, ch := range buf {
		if b.ending != 0 {
			if ch != b.ending {
				continue
			}
			end := i + 1
			if ch == Escape && b.flags&StripEscape != 0 {
				end = i
			}
			b.take(buf[start:end])
			start = i + 1
			b.endSpecial()
			continue
		}
		if ch == '\t' || ch == '\v' || ch == '\n' || ch == '\f' {
			b.take(buf[start:i])
			b.measure()
			start = i + 1
			cells := b.endCell(ch == '\t')
			if ch == '\n' || ch == '\f' {
				b.endLine(ch == '\f', cells)
			}
		} else if ending := b.specialEnd(ch); ending != 0 {
			b.take(buf[start:i])
			b.measure()
			start = i
			if ch == Escape && b.flags&StripEscape != 0 {
				start++
			}
			b.ending = ending
		}
	}
	b.take(buf[start:])
	return len(buf), b.err
}

func (b *Writer) endLine(formFeed bool, cells int) {
	b.lines = append(b.lines, nil)
	if !formFeed && cells > 1 {
		return
	}
	b.flush()
	if formFeed && b.flags&Debug != 0 {
		b.write([]byte("---\n"))
	}
}

// Flush writes everything that was held back, as if all columns ended here.
func (b *Writer) Flush() error {
	defer b.namePanic("Flush")
	b.flush()
	return b.err
}

// namePanic adds to a panic of the output what was being done.
func (b *Writer) namePanic(op string) {
	e := recover()
	if e == nil {
		return
	}
	if op == "Flush" {
		b.reset()
	}
	panic(fmt.Sprintf("tabwriter: panic during %s (%v)", op, e))
}

func (b *Writer) flush() {
	if b.cell.size > 0 {
		if b.ending != 0 {
			b.endSpecial()
		}
		b.measure()
		b.endCell(false)
	}
	b.format(0, 0, len(b.lines))
	b.reset()
}

// ---- writing ----

func (b *Writer) write(text []byte) {
	if b.err != nil || len(text) == 0 {
		return
	}
	n, err := b.output.Write(text)
	if err == nil && n != len(text) {
		err = io.ErrShortWrite
	}
	b.err = err
}

func (b *Writer) writeMany(ch byte, count int) {
	var run [64]byte
	for i := range run {
		run[i] = ch
	}
	for ; count > len(run); count -= len(run) {
		b.write(run[:])
	}
	if count > 0 {
		b.write(run[:count])
	}
}

func (b *Writer) pad(textWidth, cellWidth int, useTabs bool) {
	if b.padchar != '\t' && !useTabs {
		b.writeMany(b.padchar, cellWidth-textWidth)
		return
	}
	if b.tabwidth == 0 {
		return
	}
	// Tabs reach multiples of their width only.
	cellWidth = (cellWidth + b.tabwidth - 1) / b.tabwidth * b.tabwidth
	b.writeMany('\t', (cellWidth-textWidth+b.tabwidth-1)/b.tabwidth)
}

// format lays out the lines from first to end in the columns that follow b.widths. Their text
// begins at pos; what follows it is returned.
func (b *Writer) format(pos, first, end int) int {
	column := len(b.widths)
	inColumn := func(line int) bool { return column < len(b.lines[line])-1 }
	for line := first; line < end; {
		if !inColumn(line) {
			line++
			continue
		}
		pos = b.writeLines(pos, first, line)
		first = line
		width := b.minwidth
		empty := true
		for ; line < end && inColumn(line); line++ {
			c := b.lines[line][column]
			width = max(width, c.width+b.padding)
			if c.width > 0 || c.htab {
				empty = false
			}
		}
		if empty && b.flags&DiscardEmptyColumns != 0 {
			width = 0
		}
		b.widths = append(b.widths, width)
		pos = b.format(pos, first, line)
		b.widths = b.widths[:column]
		first = line
	}
	return b.writeLines(pos, first, end)
}

func (b *Writer) writeLines(pos, first, end int) int {
	for i := first; i < end; i++ {
		useTabs := b.flags&TabIndent != 0
		for j, c := range b.lines[i] {
			if j > 0 && b.flags&Debug != 0 {
				b.write([]byte("|"))
			}
			text := b.buf[pos : pos+c.size]
			pos += c.size
			if c.size > 0 {
				useTabs = false
			}
			if b.flags&AlignRight == 0 {
				b.write(text)
			}
			if j < len(b.widths) {
				b.pad(c.width, b.widths[j], useTabs)
			}
			if b.flags&AlignRight != 0 {
				b.write(text)
			}
		}
		// The last line has no newline yet.
		if i+1 < len(b.lines) {
			b.write([]byte("\n"))
		}
	}
	return pos
}
