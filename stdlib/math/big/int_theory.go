package big

import "fmt"

// Exp sets z to x**y mod |m|, or x**y if m is nil or 0, where a negative y gives 1. With m != 0 and a
// negative y, x needs an inverse modulo m: without one, z stays as it is and Exp returns nil.
func (z *Int) Exp(x, y, m *Int) *Int {
	modular := m != nil && len(m.abs) > 0
	if y.neg {
		if !modular {
			return z.SetInt64(1)
		}
		if x = new(Int).ModInverse(x, m); x == nil {
			return nil
		}
	}
	neg := x.neg && y.abs.bit(0) == 1
	if modular {
		modulus := m.abs
		power := natPowMod(nil, x.abs, y.abs, modulus)
		if neg && len(power) > 0 {
			power = natSub(power, modulus, power)
		}
		z.abs = natSet(z.abs, power)
		z.neg = false
		return z
	}
	n := uint(y.abs.low())
	if len(y.abs) > 1 {
		n = ^uint(0) - 1 + n&1 // only 0 and 1 have a power that large
	}
	z.abs = natPow(z.abs, x.abs, n)
	z.neg = neg && len(z.abs) > 0
	return z
}

// GCD sets z to the greatest common divisor of a and b, and x and y, unless they are nil, such that
// z = a*x + b*y. GCD(0, b) is |b|, GCD(0, 0) is 0.
func (z *Int) GCD(x, y, a, b *Int) *Int {
	if x == nil && y == nil {
		z.abs = natGCD(z.abs, a.abs, b.abs)
		z.neg = false
		return z
	}
	gcd, factor, neg := natBezout(a.abs, b.abs)
	fx := &Int{neg != a.neg && len(factor) > 0, factor}
	var fy Int
	if y != nil && len(b.abs) > 0 {
		fy.Mul(a, fx)
		fy.Sub(&Int{false, gcd}, &fy)
		fy.Quo(&fy, b)
	}
	if x != nil {
		x.Set(fx)
	}
	if y != nil {
		y.Set(&fy)
	}
	z.abs = natSet(z.abs, gcd)
	z.neg = false
	return z
}

// ModInverse sets z to the inverse of g modulo n. Without one, z stays as it is and the result is nil.
func (z *Int) ModInverse(g, n *Int) *Int {
	if n.neg {
		n = new(Int).Neg(n)
	}
	if g.neg {
		g = new(Int).Mod(g, n)
	}
	gcd, factor, neg := natBezout(g.abs, n.abs)
	if !gcd.isOne() {
		return nil
	}
	if neg {
		z.abs = natSub(z.abs, n.abs, factor)
	} else {
		z.abs = natSet(z.abs, factor)
	}
	z.neg = false
	return z
}

// Jacobi returns the Jacobi symbol (x/y): +1, -1 or 0. It panics if y is even.
func Jacobi(x, y *Int) int {
	if y.abs.bit(0) == 0 {
		panic(fmt.Sprintf("big: invalid 2nd argument to Int.Jacobi: need odd integer but got %s", y.String()))
	}
	symbol := natJacobi(x.abs, x.neg, y.abs)
	if x.neg && y.neg {
		return -symbol
	}
	return symbol
}

// ModSqrt sets z to a square root of x modulo p, an odd prime. If there is none, z stays as it is and
// the result is nil. It panics if p is even.
func (z *Int) ModSqrt(x, p *Int) *Int {
	switch Jacobi(x, p) {
	case -1:
		return nil
	case 0:
		return z.SetInt64(0)
	}
	x = new(Int).Mod(x, p)
	var e Int
	switch p.abs[0] % 8 {
	case 3, 7: // x**((p+1)/4)
		e.Rsh(e.Add(p, intOne), 2)
		return z.Exp(x, &e, p)
	case 5:
		return z.modSqrtAtkin(x, p)
	}
	return z.modSqrtTonelli(x, p)
}

// modSqrtAtkin computes the root for p = 5 mod 8: with a = (2x)**((p-5)/8) and i = 2x * a**2, whose
// square is -1, the root is x * a * (i - 1).
func (z *Int) modSqrtAtkin(x, p *Int) *Int {
	var e, twice, a, i Int
	twice.Lsh(x, 1)
	a.Exp(&twice, e.Rsh(p, 3), p)
	i.Mul(&a, &a)
	i.Mul(&i, &twice)
	i.Sub(&i, intOne)
	i.Mod(&i, p)
	i.Mul(&i, x)
	i.Mul(&i, &a)
	return z.Mod(&i, p)
}

// modSqrtTonelli computes the root for any prime, by Tonelli and Shanks. With p-1 = s * 2**e and s odd,
// root**2 = x*rest holds all the time, and the order of rest, a power of 2, sinks until rest is 1.
func (z *Int) modSqrtTonelli(x, p *Int) *Int {
	var s, root, rest, t Int
	s.Sub(p, intOne)
	e := s.TrailingZeroBits()
	s.Rsh(&s, e)
	n := NewInt(2)
	for Jacobi(n, p) != -1 {
		n.Add(n, intOne)
	}
	power := new(Int).Exp(n, &s, p) // of order 2**e
	root.Exp(x, t.Rsh(t.Add(&s, intOne), 1), p)
	rest.Exp(x, &s, p)
	for {
		order := uint(0)
		for t.Set(&rest); t.Cmp(intOne) != 0; order++ {
			t.Mul(&t, &t)
			t.Mod(&t, p)
		}
		if order == 0 {
			return z.Set(&root)
		}
		t.Exp(power, t.Lsh(intOne, e-order-1), p)
		power.Mod(power.Mul(&t, &t), p)
		root.Mod(root.Mul(&root, &t), p)
		rest.Mod(rest.Mul(&rest, power), p)
		e = order
	}
}

// ProbablyPrime tells whether x is prime: by a Baillie-PSW test, which is right below 2**64, and n
// Miller-Rabin tests, each of which lets one composite number in four pass at most. It panics if n is
// negative.
func (x *Int) ProbablyPrime(n int) bool {
	if n < 0 {
		panic("negative n for ProbablyPrime")
	}
	return !x.neg && natIsPrime(x.abs, n)
}
