// Package strconv converts numbers, booleans and strings to and from text in Go's syntax.
package strconv

// IntSize is the number of bits of an int.
const IntSize = 64

// ParseBool reads 1, t, T, TRUE, true, True as true and 0, f, F, FALSE, false, False as false.
func ParseBool(str string) (bool, error) {
	switch str {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, syntaxError("ParseBool", str)
}

// FormatBool returns "true" or "false".
func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// AppendBool appends "true" or "false" to dst.
func AppendBool(dst []byte, b bool) []byte {
	if b {
		return append(dst, "true"...)
	}
	return append(dst, "false"...)
}

// The natives' second result, besides 0 for success.
const (
	statusSyntax = iota + 1
	statusRange
	statusBase
	statusBits
)

//go:noescape
func parseUint(s string, base, bitSize int) (n uint64, status int)

//go:noescape
func parseInt(s string, base, bitSize int) (n int64, status int)

//go:noescape
func parseFloat(s string, bitSize int) (f float64, used, status int)

// ParseUint reads s as an unsigned number in the given base (2 to 36, or 0: the prefix 0b, 0o, 0 or
// 0x decides and underscores are allowed) that fits bitSize bits (0: int). The error is a *NumError.
func ParseUint(s string, base int, bitSize int) (uint64, error) {
	n, status := parseUint(s, base, bitSize)
	if status != 0 {
		return n, statusError("ParseUint", s, base, bitSize, status)
	}
	return n, nil
}

// ParseInt is ParseUint for numbers with a sign.
func ParseInt(s string, base int, bitSize int) (i int64, err error) {
	i, status := parseInt(s, base, bitSize)
	if status != 0 {
		return i, statusError("ParseInt", s, base, bitSize, status)
	}
	return i, nil
}

// Atoi is ParseInt(s, 10, 0) with an int as result.
func Atoi(s string) (int, error) {
	i, status := parseInt(s, 10, 0)
	if status != 0 {
		return int(i), statusError("Atoi", s, 10, 0, status)
	}
	return int(i), nil
}

// ParseFloat reads s as a floating-point number of bitSize 32 or 64, correctly rounded: decimal or
// hexadecimal, or inf, infinity, nan in any case. A number that is too big gives ±Inf and ErrRange.
func ParseFloat(s string, bitSize int) (float64, error) {
	f, used, status := parseFloat(s, bitSize)
	if status == statusSyntax || used != len(s) {
		return 0, syntaxError("ParseFloat", s)
	}
	if status == statusRange {
		return f, rangeError("ParseFloat", s)
	}
	return f, nil
}

// The text of a number: bits of the value, whether they have a sign, base 2 to 36.
func formatBits(bits uint64, signed bool, base int) string

// The same written to out, which has room for 65 bytes.
//
//go:noescape
func formatBitsInto(bits uint64, signed bool, base int, out []byte) int

func formatFloat(f float64, fmt byte, prec, bitSize int) string

//go:noescape
func formatFloatInto(f float64, fmt byte, prec, bitSize int, out []byte) int

const smallDigits = "0001020304050607080910111213141516171819" +
	"2021222324252627282930313233343536373839" +
	"4041424344454647484950515253545556575859" +
	"6061626364656667686970717273747576777879" +
	"8081828384858687888990919293949596979899"

// small returns the text of 0 <= i < 100 without allocating.
func small(i int) string {
	if i < 10 {
		return smallDigits[i*2+1 : i*2+2]
	}
	return smallDigits[i*2 : i*2+2]
}

func checkBase(base int) {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
}

// FormatUint returns i in the given base, 2 to 36, with the digits a to z above 9.
func FormatUint(i uint64, base int) string {
	if i < 100 && base == 10 {
		return small(int(i))
	}
	checkBase(base)
	return formatBits(i, false, base)
}

// FormatInt is FormatUint for numbers with a sign.
func FormatInt(i int64, base int) string {
	if 0 <= i && i < 100 && base == 10 {
		return small(int(i))
	}
	checkBase(base)
	return formatBits(uint64(i), true, base)
}

// Itoa is FormatInt(int64(i), 10).
func Itoa(i int) string {
	return FormatInt(int64(i), 10)
}

// AppendInt appends the text of i in the given base to dst.
func AppendInt(dst []byte, i int64, base int) []byte {
	checkBase(base)
	var buf [65]byte
	n := formatBitsInto(uint64(i), true, base, buf[:])
	return append(dst, buf[:n]...)
}

// AppendUint appends the text of i in the given base to dst.
func AppendUint(dst []byte, i uint64, base int) []byte {
	checkBase(base)
	var buf [65]byte
	n := formatBitsInto(i, false, base, buf[:])
	return append(dst, buf[:n]...)
}

func checkBitSize(bitSize int) {
	if bitSize != 32 && bitSize != 64 {
		panic("strconv: illegal AppendFloat/FormatFloat bitSize")
	}
}

// FormatFloat returns the text of f, rounded as if it came from a float of bitSize 32 or 64. The
// format is b (decimal mantissa, binary exponent), e or E (one digit before the point and an
// exponent), f (no exponent), g or G (e for big exponents, f otherwise), x or X (hexadecimal). prec
// digits follow the point (g, G: are significant at most); -1 asks for as many as identify f.
func FormatFloat(f float64, fmt byte, prec, bitSize int) string {
	checkBitSize(bitSize)
	return formatFloat(f, fmt, prec, bitSize)
}

// AppendFloat appends what FormatFloat gives to dst.
func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	checkBitSize(bitSize)
	var buf [64]byte
	n := formatFloatInto(f, fmt, prec, bitSize, buf[:])
	if n > len(buf) {
		return append(dst, formatFloat(f, fmt, prec, bitSize)...)
	}
	return append(dst, buf[:n]...)
}
