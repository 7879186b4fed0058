package big

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// Exponents beyond these are refused: the numbers would be too large to be of use.
const (
	ratExp5Max = 1e6
	ratExp2Max = 1e7
)

// SetString sets z to the number s: a fraction "a/b", or a number with an optional point and exponent.
// If s is no number, the result is nil and false, and z is undefined.
func (z *Rat) SetString(s string) (*Rat, bool) {
	if above, below, ok := strings.Cut(s, "/"); ok {
		return z.setFraction(above, below)
	}
	r := strings.NewReader(s)
	neg, err := scanSign(r)
	if err != nil {
		return nil, false
	}
	n, err := scanNumeral(z.a.abs, r, 0, true)
	if err != nil {
		return nil, false
	}
	exp, expBase, err := scanExponent(r, true)
	if err != nil || r.Len() > 0 {
		return nil, false
	}
	if len(n.value) == 0 {
		return z.setReduced(false, nil, natOne), true
	}
	exp2, exp5 := n.scale(exp, expBase)
	if max(exp5, -exp5) > ratExp5Max || exp5 == -exp5 && exp5 != 0 ||
		exp2 < -ratExp2Max || exp2 > ratExp2Max {
		return nil, false
	}
	a, b := n.value, natOne
	if exp5 > 0 {
		a = natMul(nil, a, natPow(nil, natFive, uint(exp5)))
	} else {
		b = natPow(nil, natFive, uint(-exp5))
	}
	if exp2 > 0 {
		a = natShl(nil, a, uint(exp2))
	} else {
		b = natShl(nil, b, uint(-exp2))
	}
	return z.set(neg, a, b), true
}

func (z *Rat) setFraction(above, below string) (*Rat, bool) {
	var a, b Int
	if _, ok := a.SetString(above, 0); !ok {
		return nil, false
	}
	if below != "" && (below[0] == '+' || below[0] == '-') {
		return nil, false
	}
	if _, ok := b.SetString(below, 0); !ok || len(b.abs) == 0 {
		return nil, false
	}
	return z.set(a.neg, a.abs, b.abs), true
}

// Scan reads x for fmt.Scan and its relatives; the verbs are e, f, g, E, F, G and v.
func (z *Rat) Scan(s fmt.ScanState, verb rune) error {
	token, err := s.Token(true, func(c rune) bool { return strings.ContainsRune("+-/0123456789.eE", c) })
	if err != nil {
		return err
	}
	if !strings.ContainsRune("efgEFGv", verb) {
		return errors.New("Rat.Scan: invalid verb")
	}
	if _, ok := z.SetString(string(token)); !ok {
		return errors.New("Rat.Scan: invalid syntax")
	}
	return nil
}

var _ fmt.Scanner = (*Rat)(nil)
var _ io.ByteScanner = runeBytes{}

// String returns x as "a/b", also if b is 1.
func (x *Rat) String() string {
	return natText(x.a.abs, x.a.neg, 10) + "/" + natText(x.denominator(), false, 10)
}

// RatString returns x as "a/b", or as "a" if b is 1.
func (x *Rat) RatString() string {
	if x.IsInt() {
		return x.a.String()
	}
	return x.String()
}

// FloatString returns x with prec digits after the point; half a last digit is rounded away from 0.
func (x *Rat) FloatString(prec int) string {
	if x.IsInt() {
		s := x.a.String()
		if prec > 0 {
			s += "." + strings.Repeat("0", prec)
		}
		return s
	}
	prec = max(prec, 0)
	power := natPow(nil, natTen, uint(prec))
	b := x.denominator()
	q, rest := natQuoRem(nil, nil, natMul(nil, x.a.abs, power), b)
	if natCmp(natShl(nil, rest, 1), b) >= 0 {
		q = natAdd(q, q, natOne)
	}
	digits := natText(q, false, 10)
	if len(digits) <= prec {
		digits = strings.Repeat("0", prec+1-len(digits)) + digits
	}
	if x.a.neg {
		digits = "-" + digits
	}
	if prec == 0 {
		return digits
	}
	return digits[:len(digits)-prec] + "." + digits[len(digits)-prec:]
}
