// run

// Float arithmetic, rounding to float32, NaN, infinities, conversions, complex numbers.
package main

import (
	"fmt"
	"math"
)

func main() {
	a, b := 0.1, 0.2
	fmt.Println(a+b, a*b, a/b, a-b, -a)
	var f float32 = 0.1
	fmt.Println(f+0.2, f*f, float64(f), f == 0.1, float64(f) == 0.1)
	inf, nan := math.Inf(1), math.NaN()
	fmt.Println(inf, -inf, nan, inf-inf, 1/inf)
	fmt.Println(nan == nan, nan != nan, nan < 1, nan > 1, !(nan < 1), nan <= nan)
	zero := 0.0
	fmt.Println(1/zero, -1/zero, 1/-zero, 1/math.Copysign(0, -1))
	fmt.Println(int64(1e18), float32(1e10))
	x := 3.99
	fmt.Println(int(x), int(-x), int32(x), uint64(x), uint64(1e19))
	var i int64 = 1<<53 + 1
	fmt.Println(float64(i), float32(i), float64(uint64(1<<63)))
	c := complex(1, 2)
	d := 3 - 4i
	fmt.Println(c+d, c-d, c*d, c/d, -c, real(c), imag(d), c == d, c != d)
	var c64 complex64 = 1.5 + 2i
	c64 *= c64
	fmt.Println(c64, real(c64), complex128(c64))
	fmt.Printf("%v %.3f %g %e\n", c, c, 1e21, 123456.789)
	fmt.Println(min(1.5, 2, 0.5), max(a, b), min(nan, 1), max(-zero, 0))
	fmt.Println(math.MaxInt64, uint64(math.MaxUint64), math.Pi, float32(math.Pi))
}
