package rand

import (
	"math"
	"sync"
)

// The normal and exponential distributions by the ziggurat method of Marsaglia and Tsang ("The
// Ziggurat Method for Generating Random Variables", 2000): the area below the density is covered by
// layers of equal area, so that nearly every number needs one table look-up.

const (
	normTail = 3.442619855899      // where the tail of the normal density begins
	expTail  = 7.69711747013104972 // the same for the exponential density
)

var (
	tablesOnce sync.Once
	kn         [128]uint32
	wn, fn     [128]float32
	ke         [256]uint32
	we, fe     [256]float32
)

func makeTables() {
	const m1, m2 = 1 << 31, 1 << 32
	const vn, ve = 9.91256303526217e-3, 3.949659822581572e-3 // areas of a layer
	d := normTail
	t := d
	q := vn / math.Exp(-.5*d*d)
	kn[0] = uint32(d / q * m1)
	wn[0] = float32(q / m1)
	wn[127] = float32(d / m1)
	fn[0] = 1
	fn[127] = float32(math.Exp(-.5 * d * d))
	for i := 126; i >= 1; i-- {
		d = math.Sqrt(-2 * math.Log(vn/d+math.Exp(-.5*d*d)))
		kn[i+1] = uint32(d / t * m1)
		t = d
		fn[i] = float32(math.Exp(-.5 * d * d))
		wn[i] = float32(d / m1)
	}
	d = expTail
	t = d
	q = ve / math.Exp(-d)
	ke[0] = uint32(d / q * m2)
	we[0] = float32(q / m2)
	we[255] = float32(d / m2)
	fe[0] = 1
	fe[255] = float32(math.Exp(-d))
	for i := 254; i >= 1; i-- {
		d = -math.Log(ve/d + math.Exp(-d))
		ke[i+1] = uint32(d / t * m2)
		t = d
		fe[i] = float32(math.Exp(-d))
		we[i] = float32(d / m2)
	}
}

// NormFloat64 returns a number of the normal distribution with mean 0 and deviation 1.
func (r *Rand) NormFloat64() float64 {
	tablesOnce.Do(makeTables)
	for {
		j := int32(r.Uint32())
		i := j & 0x7F
		x := float64(j) * float64(wn[i])
		magnitude := uint32(j)
		if j < 0 {
			magnitude = uint32(-j)
		}
		if magnitude < kn[i] {
			return x
		}
		if i == 0 {
			for {
				x = -math.Log(r.Float64()) * (1.0 / normTail)
				y := -math.Log(r.Float64())
				if y+y >= x*x {
					break
				}
			}
			if j > 0 {
				return normTail + x
			}
			return -normTail - x
		}
		if fn[i]+float32(r.Float64())*(fn[i-1]-fn[i]) < float32(math.Exp(-.5*x*x)) {
			return x
		}
	}
}

// ExpFloat64 returns a number of the exponential distribution with rate 1.
func (r *Rand) ExpFloat64() float64 {
	tablesOnce.Do(makeTables)
	for {
		j := r.Uint32()
		i := j & 0xFF
		x := float64(j) * float64(we[i])
		if j < ke[i] {
			return x
		}
		if i == 0 {
			return expTail - math.Log(r.Float64())
		}
		if fe[i]+float32(r.Float64())*(fe[i-1]-fe[i]) < float32(math.Exp(-x)) {
			return x
		}
	}
}

// A Zipf makes numbers of a Zipf distribution.
type Zipf struct {
	r            *Rand
	imax         float64
	v            float64
	q            float64
	s            float64
	oneminusQ    float64
	oneminusQinv float64
	hxm          float64
	hx0minusHxm  float64
}

func (z *Zipf) h(x float64) float64 {
	return math.Exp(z.oneminusQ*math.Log(z.v+x)) * z.oneminusQinv
}

func (z *Zipf) hinv(x float64) float64 {
	return math.Exp(z.oneminusQinv*math.Log(z.oneminusQ*x)) - z.v
}

// NewZipf returns a Zipf of the numbers k from 0 to imax with probabilities proportional to
// (v + k) ** (-s); nil unless s > 1 and v >= 1. (Hörmann and Derflinger, rejection-inversion.)
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1.0 || v < 1 {
		return nil
	}
	z := &Zipf{r: r, imax: float64(imax), v: v, q: s}
	z.oneminusQ = 1.0 - z.q
	z.oneminusQinv = 1.0 / z.oneminusQ
	z.hxm = z.h(z.imax + 0.5)
	z.hx0minusHxm = z.h(0.5) - math.Exp(math.Log(z.v)*(-z.q)) - z.hxm
	z.s = 1 - z.hinv(z.h(1.5)-math.Exp(-z.q*math.Log(z.v+1.0)))
	return z
}

// Uint64 returns a number of the distribution.
func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		ur := z.hxm + z.r.Float64()*z.hx0minusHxm
		x := z.hinv(ur)
		k := math.Floor(x + 0.5)
		if k-x <= z.s || ur >= z.h(k+0.5)-math.Exp(-math.Log(k+z.v)*z.q) {
			return uint64(k)
		}
	}
}
