package big

import "math"

// magnitudeBits returns |x| rounded towards 0, for a finite x with 0 < exponent <= 64.
func (x *Float) magnitudeBits() uint64 {
	return uint64(x.mant[len(x.mant)-1]) >> (64 - uint(x.exp))
}

// Uint64 returns x rounded towards 0, and how that differs from x. What does not fit gives 0 or
// math.MaxUint64.
func (x *Float) Uint64() (uint64, Accuracy) {
	switch {
	case x.form == zero:
		return 0, Exact
	case x.neg:
		return 0, Above
	case x.form == inf || x.exp > 64:
		return math.MaxUint64, Below
	case x.exp <= 0:
		return 0, Below
	case x.IsInt():
		return x.magnitudeBits(), Exact
	}
	return x.magnitudeBits(), Below
}

// Int64 returns x rounded towards 0, and how that differs from x. What does not fit gives math.MinInt64
// or math.MaxInt64.
func (x *Float) Int64() (int64, Accuracy) {
	acc := accuracy(x.neg)
	switch {
	case x.form == zero:
		return 0, Exact
	case x.form == finite && x.exp <= 0:
		return 0, acc
	case x.form == finite && x.exp <= 63:
		i := int64(x.magnitudeBits())
		if x.neg {
			i = -i
		}
		if x.IsInt() {
			acc = Exact
		}
		return i, acc
	case !x.neg:
		return math.MaxInt64, acc
	case x.form == finite && x.exp == 64 && x.MinPrec() == 1:
		acc = Exact
	}
	return math.MinInt64, acc
}

// ieee returns the bits, without the sign, of the floating-point number with so many bits of mantissa and
// of exponent that is nearest to |x|, x being finite, and how x was rounded.
func (x *Float) ieee(mantBits, expBits uint) (uint64, Accuracy) {
	bias := int64(1)<<(expBits-1) - 1
	infinity := uint64(1<<expBits-1) << mantBits
	// A number in [1, 2) has exponent 1 here. Small numbers have fewer bits.
	prec := int64(mantBits) + 1
	if least := 2 - bias; int64(x.exp) < least {
		prec -= least - int64(x.exp)
	}
	if prec < 0 || prec == 0 && x.MinPrec() == 1 {
		return 0, accuracy(x.neg)
	}
	if prec == 0 {
		return 1, accuracy(!x.neg)
	}
	var r Float
	r.prec = uint32(prec)
	r.Set(x)
	if r.form == inf || int64(r.exp) > bias+1 {
		return infinity, accuracy(!x.neg)
	}
	top := uint64(r.mant[len(r.mant)-1])
	if exp := int64(r.exp) + bias - 1; exp > 0 {
		return top<<1>>(64-mantBits) | uint64(exp)<<mantBits, r.acc
	}
	// Without the implicit bit: the lowest bit is worth 2**(1-bias-mantBits).
	return top >> uint(64-(int64(r.exp)-(1-bias-int64(mantBits)))), r.acc
}

// Float64 returns the float64 nearest to x, and how that differs from x.
func (x *Float) Float64() (float64, Accuracy) {
	f, acc := 0.0, Exact
	switch x.form {
	case finite:
		var bits uint64
		bits, acc = x.ieee(52, 11)
		f = math.Float64frombits(bits)
	case inf:
		f = math.Inf(1)
	}
	if x.neg {
		f = -f
	}
	return f, acc
}

// Float32 returns the float32 nearest to x, and how that differs from x.
func (x *Float) Float32() (float32, Accuracy) {
	f, acc := float32(0), Exact
	switch x.form {
	case finite:
		var bits uint64
		bits, acc = x.ieee(23, 8)
		f = math.Float32frombits(uint32(bits))
	case inf:
		f = float32(math.Inf(1))
	}
	if x.neg {
		f = -f
	}
	return f, acc
}

// Int returns x rounded towards 0, in z unless that is nil, and how that differs from x. For an infinity
// the result is nil.
func (x *Float) Int(z *Int) (*Int, Accuracy) {
	if x.form == inf {
		return nil, accuracy(x.neg)
	}
	if z == nil {
		z = new(Int)
	}
	z.neg = false
	if x.form == zero {
		return z.SetInt64(0), Exact
	}
	if x.exp <= 0 {
		return z.SetInt64(0), accuracy(x.neg)
	}
	if low := x.lowExp(); low >= 0 {
		z.abs = natShl(z.abs, x.mant, uint(low))
	} else {
		z.abs = natShr(z.abs, x.mant, uint(-low))
	}
	z.neg = x.neg
	if x.IsInt() {
		return z, Exact
	}
	return z, accuracy(x.neg)
}

// Rat returns x, in z unless that is nil; always Exact. For an infinity the result is nil.
func (x *Float) Rat(z *Rat) (*Rat, Accuracy) {
	if x.form == inf {
		return nil, accuracy(x.neg)
	}
	if z == nil {
		z = new(Rat)
	}
	if x.form == zero {
		return z.SetInt64(0), Exact
	}
	low := x.lowExp()
	if low >= 0 {
		return z.setReduced(x.neg, natShl(nil, x.mant, uint(low)), natOne), Exact
	}
	// The denominator is a power of 2: what both share are the mantissa's zeros.
	common := min(natTrailingZeros(x.mant), uint(-low))
	return z.setReduced(x.neg, natShr(nil, x.mant, common),
		natShl(nil, natOne, uint(-low)-common)), Exact
}
