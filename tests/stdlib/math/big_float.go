// run

// Floating-point numbers of any precision: operations in all rounding modes as checksums, conversions,
// texts in all formats, the special values, panics.
package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/big"
	"math/rand"
)

var rnd = rand.New(rand.NewSource(5))

var modes = []big.RoundingMode{big.ToNearestEven, big.ToNearestAway, big.ToZero, big.AwayFromZero,
	big.ToNegativeInf, big.ToPositiveInf}

func operand(i int) *big.Float {
	x := new(big.Float).SetPrec(uint(1 + i*53%260))
	m := new(big.Int).Rand(rnd, new(big.Int).Lsh(big.NewInt(1), x.Prec()))
	if i%2 == 1 {
		m.Neg(m)
	}
	return x.SetMantExp(new(big.Float).SetPrec(x.Prec()).SetInt(m), rnd.Intn(400)-200)
}

func checkOperations() {
	operations := []func(z, x, y *big.Float) *big.Float{
		(*big.Float).Add, (*big.Float).Sub, (*big.Float).Mul,
		func(z, x, y *big.Float) *big.Float {
			if y.Sign() == 0 {
				return z.Set(x)
			}
			return z.Quo(x, y)
		},
		func(z, x, y *big.Float) *big.Float { return z.SetRat(ratOf(x)) },
		func(z, x, y *big.Float) *big.Float { return z.Neg(x) },
	}
	for number, f := range operations {
		sum := fnv.New64a()
		for i := 0; i < 120; i++ {
			x, y := operand(i), operand(i/6*5+2)
			prec := uint(1 + i*31%200)
			z := f(new(big.Float).SetPrec(prec).SetMode(modes[i%6]), x, y)
			same := new(big.Float).SetPrec(0).SetMode(z.Mode())
			fmt.Fprintln(sum, z.Text('p', 0), z.Acc(), z.Mode(), z.MinPrec(), z.Cmp(x), z.IsInt(), f(same, x, y))
		}
		fmt.Printf("%d %x\n", number, sum.Sum64())
	}
	for i := 1; i < 200; i += 13 { // Go leaves open how a root is rounded in other modes
		x := operand(i)
		x.Abs(x)
		root := new(big.Float).SetPrec(uint(i)).Sqrt(x)
		fmt.Print(root.Text('g', 10), " ")
	}
	fmt.Println()
	huge := new(big.Float).SetMantExp(big.NewFloat(1), 1<<30) // far apart, in little memory
	tiny := new(big.Float).SetMantExp(big.NewFloat(1), -1<<30)
	for _, mode := range modes {
		z := new(big.Float).SetPrec(10).SetMode(mode)
		fmt.Print(z.Add(huge, tiny).Acc(), z.Sub(huge, tiny).Acc(), z.MantExp(nil), z.MinPrec(), z.Sub(tiny, huge).Acc(), z.MinPrec(), " ")
	}
	fmt.Println()
}

func ratOf(x *big.Float) *big.Rat {
	r, _ := x.Rat(nil)
	return r
}

func checkConversions() {
	sum := fnv.New64a()
	for i := 0; i < 200; i++ {
		x := operand(i)
		x.SetMantExp(x, rnd.Intn(2400)-1200)
		f64, a := x.Float64()
		f32, b := x.Float32()
		u, c := x.Uint64()
		n, d := x.Int64()
		m, e := x.Int(nil)
		fmt.Fprintln(sum, f64, a, f32, b, u, c, n, d, m, e, ratOf(x), math.Signbit(f64))
		back := new(big.Float).SetFloat64(f64)
		fmt.Fprintln(sum, back, new(big.Float).SetInt(m).Prec())
	}
	fmt.Printf("%x\n", sum.Sum64())
	for _, s := range []string{"4.9e-324", "2.4e-324", "2.5e-324", "1.7976931348623157e308", "1.7976931348623159e308", "2.2250738585072011e-308"} {
		x, _, _ := big.ParseFloat(s, 10, 200, big.ToNearestEven)
		fmt.Print(s, " ")
		fmt.Println(x.Float64())
	}
	for _, x := range []int64{math.MinInt64, -1, 0, 1, math.MaxInt64} {
		f := new(big.Float).SetInt64(x)
		fmt.Print(f, " ", f.Prec(), " ")
		fmt.Println(f.Int64())
	}
	fmt.Println(new(big.Float).SetPrec(3).SetUint64(math.MaxUint64), new(big.Float).SetPrec(0).SetInt64(5).SetPrec(0))
}

func checkTexts() {
	values := []*big.Float{new(big.Float), big.NewFloat(math.Copysign(0, -1)), big.NewFloat(1), big.NewFloat(-0.1),
		big.NewFloat(123456.75), big.NewFloat(1e21), big.NewFloat(5e-324), big.NewFloat(math.Inf(1)), big.NewFloat(math.Inf(-1)),
		operand(77), operand(12), new(big.Float).SetPrec(100).Quo(big.NewFloat(1), big.NewFloat(3)), big.NewFloat(9.9999995)}
	for _, x := range values {
		for _, format := range "beEfgGpxq" {
			fmt.Print(x.Text(byte(format), -1), " ", x.Text(byte(format), 0), " ", x.Text(byte(format), 6), " ")
		}
		fmt.Printf("\n%v|%g|%.3e|%20.4f|%-20.4f|%+.2F|%020.3f|% f|%8.1x|%d|%s\n", x, x, x, x, x, x, x, x, x, x, x)
	}
	for _, s := range []string{"", "1", "-1.5", "1e10", "1e-400", "0x1.8p3", "0b1p-2", "1_000.5", "1__0", "Inf", "-inf", "+Inf", "++Inf", "inF",
		"1e99999999999", "0x1p3000000000", "1.5x", ".5", "5.", ".", "1e", "0x.8p1", "0.1", "1p3"} {
		x, base, err := new(big.Float).SetPrec(70).Parse(s, 0)
		fmt.Println(s, x, base, err)
	}
	for _, mode := range modes {
		x, _, err := big.ParseFloat("0.1", 10, 30, mode)
		fmt.Println(x.Text('p', 0), x.Acc(), x.Mode(), err)
	}
	var x, y big.Float
	fmt.Println(fmt.Sscan("1.25 -3e2", &x, &y))
	gob, _ := x.GobEncode()
	fmt.Println(&x, &y, gob, y.GobDecode(gob), &y, y.GobDecode([]byte{1}), y.GobDecode([]byte{9, 0, 0, 0, 0, 0}))
	text, _ := x.MarshalText()
	fmt.Println(string(text), x.UnmarshalText([]byte("z")), x.UnmarshalText([]byte("2.5")), &x)
	fmt.Println(big.RoundingMode(9), big.Accuracy(-7))
}

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	checkOperations()
	checkConversions()
	checkTexts()
	inf, zero := new(big.Float).SetInf(false), new(big.Float)
	try("NewFloat", func() { big.NewFloat(math.NaN()) })
	try("Add", func() { zero.Add(inf, new(big.Float).SetInf(true)) })
	try("Sub", func() { new(big.Float).Sub(inf, inf) })
	try("Mul", func() { new(big.Float).Mul(inf, new(big.Float)) })
	try("Quo", func() { new(big.Float).Quo(new(big.Float), new(big.Float)) })
	try("Sqrt", func() { new(big.Float).Sqrt(big.NewFloat(-1)) })
	fmt.Println(new(big.Float).Add(inf, big.NewFloat(1)), new(big.Float).Quo(big.NewFloat(-1), inf),
		new(big.Float).Sub(big.NewFloat(1), big.NewFloat(1)).Signbit(), new(big.Float).SetMantExp(big.NewFloat(1), math.MaxInt32))
	fmt.Println(new(big.Float).SetMode(big.ToNegativeInf).Sub(big.NewFloat(1), big.NewFloat(1)).Signbit(),
		new(big.Float).SetMantExp(big.NewFloat(1), -1<<40), inf.Cmp(zero), zero.Cmp(big.NewFloat(math.Copysign(0, -1))))
}
