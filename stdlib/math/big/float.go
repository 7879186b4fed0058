package big

import (
	"math"
	"math/bits"
)

// Limits of exponents and precisions.
const (
	MaxExp  = math.MaxInt32
	MinExp  = math.MinInt32
	MaxPrec = math.MaxUint32
)

// A Float is a floating-point number sign * mantissa * 2**exponent with 0.5 <= mantissa < 1, or a zero
// or infinity with a sign.
//
// It has a precision, the number of bits of the mantissa, and a rounding mode. An operation computes
// the exact result and rounds it once, to the precision and by the mode of the Float that it sets; if
// that precision is 0, it first becomes that of the operands. Acc tells how the result was rounded.
// What has no result panics with an ErrNaN.
type Float struct {
	prec uint32
	mode RoundingMode
	acc  Accuracy
	form form
	neg  bool
	mant nat // if finite: the highest bit of the last word is set; no more words than prec needs
	exp  int32
}

type form byte

const (
	zero form = iota
	finite
	inf
)

// A RoundingMode tells which of the two nearest numbers a result is rounded to.
type RoundingMode byte

// Rounding modes.
const (
	ToNearestEven RoundingMode = iota // the nearer one, of two equally near ones the even one
	ToNearestAway                     // the nearer one, of two equally near ones the larger |x|
	ToZero
	AwayFromZero
	ToNegativeInf
	ToPositiveInf
)

var modeNames = [...]string{"ToNearestEven", "ToNearestAway", "ToZero", "AwayFromZero",
	"ToNegativeInf", "ToPositiveInf"}

// String returns the mode's name.
func (i RoundingMode) String() string {
	if int(i) < len(modeNames) {
		return modeNames[i]
	}
	return "RoundingMode(" + natText(natSetWord(nil, Word(i)), false, 10) + ")"
}

// An Accuracy tells how a rounded result differs from the exact one.
type Accuracy int8

// Accuracies.
const (
	Below Accuracy = -1
	Exact Accuracy = 0
	Above Accuracy = +1
)

// String returns the accuracy's name.
func (i Accuracy) String() string {
	switch i {
	case Below:
		return "Below"
	case Exact:
		return "Exact"
	case Above:
		return "Above"
	}
	return "Accuracy(" + NewInt(int64(i)).String() + ")"
}

// accuracy returns Above or Below.
func accuracy(above bool) Accuracy {
	if above {
		return Above
	}
	return Below
}

// An ErrNaN is what operations panic with that would give a NaN in IEEE 754.
type ErrNaN struct {
	msg string
}

func (err ErrNaN) Error() string { return err.msg }

// NewFloat returns x with precision 53 and mode ToNearestEven. It panics if x is a NaN.
func NewFloat(x float64) *Float {
	if math.IsNaN(x) {
		panic(ErrNaN{"NewFloat(NaN)"})
	}
	return new(Float).SetFloat64(x)
}

// precWords returns the number of words that prec bits take.
func precWords(prec uint32) uint { return (uint(prec) + wordBits - 1) / wordBits }

// Prec returns x's precision in bits.
func (x *Float) Prec() uint { return uint(x.prec) }

// Mode returns x's rounding mode.
func (x *Float) Mode() RoundingMode { return x.mode }

// Acc returns how the operation that set x has rounded.
func (x *Float) Acc() Accuracy { return x.acc }

// MinPrec returns the precision that x needs at least: 0 for zeros and infinities.
func (x *Float) MinPrec() uint {
	if x.form != finite {
		return 0
	}
	return uint(len(x.mant))*wordBits - natTrailingZeros(x.mant)
}

// SetPrec sets z's precision and rounds z to it. Precision 0 makes a finite z 0.
func (z *Float) SetPrec(prec uint) *Float {
	z.acc = Exact
	old := z.prec
	z.prec = uint32(min(prec, MaxPrec))
	if z.prec == 0 && z.form == finite {
		z.acc = accuracy(z.neg)
		z.form = zero
	} else if z.prec < old {
		z.round(false)
	}
	return z
}

// SetMode sets z's rounding mode, and its accuracy to Exact.
func (z *Float) SetMode(mode RoundingMode) *Float {
	z.mode = mode
	z.acc = Exact
	return z
}

// Sign returns -1, 0 or +1: the sign of x, 0 for both zeros.
func (x *Float) Sign() int {
	if x.form == zero {
		return 0
	}
	if x.neg {
		return -1
	}
	return 1
}

// Signbit tells whether x is negative or -0.
func (x *Float) Signbit() bool { return x.neg }

// IsInf tells whether x is an infinity.
func (x *Float) IsInf() bool { return x.form == inf }

// IsInt tells whether x is an integer.
func (x *Float) IsInt() bool {
	if x.form == finite {
		return x.exp > 0 && x.MinPrec() <= uint(x.exp)
	}
	return x.form == zero
}

// setForm makes z a zero or an infinity, exactly.
func (z *Float) setForm(f form) *Float {
	z.form = f
	z.acc = Exact
	return z
}

// setNat sets |z| to x * 2**exp, rounded; with sticky, to something between that and the next integer
// x. The memory of x becomes z's.
func (z *Float) setNat(x nat, exp int64, sticky bool) {
	if len(x) == 0 {
		z.setForm(zero)
		return
	}
	if shift := bits.LeadingZeros(uint(x[len(x)-1])); shift > 0 {
		x = natShl(x, x, uint(shift))
		exp -= int64(shift)
	}
	z.mant = x
	z.setExp(exp+int64(len(x))*wordBits, sticky)
}

// setExp sets the exponent and rounds.
func (z *Float) setExp(exp int64, sticky bool) {
	switch {
	case exp < MinExp:
		z.form = zero
		z.acc = accuracy(z.neg)
	case exp > MaxExp:
		z.form = inf
		z.acc = accuracy(!z.neg)
	default:
		z.form = finite
		z.exp = int32(exp)
		z.round(sticky)
	}
}

// round rounds the mantissa to z.prec bits; with sticky, as if some bit were set behind its end.
func (z *Float) round(sticky bool) {
	z.acc = Exact
	if z.form != finite {
		return
	}
	have := uint(len(z.mant)) * wordBits
	if have <= uint(z.prec) {
		return // sticky comes with more bits than are wanted
	}
	extra := have - uint(z.prec)
	half := z.mant.bit(extra-1) != 0
	sticky = sticky || natTrailingZeros(z.mant) < extra-1
	drop := uint(len(z.mant)) - precWords(z.prec)
	if drop > 0 {
		copy(z.mant, z.mant[drop:])
		z.mant = z.mant[:uint(len(z.mant))-drop]
		extra -= drop * wordBits
	}
	last := Word(1) << extra // 0 <= extra < wordBits
	odd := z.mant[0]&last != 0
	z.mant[0] &^= last - 1
	if !half && !sticky {
		return
	}
	up := z.roundsUp(half, sticky, odd)
	z.acc = accuracy(up != z.neg)
	if up {
		z.addLast(last)
	}
}

// roundsUp tells whether z's mode increases |z|, of which bits were cut off.
func (z *Float) roundsUp(half, sticky, odd bool) bool {
	switch z.mode {
	case ToNearestEven:
		return half && (sticky || odd)
	case ToNearestAway:
		return half
	case AwayFromZero:
		return true
	case ToNegativeInf:
		return z.neg
	case ToPositiveInf:
		return !z.neg
	}
	return false
}

// addLast adds the mantissa's last bit to it.
func (z *Float) addLast(last Word) {
	for i := range z.mant {
		z.mant[i] += last
		if z.mant[i] >= last {
			return
		}
		last = 1
	}
	// All bits were ones: the mantissa is 1 now, which is 0.5 with the next exponent.
	z.mant[len(z.mant)-1] = 1 << (wordBits - 1)
	if z.exp == MaxExp {
		z.form = inf
		return
	}
	z.exp++
}

// ensurePrec gives z a precision if it has none.
func (z *Float) ensurePrec(prec uint32) {
	if z.prec == 0 {
		z.prec = prec
	}
}

func (z *Float) setUint(neg bool, x uint64) *Float {
	z.ensurePrec(64)
	z.neg = neg
	z.setNat(natSetWord(z.mant, Word(x)), 0, false)
	return z
}

// SetUint64 sets z to x. The precision is 64 if it was 0.
func (z *Float) SetUint64(x uint64) *Float { return z.setUint(false, x) }

// SetInt64 sets z to x. The precision is 64 if it was 0.
func (z *Float) SetInt64(x int64) *Float { return z.setUint(x < 0, magnitude(x)) }

// SetFloat64 sets z to x. The precision is 53 if it was 0. It panics with ErrNaN if x is a NaN.
func (z *Float) SetFloat64(x float64) *Float {
	z.ensurePrec(53)
	if math.IsNaN(x) {
		panic(ErrNaN{"Float.SetFloat64(NaN)"})
	}
	z.neg = math.Signbit(x)
	if math.IsInf(x, 0) {
		return z.setForm(inf)
	}
	mantissa, exp := math.Frexp(math.Abs(x))
	z.setNat(natSetWord(z.mant, Word(mantissa*(1<<53))), int64(exp)-53, false)
	return z
}

// SetInt sets z to x. If the precision was 0, it is 64, or more if x needs more.
func (z *Float) SetInt(x *Int) *Float {
	z.ensurePrec(max(uint32(x.BitLen()), 64))
	z.neg = x.neg
	z.setNat(natSet(z.mant, x.abs), 0, false)
	return z
}

// SetRat sets z to x. If the precision was 0, it is that of x's numerator or denominator, or 64.
func (z *Float) SetRat(x *Rat) *Float {
	if x.IsInt() {
		return z.SetInt(x.Num())
	}
	var a, b Float
	a.SetInt(x.Num())
	b.SetInt(x.Denom())
	z.ensurePrec(max(a.prec, b.prec))
	return z.Quo(&a, &b)
}

// SetInf sets z to an infinity, -Inf if signbit.
func (z *Float) SetInf(signbit bool) *Float {
	z.neg = signbit
	return z.setForm(inf)
}

// Set sets z to x. The precision is x's if it was 0.
func (z *Float) Set(x *Float) *Float {
	z.acc = Exact
	if z == x {
		return z
	}
	z.form = x.form
	z.neg = x.neg
	if x.form == finite {
		z.exp = x.exp
		z.mant = natSet(z.mant, x.mant)
	}
	z.ensurePrec(x.prec)
	if z.prec < x.prec {
		z.round(false)
	}
	return z
}

// Copy makes z the same as x, with x's precision, mode and accuracy.
func (z *Float) Copy(x *Float) *Float {
	if z != x {
		mant := z.mant
		if x.form == finite {
			mant = natSet(mant, x.mant)
		}
		*z = *x
		z.mant = mant
	}
	return z
}

// MantExp returns x's exponent, and sets mant, unless it is nil, to x's mantissa. For zeros and
// infinities the exponent is 0 and mant is x.
func (x *Float) MantExp(mant *Float) (exp int) {
	if x.form == finite {
		exp = int(x.exp)
	}
	if mant != nil {
		mant.Copy(x)
		mant.exp = 0
	}
	return exp
}

// SetMantExp sets z to mant * 2**exp, with mant's precision and mode.
func (z *Float) SetMantExp(mant *Float, exp int) *Float {
	z.Copy(mant)
	if z.form == finite {
		z.setExp(int64(z.exp)+int64(exp), false)
	}
	return z
}

// Abs sets z to |x|.
func (z *Float) Abs(x *Float) *Float {
	z.Set(x)
	z.neg = false
	return z
}

// Neg sets z to -x.
func (z *Float) Neg(x *Float) *Float {
	z.Set(x)
	z.neg = !z.neg
	return z
}
