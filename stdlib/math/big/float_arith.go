package big

// lowExp returns the exponent of a finite number's mantissa taken as an integer.
func (x *Float) lowExp() int64 { return int64(x.exp) - int64(len(x.mant))*wordBits }

// compareFinite compares |x| and |y|, both finite.
func compareFinite(x, y *Float) int {
	if x.exp != y.exp {
		if x.exp < y.exp {
			return -1
		}
		return 1
	}
	a, b := x.mant, y.mant
	swapped := len(a) < len(b)
	if swapped {
		a, b = b, a
	}
	order := natCmp(a[len(a)-len(b):], b)
	if order == 0 && natTrailingZeros(a) < uint(len(a)-len(b))*wordBits {
		order = 1
	}
	if swapped {
		return -order
	}
	return order
}

// rank orders zeros, finite numbers and infinities.
func (x *Float) rank() int { return x.Sign() * int(x.form) }

// Cmp returns -1, 0 or +1 as x is less than, equal to, or greater than y.
func (x *Float) Cmp(y *Float) int {
	a, b := x.rank(), y.rank()
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case x.form != finite || y.form != finite:
		return 0
	case x.neg:
		return compareFinite(y, x)
	}
	return compareFinite(x, y)
}

// Add sets z to x + y. It panics with ErrNaN if x and y are infinities with opposite signs.
func (z *Float) Add(x, y *Float) *Float {
	return z.add(x, y, y.neg, "addition of infinities with opposite signs")
}

// Sub sets z to x - y. It panics with ErrNaN if x and y are infinities with equal signs.
func (z *Float) Sub(x, y *Float) *Float {
	return z.add(x, y, !y.neg, "subtraction of infinities with equal signs")
}

// add sets z to x + y, where y's sign is yneg.
func (z *Float) add(x, y *Float, yneg bool, fault string) *Float {
	z.ensurePrec(max(x.prec, y.prec))
	xneg := x.neg
	switch {
	case x.form == finite && y.form == finite:
		z.addFinite(x, y, xneg, yneg)
	case x.form == inf && y.form == inf && xneg != yneg:
		z.neg = false
		z.setForm(zero)
		panic(ErrNaN{fault})
	case x.form == zero && y.form == zero:
		z.neg = xneg && yneg
		z.setForm(zero)
	case x.form == inf || y.form == zero:
		z.Set(x)
	default:
		z.Set(y)
		z.neg = yneg
	}
	return z
}

func (z *Float) addFinite(x, y *Float, xneg, yneg bool) {
	subtract := xneg != yneg
	if compareFinite(x, y) < 0 {
		x, y = y, x
		xneg = yneg
	}
	a, b, exp, sticky := align(x, y, z.prec)
	z.neg = xneg
	var sum nat
	switch {
	case !subtract:
		sum = natAdd(nil, a, b)
	case sticky: // something between a - b - 1 and a - b
		sum = natSub(nil, natSub(nil, a, b), natOne)
	default:
		sum = natSub(nil, a, b)
	}
	z.setNat(sum, exp, sticky)
	if len(sum) == 0 {
		z.neg = z.mode == ToNegativeInf
	}
}

// align returns integers for the mantissas of x and y, |x| >= |y|, with the exponent of both. If y is so
// much smaller that it can only be seen in how a result with prec bits is rounded, it is 0 and sticky.
func align(x, y *Float, prec uint32) (a, b nat, exp int64, sticky bool) {
	const guard = 4
	a, b = x.mant, y.mant
	shift := x.lowExp() - y.lowExp()
	enough := max(0, int64(prec)-int64(len(a))*wordBits) + guard
	if x.lowExp()-int64(y.exp) > enough {
		return natShl(nil, a, uint(enough)), nil, x.lowExp() - enough, true
	}
	if shift >= 0 {
		return natShl(nil, a, uint(shift)), b, y.lowExp(), false
	}
	return a, natShl(nil, b, uint(-shift)), x.lowExp(), false
}

// Mul sets z to x * y. It panics with ErrNaN if one is 0 and the other an infinity.
func (z *Float) Mul(x, y *Float) *Float {
	z.ensurePrec(max(x.prec, y.prec))
	z.neg = x.neg != y.neg
	switch {
	case x.form == finite && y.form == finite:
		exp := x.lowExp() + y.lowExp()
		z.setNat(natMul(z.mant, x.mant, y.mant), exp, false)
	case x.form == zero && y.form == inf || x.form == inf && y.form == zero:
		z.neg = false
		z.setForm(zero)
		panic(ErrNaN{"multiplication of zero with infinity"})
	case x.form == inf || y.form == inf:
		z.setForm(inf)
	default:
		z.setForm(zero)
	}
	return z
}

// Quo sets z to x / y. It panics with ErrNaN if both are 0 or both are infinities.
func (z *Float) Quo(x, y *Float) *Float {
	z.ensurePrec(max(x.prec, y.prec))
	z.neg = x.neg != y.neg
	switch {
	case x.form == finite && y.form == finite:
		z.quoFinite(x, y)
	case x.form == y.form:
		z.neg = false
		z.setForm(zero)
		panic(ErrNaN{"division of zero by zero or infinity by infinity"})
	case x.form == zero || y.form == inf:
		z.setForm(zero)
	default:
		z.setForm(inf)
	}
	return z
}

// quoFinite divides with one word more than the result has.
func (z *Float) quoFinite(x, y *Float) {
	exp := x.lowExp() - y.lowExp()
	a := x.mant
	missing := int64(precWords(z.prec)) + 1 + int64(len(y.mant)) - int64(len(a))
	if missing > 0 {
		a = natShl(nil, a, uint(missing)*wordBits)
		exp -= missing * wordBits
	}
	q, rest := natQuoRem(z.mant, nil, a, y.mant)
	z.setNat(q, exp, len(rest) > 0)
}

// Sqrt sets z to the square root of x. It panics with ErrNaN if x is negative.
func (z *Float) Sqrt(x *Float) *Float {
	z.ensurePrec(x.prec)
	if x.Sign() < 0 {
		panic(ErrNaN{"square root of negative operand"})
	}
	if x.form != finite {
		z.neg = x.neg
		return z.setForm(x.form)
	}
	exp := x.lowExp()
	want := (int64(precWords(z.prec)) + 1) * wordBits // bits of the root
	shift := max(0, 2*want-int64(len(x.mant))*wordBits)
	shift += (exp - shift) & 1
	root, exact := natSqrt(nil, natShl(nil, x.mant, uint(shift)))
	z.neg = false
	z.setNat(root, (exp-shift)/2, !exact)
	return z
}
