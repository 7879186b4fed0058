// Package big is arithmetic of any size: integers (Int), fractions (Rat) and floating-point numbers
// of any precision (Float). Their zero values are 0.
//
// The methods follow one pattern: z.Op(x, y) computes x op y, stores the result in z, and returns z.
// Operands may be the same as z.
package big

import (
	"math/rand"
)

// An Int is an integer.
type Int struct {
	neg bool // never with abs == 0
	abs nat
}

var intOne = &Int{false, natOne}

// NewInt returns x as an Int.
func NewInt(x int64) *Int { return new(Int).SetInt64(x) }

// Sign returns -1, 0 or +1: the sign of x.
func (x *Int) Sign() int {
	if len(x.abs) == 0 {
		return 0
	}
	if x.neg {
		return -1
	}
	return 1
}

func magnitude(x int64) uint64 {
	if x < 0 {
		return -uint64(x)
	}
	return uint64(x)
}

// SetInt64 sets z to x.
func (z *Int) SetInt64(x int64) *Int {
	z.abs = natSetWord(z.abs, Word(magnitude(x)))
	z.neg = x < 0
	return z
}

// SetUint64 sets z to x.
func (z *Int) SetUint64(x uint64) *Int {
	z.abs = natSetWord(z.abs, Word(x))
	z.neg = false
	return z
}

// Set sets z to x.
func (z *Int) Set(x *Int) *Int {
	if z != x {
		z.abs = natSet(z.abs, x.abs)
		z.neg = x.neg
	}
	return z
}

// Bits returns the words of |x|, least significant first. They are x's own memory.
func (x *Int) Bits() []Word { return x.abs }

// SetBits sets z to the number whose words are abs. z takes the memory over.
func (z *Int) SetBits(abs []Word) *Int {
	if len(abs) > 1<<31-65 {
		panic("math/big: number too large")
	}
	z.abs = nat(abs).norm()
	z.neg = false
	return z
}

// Abs sets z to |x|.
func (z *Int) Abs(x *Int) *Int {
	z.Set(x)
	z.neg = false
	return z
}

// Neg sets z to -x.
func (z *Int) Neg(x *Int) *Int {
	z.Set(x)
	z.neg = len(z.abs) > 0 && !z.neg
	return z
}

// addSigned sets z to x + y, where y's sign is yneg.
func (z *Int) addSigned(x, y *Int, yneg bool) *Int {
	neg := x.neg
	if neg == yneg {
		z.abs = natAdd(z.abs, x.abs, y.abs)
	} else if natCmp(x.abs, y.abs) >= 0 {
		z.abs = natSub(z.abs, x.abs, y.abs)
	} else {
		neg = yneg
		z.abs = natSub(z.abs, y.abs, x.abs)
	}
	z.neg = neg && len(z.abs) > 0
	return z
}

// Add sets z to x + y.
func (z *Int) Add(x, y *Int) *Int { return z.addSigned(x, y, y.neg) }

// Sub sets z to x - y.
func (z *Int) Sub(x, y *Int) *Int { return z.addSigned(x, y, !y.neg) }

// Mul sets z to x * y.
func (z *Int) Mul(x, y *Int) *Int {
	neg := x.neg != y.neg
	z.abs = natMul(z.abs, x.abs, y.abs)
	z.neg = neg && len(z.abs) > 0
	return z
}

// MulRange sets z to the product of a, a+1, ..., b: 1 if a > b.
func (z *Int) MulRange(a, b int64) *Int {
	if a > b {
		return z.SetInt64(1)
	}
	if a <= 0 && b >= 0 {
		return z.SetInt64(0)
	}
	neg := a < 0 && (b-a)&1 == 0
	if a < 0 {
		a, b = -b, -a
	}
	z.abs = product(uint64(a), uint64(b))
	z.neg = neg
	return z
}

// product returns a * (a+1) * ... * b, of halves that are about equally long.
func product(a, b uint64) nat {
	if b-a < 8 {
		z := natSetWord(nil, Word(a))
		for a < b {
			a++
			z = natMul(z, z, natSetWord(nil, Word(a)))
		}
		return z
	}
	middle := a + (b-a)/2
	return natMul(nil, product(a, middle), product(middle+1, b))
}

// Binomial sets z to the number of ways to choose k of n: 0 if k > n.
func (z *Int) Binomial(n, k int64) *Int {
	if k > n {
		return z.SetInt64(0)
	}
	k = min(k, n-k)
	z.SetInt64(1)
	var factor Int
	for i := int64(0); i < k; i++ {
		z.Mul(z, factor.SetInt64(n-i))
		z.Quo(z, factor.SetInt64(i+1))
	}
	return z
}

// QuoRem sets z to the quotient x/y rounded towards 0, and r to the rest x - y*z. It panics if y is 0.
func (z *Int) QuoRem(x, y, r *Int) (*Int, *Int) {
	xneg, yneg := x.neg, y.neg
	z.abs, r.abs = natDiv(z.abs, r.abs, x.abs, y.abs)
	z.neg = len(z.abs) > 0 && xneg != yneg
	r.neg = len(r.abs) > 0 && xneg
	return z, r
}

// Quo sets z to x/y rounded towards 0, as / does. It panics if y is 0.
func (z *Int) Quo(x, y *Int) *Int {
	var r Int
	z.QuoRem(x, y, &r)
	return z
}

// Rem sets z to the rest of Quo, as % does. It panics if y is 0.
func (z *Int) Rem(x, y *Int) *Int {
	var q Int
	q.QuoRem(x, y, z)
	return z
}

// DivMod sets z to the quotient x/y and m to the rest x - y*z, which is never negative. It panics if
// y is 0.
func (z *Int) DivMod(x, y, m *Int) (*Int, *Int) {
	if z == y || m == y || sameMemory(z.abs, y.abs) || sameMemory(m.abs, y.abs) {
		y = new(Int).Set(y)
	}
	z.QuoRem(x, y, m)
	if m.neg {
		if y.neg {
			z.Add(z, intOne)
			m.Sub(m, y)
		} else {
			z.Sub(z, intOne)
			m.Add(m, y)
		}
	}
	return z, m
}

// sameMemory tells whether x and y may be parts of one array.
func sameMemory(x, y nat) bool {
	return cap(x) > 0 && cap(y) > 0 && &x[:cap(x)][cap(x)-1] == &y[:cap(y)][cap(y)-1]
}

// Div sets z to the quotient of DivMod. It panics if y is 0.
func (z *Int) Div(x, y *Int) *Int {
	var m Int
	z.DivMod(x, y, &m)
	return z
}

// Mod sets z to the rest of DivMod. It panics if y is 0.
func (z *Int) Mod(x, y *Int) *Int {
	var q Int
	q.DivMod(x, y, z)
	return z
}

// Cmp returns -1, 0 or +1 as x is less than, equal to, or greater than y.
func (x *Int) Cmp(y *Int) int {
	if x.neg != y.neg {
		if x.neg {
			return -1
		}
		return 1
	}
	if x.neg {
		x, y = y, x
	}
	return natCmp(x.abs, y.abs)
}

// CmpAbs compares |x| and |y|.
func (x *Int) CmpAbs(y *Int) int { return natCmp(x.abs, y.abs) }

// Int64 returns x; undefined if it does not fit.
func (x *Int) Int64() int64 {
	if x.neg {
		return -int64(x.abs.low())
	}
	return int64(x.abs.low())
}

// Uint64 returns x; undefined if it does not fit.
func (x *Int) Uint64() uint64 { return x.abs.low() }

// IsInt64 tells whether x fits an int64.
func (x *Int) IsInt64() bool {
	if len(x.abs) > 1 {
		return false
	}
	w := x.abs.low()
	return w < 1<<63 || x.neg && w == 1<<63
}

// IsUint64 tells whether x fits a uint64.
func (x *Int) IsUint64() bool { return !x.neg && len(x.abs) <= 1 }

// Float64 returns the float64 nearest to x, and how that differs from x.
func (x *Int) Float64() (float64, Accuracy) { return new(Float).SetInt(x).Float64() }

// SetBytes sets z to the number whose bytes are buf, most significant first.
func (z *Int) SetBytes(buf []byte) *Int {
	z.abs = natSetBytes(z.abs, buf)
	z.neg = false
	return z
}

// Bytes returns the bytes of |x|, most significant first.
func (x *Int) Bytes() []byte { return x.abs.bytes(0) }

// FillBytes writes |x| into the whole of buf, most significant byte first, and returns buf. It panics
// if x does not fit.
func (x *Int) FillBytes(buf []byte) []byte {
	if !natFillBytes(x.abs, buf) {
		panic("math/big: buffer too small to fit value")
	}
	return buf
}

// BitLen returns the number of bits of |x|: 0 for 0.
func (x *Int) BitLen() int { return x.abs.bitLen() }

// TrailingZeroBits returns the number of zero bits at the end of |x|.
func (x *Int) TrailingZeroBits() uint { return natTrailingZeros(x.abs) }

// Sqrt sets z to the square root of x, rounded down. It panics if x is negative.
func (z *Int) Sqrt(x *Int) *Int {
	if x.neg {
		panic("square root of negative number")
	}
	z.abs, _ = natSqrt(z.abs, x.abs)
	z.neg = false
	return z
}

// Rand sets z to a number from 0 up to, not including, n: 0 if n is not positive.
func (z *Int) Rand(rnd *rand.Rand, n *Int) *Int {
	if n.neg || len(n.abs) == 0 {
		return z.SetInt64(0)
	}
	z.abs = natRandom(z.abs, rnd, n.abs)
	z.neg = false
	return z
}
