// Package cmplx has the functions of complex numbers, with the special cases of C99's Annex G.
package cmplx

import "math"

//go:noescape
func unary(function int, x *complex128)

//go:noescape
func power(x, y *complex128)

// The functions of unary, in the order of the natives' table.
const (
	fnAcos = iota
	fnAcosh
	fnAsin
	fnAsinh
	fnAtan
	fnAtanh
	fnCos
	fnCosh
	fnExp
	fnLog
	fnSin
	fnSinh
	fnSqrt
	fnTan
	fnTanh
)

func apply(function int, x complex128) complex128 {
	unary(function, &x)
	return x
}

// Abs returns the distance of x from 0.
func Abs(x complex128) float64 { return math.Hypot(real(x), imag(x)) }

// Phase returns the angle of x, from -Pi to Pi.
func Phase(x complex128) float64 { return math.Atan2(imag(x), real(x)) }

// Conj returns x with the opposite imaginary part.
func Conj(x complex128) complex128 { return complex(real(x), -imag(x)) }

// Polar returns the distance and angle of x.
func Polar(x complex128) (r, θ float64) { return Abs(x), Phase(x) }

// Rect returns the number of a distance and angle.
func Rect(r, θ float64) complex128 {
	s, c := math.Sincos(θ)
	return complex(r*c, r*s)
}

// Inf returns an infinity.
func Inf() complex128 {
	inf := math.Inf(1)
	return complex(inf, inf)
}

// NaN returns a number that is none.
func NaN() complex128 {
	nan := math.NaN()
	return complex(nan, nan)
}

// IsInf reports whether a part of x is infinite.
func IsInf(x complex128) bool { return math.IsInf(real(x), 0) || math.IsInf(imag(x), 0) }

// IsNaN reports whether a part of x is no number, and none is infinite.
func IsNaN(x complex128) bool {
	return !IsInf(x) && (math.IsNaN(real(x)) || math.IsNaN(imag(x)))
}

// Acos returns the inverse cosine of x.
func Acos(x complex128) complex128 { return apply(fnAcos, x) }

// Acosh returns the inverse hyperbolic cosine of x.
func Acosh(x complex128) complex128 { return apply(fnAcosh, x) }

// Asin returns the inverse sine of x.
func Asin(x complex128) complex128 { return apply(fnAsin, x) }

// Asinh returns the inverse hyperbolic sine of x.
func Asinh(x complex128) complex128 { return apply(fnAsinh, x) }

// Atan returns the inverse tangent of x.
func Atan(x complex128) complex128 { return apply(fnAtan, x) }

// Atanh returns the inverse hyperbolic tangent of x.
func Atanh(x complex128) complex128 { return apply(fnAtanh, x) }

// Cos returns the cosine of x.
func Cos(x complex128) complex128 { return apply(fnCos, x) }

// Cosh returns the hyperbolic cosine of x.
func Cosh(x complex128) complex128 { return apply(fnCosh, x) }

// Cot returns the cotangent of x.
func Cot(x complex128) complex128 { return 1 / Tan(x) }

// Exp returns e to the power x.
func Exp(x complex128) complex128 { return apply(fnExp, x) }

// Log returns the natural logarithm of x.
func Log(x complex128) complex128 { return apply(fnLog, x) }

// Log10 returns the decimal logarithm of x.
func Log10(x complex128) complex128 {
	z := Log(x)
	return complex(math.Log10E*real(z), math.Log10E*imag(z))
}

// Pow returns x to the power y; for x == 0, 1 when y is 0, 0 or infinity by the sign of real(y)
// otherwise.
func Pow(x, y complex128) complex128 {
	if x == 0 {
		if y == 0 {
			return complex(1, 0)
		}
		r, i := real(y), imag(y)
		switch {
		case r < 0 && i == 0:
			return complex(math.Inf(1), 0)
		case r < 0:
			return Inf()
		case r > 0:
			return 0
		}
		return NaN()
	}
	power(&x, &y)
	return x
}

// Sin returns the sine of x.
func Sin(x complex128) complex128 { return apply(fnSin, x) }

// Sinh returns the hyperbolic sine of x.
func Sinh(x complex128) complex128 { return apply(fnSinh, x) }

// Sqrt returns the square root of x with the real part not negative.
func Sqrt(x complex128) complex128 { return apply(fnSqrt, x) }

// Tan returns the tangent of x.
func Tan(x complex128) complex128 { return apply(fnTan, x) }

// Tanh returns the hyperbolic tangent of x.
func Tanh(x complex128) complex128 { return apply(fnTanh, x) }
