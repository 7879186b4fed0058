package math

import "unsafe"

const (
	bitsNaN    = 0x7FF8000000000001
	bitsInf    = 0x7FF0000000000000
	bitsNegInf = 0xFFF0000000000000
)

// Float64bits returns the IEEE 754 bits of f.
func Float64bits(f float64) uint64 { return *(*uint64)(unsafe.Pointer(&f)) }

// Float64frombits returns the number with these IEEE 754 bits.
func Float64frombits(b uint64) float64 { return *(*float64)(unsafe.Pointer(&b)) }

// Float32bits returns the IEEE 754 bits of f.
func Float32bits(f float32) uint32 { return *(*uint32)(unsafe.Pointer(&f)) }

// Float32frombits returns the number with these IEEE 754 bits.
func Float32frombits(b uint32) float32 { return *(*float32)(unsafe.Pointer(&b)) }

// Inf returns positive infinity when sign >= 0, negative infinity otherwise.
func Inf(sign int) float64 {
	var v uint64
	if sign >= 0 {
		v = bitsInf
	} else {
		v = bitsNegInf
	}
	return Float64frombits(v)
}

// NaN returns a value that is not a number.
func NaN() float64 { return Float64frombits(bitsNaN) }

// IsNaN reports whether f is not a number.
func IsNaN(f float64) (is bool) {
	return f != f
}

// IsInf reports whether f is an infinity: the positive one when sign > 0, the negative one when
// sign < 0, either when sign is 0.
func IsInf(f float64, sign int) bool {
	return sign >= 0 && f > MaxFloat64 || sign <= 0 && f < -MaxFloat64
}

// Signbit reports whether x is negative or negative zero.
func Signbit(x float64) bool {
	return Float64bits(x)&(1<<63) != 0
}

// Copysign returns the magnitude of f with the sign of sign.
func Copysign(f, sign float64) float64 {
	const signBit = 1 << 63
	return Float64frombits(Float64bits(f)&^signBit | Float64bits(sign)&signBit)
}

// Abs returns the absolute value of x.
func Abs(x float64) float64 {
	return Float64frombits(Float64bits(x) &^ (1 << 63))
}
