// run

// The functions of package math to the last bit: checksums over many arguments, and special cases.
package main

import (
	"fmt"
	"math"
	"math/bits"
	"math/cmplx"
	"math/rand"
)

func main() {
	rnd := rand.New(rand.NewSource(8))
	one := []struct {
		name string
		f    func(float64) float64
	}{{"Sqrt", math.Sqrt}, {"Cbrt", math.Cbrt}, {"Log", math.Log}, {"Log2", math.Log2}, {"Log10", math.Log10},
		{"Exp", math.Exp}, {"Sin", math.Sin}, {"Cos", math.Cos}, {"Tan", math.Tan}, {"Atan", math.Atan}, {"Asin", math.Asin},
		{"Acos", math.Acos}, {"Sinh", math.Sinh}, {"Cosh", math.Cosh}, {"Tanh", math.Tanh}, {"Floor", math.Floor},
		{"Ceil", math.Ceil}, {"Trunc", math.Trunc}, {"Round", math.Round}, {"RoundToEven", math.RoundToEven}, {"Abs", math.Abs}}
	special := []float64{0, math.Copysign(0, -1), 1, -1, math.Inf(1), math.Inf(-1), math.NaN(), 0.5, 2}
	for _, f := range one {
		h := uint64(1)
		for i := 0; i < 2000; i++ {
			x := rnd.NormFloat64() * 5
			if f.name == "Asin" || f.name == "Acos" {
				x = rnd.Float64()*2 - 1
			}
			h = (h ^ math.Float64bits(f.f(x))) * 1099511628211
		}
		fmt.Printf("%-12s %016x", f.name, h)
		for _, x := range special {
			fmt.Printf(" %.6g", f.f(x))
		}
		fmt.Println()
	}
	two := []struct {
		name string
		f    func(x, y float64) float64
	}{{"Pow", math.Pow}, {"Atan2", math.Atan2}, {"Hypot", math.Hypot}, {"Mod", math.Mod}, {"Max", math.Max}, {"Min", math.Min},
		{"Dim", math.Dim}, {"Copysign", math.Copysign}, {"Remainder", math.Remainder}}
	for _, f := range two {
		h := uint64(1)
		for i := 0; i < 2000; i++ {
			x, y := math.Abs(rnd.NormFloat64()*5), rnd.NormFloat64()*5
			h = (h ^ math.Float64bits(f.f(x, y))) * 1099511628211
		}
		fmt.Printf("%-12s %016x", f.name, h)
		for _, x := range special {
			for _, y := range special[:7] {
				fmt.Printf(" %g", f.f(x, y))
			}
		}
		fmt.Println()
	}
	fmt.Println(math.Frexp(12.5))
	fmt.Println(math.Modf(-3.25))
	fmt.Println(math.Ldexp(0.5, 10), math.Pow10(300), math.MaxInt64, uint64(math.MaxUint64), math.Float32bits(1.5), math.Ilogb(1000))
	fmt.Println(bits.Len(1000), bits.TrailingZeros(48), bits.OnesCount(255), bits.Reverse8(3), bits.RotateLeft32(1, 31))
	hi, lo := bits.Mul64(1<<63, 6)
	q, r := bits.Div64(1, 5, 7)
	fmt.Println(hi, lo, q, r)
	fmt.Printf("%.10f %.10f\n", cmplx.Sqrt(-1), cmplx.Exp(1i*math.Pi))
}
