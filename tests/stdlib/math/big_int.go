// run

// Integers of any size: every operation on operands of many sizes and signs, as text and as checksum;
// aliases; how texts are read and printed; panics.
package main

import (
	"fmt"
	"hash/fnv"
	"math/big"
	"math/rand"
	"strings"
)

var rnd = rand.New(rand.NewSource(7))

func operand(i int) *big.Int {
	bits := []uint{0, 1, 5, 63, 64, 65, 128, 700, 5000}[i%9]
	x := new(big.Int).Rand(rnd, new(big.Int).Lsh(big.NewInt(1), bits))
	if i%4 == 3 {
		x.Neg(x)
	}
	return x
}

type binary struct {
	name string
	f    func(z, x, y *big.Int) *big.Int
}

var operations = []binary{
	{"Add", (*big.Int).Add}, {"Sub", (*big.Int).Sub}, {"Mul", (*big.Int).Mul}, {"Quo", (*big.Int).Quo},
	{"Rem", (*big.Int).Rem}, {"Div", (*big.Int).Div}, {"Mod", (*big.Int).Mod}, {"And", (*big.Int).And},
	{"Or", (*big.Int).Or}, {"Xor", (*big.Int).Xor}, {"AndNot", (*big.Int).AndNot},
	{"GCD", func(z, x, y *big.Int) *big.Int { return z.GCD(nil, nil, x, y) }},
	{"Bezout", func(z, x, y *big.Int) *big.Int {
		var a, b big.Int
		z.GCD(&a, &b, x, y)
		return z.Add(z, a.Lsh(&a, 1)).Add(z, b.Lsh(&b, 2))
	}},
	{"ModInverse", func(z, x, y *big.Int) *big.Int {
		if y.Sign() == 0 || z.ModInverse(x, y) == nil {
			z.SetInt64(-1)
		}
		return z
	}},
	{"Exp", func(z, x, y *big.Int) *big.Int {
		if z.Exp(x, big.NewInt(17), y) == nil {
			z.SetInt64(-1)
		}
		return z
	}},
	{"Lsh", func(z, x, y *big.Int) *big.Int { return z.Lsh(x, uint(y.Uint64()%200)) }},
	{"Rsh", func(z, x, y *big.Int) *big.Int { return z.Rsh(x, uint(y.Uint64()%200)) }},
	{"SetBit", func(z, x, y *big.Int) *big.Int { return z.SetBit(x, int(y.Uint64()%200), y.Bit(9)) }},
	{"Not", func(z, x, y *big.Int) *big.Int { return z.Not(x) }},
	{"Sqrt", func(z, x, y *big.Int) *big.Int { return z.Sqrt(new(big.Int).Abs(x)) }},
	{"Rand", func(z, x, y *big.Int) *big.Int { return z.Rand(rand.New(rand.NewSource(1)), x) }},
}

func checkOperations() {
	for _, op := range operations {
		sum := fnv.New64a()
		for i := 0; i < 9*9; i++ {
			x, y := operand(i), operand(i/9)
			if y.Sign() == 0 && strings.Contains("Quo Rem Div Mod", op.name) {
				continue
			}
			z := op.f(operand(i+1), x, y)
			a, b := new(big.Int).Set(x), new(big.Int).Set(y)
			if op.f(a, a, y).Cmp(z) != 0 || op.f(b, x, b).Cmp(z) != 0 {
				fmt.Println("aliases differ:", op.name, x, y)
			}
			fmt.Fprintln(sum, z, z.BitLen(), z.TrailingZeroBits(), z.Cmp(x), z.CmpAbs(y), z.Sign())
		}
		fmt.Printf("%s %x\n", op.name, sum.Sum64())
	}
}

func checkTexts() {
	x, _ := new(big.Int).SetString("-123456789012345678901234567890", 10)
	fmt.Printf("%d|%40d|%-40d|%+d|%040d|%.35d|%x|%#X|%o|%O|%b|%s|%v|%q\n", x, x, x, x, x, x, x, x, x, x, x, x, x, x)
	zero, none := new(big.Int), (*big.Int)(nil)
	fmt.Printf("%d|%.0d|%5.3d|% d|%v|%s\n", zero, zero, zero, zero, none, none.Text(7))
	for base := 2; base <= big.MaxBase; base += 5 {
		s := x.Text(base)
		y, ok := new(big.Int).SetString(s, base)
		fmt.Println(base, s, ok && y.Cmp(x) == 0)
	}
	for _, s := range []string{"", "-", "+7", "0", "00", "017", "0o17", "0b101", "0x_fF", "1_000", "1__0", "_1", "1_",
		"0x", "0_7", "12a", " 1", "٣", "-0"} {
		y, ok := new(big.Int).SetString(s, 0)
		z, ok10 := new(big.Int).SetString(s, 10)
		fmt.Println(s, y, ok, z, ok10)
	}
	var a, b big.Int
	n, err := fmt.Sscanf("ff -0b11", "%x %v", &a, &b)
	fmt.Println(n, err, &a, &b)
	text, _ := x.MarshalJSON()
	fmt.Println(string(text), b.UnmarshalJSON(text), &b, new(big.Int).UnmarshalText([]byte("x")))
	gob, _ := x.GobEncode()
	fmt.Println(gob, b.GobDecode(gob), &b, b.GobDecode([]byte{9}))
	fmt.Println(x.Bytes(), x.FillBytes(make([]byte, 16)), a.SetBytes([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8}), x.Bits())
	fmt.Println(x.Int64(), x.Uint64(), x.IsInt64(), a.IsUint64())
	fmt.Println(x.Float64())
}

func checkTheory() {
	for _, p := range []int64{3, 5, 13, 17, 97, 193, 65537, 1000003} {
		prime, found := big.NewInt(p), 0
		for x := int64(0); x < 20; x++ {
			if root := new(big.Int).ModSqrt(big.NewInt(x), prime); root != nil {
				found++
				root.Exp(root, big.NewInt(2), prime)
				fmt.Print(root, " ")
			}
			found += big.Jacobi(big.NewInt(-x), prime)
		}
		fmt.Println(p, found)
	}
	count := 0
	for i := int64(-5); i < 2000; i++ {
		if big.NewInt(i).ProbablyPrime(int(i & 1)) {
			count++
		}
	}
	m := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 521), big.NewInt(1))
	fmt.Println(count, m.ProbablyPrime(5), m.Sub(m, big.NewInt(2)).ProbablyPrime(0))
	fmt.Println(new(big.Int).Binomial(100, 37), new(big.Int).Binomial(3, 5), new(big.Int).MulRange(-7, -3),
		new(big.Int).MulRange(1, 60), new(big.Int).MulRange(5, 4), new(big.Int).MulRange(-1, 1))
	fmt.Println(new(big.Int).Exp(big.NewInt(-2), big.NewInt(101), nil), new(big.Int).Exp(big.NewInt(3), big.NewInt(-1), big.NewInt(7)),
		new(big.Int).Exp(big.NewInt(3), big.NewInt(-1), nil), new(big.Int).Exp(big.NewInt(-1), new(big.Int).Lsh(big.NewInt(1), 90), nil))
}

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	checkOperations()
	checkTexts()
	checkTheory()
	one, zero := big.NewInt(1), new(big.Int)
	try("Quo", func() { zero.Quo(one, zero) })
	try("Mod", func() { zero.Mod(one, zero) })
	try("Sqrt", func() { zero.Sqrt(big.NewInt(-1)) })
	try("Bit", func() { one.Bit(-1) })
	try("SetBit", func() { one.SetBit(one, 1, 2) })
	try("Text", func() { one.Text(63) })
	try("SetString", func() { one.SetString("1", 63) })
	try("FillBytes", func() { one.FillBytes(nil) })
	try("Jacobi", func() { big.Jacobi(one, big.NewInt(4)) })
	try("ProbablyPrime", func() { one.ProbablyPrime(-1) })
	try("Lsh", func() { one.Lsh(one, 1<<63) })
	fmt.Println(one, zero)
}
