package big

// Bitwise operations see a negative number as its two's complement, with ones without end on the left:
// ^x is -x - 1. So a negative x has the bits that |x| - 1 does not have.

// Lsh sets z to x << n.
func (z *Int) Lsh(x *Int, n uint) *Int {
	z.abs = natShl(z.abs, x.abs, n)
	z.neg = x.neg
	return z
}

// Rsh sets z to x >> n, rounded down.
func (z *Int) Rsh(x *Int, n uint) *Int {
	if x.neg {
		return z.setBits(natShr(nil, x.mask(), n), true)
	}
	z.abs = natShr(z.abs, x.abs, n)
	z.neg = false
	return z
}

// mask returns the bits of x, inverted if x is negative.
func (x *Int) mask() nat {
	if x.neg {
		return natSub(nil, x.abs, natOne)
	}
	return x.abs
}

// setBits is the opposite of mask.
func (z *Int) setBits(mask nat, neg bool) *Int {
	if neg {
		z.abs = natAdd(z.abs, mask, natOne)
	} else {
		z.abs = natSet(z.abs, mask)
	}
	z.neg = neg
	return z
}

// And sets z to x & y.
func (z *Int) And(x, y *Int) *Int {
	a, b := x.mask(), y.mask()
	switch {
	case x.neg && y.neg:
		return z.setBits(natBits(nil, a, b, opOr), true)
	case x.neg:
		return z.setBits(natBits(nil, b, a, opAndNot), false)
	case y.neg:
		return z.setBits(natBits(nil, a, b, opAndNot), false)
	}
	z.abs = natBits(z.abs, a, b, opAnd)
	z.neg = false
	return z
}

// AndNot sets z to x &^ y.
func (z *Int) AndNot(x, y *Int) *Int {
	a, b := x.mask(), y.mask()
	switch {
	case x.neg && y.neg:
		return z.setBits(natBits(nil, b, a, opAndNot), false)
	case x.neg:
		return z.setBits(natBits(nil, a, b, opOr), true)
	case y.neg:
		return z.setBits(natBits(nil, a, b, opAnd), false)
	}
	z.abs = natBits(z.abs, a, b, opAndNot)
	z.neg = false
	return z
}

// Or sets z to x | y.
func (z *Int) Or(x, y *Int) *Int {
	a, b := x.mask(), y.mask()
	switch {
	case x.neg && y.neg:
		return z.setBits(natBits(nil, a, b, opAnd), true)
	case x.neg:
		return z.setBits(natBits(nil, a, b, opAndNot), true)
	case y.neg:
		return z.setBits(natBits(nil, b, a, opAndNot), true)
	}
	z.abs = natBits(z.abs, a, b, opOr)
	z.neg = false
	return z
}

// Xor sets z to x ^ y.
func (z *Int) Xor(x, y *Int) *Int {
	neg := x.neg != y.neg
	return z.setBits(natBits(nil, x.mask(), y.mask(), opXor), neg)
}

// Not sets z to ^x.
func (z *Int) Not(x *Int) *Int { return z.setBits(x.mask(), !x.neg) }

// Bit returns bit i of x. It panics if i is negative.
func (x *Int) Bit(i int) uint {
	if i < 0 {
		panic("negative bit index")
	}
	if i == 0 && len(x.abs) > 0 {
		return uint(x.abs[0] & 1) // the same with either sign
	}
	if x.neg {
		return x.mask().bit(uint(i)) ^ 1
	}
	return x.abs.bit(uint(i))
}

// SetBit sets z to x with bit i set to b, which is 0 or 1. It panics if i is negative.
func (z *Int) SetBit(x *Int, i int, b uint) *Int {
	if i < 0 {
		panic("negative bit index")
	}
	if b > 1 {
		panic("set bit is not 0 or 1")
	}
	neg, mask := x.neg, x.mask()
	if neg {
		b ^= 1
	}
	op := opOr
	if b == 0 {
		op = opAndNot
		if i >= mask.bitLen() {
			return z.Set(x)
		}
	}
	return z.setBits(natBits(nil, mask, natShl(nil, natOne, uint(i)), op), neg)
}
