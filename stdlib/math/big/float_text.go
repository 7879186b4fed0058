package big

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// SetString sets z to the number s, as Parse does with base 0, and tells whether s is one. If not, the
// result is nil.
func (z *Float) SetString(s string) (*Float, bool) {
	f, _, err := z.Parse(s, 0)
	return f, err == nil
}

// ParseFloat is new(Float).SetPrec(prec).SetMode(mode).Parse(s, base).
func ParseFloat(s string, base int, prec uint, mode RoundingMode) (f *Float, b int, err error) {
	return new(Float).SetPrec(prec).SetMode(mode).Parse(s, base)
}

// Parse sets z to the number s, in base 2, 8, 10 or 16, and returns z and the base of the digits. Base
// 0 means that a prefix may tell the base, and that '_' may stand between digits. An exponent may
// follow, with e as power of 10, with p as power of 2. The precision is 64 if it was 0.
func (z *Float) Parse(s string, base int) (f *Float, b int, err error) {
	switch strings.TrimLeft(s, "+-") {
	case "Inf", "inf":
		if len(s) <= len("+Inf") {
			return z.SetInf(s[0] == '-'), 0, nil
		}
	}
	r := strings.NewReader(s)
	if f, b, err = z.scan(r, base); err != nil {
		return f, b, err
	}
	c, end := r.ReadByte()
	switch {
	case end == nil:
		err = fmt.Errorf("expected end of string, found %q", c)
	case end != io.EOF:
		err = end
	}
	return f, b, err
}

func (z *Float) scan(r io.ByteScanner, base int) (f *Float, b int, err error) {
	prec := z.prec
	if prec == 0 {
		prec = 64
	}
	z.form = zero
	if z.neg, err = scanSign(r); err != nil {
		return nil, 0, err
	}
	n, err := scanNumeral(z.mant, r, base, true)
	z.mant = n.value
	if err != nil {
		return nil, n.base, err
	}
	exp, expBase, err := scanExponent(r, base == 0)
	if err != nil {
		return nil, n.base, err
	}
	if len(z.mant) == 0 {
		z.prec = prec
		return z.setForm(zero), n.base, nil
	}
	exp2, exp5 := n.scale(exp, expBase)
	if top := exp2 + int64(z.mant.bitLen()); top < MinExp || top > MaxExp {
		return nil, n.base, fmt.Errorf("exponent overflow")
	}
	z.prec = prec
	if exp5 == 0 {
		z.setNat(z.mant, exp2, false)
		return z, n.base, nil
	}
	// The digits are exact and the power of 5 has more bits than the result. One rounding follows.
	z.prec = MaxPrec
	z.setNat(z.mant, exp2, false)
	z.prec = prec
	power := new(Float).SetPrec(uint(prec) + 64)
	if exp5 < 0 {
		z.Quo(z, power.setPow5(uint64(-exp5)))
	} else {
		z.Mul(z, power.setPow5(uint64(exp5)))
	}
	return z, n.base, nil
}

// setPow5 sets z to 5**n with z's precision: exactly if that fits a word, otherwise by squaring.
func (z *Float) setPow5(n uint64) *Float {
	const wordMax = 27 // 5**27 < 2**64
	exact := uint64(1)
	for i := uint64(0); i < min(n, wordMax); i++ {
		exact *= 5
	}
	z.SetUint64(exact)
	if n <= wordMax {
		return z
	}
	square := new(Float).SetPrec(z.Prec() + 64).SetUint64(5)
	for n -= wordMax; n > 0; n >>= 1 {
		if n&1 != 0 {
			z.Mul(z, square)
		}
		square.Mul(square, square)
	}
	return z
}

// Scan reads x for fmt.Scan and its relatives; all verbs are the same.
func (z *Float) Scan(s fmt.ScanState, verb rune) error {
	s.SkipSpace()
	_, _, err := z.scan(runeBytes{s}, 0)
	return err
}

// String returns Text('g', 10).
func (x *Float) String() string { return x.Text('g', 10) }

// Text returns x in a format with prec digits; with as many as are needed to read x back if prec < 0.
//
//	e, E  -d.dddde±dd
//	f     -ddddd.dddd
//	g, G  as e or E for large exponents, as f for others
//	x     -0xd.dddddp±dd, with a hexadecimal mantissa
//	p     -0x.dddp±dd, with all digits of the mantissa
//	b     -ddddddp±dd, a decimal integer and a power of 2
func (x *Float) Text(format byte, prec int) string { return string(x.Append(nil, format, prec)) }

// Append appends Text(format, prec) to buf.
func (x *Float) Append(buf []byte, format byte, prec int) []byte {
	start := len(buf)
	if x.neg {
		buf = append(buf, '-')
	}
	if x.form == inf {
		if !x.neg {
			buf = append(buf, '+')
		}
		return append(buf, "Inf"...)
	}
	switch format {
	case 'b':
		return x.appendB(buf)
	case 'p':
		return x.appendP(buf)
	case 'x':
		return x.appendX(buf, prec)
	case 'e', 'E', 'f', 'g', 'G':
		return x.appendDecimal(buf, format, prec)
	}
	return append(buf[:start], '%', format)
}

func (x *Float) appendDecimal(buf []byte, format byte, prec int) []byte {
	var d decimal
	if x.form == finite {
		d = decimalOf(x.mant, x.lowExp())
	}
	shortest := prec < 0
	if shortest && x.form == finite {
		d.shorten(x)
	}
	switch format {
	case 'e', 'E':
		if shortest {
			prec = len(d.digits) - 1
		}
		d.round(prec + 1)
		return d.appendE(buf, format, prec)
	case 'f':
		if shortest {
			prec = max(len(d.digits)-d.point, 0)
		}
		d.round(d.point + prec)
		return d.appendF(buf, prec)
	}
	most := 6 // the smallest exponent that is too large for f
	if shortest {
		prec = len(d.digits)
	} else {
		prec = max(prec, 1)
		d.round(prec)
		most = prec
		if len(d.digits) >= d.point {
			most = min(most, len(d.digits))
		}
	}
	if exp := d.point - 1; exp < -4 || exp >= most {
		return d.appendE(buf, format-'g'+'e', min(prec, len(d.digits))-1)
	}
	if prec > d.point {
		prec = len(d.digits)
	}
	return d.appendF(buf, max(prec-d.point, 0))
}

// mantissaBits returns the highest n bits of the mantissa, with zeros behind if it has fewer.
func (x *Float) mantissaBits(n uint) nat {
	have := uint(len(x.mant)) * wordBits
	if have < n {
		return natShl(nil, x.mant, n-have)
	}
	return natShr(nil, x.mant, have-n)
}

func (x *Float) appendB(buf []byte) []byte {
	if x.form == zero {
		return append(buf, '0')
	}
	buf = append(buf, natText(x.mantissaBits(uint(x.prec)), false, 10)...)
	exp := int64(x.exp) - int64(x.prec)
	return appendExp(append(buf, 'p'), exp, 1)
}

func (x *Float) appendP(buf []byte) []byte {
	if x.form == zero {
		return append(buf, '0')
	}
	digits := strings.TrimRight(natText(x.mant, false, 16), "0")
	buf = append(append(buf, "0x."...), digits...)
	return appendExp(append(buf, 'p'), int64(x.exp), 1)
}

func (x *Float) appendX(buf []byte, prec int) []byte {
	if x.form == zero {
		buf = append(buf, "0x0"...)
		if prec > 0 {
			buf = append(append(buf, '.'), strings.Repeat("0", prec)...)
		}
		return append(buf, "p+00"...)
	}
	n := uint(1) // bits: one before the point and four for each digit behind it
	if prec < 0 {
		n += (x.MinPrec() + 2) / 4 * 4
	} else {
		n += 4 * uint(prec)
	}
	r := new(Float).SetPrec(n).SetMode(x.mode).Set(x)
	digits := natText(r.mantissaBits(n), false, 16)
	buf = append(append(buf, "0x"...), digits[0])
	if len(digits) > 1 {
		buf = append(append(buf, '.'), digits[1:]...)
	}
	return appendExp(append(buf, 'p'), int64(r.exp)-1, 2)
}

// appendExp appends an exponent with its sign and at least so many digits.
func appendExp(buf []byte, exp int64, digits int) []byte {
	sign := byte('+')
	if exp < 0 {
		sign = '-'
		exp = -exp
	}
	buf = append(buf, sign)
	if digits == 2 && exp < 10 {
		buf = append(buf, '0')
	}
	return strconv.AppendInt(buf, exp, 10)
}

// Format prints x for fmt.Print and its relatives. The verbs are those of Text, F, and v for g.
func (x *Float) Format(s fmt.State, verb rune) {
	prec, hasPrec := s.Precision()
	if !hasPrec {
		prec = 6
	}
	switch verb {
	case 'e', 'E', 'f', 'b', 'p', 'x':
	case 'F':
		verb = 'f'
	case 'v', 'g', 'G':
		if verb == 'v' {
			verb = 'g'
		}
		if !hasPrec {
			prec = -1
		}
	default:
		fmt.Fprintf(s, "%%!%c(*big.Float=%s)", verb, x.String())
		return
	}
	digits := x.Append(nil, byte(verb), prec)
	sign := flagSign(s, x.neg)
	if digits[0] == '-' || digits[0] == '+' {
		if sign == "" {
			sign = "+"
		}
		if x.form == inf && !x.neg && s.Flag(' ') {
			sign = " "
		}
		digits = digits[1:]
	}
	missing := 0
	if width, ok := s.Width(); ok {
		missing = max(0, width-len(sign)-len(digits))
	}
	left, zeros, right := missing, 0, 0
	switch {
	case s.Flag('0') && x.form != inf:
		left, zeros = 0, missing
	case s.Flag('-'):
		left, right = 0, missing
	}
	pad(s, " ", left)
	io.WriteString(s, sign)
	pad(s, "0", zeros)
	s.Write(digits)
	pad(s, " ", right)
}
