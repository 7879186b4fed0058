package big

import "math"

// A Rat is a fraction in lowest terms.
type Rat struct {
	a Int // numerator
	b Int // denominator, never negative; the zero value stands for 1
}

// NewRat returns a/b. It panics if b is 0.
func NewRat(a, b int64) *Rat { return new(Rat).SetFrac64(a, b) }

// denominator returns x's denominator as it is.
func (x *Rat) denominator() nat {
	if len(x.b.abs) == 0 {
		return natOne
	}
	return x.b.abs
}

// set sets z to the fraction a/b in lowest terms.
func (z *Rat) set(neg bool, a, b nat) *Rat {
	if gcd := natGCD(nil, a, b); !gcd.isOne() {
		a, _ = natQuoRem(nil, nil, a, gcd)
		b, _ = natQuoRem(nil, nil, b, gcd)
	}
	return z.setReduced(neg, a, b)
}

func (z *Rat) setReduced(neg bool, a, b nat) *Rat {
	z.a.abs = natSet(z.a.abs, a)
	z.a.neg = neg && len(a) > 0
	z.b.abs = natSet(z.b.abs, b)
	z.b.neg = false
	return z
}

// SetFrac sets z to a/b. It panics if b is 0.
func (z *Rat) SetFrac(a, b *Int) *Rat {
	if len(b.abs) == 0 {
		panic("division by zero")
	}
	denominator := b.abs
	if &z.a == b || sameMemory(z.a.abs, denominator) {
		denominator = natSet(nil, denominator)
	}
	return z.set(a.neg != b.neg, a.abs, denominator)
}

// SetFrac64 sets z to a/b. It panics if b is 0.
func (z *Rat) SetFrac64(a, b int64) *Rat {
	if b == 0 {
		panic("division by zero")
	}
	return z.set(a < 0 != (b < 0), natSetWord(nil, Word(magnitude(a))),
		natSetWord(nil, Word(magnitude(b))))
}

// SetInt sets z to x.
func (z *Rat) SetInt(x *Int) *Rat { return z.setReduced(x.neg, x.abs, natOne) }

// SetInt64 sets z to x.
func (z *Rat) SetInt64(x int64) *Rat { return z.SetInt(new(Int).SetInt64(x)) }

// SetUint64 sets z to x.
func (z *Rat) SetUint64(x uint64) *Rat { return z.SetInt(new(Int).SetUint64(x)) }

// Set sets z to x.
func (z *Rat) Set(x *Rat) *Rat {
	if z != x || len(z.b.abs) == 0 {
		z.setReduced(x.a.neg, x.a.abs, x.denominator())
	}
	return z
}

// SetFloat64 sets z to f exactly. If f is infinite or no number, z stays as it is and the result is nil.
func (z *Rat) SetFloat64(f float64) *Rat {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return nil
	}
	mantissa, exp := math.Frexp(math.Abs(f))
	a := natSetWord(nil, Word(mantissa*(1<<53)))
	exp -= 53
	if exp >= 0 {
		return z.set(f < 0, natShl(nil, a, uint(exp)), natOne)
	}
	return z.set(f < 0, a, natShl(nil, natOne, uint(-exp)))
}

// Abs sets z to |x|.
func (z *Rat) Abs(x *Rat) *Rat {
	z.Set(x)
	z.a.neg = false
	return z
}

// Neg sets z to -x.
func (z *Rat) Neg(x *Rat) *Rat {
	z.Set(x)
	z.a.neg = len(z.a.abs) > 0 && !z.a.neg
	return z
}

// Inv sets z to 1/x. It panics if x is 0.
func (z *Rat) Inv(x *Rat) *Rat {
	if len(x.a.abs) == 0 {
		panic("division by zero")
	}
	z.Set(x)
	z.a.abs, z.b.abs = z.b.abs, z.a.abs
	return z
}

// Sign returns -1, 0 or +1: the sign of x.
func (x *Rat) Sign() int { return x.a.Sign() }

// IsInt tells whether x is an integer.
func (x *Rat) IsInt() bool { return x.denominator().isOne() }

// Num returns x's numerator. It is part of x: setting it sets x.
func (x *Rat) Num() *Int { return &x.a }

// Denom returns x's denominator, which is positive. It is part of x, unless x was never set.
func (x *Rat) Denom() *Int {
	if len(x.b.abs) == 0 {
		return NewInt(1)
	}
	return &x.b
}

// crossed returns the numerators of x and y over their common denominator.
func crossed(x, y *Rat) (a, b *Int) {
	a = &Int{x.a.neg, natMul(nil, x.a.abs, y.denominator())}
	b = &Int{y.a.neg, natMul(nil, y.a.abs, x.denominator())}
	return a, b
}

// Cmp returns -1, 0 or +1 as x is less than, equal to, or greater than y.
func (x *Rat) Cmp(y *Rat) int {
	a, b := crossed(x, y)
	return a.Cmp(b)
}

// Add sets z to x + y.
func (z *Rat) Add(x, y *Rat) *Rat {
	a, b := crossed(x, y)
	a.Add(a, b)
	return z.set(a.neg, a.abs, natMul(nil, x.denominator(), y.denominator()))
}

// Sub sets z to x - y.
func (z *Rat) Sub(x, y *Rat) *Rat {
	a, b := crossed(x, y)
	a.Sub(a, b)
	return z.set(a.neg, a.abs, natMul(nil, x.denominator(), y.denominator()))
}

// Mul sets z to x * y.
func (z *Rat) Mul(x, y *Rat) *Rat {
	neg := x.a.neg != y.a.neg
	a := natMul(nil, x.a.abs, y.a.abs)
	b := natMul(nil, x.denominator(), y.denominator())
	if x == y {
		return z.setReduced(neg, a, b) // a square of a reduced fraction is reduced
	}
	return z.set(neg, a, b)
}

// Quo sets z to x / y. It panics if y is 0.
func (z *Rat) Quo(x, y *Rat) *Rat {
	if len(y.a.abs) == 0 {
		panic("division by zero")
	}
	a, b := crossed(x, y)
	return z.set(a.neg != b.neg, a.abs, b.abs)
}

// float returns a Float that any precision up to 64 bits rounds to the same number as it rounds x:
// the quotient with some bits more, and one bit for all that follow.
func (x *Rat) float() (f *Float, exact bool) {
	const enough = 66
	f = new(Float)
	f.neg = x.a.neg
	a, b := x.a.abs, x.denominator()
	if len(a) == 0 {
		return f.setForm(zero), true
	}
	shift := enough - (a.bitLen() - b.bitLen())
	if shift > 0 {
		a = natShl(nil, a, uint(shift))
	} else {
		b = natShl(nil, b, uint(-shift))
	}
	q, rest := natQuoRem(nil, nil, a, b)
	q = natShl(q, q, 1)
	if len(rest) > 0 {
		q[0] |= 1
	}
	f.prec = 2 * wordBits
	f.setNat(q, -int64(shift)-1, false)
	return f, len(rest) == 0
}

// Float64 returns the float64 nearest to x, and whether it is x.
func (x *Rat) Float64() (f float64, exact bool) {
	whole, exact := x.float()
	f, accuracy := whole.Float64()
	return f, exact && accuracy == Exact
}

// Float32 returns the float32 nearest to x, and whether it is x.
func (x *Rat) Float32() (f float32, exact bool) {
	whole, exact := x.float()
	f, accuracy := whole.Float32()
	return f, exact && accuracy == Exact
}

// FloatPrec returns how many decimal digits after the point x has before they repeat, and whether there
// are no more of them.
func (x *Rat) FloatPrec() (n int, exact bool) {
	d := x.denominator()
	twos := natTrailingZeros(d)
	d, fives := divideOut(natShr(nil, d, twos), natFive)
	return max(int(twos), fives), d.isOne()
}

// divideOut divides x by factor as often as it can, and returns how often that was. It tries factor's
// square first, so that it takes few divisions.
func divideOut(x, factor nat) (nat, int) {
	if natCmp(x, factor) < 0 {
		return x, 0
	}
	q, rest := natQuoRem(nil, nil, x, factor)
	if len(rest) > 0 {
		return x, 0
	}
	q, pairs := divideOut(q, natMul(nil, factor, factor))
	if last, rest := natQuoRem(nil, nil, q, factor); len(rest) == 0 {
		return last, 2*pairs + 2
	}
	return q, 2*pairs + 1
}
