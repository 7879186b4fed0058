// Package unicode tells what kind of character a rune is and maps between upper, lower and title
// case, after Unicode 15.0.
package unicode

// Some runes and the version of the tables.
const (
	MaxRune         = '\U0010FFFF' // the greatest code point
	ReplacementChar = '\uFFFD'     // stands for what cannot be decoded
	MaxASCII        = '\u007F'
	MaxLatin1       = '\u00FF'
	Version         = "15.0.0"
)

// The natives look at the category of a rune.

// IsLetter reports whether r is a letter (category L).
func IsLetter(r rune) bool

// IsUpper reports whether r is an upper case letter.
func IsUpper(r rune) bool

// IsLower reports whether r is a lower case letter.
func IsLower(r rune) bool

// IsTitle reports whether r is a title case letter.
func IsTitle(r rune) bool

// IsDigit reports whether r is a decimal digit (category Nd).
func IsDigit(r rune) bool

// IsNumber reports whether r is a number (category N).
func IsNumber(r rune) bool

// IsMark reports whether r is a mark (category M).
func IsMark(r rune) bool

// IsPunct reports whether r is punctuation (category P).
func IsPunct(r rune) bool

// IsSymbol reports whether r is a symbol (category S).
func IsSymbol(r rune) bool

// IsControl reports whether r is a control character (category Cc).
func IsControl(r rune) bool

// IsGraphic reports whether r is a letter, mark, number, punctuation, symbol or space (Zs).
func IsGraphic(r rune) bool

// IsPrint is IsGraphic, but of the spaces only U+0020 counts.
func IsPrint(r rune) bool

// IsSpace reports whether r is white space.
func IsSpace(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		switch r {
		case '\t', '\n', '\v', '\f', '\r', ' ', 0x85, 0xA0:
			return true
		}
		return false
	}
	switch {
	case r == 0x1680, 0x2000 <= r && r <= 0x200a, r == 0x2028, r == 0x2029:
		return true
	}
	return r == 0x202f || r == 0x205f || r == 0x3000
}

// ToUpper maps r to upper case.
func ToUpper(r rune) rune

// ToLower maps r to lower case.
func ToLower(r rune) rune

// ToTitle maps r to title case.
func ToTitle(r rune) rune

// SimpleFold walks the runes that are equal to r when case is ignored: it returns the smallest of
// them above r, or the smallest of all when there is none above. It returns r when r stands alone
// or is not a code point.
func SimpleFold(r rune) rune
