// Package distribution has what math/rand and math/rand/v2 share.
package distribution

import (
	"math"
	"sync"
)

// The normal and exponential distributions by the ziggurat method of Marsaglia and Tsang ("The
// Ziggurat Method for Generating Random Variables", 2000): the area below the density is covered by
// layers of equal area, so that nearly every number needs one table look-up.

const (
	NormTail = 3.442619855899      // where the tail of the normal density begins
	ExpTail  = 7.69711747013104972 // the same for the exponential density
)

// The tables: the bound of what is taken at once, its scale, and the density, of each layer of the
// normal and of the exponential distribution.
var (
	once   sync.Once
	Kn     [128]uint32
	Wn, Fn [128]float32
	Ke     [256]uint32
	We, Fe [256]float32
)

// MakeTables fills the tables. It must be called before they are used; only the first call works.
func MakeTables() { once.Do(makeTables) }

func makeTables() {
	const m1, m2 = 1 << 31, 1 << 32
	const vn, ve = 9.91256303526217e-3, 3.949659822581572e-3 // areas of a layer
	d := NormTail
	t := d
	q := vn / math.Exp(-.5*d*d)
	Kn[0] = uint32(d / q * m1)
	Wn[0] = float32(q / m1)
	Wn[127] = float32(d / m1)
	Fn[0] = 1
	Fn[127] = float32(math.Exp(-.5 * d * d))
	for i := 126; i >= 1; i-- {
		d = math.Sqrt(-2 * math.Log(vn/d+math.Exp(-.5*d*d)))
		Kn[i+1] = uint32(d / t * m1)
		t = d
		Fn[i] = float32(math.Exp(-.5 * d * d))
		Wn[i] = float32(d / m1)
	}
	d = ExpTail
	t = d
	q = ve / math.Exp(-d)
	Ke[0] = uint32(d / q * m2)
	We[0] = float32(q / m2)
	We[255] = float32(d / m2)
	Fe[0] = 1
	Fe[255] = float32(math.Exp(-d))
	for i := 254; i >= 1; i-- {
		d = -math.Log(ve/d + math.Exp(-d))
		Ke[i+1] = uint32(d / t * m2)
		t = d
		Fe[i] = float32(math.Exp(-d))
		We[i] = float32(d / m2)
	}
}
