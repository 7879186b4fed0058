// Package bits counts and moves the bits of unsigned integers.
package bits

// UintSize is the number of bits of a uint.
const UintSize = 64

// LeadingZeros8 returns the number of zero bits above the highest one bit of x; 8 for 0.
func LeadingZeros8(x uint8) int { return 8 - Len8(x) }

// LeadingZeros16 returns the number of zero bits above the highest one bit of x; 16 for 0.
func LeadingZeros16(x uint16) int { return 16 - Len16(x) }

// LeadingZeros32 returns the number of zero bits above the highest one bit of x; 32 for 0.
func LeadingZeros32(x uint32) int { return 32 - Len32(x) }

// LeadingZeros64 returns the number of zero bits above the highest one bit of x; 64 for 0.
func LeadingZeros64(x uint64) int { return 64 - Len64(x) }

// LeadingZeros returns the number of zero bits above the highest one bit of x; UintSize for 0.
func LeadingZeros(x uint) int { return UintSize - Len(x) }

// TrailingZeros returns the number of zero bits below the lowest one bit of x; UintSize for 0.
func TrailingZeros(x uint) int { return TrailingZeros64(uint64(x)) }

// TrailingZeros8 is TrailingZeros for 8 bits.
func TrailingZeros8(x uint8) int { return TrailingZeros64(uint64(x) | 1<<8) }

// TrailingZeros16 is TrailingZeros for 16 bits.
func TrailingZeros16(x uint16) int { return TrailingZeros64(uint64(x) | 1<<16) }

// TrailingZeros32 is TrailingZeros for 32 bits.
func TrailingZeros32(x uint32) int { return TrailingZeros64(uint64(x) | 1<<32) }

// TrailingZeros64 is TrailingZeros for 64 bits.
func TrailingZeros64(x uint64) int

// OnesCount returns the number of one bits in x.
func OnesCount(x uint) int { return OnesCount64(uint64(x)) }

// OnesCount8 is OnesCount for 8 bits.
func OnesCount8(x uint8) int { return OnesCount64(uint64(x)) }

// OnesCount16 is OnesCount for 16 bits.
func OnesCount16(x uint16) int { return OnesCount64(uint64(x)) }

// OnesCount32 is OnesCount for 32 bits.
func OnesCount32(x uint32) int { return OnesCount64(uint64(x)) }

// OnesCount64 is OnesCount for 64 bits.
func OnesCount64(x uint64) int

// RotateLeft rotates x left by k bits; right when k is negative.
func RotateLeft(x uint, k int) uint {
	return uint(RotateLeft64(uint64(x), k))
}

// RotateLeft8 is RotateLeft for 8 bits.
func RotateLeft8(x uint8, k int) uint8 {
	s := uint(k) & 7
	return x<<s | x>>(8-s)
}

// RotateLeft16 is RotateLeft for 16 bits.
func RotateLeft16(x uint16, k int) uint16 {
	s := uint(k) & 15
	return x<<s | x>>(16-s)
}

// RotateLeft32 is RotateLeft for 32 bits.
func RotateLeft32(x uint32, k int) uint32 {
	s := uint(k) & 31
	return x<<s | x>>(32-s)
}

// RotateLeft64 is RotateLeft for 64 bits.
func RotateLeft64(x uint64, k int) uint64 {
	s := uint(k) & 63
	return x<<s | x>>(64-s)
}

// Reverse returns x with its bits in the opposite order.
func Reverse(x uint) uint { return uint(Reverse64(uint64(x))) }

// Reverse8 is Reverse for 8 bits.
func Reverse8(x uint8) uint8 { return uint8(Reverse64(uint64(x)) >> 56) }

// Reverse16 is Reverse for 16 bits.
func Reverse16(x uint16) uint16 { return uint16(Reverse64(uint64(x)) >> 48) }

// Reverse32 is Reverse for 32 bits.
func Reverse32(x uint32) uint32 { return uint32(Reverse64(uint64(x)) >> 32) }

// Reverse64 is Reverse for 64 bits.
func Reverse64(x uint64) uint64

// ReverseBytes returns x with its bytes in the opposite order.
func ReverseBytes(x uint) uint { return uint(ReverseBytes64(uint64(x))) }

// ReverseBytes16 is ReverseBytes for 16 bits.
func ReverseBytes16(x uint16) uint16 { return x>>8 | x<<8 }

// ReverseBytes32 is ReverseBytes for 32 bits.
func ReverseBytes32(x uint32) uint32 { return uint32(ReverseBytes64(uint64(x)) >> 32) }

// ReverseBytes64 is ReverseBytes for 64 bits.
func ReverseBytes64(x uint64) uint64

// Len returns how many bits x needs; 0 for 0.
func Len(x uint) int { return Len64(uint64(x)) }

// Len8 is Len for 8 bits.
func Len8(x uint8) int { return Len64(uint64(x)) }

// Len16 is Len for 16 bits.
func Len16(x uint16) (n int) { return Len64(uint64(x)) }

// Len32 is Len for 32 bits.
func Len32(x uint32) (n int) { return Len64(uint64(x)) }

// Len64 is Len for 64 bits.
func Len64(x uint64) (n int)

// Add returns x + y + carry; carry must be 0 or 1, and so is carryOut.
func Add(x, y, carry uint) (sum, carryOut uint) {
	s, c := Add64(uint64(x), uint64(y), uint64(carry))
	return uint(s), uint(c)
}

// Add32 is Add for 32 bits.
func Add32(x, y, carry uint32) (sum, carryOut uint32) {
	wide := uint64(x) + uint64(y) + uint64(carry)
	return uint32(wide), uint32(wide >> 32)
}

// Add64 is Add for 64 bits.
func Add64(x, y, carry uint64) (sum, carryOut uint64) {
	sum = x + y + carry
	// A carry leaves the top bit when both have it, or when one has it and the sum lost it.
	carryOut = (x&y | (x|y)&^sum) >> 63
	return
}

// Sub returns x - y - borrow; borrow must be 0 or 1, and so is borrowOut.
func Sub(x, y, borrow uint) (diff, borrowOut uint) {
	d, b := Sub64(uint64(x), uint64(y), uint64(borrow))
	return uint(d), uint(b)
}

// Sub32 is Sub for 32 bits.
func Sub32(x, y, borrow uint32) (diff, borrowOut uint32) {
	wide := uint64(x) - uint64(y) - uint64(borrow)
	return uint32(wide), uint32(wide>>32) & 1
}

// Sub64 is Sub for 64 bits.
func Sub64(x, y, borrow uint64) (diff, borrowOut uint64) {
	diff = x - y - borrow
	borrowOut = (^x&y | ^(x^y)&diff) >> 63
	return
}

// Mul returns the two words of x * y.
func Mul(x, y uint) (hi, lo uint) {
	h, l := Mul64(uint64(x), uint64(y))
	return uint(h), uint(l)
}

// Mul32 is Mul for 32 bits.
func Mul32(x, y uint32) (hi, lo uint32) {
	wide := uint64(x) * uint64(y)
	return uint32(wide >> 32), uint32(wide)
}

// Mul64 is Mul for 64 bits.
func Mul64(x, y uint64) (hi, lo uint64)

// Div divides the two words hi, lo by y. It panics when y is 0 or the quotient does not fit (y <= hi).
func Div(hi, lo, y uint) (quo, rem uint) {
	q, r := Div64(uint64(hi), uint64(lo), uint64(y))
	return uint(q), uint(r)
}

// Div32 is Div for 32 bits.
func Div32(hi, lo, y uint32) (quo, rem uint32) {
	if y != 0 && y <= hi {
		panicOverflow()
	}
	wide := uint64(hi)<<32 | uint64(lo)
	return uint32(wide / uint64(y)), uint32(wide % uint64(y))
}

// Div64 is Div for 64 bits.
func Div64(hi, lo, y uint64) (quo, rem uint64)

func panicOverflow() { Div64(1, 0, 1) }

// Rem returns the remainder of hi, lo divided by y, also when the quotient would not fit.
func Rem(hi, lo, y uint) uint {
	return uint(Rem64(uint64(hi), uint64(lo), uint64(y)))
}

// Rem32 is Rem for 32 bits.
func Rem32(hi, lo, y uint32) uint32 {
	return uint32((uint64(hi)<<32 | uint64(lo)) % uint64(y))
}

// Rem64 is Rem for 64 bits.
func Rem64(hi, lo, y uint64) uint64 {
	_, rem := Div64(hi%y, lo, y)
	return rem
}
