package rand

import (
	"internal/distribution"
	"math"
)

// NormFloat64 returns a number of the normal distribution with mean 0 and deviation 1.
func (r *Rand) NormFloat64() float64 {
	distribution.MakeTables()
	for {
		j := int32(r.Uint32())
		i := j & 0x7F
		x := float64(j) * float64(distribution.Wn[i])
		magnitude := uint32(j)
		if j < 0 {
			magnitude = uint32(-j)
		}
		if magnitude < distribution.Kn[i] {
			return x
		}
		if i == 0 {
			for {
				x = -math.Log(r.Float64()) * (1.0 / distribution.NormTail)
				y := -math.Log(r.Float64())
				if y+y >= x*x {
					break
				}
			}
			if j > 0 {
				return distribution.NormTail + x
			}
			return -distribution.NormTail - x
		}
		if distribution.Fn[i]+float32(r.Float64())*(distribution.Fn[i-1]-distribution.Fn[i]) < float32(math.Exp(-.5*x*x)) {
			return x
		}
	}
}

// ExpFloat64 returns a number of the exponential distribution with rate 1.
func (r *Rand) ExpFloat64() float64 {
	distribution.MakeTables()
	for {
		j := r.Uint32()
		i := j & 0xFF
		x := float64(j) * float64(distribution.We[i])
		if j < distribution.Ke[i] {
			return x
		}
		if i == 0 {
			return distribution.ExpTail - math.Log(r.Float64())
		}
		if distribution.Fe[i]+float32(r.Float64())*(distribution.Fe[i-1]-distribution.Fe[i]) < float32(math.Exp(-x)) {
			return x
		}
	}
}

// A Zipf makes numbers of a Zipf distribution.
type Zipf struct {
	r *Rand
	z *distribution.Zipf
}

// NewZipf returns a Zipf of the numbers k from 0 to imax with probabilities proportional to
// (v + k) ** (-s); nil unless s > 1 and v >= 1.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1.0 || v < 1 {
		return nil
	}
	return &Zipf{r, distribution.NewZipf(s, v, imax)}
}

// Uint64 returns a number of the distribution.
func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	return z.z.Uint64(z.r.Float64)
}
