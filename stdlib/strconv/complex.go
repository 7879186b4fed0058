package strconv

// FormatComplex returns c as "(a+bi)"; fmt and prec are those of FormatFloat, bitSize is 64 or 128.
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	bitSize >>= 1
	im := FormatFloat(imag(c), fmt, prec, bitSize)
	if im[0] != '+' && im[0] != '-' {
		im = "+" + im
	}
	return "(" + FormatFloat(real(c), fmt, prec, bitSize) + im + "i)"
}

// ParseComplex reads N, Ni or N±Ni, with or without parentheses around, where N is a number for
// ParseFloat; bitSize is 64 or 128.
func ParseComplex(s string, bitSize int) (complex128, error) {
	size := 64
	if bitSize == 64 {
		size = 32
	}
	orig := s
	if len(s) >= 2 && s[0] == '(' && s[len(s)-1] == ')' {
		s = s[1 : len(s)-1]
	}
	var pending error // a range error does not stop the reading
	re, used, status := parseFloat(s, size)
	if status == statusSyntax || used == 0 {
		return 0, syntaxError("ParseComplex", orig)
	}
	if status == statusRange {
		pending = rangeError("ParseComplex", orig)
	}
	s = s[used:]
	if len(s) == 0 {
		return complex(re, 0), pending
	}
	switch s[0] {
	case '+':
		// ParseFloat would take "+nan" for an error, but here the sign joins the parts.
		if len(s) > 1 && s[1] != '+' {
			if _, used, _ := parseFloat(s, size); used == 0 {
				s = s[1:]
			}
		}
	case '-':
	case 'i':
		if len(s) == 1 {
			return complex(0, re), pending
		}
		fallthrough
	default:
		return 0, syntaxError("ParseComplex", orig)
	}
	im, used, status := parseFloat(s, size)
	if status == statusSyntax || used == 0 {
		return 0, syntaxError("ParseComplex", orig)
	}
	if status == statusRange {
		pending = rangeError("ParseComplex", orig)
	}
	if s[used:] != "i" {
		return 0, syntaxError("ParseComplex", orig)
	}
	return complex(re, im), pending
}
