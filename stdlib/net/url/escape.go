package url

import (
	"strconv"
	"strings"
)

// part is a part of a URL; which characters must be escaped depends on it.
type part int

const (
	inPath part = iota
	inSegment
	inHost
	inZone
	inUser
	inQuery
	inFragment
)

// EscapeError is a % that two hexadecimal digits do not follow.
type EscapeError string

func (e EscapeError) Error() string { return "invalid URL escape " + strconv.Quote(string(e)) }

// InvalidHostError is a character that must not stand in a host's name.
type InvalidHostError string

func (e InvalidHostError) Error() string {
	return "invalid character " + strconv.Quote(string(e)) + " in host name"
}

// The reserved characters that each part has unescaped, beside letters, digits and -_.~
var unescaped = [...]string{
	inPath:     "$&+,/:;=@",
	inSegment:  "$&+:=@",
	inHost:     "!$&'()*+,;=:[]<>\"",
	inZone:     "!$&'()*+,;=:[]<>\"",
	inUser:     "$&+,;=",
	inQuery:    "",
	inFragment: "$&+,/:;=?@!()*",
}

func isLetterOrDigit(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}

func mustEscape(c byte, in part) bool {
	if isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == '~' {
		return false
	}
	return strings.IndexByte(unescaped[in], c) < 0
}

func escape(s string, in part) string {
	plain := 0
	for plain < len(s) && !mustEscape(s[plain], in) {
		plain++
	}
	if plain == len(s) {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:plain])
	for i := plain; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ' && in == inQuery:
			b.WriteByte('+')
		case mustEscape(c, in):
			b.WriteByte('%')
			b.WriteByte("0123456789ABCDEF"[c>>4])
			b.WriteByte("0123456789ABCDEF"[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func hexValue(c byte) (v byte, ok bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return c|0x20 - 'a' + 10, true
	}
	return 0, false
}

// escaped reads the %XX at the beginning of s.
func escaped(s string, in part) (byte, error) {
	if len(s) >= 3 {
		high, ok1 := hexValue(s[1])
		low, ok2 := hexValue(s[2])
		if c := high<<4 | low; ok1 && ok2 {
			// Hosts have only bytes that are not ASCII escaped, and the % before a zone.
			if s[:3] != "%25" {
				if in == inHost && c < 0x80 || in == inZone && c != ' ' && mustEscape(c, inHost) {
					return 0, EscapeError(s[:3])
				}
			}
			return c, nil
		}
	}
	return 0, EscapeError(s[:min(len(s), 3)])
}

func unescape(s string, in part) (string, error) {
	if strings.IndexByte(s, '%') < 0 && in != inHost && in != inZone && in != inQuery {
		return s, nil
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%':
			c, err := escaped(s[i:], in)
			if err != nil {
				return "", err
			}
			b = append(b, c)
			i += 2
		case c == '+' && in == inQuery:
			b = append(b, ' ')
		case (in == inHost || in == inZone) && c < 0x80 && mustEscape(c, in):
			return "", InvalidHostError(s[i : i+1])
		default:
			b = append(b, c)
		}
	}
	return string(b), nil
}

// isEncoded reports whether s can be the encoded form of a path or fragment.
func isEncoded(s string, in part) bool {
	for i := 0; i < len(s); i++ {
		if strings.IndexByte("!$&'()*+,;=:@[]%", s[i]) < 0 && mustEscape(s[i], in) {
			return false
		}
	}
	return true
}

// QueryEscape escapes s to stand in a query.
func QueryEscape(s string) string { return escape(s, inQuery) }

// QueryUnescape takes QueryEscape back: %XX becomes a byte and + a blank.
func QueryUnescape(s string) (string, error) { return unescape(s, inQuery) }

// PathEscape escapes s to stand between slashes of a path.
func PathEscape(s string) string { return escape(s, inSegment) }

// PathUnescape takes PathEscape back.
func PathUnescape(s string) (string, error) { return unescape(s, inSegment) }
