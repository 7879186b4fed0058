package big

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

func text(x nat, neg bool, base int) string {
	if base < 2 || base > MaxBase {
		panic("invalid base")
	}
	return natText(x, neg, base)
}

// Text returns x in the given base, from 2 to MaxBase; "<nil>" if x is nil.
func (x *Int) Text(base int) string {
	if x == nil {
		return "<nil>"
	}
	return text(x.abs, x.neg, base)
}

// String returns x in base 10.
func (x *Int) String() string { return x.Text(10) }

// Append appends Text(base) to buf.
func (x *Int) Append(buf []byte, base int) []byte { return append(buf, x.Text(base)...) }

// SetString sets z to the number s. Base 0 means that prefixes 0b, 0o, 0 and 0x tell the base, and that
// '_' may stand between digits. If s is not a number, the result is nil and false, and z is undefined.
func (z *Int) SetString(s string, base int) (*Int, bool) {
	return z.setFrom(strings.NewReader(s), base)
}

// setFrom sets z to all that r has.
func (z *Int) setFrom(r io.ByteScanner, base int) (*Int, bool) {
	if err := z.scan(r, base); err != nil {
		return nil, false
	}
	if _, err := r.ReadByte(); err != io.EOF {
		return nil, false
	}
	return z, true
}

func (z *Int) scan(r io.ByteScanner, base int) error {
	neg, err := scanSign(r)
	if err != nil {
		return err
	}
	n, err := scanNumeral(z.abs, r, base, false)
	if err != nil {
		return err
	}
	z.abs = n.value
	z.neg = neg && len(z.abs) > 0
	return nil
}

// verbBase returns the base that a verb stands for, 0 if it stands for none.
func verbBase(verb rune) int {
	switch verb {
	case 'b':
		return 2
	case 'o', 'O':
		return 8
	case 'd', 's', 'v':
		return 10
	case 'x', 'X':
		return 16
	}
	return 0
}

// Scan reads x for fmt.Scan and its relatives; the verbs are b, o, d, x, X, and s and v for any base.
func (z *Int) Scan(s fmt.ScanState, verb rune) error {
	s.SkipSpace()
	base := verbBase(verb)
	if base == 0 || verb == 'O' {
		return errors.New("Int.Scan: invalid verb")
	}
	if verb == 's' || verb == 'v' {
		base = 0
	}
	return z.scan(runeBytes{s}, base)
}

// pad writes text count times.
func pad(s fmt.State, text string, count int) {
	if count > 0 {
		io.WriteString(s, strings.Repeat(text, count))
	}
}

// flagSign returns what stands in front of a number: "-" for a negative one.
func flagSign(s fmt.State, neg bool) string {
	switch {
	case neg:
		return "-"
	case s.Flag('+'):
		return "+"
	case s.Flag(' '):
		return " "
	}
	return ""
}

func flagPrefix(s fmt.State, verb rune) string {
	switch {
	case verb == 'O':
		return "0o"
	case !s.Flag('#'):
		return ""
	}
	switch verb {
	case 'b':
		return "0b"
	case 'o':
		return "0"
	case 'x':
		return "0x"
	case 'X':
		return "0X"
	}
	return ""
}

// Format prints x for fmt.Print and its relatives. The verbs are b, o, O, d, x, X, s and v, with the
// flags, widths and precisions that integers have.
func (x *Int) Format(s fmt.State, verb rune) {
	base := verbBase(verb)
	if base == 0 {
		fmt.Fprintf(s, "%%!%c(big.Int=%s)", verb, x.String())
		return
	}
	if x == nil {
		fmt.Fprint(s, "<nil>")
		return
	}
	digits := text(x.abs, false, base)
	if verb == 'X' {
		digits = strings.ToUpper(digits)
	}
	front := flagSign(s, x.neg) + flagPrefix(s, verb)
	zeros := 0
	precision, hasPrecision := s.Precision()
	if hasPrecision {
		if precision == 0 && len(x.abs) == 0 {
			return
		}
		zeros = max(0, precision-len(digits))
	}
	left, right := 0, 0
	if width, ok := s.Width(); ok {
		missing := max(0, width-len(front)-zeros-len(digits))
		switch {
		case s.Flag('-'):
			right = missing
		case s.Flag('0') && !hasPrecision:
			zeros = missing
		default:
			left = missing
		}
	}
	pad(s, " ", left)
	io.WriteString(s, front)
	pad(s, "0", zeros)
	io.WriteString(s, digits)
	pad(s, " ", right)
}
