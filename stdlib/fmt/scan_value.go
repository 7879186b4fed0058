package fmt

import (
	"io"
	"math"
	"reflect"
	"strconv"
	"unicode/utf8"
)

const (
	intVerbs   = "bdoUxXv"
	floatVerbs = "beEfFgGv"

	binaryDigits  = "01"
	octalDigits   = "01234567"
	decimalDigits = "0123456789"
	hexDigits     = "0123456789aAbBcCdDeEfF"
)

func (s *scan) checkVerb(verb rune, good, what string) {
	if !within(good, verb) {
		s.fail("bad verb '%" + string(verb) + "' for " + what)
	}
}

// value reads one operand.
func (s *scan) value(verb rune, arg any) {
	s.tok = s.tok[:0]
	if v, ok := arg.(Scanner); ok {
		err := v.Scan(s, verb)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			s.failWith(err)
		}
		return
	}
	switch v := arg.(type) {
	case *int:
		*v = int(s.integer(verb, 64))
	case *string:
		*v = s.text(verb)
	case *float64:
		*v = s.float(verb, 64, "float64")
	case *float32:
		*v = float32(s.float(verb, 32, "float32"))
	case *[]byte:
		*v = []byte(s.text(verb))
	default:
		s.reflected(verb, arg)
	}
}

func (s *scan) reflected(verb rune, arg any) {
	ptr := reflect.ValueOf(arg)
	if ptr.Kind() != reflect.Pointer {
		s.fail("type not a pointer: " + ptr.Type().String())
	}
	v := ptr.Elem()
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(s.boolean(verb))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(s.integer(verb, v.Type().Bits()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(s.unsigned(verb, v.Type().Bits()))
	case reflect.Float32, reflect.Float64:
		s.SkipSpace()
		s.needInput()
		v.SetFloat(s.parseFloat(s.floatText(), v.Type().Bits()))
	case reflect.Complex64, reflect.Complex128:
		v.SetComplex(s.complex(verb, v.Type().Bits()))
	case reflect.String:
		v.SetString(s.text(verb))
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.Uint8 {
			s.fail("can't scan type: " + ptr.Type().String())
		}
		v.SetBytes([]byte(s.text(verb)))
	default:
		s.fail("can't scan type: " + ptr.Type().String())
	}
}

// boolean reads 0, 1, t, true, f, false, in any case.
func (s *scan) boolean(verb rune) bool {
	s.SkipSpace()
	s.needInput()
	s.checkVerb(verb, "tv", "boolean")
	rest := func(letters ...string) {
		for i, set := range letters {
			if !s.take(set) {
				if i > 0 {
					s.fail("syntax error scanning boolean")
				}
				return
			}
		}
	}
	switch s.next() {
	case '1':
		return true
	case 't', 'T':
		rest("rR", "uU", "eE")
		return true
	case 'f', 'F':
		rest("aA", "lL", "sS", "eE")
	}
	return false
}

// character reads a rune that fits so many bits.
func (s *scan) character(bits int) int64 {
	s.needInput()
	r := int64(s.next())
	shift := uint(64 - bits)
	if r<<shift>>shift != r {
		s.fail("overflow on character value " + string(rune(r)))
	}
	return r
}

// numberText collects the digits of an integer and tells their base.
func (s *scan) numberText(verb rune, signed bool) (tok string, base int) {
	s.SkipSpace()
	s.needInput()
	s.checkVerb(verb, intVerbs, "integer")
	base = 10
	digits := decimalDigits
	switch verb {
	case 'b':
		base, digits = 2, binaryDigits
	case 'o':
		base, digits = 8, octalDigits
	case 'x', 'X', 'U':
		base, digits = 16, hexDigits
	}
	some := false // there are digits already
	if verb == 'U' {
		if s.next() != 'U' || s.next() != '+' {
			s.fail("bad unicode format ")
		}
	} else {
		if signed {
			s.take("+-")
		}
		if verb == 'v' {
			base, digits = 0, decimalDigits+"_"
			if s.take("0") {
				some = true
				switch {
				case s.take("bB"):
					digits = binaryDigits + "_"
				case s.take("xX"):
					digits = hexDigits + "_"
				default:
					s.take("oO")
					digits = octalDigits + "_"
				}
			}
		}
	}
	if !some {
		s.needInput()
		if !s.take(digits) {
			s.fail("expected integer")
		}
	}
	for s.take(digits) {
	}
	return string(s.tok), base
}

func (s *scan) integer(verb rune, bits int) int64 {
	if verb == 'c' {
		return s.character(bits)
	}
	tok, base := s.numberText(verb, true)
	i, err := strconv.ParseInt(tok, base, 64)
	if err != nil {
		s.failWith(err)
	}
	shift := uint(64 - bits)
	if i<<shift>>shift != i {
		s.fail("integer overflow on token " + tok)
	}
	return i
}

func (s *scan) unsigned(verb rune, bits int) uint64 {
	if verb == 'c' {
		return uint64(s.character(bits))
	}
	tok, base := s.numberText(verb, false)
	i, err := strconv.ParseUint(tok, base, 64)
	if err != nil {
		s.failWith(err)
	}
	shift := uint(64 - bits)
	if i<<shift>>shift != i {
		s.fail("unsigned integer overflow on token " + tok)
	}
	return i
}

func (s *scan) float(verb rune, bits int, what string) float64 {
	s.checkVerb(verb, floatVerbs, what)
	s.SkipSpace()
	s.needInput()
	return s.parseFloat(s.floatText(), bits)
}

// floatText collects what looks like a floating-point number.
func (s *scan) floatText() string {
	s.tok = s.tok[:0]
	if s.take("nN") && s.take("aA") && s.take("nN") {
		return string(s.tok)
	}
	s.take("+-")
	if s.take("iI") && s.take("nN") && s.take("fF") {
		return string(s.tok)
	}
	digits, exponent := decimalDigits+"_", "eEpP"
	if s.take("0") && s.take("xX") {
		digits, exponent = hexDigits+"_", "pP"
	}
	for s.take(digits) {
	}
	if s.take(".") {
		for s.take(digits) {
		}
	}
	if s.take(exponent) {
		s.take("+-")
		for s.take(decimalDigits + "_") {
		}
	}
	return string(s.tok)
}

// parseFloat also knows decimal numbers with binary exponents.
func (s *scan) parseFloat(text string, bits int) float64 {
	power := -1
	hex := false
	for i, c := range text {
		switch c {
		case 'p':
			if power < 0 {
				power = i
			}
		case 'x', 'X':
			hex = true
		}
	}
	if power < 0 || hex {
		f, err := strconv.ParseFloat(text, bits)
		if err != nil {
			s.failWith(err)
		}
		return f
	}
	f, err := strconv.ParseFloat(text[:power], bits)
	exponent := 0
	if err == nil {
		exponent, err = strconv.Atoi(text[power+1:])
	}
	if err != nil {
		if e, ok := err.(*strconv.NumError); ok {
			e.Num = text
		}
		s.failWith(err)
	}
	return math.Ldexp(f, exponent)
}

// complex reads N+Ni, with or without parentheses.
func (s *scan) complex(verb rune, bits int) complex128 {
	s.checkVerb(verb, floatVerbs, "complex")
	s.SkipSpace()
	s.needInput()
	parens := s.take("(")
	re := s.floatText()
	s.tok = s.tok[:0]
	if !s.take("+-") {
		s.fail("syntax error scanning complex number")
	}
	sign := string(s.tok)
	im := sign + s.floatText()
	if !s.take("i") || parens && !s.take(")") {
		s.fail("syntax error scanning complex number")
	}
	x := s.parseFloat(re, bits/2)
	return complex(x, s.parseFloat(im, bits/2))
}

// text reads a word, a quoted string or hexadecimal bytes.
func (s *scan) text(verb rune) string {
	s.checkVerb(verb, "svqxX", "string")
	s.SkipSpace()
	s.needInput()
	switch verb {
	case 'q':
		return s.quoted()
	case 'x', 'X':
		return s.hexBytes()
	}
	s.word(isNoSpace)
	return string(s.tok)
}

func (s *scan) quoted() string {
	switch s.next() {
	case '`':
		for r := s.must(); r != '`'; r = s.must() {
			s.tok = utf8.AppendRune(s.tok, r)
		}
		return string(s.tok)
	case '"':
		s.tok = append(s.tok, '"')
		for {
			r := s.must()
			s.tok = utf8.AppendRune(s.tok, r)
			if r == '"' {
				break
			}
			if r == '\\' { // what follows is not the end
				s.tok = utf8.AppendRune(s.tok, s.must())
			}
		}
		text, err := strconv.Unquote(string(s.tok))
		if err != nil {
			s.failWith(err)
		}
		return text
	}
	s.fail("expected quoted string")
	return ""
}

func hexValue(r rune) (value int, ok bool) {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0'), true
	case 'a' <= r && r <= 'f':
		return int(r-'a') + 10, true
	case 'A' <= r && r <= 'F':
		return int(r-'A') + 10, true
	}
	return 0, false
}

func (s *scan) hexBytes() string {
	for {
		r := s.next()
		if r == endOfInput {
			break
		}
		high, ok := hexValue(r)
		if !ok {
			s.UnreadRune()
			break
		}
		low, ok := hexValue(s.must())
		if !ok {
			s.fail("illegal hex digit")
		}
		s.tok = append(s.tok, byte(high<<4|low))
	}
	if len(s.tok) == 0 {
		s.fail("no hex data for %x string")
	}
	return string(s.tok)
}
