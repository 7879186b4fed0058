package json

import (
	"strconv"
)

// What scan found, beside the place; json_native.c has the same.
const (
	scanDone = iota
	scanEnd  // the text ends within the value
	scanDepth
	scanValue // a byte that does not belong: what was expected instead
	scanKey
	scanAfterKey
	scanAfterPair
	scanAfterElement
	scanString
	scanEscape
	scanHex
	scanNumber
	scanFraction
	scanExponent
	scanLiteral
)

var expected = [...]string{
	scanValue:        "looking for beginning of value",
	scanKey:          "looking for beginning of object key string",
	scanAfterKey:     "after object key",
	scanAfterPair:    "after object key:value pair",
	scanAfterElement: "after array element",
	scanString:       "in string literal",
	scanEscape:       "in string escape code",
	scanHex:          "in \\u hexadecimal character escape",
	scanNumber:       "in numeric literal",
	scanFraction:     "after decimal point in numeric literal",
	scanExponent:     "in exponent of numeric literal",
}

// scan reads the value at pos, blanks before it included, and returns where it ends, or what is
// wrong at that place. more: a number that reaches the end of data may go on.
//
//go:noescape
func scan(data []byte, pos int, more bool) (end, problem int, literal string)

// blanks returns the place of the first byte at or after pos that is not blank.
//
//go:noescape
func blanks(data []byte, pos int) int

// quoted returns how long s is as a JSON string, quotes included.
//
//go:noescape
func quoted(s string, html bool) int

// quoteTo stores s as a JSON string; dst has just the room.
//
//go:noescape
func quoteTo(dst []byte, s string, html bool)

// unquote returns what a JSON string, quotes included, stands for.
//
//go:noescape
func unquote(s []byte) string

func quoteByte(c byte) string {
	switch c {
	case '\'':
		return `'\''`
	case '"':
		return `'"'`
	}
	s := strconv.Quote(string(rune(c)))
	return "'" + s[1:len(s)-1] + "'"
}

func badByte(c byte, where string, offset int) *SyntaxError {
	return &SyntaxError{"invalid character " + quoteByte(c) + " " + where, int64(offset)}
}

// problemAt makes the error of what scan found.
func problemAt(data []byte, at, problem int, literal string) error {
	switch problem {
	case scanDone:
		return nil
	case scanEnd:
		return &SyntaxError{"unexpected end of JSON input", int64(len(data))}
	case scanDepth:
		return badByte(data[at], "exceeded max depth", at+1)
	}
	c, offset := byte(' '), len(data) // the data ends in the middle
	if at < len(data) {
		c, offset = data[at], at+1
	}
	if problem == scanLiteral {
		word := map[byte]string{'t': "true", 'f': "false", 'n': "null"}[literal[0]]
		where := "in literal " + word + " (expecting " + quoteByte(word[len(literal)]) + ")"
		return badByte(c, where, offset)
	}
	return badByte(c, expected[problem], offset)
}

// checkValid returns the first syntax error in data, which is to hold one value.
func checkValid(data []byte) error {
	end, problem, literal := scan(data, 0, false)
	if problem != scanDone {
		return problemAt(data, end, problem, literal)
	}
	if at := blanks(data, end); at < len(data) {
		return badByte(data[at], "after top-level value", at+1)
	}
	return nil
}

// Valid reports whether data is JSON.
func Valid(data []byte) bool { return checkValid(data) == nil }
