package big

import "math/bits"

// A nat is a natural number: words, least significant first, without leading zeros. The functions
// below are native (big_native.c). Those that take z first return their result in z's memory if it
// has room, so z must come from the place that the result goes to, or be nil.
type nat []Word

// A Word is one digit of a number in base 2**64.
type Word uint

const (
	wordBits  = bits.UintSize
	wordBytes = wordBits / 8
)

// The last argument of natBits.
const (
	opAnd = iota
	opOr
	opXor
	opAndNot
)

//go:noescape
func natSet(z, x nat) nat

//go:noescape
func natAdd(z, x, y nat) nat

//go:noescape
func natSub(z, x, y nat) nat

//go:noescape
func natMul(z, x, y nat) nat

//go:noescape
func natQuoRem(z, z2, x, y nat) (q, r nat)

//go:noescape
func natShl(z, x nat, s uint) nat

//go:noescape
func natShr(z, x nat, s uint) nat

//go:noescape
func natBits(z, x, y nat, op int) nat

//go:noescape
func natCmp(x, y nat) int

//go:noescape
func natTrailingZeros(x nat) uint

//go:noescape
func natSqrt(z, x nat) (root nat, exact bool)

//go:noescape
func natPow(z, x nat, n uint) nat

//go:noescape
func natPowMod(z, x, y, m nat) nat

//go:noescape
func natGCD(z, x, y nat) nat

//go:noescape
func natBezout(x, y nat) (gcd, factor nat, neg bool)

//go:noescape
func natJacobi(x nat, neg bool, y nat) int

//go:noescape
func natIsPrime(x nat, rounds int) bool

//go:noescape
func natSetBytes(z nat, bytes []byte) nat

//go:noescape
func natFillBytes(x nat, bytes []byte) bool

//go:noescape
func natText(x nat, neg bool, base int) string

//go:noescape
func natFromDigits(z nat, digits []byte, base int) nat

var (
	natOne  = nat{1}
	natFive = nat{5}
	natTen  = nat{10}
)

// natSetWord returns w, in z's memory if there is any.
func natSetWord(z nat, w Word) nat {
	if w == 0 {
		return z[:0]
	}
	return append(z[:0], w)
}

// natDiv is natQuoRem for any y.
func natDiv(z, z2, x, y nat) (q, r nat) {
	if len(y) == 0 {
		panic("division by zero")
	}
	return natQuoRem(z, z2, x, y)
}

// natRandom returns a number below limit, which is not zero, from the same stream of r as Go does.
func natRandom(z nat, r interface{ Uint32() uint32 }, limit nat) nat {
	words := make(nat, len(limit))
	mask := ^Word(0) >> bits.LeadingZeros(uint(limit[len(limit)-1]))
	for {
		for i := range words {
			words[i] = Word(r.Uint32())
			words[i] |= Word(r.Uint32()) << 32
		}
		words[len(words)-1] &= mask
		if x := words.norm(); natCmp(x, limit) < 0 {
			return natSet(z, x)
		}
	}
}

// norm returns x without leading zeros.
func (x nat) norm() nat {
	n := len(x)
	for n > 0 && x[n-1] == 0 {
		n--
	}
	return x[:n]
}

func (x nat) bitLen() int {
	n := len(x)
	if n == 0 {
		return 0
	}
	return n*wordBits - bits.LeadingZeros(uint(x[n-1]))
}

// bit returns bit i of x.
func (x nat) bit(i uint) uint {
	if i/wordBits >= uint(len(x)) {
		return 0
	}
	return uint(x[i/wordBits] >> (i % wordBits) & 1)
}

// low returns the lowest word.
func (x nat) low() uint64 {
	if len(x) == 0 {
		return 0
	}
	return uint64(x[0])
}

func (x nat) isOne() bool { return len(x) == 1 && x[0] == 1 }

// bytes returns the bytes of x after skip bytes that are zero.
func (x nat) bytes(skip int) []byte {
	buf := make([]byte, skip+(x.bitLen()+7)/8)
	natFillBytes(x, buf[skip:])
	return buf
}
