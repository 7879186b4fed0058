package fmt

import (
	"strconv"
	"unicode/utf8"
)

const (
	lowerDigits = "0123456789abcdefx"
	upperDigits = "0123456789ABCDEFX"
)

// padding adds n characters: zeros for the flag 0, unless the text stands at the left.
func (p *printer) padding(n int) {
	c := byte(' ')
	if p.zero && !p.minus {
		c = '0'
	}
	for ; n > 0; n-- {
		p.buf = append(p.buf, c)
	}
}

// pad adds b, padded to the width.
func (p *printer) pad(b []byte) {
	if !p.widPresent || p.wid == 0 {
		p.buf = append(p.buf, b...)
		return
	}
	width := p.wid - utf8.RuneCount(b)
	if !p.minus {
		p.padding(width)
	}
	p.buf = append(p.buf, b...)
	if p.minus {
		p.padding(width)
	}
}

// padString adds s, padded to the width.
func (p *printer) padString(s string) {
	if !p.widPresent || p.wid == 0 {
		p.buf = append(p.buf, s...)
		return
	}
	width := p.wid - utf8.RuneCountInString(s)
	if !p.minus {
		p.padding(width)
	}
	p.buf = append(p.buf, s...)
	if p.minus {
		p.padding(width)
	}
}

// fmtDigits formats an integer in a base. With a precision, zeros make up as many digits.
func (p *printer) fmtDigits(u uint64, base int, isSigned bool, verb rune, digits string) {
	negative := isSigned && int64(u) < 0
	if negative {
		u = -u
	}
	prec := 0
	if p.precPresent {
		prec = p.prec
		if prec == 0 && u == 0 {
			zero := p.zero
			p.zero = false
			if p.widPresent {
				p.padding(p.wid)
			}
			p.zero = zero
			return
		}
	} else if p.zero && !p.minus && p.widPresent {
		prec = p.wid // zeros to the width, but behind the sign
		if negative || p.plus || p.space {
			prec--
		}
	}
	var fixed [80]byte
	buf := fixed[:]
	if size := max(prec, 64) + 4; size > len(buf) {
		buf = make([]byte, size)
	}
	i := len(buf)
	for b := uint64(base); u >= b; u /= b {
		i--
		buf[i] = digits[u%b]
	}
	i--
	buf[i] = digits[u]
	for i > 0 && prec > len(buf)-i {
		i--
		buf[i] = '0'
	}
	if p.sharp {
		switch base {
		case 2:
			i -= 2
			buf[i], buf[i+1] = '0', 'b'
		case 8:
			if buf[i] != '0' {
				i--
				buf[i] = '0'
			}
		case 16:
			i -= 2
			buf[i], buf[i+1] = '0', digits[16]
		}
	}
	if verb == 'O' {
		i -= 2
		buf[i], buf[i+1] = '0', 'o'
	}
	switch {
	case negative:
		i--
		buf[i] = '-'
	case p.plus:
		i--
		buf[i] = '+'
	case p.space:
		i--
		buf[i] = ' '
	}
	zero := p.zero
	p.zero = false // the zeros are there already
	p.pad(buf[i:])
	p.zero = zero
}

// fmtUnicode formats as U+0078, with the flag # as U+0078 'x'.
func (p *printer) fmtUnicode(u uint64) {
	prec := 4
	if p.precPresent && p.prec > 4 {
		prec = p.prec
	}
	digits := strconv.FormatUint(u, 16)
	b := make([]byte, 0, 32)
	b = append(b, "U+"...)
	for i := len(digits); i < prec; i++ {
		b = append(b, '0')
	}
	for i := 0; i < len(digits); i++ {
		c := digits[i]
		if c >= 'a' {
			c -= 'a' - 'A'
		}
		b = append(b, c)
	}
	if p.sharp && u <= utf8.MaxRune && strconv.IsPrint(rune(u)) {
		b = append(b, " '"...)
		b = utf8.AppendRune(b, rune(u))
		b = append(b, '\'')
	}
	zero := p.zero
	p.zero = false
	p.pad(b)
	p.zero = zero
}

func validRune(c uint64) rune {
	if c > utf8.MaxRune {
		return utf8.RuneError
	}
	return rune(c)
}

func (p *printer) fmtC(c uint64) {
	var buf [utf8.UTFMax]byte
	p.pad(utf8.AppendRune(buf[:0], validRune(c)))
}

func (p *printer) fmtQc(c uint64) {
	if p.plus {
		p.padString(strconv.QuoteRuneToASCII(validRune(c)))
	} else {
		p.padString(strconv.QuoteRune(validRune(c)))
	}
}

// truncate returns the first runes of s, as many as the precision allows.
func (p *printer) truncate(s string) string {
	if p.precPresent {
		n := p.prec
		for i := range s {
			n--
			if n < 0 {
				return s[:i]
			}
		}
	}
	return s
}

func (p *printer) fmtS(s string) {
	p.padString(p.truncate(s))
}

func (p *printer) fmtQ(s string) {
	s = p.truncate(s)
	switch {
	case p.sharp && strconv.CanBackquote(s):
		p.padString("`" + s + "`")
	case p.plus:
		p.padString(strconv.QuoteToASCII(s))
	default:
		p.padString(strconv.Quote(s))
	}
}

// fmtHex formats the bytes of b, or of s when b is nil, in hexadecimal.
func (p *printer) fmtHex(s string, b []byte, digits string) {
	length := len(b)
	if b == nil {
		length = len(s)
	}
	if p.precPresent && p.prec < length {
		length = p.prec
	}
	width := 2 * length
	if width <= 0 {
		if p.widPresent {
			p.padding(p.wid)
		}
		return
	}
	if p.space {
		if p.sharp {
			width *= 2
		}
		width += length - 1
	} else if p.sharp {
		width += 2
	}
	if p.widPresent && p.wid > width && !p.minus {
		p.padding(p.wid - width)
	}
	buf := p.buf
	for i := 0; i < length; i++ {
		if p.space && i > 0 {
			buf = append(buf, ' ')
		}
		if p.sharp && (p.space || i == 0) {
			buf = append(buf, '0', digits[16])
		}
		var c byte
		if b != nil {
			c = b[i]
		} else {
			c = s[i]
		}
		buf = append(buf, digits[c>>4], digits[c&0xF])
	}
	p.buf = buf
	if p.widPresent && p.wid > width && p.minus {
		p.padding(p.wid - width)
	}
}

// fmtFloat formats a number; prec is used when the verb gives none.
func (p *printer) fmtFloat(v float64, size int, verb rune, prec int) {
	if p.precPresent {
		prec = p.prec
	}
	var fixed [64]byte
	num := strconv.AppendFloat(fixed[:1], v, byte(verb), prec, size)
	if num[1] == '-' || num[1] == '+' {
		num = num[1:]
	} else {
		num[0] = '+'
	}
	if p.space && num[0] == '+' && !p.plus {
		num[0] = ' ' // the flag asks for a place for the sign
	}
	if num[1] == 'I' || num[1] == 'N' {
		zero := p.zero
		p.zero = false // infinities are not padded with zeros
		if num[1] == 'N' && !p.space && !p.plus {
			num = num[1:]
		}
		p.pad(num)
		p.zero = zero
		return
	}
	if p.sharp && verb != 'b' {
		num = withPoint(num, verb, prec)
	}
	if !p.plus && num[0] == '+' {
		p.pad(num[1:])
		return
	}
	if p.zero && !p.minus && p.widPresent && p.wid > len(num) {
		p.char(num[0]) // the sign comes before the zeros
		p.padding(p.wid - len(num))
		p.buf = append(p.buf, num[1:]...)
		return
	}
	p.pad(num)
}

// withPoint gives num, which has a sign, a decimal point and the zeros that %g leaves out.
func withPoint(num []byte, verb rune, prec int) []byte {
	digits := 0 // how many are missing
	switch verb {
	case 'v', 'g', 'G', 'x':
		digits = prec
		if digits == -1 {
			digits = 6
		}
	}
	var tail []byte // the exponent
	point := false
	significant := false
	for i := 1; i < len(num); i++ {
		c := num[i]
		if c == '.' {
			point = true
			continue
		}
		if c == 'p' || c == 'P' || (c == 'e' || c == 'E') && verb != 'x' && verb != 'X' {
			tail = append(tail, num[i:]...)
			num = num[:i]
			break
		}
		if c != '0' {
			significant = true
		}
		if significant {
			digits--
		}
	}
	if !point {
		if len(num) == 2 && num[1] == '0' {
			digits-- // a single 0 counts as a digit
		}
		num = append(num, '.')
	}
	for ; digits > 0; digits-- {
		num = append(num, '0')
	}
	return append(num, tail...)
}
