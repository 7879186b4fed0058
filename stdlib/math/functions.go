package math

// The functions of one argument.

// Acos returns the arc cosine of x, in radians.
func Acos(x float64) float64

// Acosh returns the inverse hyperbolic cosine of x.
func Acosh(x float64) float64

// Asin returns the arc sine of x, in radians.
func Asin(x float64) float64

// Asinh returns the inverse hyperbolic sine of x.
func Asinh(x float64) float64

// Atan returns the arc tangent of x, in radians.
func Atan(x float64) float64

// Atanh returns the inverse hyperbolic tangent of x.
func Atanh(x float64) float64

// Cbrt returns the cube root of x.
func Cbrt(x float64) float64

// Ceil returns the least integer that is not below x.
func Ceil(x float64) float64

// Cos returns the cosine of x radians.
func Cos(x float64) float64

// Cosh returns the hyperbolic cosine of x.
func Cosh(x float64) float64

// Erf returns the error function of x.
func Erf(x float64) float64

// Erfc returns the complementary error function of x.
func Erfc(x float64) float64

// Exp returns e to the power x.
func Exp(x float64) float64

// Exp2 returns 2 to the power x.
func Exp2(x float64) float64

// Expm1 returns e to the power x, minus 1, exact for x near zero.
func Expm1(x float64) float64

// Floor returns the greatest integer that is not above x.
func Floor(x float64) float64

// Gamma returns the gamma function of x.
func Gamma(x float64) float64

// J0 returns the Bessel function of the first kind, of order 0.
func J0(x float64) float64

// J1 returns the Bessel function of the first kind, of order 1.
func J1(x float64) float64

// Log returns the natural logarithm of x.
func Log(x float64) float64

// Log10 returns the decimal logarithm of x.
func Log10(x float64) float64

// Log1p returns the natural logarithm of 1+x, exact for x near zero.
func Log1p(x float64) float64

// Log2 returns the binary logarithm of x.
func Log2(x float64) float64

// Round returns the nearest integer, halves away from zero.
func Round(x float64) float64

// RoundToEven returns the nearest integer, halves to the even one.
func RoundToEven(x float64) float64

// Sin returns the sine of x radians.
func Sin(x float64) float64

// Sinh returns the hyperbolic sine of x.
func Sinh(x float64) float64

// Sqrt returns the square root of x.
func Sqrt(x float64) float64

// Tan returns the tangent of x radians.
func Tan(x float64) float64

// Tanh returns the hyperbolic tangent of x.
func Tanh(x float64) float64

// Trunc returns the integer part of x.
func Trunc(x float64) float64

// Y0 returns the Bessel function of the second kind, of order 0.
func Y0(x float64) float64

// Y1 returns the Bessel function of the second kind, of order 1.
func Y1(x float64) float64

// Logb returns the binary exponent of x.
func Logb(x float64) float64

// The functions of two arguments.

// Atan2 returns the angle of the point (x, y), in radians from -Pi to Pi.
func Atan2(y, x float64) float64

// Hypot returns the square root of p*p + q*q, without needless overflow.
func Hypot(p, q float64) float64

// Mod returns the remainder of x/y, with the sign of x.
func Mod(x, y float64) float64

// Pow returns x to the power y.
func Pow(x, y float64) float64

// Remainder returns the IEEE 754 remainder of x/y.
func Remainder(x, y float64) float64

// Dim returns x-y when that is positive, 0 otherwise.
func Dim(x, y float64) float64

// Max returns the larger of x and y; NaN when one of them is.
func Max(x, y float64) float64

// Min returns the smaller of x and y; NaN when one of them is.
func Min(x, y float64) float64

// Nextafter returns the next float64 after x in the direction of y.
func Nextafter(x, y float64) (r float64)

// Nextafter32 is Nextafter for float32.
func Nextafter32(x, y float32) (r float32)

// FMA returns x*y + z, rounded once.
func FMA(x, y, z float64) float64

// Jn returns the Bessel function of the first kind, of order n.
func Jn(n int, x float64) float64

// Yn returns the Bessel function of the second kind, of order n.
func Yn(n int, x float64) float64

// Ldexp returns frac times 2 to the power exp.
func Ldexp(frac float64, exp int) float64

// Frexp splits f into frac, at least 1/2 and below 1, and exp so that f == frac * 2**exp.
func Frexp(f float64) (frac float64, exp int)

// Modf splits f into its integer part and its fraction; both have the sign of f.
func Modf(f float64) (int float64, frac float64)

// Lgamma returns the logarithm of the absolute value of Gamma(x), and Gamma(x)'s sign.
func Lgamma(x float64) (lgamma float64, sign int)

// Sincos returns the sine and cosine of x radians.
func Sincos(x float64) (sin, cos float64)

// Ilogb returns the binary exponent of x.
func Ilogb(x float64) int

// Pow10 returns 10 to the power n; 0 below -323, +Inf above 308.
func Pow10(n int) float64

// Erfinv returns the inverse of Erf.
func Erfinv(x float64) float64

// Erfcinv returns the inverse of Erfc.
func Erfcinv(x float64) float64 {
	return Erfinv(1 - x)
}
