package strconv

import "unicode/utf8"

// Which runes stay as they are in quoted text.
const (
	keepPrint = iota
	keepASCII
	keepGraphic
)

//go:noescape
func quoteWith(s string, quote byte, mode int) string

func quoteRuneWith(r rune, mode int) string

// Quote returns s as a Go string literal; what IsPrint does not accept is escaped.
func Quote(s string) string {
	return quoteWith(s, '"', keepPrint)
}

// QuoteToASCII is Quote with everything beyond ASCII escaped too.
func QuoteToASCII(s string) string {
	return quoteWith(s, '"', keepASCII)
}

// QuoteToGraphic is Quote with everything that IsGraphic accepts unchanged.
func QuoteToGraphic(s string) string {
	return quoteWith(s, '"', keepGraphic)
}

// QuoteRune returns r as a Go rune literal; an invalid rune is taken for U+FFFD.
func QuoteRune(r rune) string {
	return quoteRuneWith(r, keepPrint)
}

// QuoteRuneToASCII is QuoteRune with everything beyond ASCII escaped too.
func QuoteRuneToASCII(r rune) string {
	return quoteRuneWith(r, keepASCII)
}

// QuoteRuneToGraphic is QuoteRune with everything that IsGraphic accepts unchanged.
func QuoteRuneToGraphic(r rune) string {
	return quoteRuneWith(r, keepGraphic)
}

// AppendQuote appends what Quote gives to dst.
func AppendQuote(dst []byte, s string) []byte {
	return append(dst, Quote(s)...)
}

// AppendQuoteToASCII appends what QuoteToASCII gives to dst.
func AppendQuoteToASCII(dst []byte, s string) []byte {
	return append(dst, QuoteToASCII(s)...)
}

// AppendQuoteToGraphic appends what QuoteToGraphic gives to dst.
func AppendQuoteToGraphic(dst []byte, s string) []byte {
	return append(dst, QuoteToGraphic(s)...)
}

// AppendQuoteRune appends what QuoteRune gives to dst.
func AppendQuoteRune(dst []byte, r rune) []byte {
	return append(dst, QuoteRune(r)...)
}

// AppendQuoteRuneToASCII appends what QuoteRuneToASCII gives to dst.
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte {
	return append(dst, QuoteRuneToASCII(r)...)
}

// AppendQuoteRuneToGraphic appends what QuoteRuneToGraphic gives to dst.
func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte {
	return append(dst, QuoteRuneToGraphic(r)...)
}

// CanBackquote reports whether s can stand between backquotes on one line: no control characters
// but tabs, no backquote, valid UTF-8.
//
//go:noescape
func CanBackquote(s string) bool

// IsPrint reports whether r is printable in the sense of unicode.IsPrint.
func IsPrint(r rune) bool

// IsGraphic reports whether r is graphic in the sense of unicode.IsGraphic.
func IsGraphic(r rune) bool

func hexValue(c byte) (v rune, ok bool) {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0'), true
	case 'a' <= c && c <= 'f':
		return rune(c-'a') + 10, true
	case 'A' <= c && c <= 'F':
		return rune(c-'A') + 10, true
	}
	return 0, false
}

// UnquoteChar decodes the first character or byte of a literal whose delimiters are quote (0: none):
// its value, whether it needs more than one byte in UTF-8, and what follows it.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	if len(s) == 0 {
		return 0, false, "", ErrSyntax
	}
	c := s[0]
	switch {
	case c == quote && (quote == '\'' || quote == '"'):
		return 0, false, "", ErrSyntax
	case c >= utf8.RuneSelf:
		r, size := utf8.DecodeRuneInString(s)
		return r, true, s[size:], nil
	case c != '\\':
		return rune(c), false, s[1:], nil
	}
	if len(s) < 2 {
		return 0, false, "", ErrSyntax
	}
	c, s = s[1], s[2:]
	switch c {
	case 'a':
		value = '\a'
	case 'b':
		value = '\b'
	case 'f':
		value = '\f'
	case 'n':
		value = '\n'
	case 'r':
		value = '\r'
	case 't':
		value = '\t'
	case 'v':
		value = '\v'
	case '\\':
		value = '\\'
	case '\'', '"':
		if c != quote {
			return 0, false, "", ErrSyntax
		}
		value = rune(c)
	case 'x', 'u', 'U':
		return unquoteHex(c, s)
	case '0', '1', '2', '3', '4', '5', '6', '7':
		return unquoteOctal(c, s)
	default:
		return 0, false, "", ErrSyntax
	}
	return value, false, s, nil
}

func unquoteHex(c byte, s string) (value rune, multibyte bool, tail string, err error) {
	digits := 2
	if c == 'u' {
		digits = 4
	} else if c == 'U' {
		digits = 8
	}
	if len(s) < digits {
		return 0, false, "", ErrSyntax
	}
	for i := 0; i < digits; i++ {
		digit, ok := hexValue(s[i])
		if !ok {
			return 0, false, "", ErrSyntax
		}
		value = value<<4 | digit
	}
	if c == 'x' {
		return value, false, s[digits:], nil
	}
	if !utf8.ValidRune(value) {
		return 0, false, "", ErrSyntax
	}
	return value, true, s[digits:], nil
}

func unquoteOctal(c byte, s string) (value rune, multibyte bool, tail string, err error) {
	value = rune(c - '0')
	if len(s) < 2 {
		return 0, false, "", ErrSyntax
	}
	for i := 0; i < 2; i++ {
		if s[i] < '0' || s[i] > '7' {
			return 0, false, "", ErrSyntax
		}
		value = value<<3 | rune(s[i]-'0')
	}
	if value > 255 {
		return 0, false, "", ErrSyntax
	}
	return value, false, s[2:], nil
}

// QuotedPrefix returns the string or rune literal that s begins with.
func QuotedPrefix(s string) (string, error) {
	n, err := literalLength(s)
	if err != nil {
		return "", err
	}
	return s[:n], nil
}

// literalLength checks the literal at the start of s.
func literalLength(s string) (int, error) {
	if len(s) < 2 {
		return 0, ErrSyntax
	}
	quote := s[0]
	switch quote {
	case '`':
		for i := 1; i < len(s); i++ {
			if s[i] == '`' {
				return i + 1, nil
			}
		}
		return 0, ErrSyntax
	case '"', '\'':
	default:
		return 0, ErrSyntax
	}
	rest := s[1:]
	for count := 0; len(rest) > 0; count++ {
		if rest[0] == quote && (quote == '"' || count <= 1) {
			return len(s) - len(rest) + 1, nil
		}
		if rest[0] == '\n' || quote == '\'' && count == 1 {
			return 0, ErrSyntax
		}
		var err error
		if _, _, rest, err = UnquoteChar(rest, quote); err != nil {
			return 0, err
		}
	}
	return 0, ErrSyntax
}

// Unquote returns the string that the Go literal s stands for; a rune literal stands for a string
// of one character.
func Unquote(s string) (string, error) {
	n, err := literalLength(s)
	if err != nil || n != len(s) {
		return "", ErrSyntax
	}
	quote := s[0]
	body := s[1 : n-1]
	if quote == '`' {
		return withoutCR(body), nil
	}
	plain := true
	for i := 0; i < len(body); i++ {
		if body[i] == '\\' || body[i] >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if plain {
		return body, nil
	}
	buf := make([]byte, 0, 3*len(body)/2)
	for len(body) > 0 {
		r, multibyte, rest, err := UnquoteChar(body, quote)
		if err != nil {
			return "", err
		}
		body = rest
		if r < utf8.RuneSelf || !multibyte {
			buf = append(buf, byte(r))
		} else {
			buf = utf8.AppendRune(buf, r)
		}
	}
	return string(buf), nil
}

// Raw string literals drop carriage returns.
func withoutCR(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] != '\r' {
			continue
		}
		buf := append(make([]byte, 0, len(s)), s[:i]...)
		for ; i < len(s); i++ {
			if s[i] != '\r' {
				buf = append(buf, s[i])
			}
		}
		return string(buf)
	}
	return s
}
