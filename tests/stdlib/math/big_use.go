// run

// math/big: integers, rationals and floats.
package main

import (
	"fmt"
	"math/big"
)

func main() {
	f := big.NewInt(1)
	for i := int64(1); i <= 60; i++ {
		f.Mul(f, big.NewInt(i))
	}
	fmt.Println(f, f.BitLen(), f.Text(36))
	a, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	b := big.NewInt(987654321)
	q, r := new(big.Int).DivMod(a, b, new(big.Int))
	fmt.Println(q, r, new(big.Int).GCD(nil, nil, a, big.NewInt(90)), new(big.Int).Exp(b, big.NewInt(20), nil))
	fmt.Println(new(big.Int).Exp(big.NewInt(3), big.NewInt(1000), big.NewInt(1000007)), new(big.Int).ModInverse(big.NewInt(3), big.NewInt(11)), new(big.Int).Sqrt(a))
	fmt.Println(a.Cmp(b), new(big.Int).Neg(a), new(big.Int).Lsh(b, 100), new(big.Int).Rsh(a, 10), new(big.Int).And(a, b), new(big.Int).Not(b))
	fmt.Println(big.NewInt(1000003).ProbablyPrime(20), big.NewInt(1000001).ProbablyPrime(20))
	fmt.Printf("%x %d %s %08b %+d\n", a, b, a, big.NewInt(5), b)
	x := big.NewRat(3, 4)
	y := big.NewRat(-5, 6)
	fmt.Println(new(big.Rat).Add(x, y), new(big.Rat).Mul(x, y), new(big.Rat).Quo(x, y), x.FloatString(5), x.Cmp(y))
	z, ok := new(big.Rat).SetString("3.125")
	fmt.Println(z, ok)
	two := new(big.Float).SetPrec(200).SetInt64(2)
	root := new(big.Float).SetPrec(200).Sqrt(two)
	fmt.Println(root.Text('f', 50), root.Prec(), root.Mode())
	fl, _, err := big.ParseFloat("1.5e100", 10, 100, big.ToNearestEven)
	fmt.Println(fl, err)
	e := big.NewRat(1, 1)
	term := big.NewRat(1, 1)
	for i := int64(1); i < 30; i++ {
		term.Quo(term, big.NewRat(i, 1))
		e.Add(e, term)
	}
	fmt.Println(e.FloatString(30))
}
