package big

import (
	"errors"
	"fmt"
	"io"
	"strconv"
)

// MaxBase is the largest base of numbers as text: digits, small letters, capital letters.
const MaxBase = 10 + ('z' - 'a' + 1) + ('Z' - 'A' + 1)

const oneCaseMax = 10 + ('z' - 'a' + 1) // up to this base, capital letters mean the same as small ones

var (
	errNoDigits  = errors.New("number has no digits")
	errSeparator = errors.New("'_' must separate successive digits")
)

// A runeBytes lets a fmt.ScanState be read byte by byte.
type runeBytes struct {
	fmt.ScanState
}

func (r runeBytes) ReadByte() (byte, error) {
	c, size, err := r.ReadRune()
	if err == nil && size != 1 {
		err = fmt.Errorf("invalid rune %#U", c)
	}
	return byte(c), err
}

func (r runeBytes) UnreadByte() error { return r.UnreadRune() }

// digitValue returns the value of a digit, 255 if c is none in this base.
func digitValue(c byte, base int) byte {
	d := byte(255)
	switch {
	case '0' <= c && c <= '9':
		d = c - '0'
	case 'a' <= c && c <= 'z':
		d = c - 'a' + 10
	case 'A' <= c && c <= 'Z' && base <= oneCaseMax:
		d = c - 'A' + 10
	case 'A' <= c && c <= 'Z':
		d = c - 'A' + oneCaseMax
	}
	if int(d) >= base {
		return 255
	}
	return d
}

// scanSign reads + or - if there is one.
func scanSign(r io.ByteScanner) (neg bool, err error) {
	c, err := r.ReadByte()
	if err != nil {
		return false, err
	}
	if c != '-' && c != '+' {
		r.UnreadByte()
	}
	return c == '-', nil
}

// A numeral is what scanNumeral has read.
type numeral struct {
	value    nat
	base     int
	digits   int
	fraction int // number of digits after the point
}

// scanNumeral reads digits as far as they go. Base 0 means that a prefix may say the base, and that
// '_' may stand between digits. With point, one '.' may stand among the digits, and a leading 0 does
// not mean base 8. Reading into z's memory.
func scanNumeral(z nat, r io.ByteScanner, base int, point bool) (n numeral, err error) {
	known := 2 <= base && base <= MaxBase
	if point {
		known = base == 2 || base == 8 || base == 10 || base == 16
	}
	if base != 0 && !known {
		panic(fmt.Sprintf("invalid number base %d", base))
	}
	n.base = base
	n.value = z[:0]
	last := byte('.') // '0' for any digit, or '.' or '_'
	c, err := r.ReadByte()
	octal := false // a 0 was read that is a prefix, or the number 0
	if base == 0 {
		n.base = 10
		if err == nil && c == '0' {
			last = '0'
			if c, err = r.ReadByte(); err == nil {
				n.base = prefixBase(c)
			}
			if n.base != 10 {
				c, err = r.ReadByte()
			} else if octal = err == nil && !point; octal {
				n.base = 8
			} else {
				n.digits = 1
			}
		}
	}
	seenPoint, misplaced := false, false
	var values []byte
	for ; err == nil; c, err = r.ReadByte() {
		if c == '.' && point && !seenPoint {
			misplaced = misplaced || last == '_'
			seenPoint = true
			last = '.'
			continue
		}
		if c == '_' && base == 0 {
			misplaced = misplaced || last != '0'
			last = '_'
			continue
		}
		d := digitValue(c, n.base)
		if d == 255 {
			r.UnreadByte()
			break
		}
		values = append(values, d)
		last = '0'
		if seenPoint {
			n.fraction++
		}
	}
	if err == io.EOF {
		err = nil
	}
	if err == nil && (misplaced || last == '_') {
		err = errSeparator
	}
	n.digits += len(values)
	if n.digits == 0 {
		if octal {
			n.base, n.digits = 10, 1
			return n, err
		}
		return n, errNoDigits
	}
	n.value = natFromDigits(z, values, n.base)
	return n, err
}

// prefixBase returns the base that 0c stands for, 10 if c is no such letter.
func prefixBase(c byte) int {
	switch c {
	case 'b', 'B':
		return 2
	case 'o', 'O':
		return 8
	case 'x', 'X':
		return 16
	}
	return 10
}

// scanExponent reads an exponent if there is one: e for powers of 10, p for powers of 2. With
// separators, '_' may stand between digits.
func scanExponent(r io.ByteScanner, separators bool) (exp int64, base int, err error) {
	base = 10
	c, err := r.ReadByte()
	if err == io.EOF {
		return 0, base, nil
	}
	if err != nil {
		return 0, base, err
	}
	switch c {
	case 'e', 'E':
	case 'p', 'P':
		base = 2
	default:
		r.UnreadByte()
		return 0, base, nil
	}
	var digits []byte
	if c, err = r.ReadByte(); err == nil && (c == '+' || c == '-') {
		if c == '-' {
			digits = append(digits, c)
		}
		c, err = r.ReadByte()
	}
	last, misplaced, empty := byte('.'), false, true
	for ; err == nil; c, err = r.ReadByte() {
		if c == '_' && separators {
			misplaced = misplaced || last != '0'
			last = '_'
			continue
		}
		if c < '0' || c > '9' {
			r.UnreadByte()
			break
		}
		digits = append(digits, c)
		last, empty = '0', false
	}
	switch {
	case err != nil && err != io.EOF:
		return 0, base, err
	case empty:
		return 0, base, errNoDigits
	}
	exp, err = strconv.ParseInt(string(digits), 10, 64)
	if err == nil && (misplaced || last == '_') {
		err = errSeparator
	}
	return exp, base, err
}

// scale returns the exponents of 2 and of 5 that n's fraction and an exponent amount to.
func (n *numeral) scale(exp int64, expBase int) (exp2, exp5 int64) {
	fraction := -int64(n.fraction)
	switch n.base {
	case 2:
		exp2 = fraction
	case 8:
		exp2 = 3 * fraction
	case 16:
		exp2 = 4 * fraction
	default:
		exp2, exp5 = fraction, fraction
	}
	if expBase == 10 {
		exp5 += exp
	}
	return exp2 + exp, exp5
}
