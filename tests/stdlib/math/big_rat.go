// run

// Fractions: operations as checksums, aliases, texts, floating-point numbers, panics.
package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/big"
	"math/rand"
)

var rnd = rand.New(rand.NewSource(3))

func operand(i int) *big.Rat {
	limit := new(big.Int).Lsh(big.NewInt(1), uint(1+i*37%300))
	a, b := new(big.Int).Rand(rnd, limit), new(big.Int).Rand(rnd, limit)
	if i%3 == 0 {
		a.Neg(a)
	}
	return new(big.Rat).SetFrac(a, b.Add(b, big.NewInt(1)))
}

func checkOperations() {
	operations := map[string]func(z, x, y *big.Rat) *big.Rat{
		"Add": (*big.Rat).Add, "Sub": (*big.Rat).Sub, "Mul": (*big.Rat).Mul,
		"Quo": func(z, x, y *big.Rat) *big.Rat {
			if y.Sign() == 0 {
				return z.Neg(x)
			}
			return z.Quo(x, y)
		},
		"Inv": func(z, x, y *big.Rat) *big.Rat {
			if x.Sign() == 0 {
				return z.Abs(y)
			}
			return z.Inv(x)
		},
	}
	for _, name := range []string{"Add", "Sub", "Mul", "Quo", "Inv"} {
		f, sum := operations[name], fnv.New64a()
		for i := 0; i < 60; i++ {
			x, y := operand(i), operand(i*7+1)
			z := f(new(big.Rat), x, y)
			a, b := new(big.Rat).Set(x), new(big.Rat).Set(y)
			if f(a, a, y).Cmp(z) != 0 || f(b, x, b).Cmp(z) != 0 {
				fmt.Println("aliases differ:", name, x, y)
			}
			f64, exact := z.Float64()
			f32, exact32 := z.Float32()
			digits, finite := z.FloatPrec()
			fmt.Fprintln(sum, z, z.Cmp(x), z.IsInt(), f64, exact, f32, exact32, digits, finite, z.FloatString(i))
		}
		fmt.Printf("%s %x\n", name, sum.Sum64())
	}
	x := operand(5)
	fmt.Println(new(big.Rat).Mul(x, x).Cmp(new(big.Rat).Mul(x, new(big.Rat).Set(x))))
}

func checkTexts() {
	for _, s := range []string{"1/3", "-4/8", "3", "0.125", "-1.5e3", "1e-5", "0x1p-4", "0b1.1", "0o1.4", "1_0.5", "1/0", "", "/",
		"1/-2", "1/+2", "1e", "1.2.3", "1e1000001", "0x1p10000001", "1e-9223372036854775808", "007/9", "010", "0", "-0", "1/0x10"} {
		x, ok := new(big.Rat).SetString(s)
		if !ok {
			fmt.Println(s, ok)
			continue
		}
		text, _ := x.MarshalText()
		fmt.Println(s, x, x.RatString(), x.FloatString(0), x.FloatString(5), string(text))
	}
	var x, y big.Rat
	n, err := fmt.Sscan("3/4 -1.25e1", &x, &y)
	fmt.Println(n, err, &x, &y, x.Num(), x.Denom(), new(big.Rat).Denom())
	gob, _ := x.GobEncode()
	fmt.Println(gob, y.GobDecode(gob), &y, y.GobDecode(gob[:7]), y.GobDecode([]byte{8, 0, 0, 0, 0}))
	fmt.Println(x.UnmarshalText([]byte("1/z")), x.UnmarshalText([]byte("7")), &x)
}

func checkFloats() {
	for _, f := range []float64{0, 1, -0.1, 1e300, 5e-324, 1.7976931348623157e308, math.Pi, math.Inf(1), math.NaN()} {
		x := new(big.Rat).SetFloat64(f)
		if x == nil {
			fmt.Println(f, "nil")
			continue
		}
		g, exact := x.Float64()
		h, exact32 := x.Float32()
		fmt.Println(g == f, exact, h, exact32 && h != 0, x.Num().BitLen(), x.Denom().BitLen())
	}
	tiny := new(big.Rat).SetFrac(big.NewInt(3), new(big.Int).Lsh(big.NewInt(1), 1075)) // 1.5 * 2**-1074
	fmt.Println(tiny.Float64())
	huge := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 1024))
	fmt.Println(huge.Float64())
	fmt.Println(huge.Neg(huge).Float32())
	fmt.Println(big.NewRat(-6, -4), new(big.Rat).SetInt64(-9), new(big.Rat).SetUint64(math.MaxUint64),
		big.NewRat(math.MinInt64, 3), big.NewRat(3, math.MinInt64))
}

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	checkOperations()
	checkTexts()
	checkFloats()
	try("NewRat", func() { big.NewRat(1, 0) })
	try("Quo", func() { new(big.Rat).Quo(big.NewRat(1, 2), new(big.Rat)) })
	try("Inv", func() { new(big.Rat).Inv(new(big.Rat)) })
	try("SetFrac", func() { new(big.Rat).SetFrac(big.NewInt(1), new(big.Int)) })
}
