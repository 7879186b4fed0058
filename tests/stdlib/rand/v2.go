// run

package main

import (
	"fmt"
	old "math/rand"
	"math/rand/v2"
	"time"
)

func main() {
	p := rand.NewPCG(1, 2)
	for range 4 {
		fmt.Println(p.Uint64())
	}
	m, _ := p.MarshalBinary()
	fmt.Printf("%x\n", m)
	q := new(rand.PCG)
	fmt.Println(q.UnmarshalBinary(m), q.Uint64() == p.Uint64(), q.UnmarshalBinary(nil))
	c := rand.NewChaCha8([32]byte([]byte("chacha8: 32-byte seed for tests!")))
	var x uint64
	for i := range 1000 {
		v := c.Uint64()
		x = x*31 + v
		if i < 3 || i > 990 {
			fmt.Println(v)
		}
	}
	fmt.Println(x)
	b := make([]byte, 13)
	n, err := c.Read(b)
	fmt.Printf("%d %v %x\n", n, err, b)
	m, _ = c.MarshalBinary()
	fmt.Printf("%x\n", m)
	d := new(rand.ChaCha8)
	fmt.Println(d.UnmarshalBinary(m))
	c.Read(b)
	e := make([]byte, 13)
	d.Read(e)
	fmt.Println(string(b) == string(e), d.Uint64() == c.Uint64(), d.UnmarshalBinary([]byte("x")))
	r := rand.New(rand.NewPCG(7, 8))
	fmt.Println(r.Int64(), r.Uint32(), r.Uint64(), r.Int32(), r.Int(), r.Uint())
	fmt.Println(r.Int64N(1000), r.Uint64N(77), r.Int32N(9), r.Uint32N(10), r.IntN(1<<40), r.UintN(3), r.IntN(8))
	fmt.Println(r.Float64(), r.Float32(), r.Perm(10))
	for range 30 {
		fmt.Print(r.NormFloat64(), " ", r.ExpFloat64(), " ")
	}
	fmt.Println()
	z := rand.NewZipf(r, 1.5, 2, 1000)
	for range 50 {
		fmt.Print(z.Uint64(), " ")
	}
	o := old.New(old.NewSource(5))
	zo := old.NewZipf(o, 1.2, 3, 500)
	for range 50 {
		fmt.Print(zo.Uint64(), " ", o.NormFloat64(), o.ExpFloat64(), " ")
	}
	fmt.Println()
	d1 := rand.N(10 * time.Second)
	fmt.Println(d1 >= 0 && d1 < 10*time.Second, rand.IntN(5) < 5, rand.Float64() < 1, len(rand.Perm(5)), rand.N(int8(3)) < 3)
	defer func() { fmt.Println(recover()) }()
	rand.IntN(0)
}
