// Package rand makes pseudo-random numbers. A seed decides the whole sequence; the functions of the
// package itself are seeded at random, unless Seed is called.
package rand

import "sync"

// Source makes numbers from 0 to 1<<63 - 1.
type Source interface {
	Int63() int64
	Seed(seed int64)
}

// Source64 is a Source that also makes numbers of 64 bits.
type Source64 interface {
	Source
	Uint64() uint64
}

const (
	stateCount = 607
	tapOffset  = 273
	mask63     = 1<<63 - 1
)

// rngSource is an additive lagged Fibonacci generator.
type rngSource struct {
	tap   int
	feed  int
	state [stateCount]uint64
}

//go:noescape
func seedState(state *[stateCount]uint64, seed int64)

func runtimeRand() uint64

// NewSource returns a Source with this seed. Only one goroutine may use it at a time.
func NewSource(seed int64) Source {
	s := new(rngSource)
	s.Seed(seed)
	return s
}

func (s *rngSource) Seed(seed int64) {
	s.tap = 0
	s.feed = stateCount - tapOffset
	seedState(&s.state, seed)
}

func (s *rngSource) Int63() int64 {
	return int64(s.Uint64() & mask63)
}

func (s *rngSource) Uint64() uint64 {
	if s.tap--; s.tap < 0 {
		s.tap += stateCount
	}
	if s.feed--; s.feed < 0 {
		s.feed += stateCount
	}
	x := s.state[s.feed] + s.state[s.tap]
	s.state[s.feed] = x
	return x
}

// Rand makes numbers of many kinds from a Source.
type Rand struct {
	src     Source
	s64     Source64 // src, if it is one
	readVal int64    // what Read has not used up
	readPos int8
}

// New returns a Rand that uses src.
func New(src Source) *Rand {
	s64, _ := src.(Source64)
	return &Rand{src: src, s64: s64}
}

// Seed starts the sequence of a seed.
func (r *Rand) Seed(seed int64) {
	r.src.Seed(seed)
	r.readPos = 0
}

// Int63 returns a number from 0 to 1<<63 - 1.
func (r *Rand) Int63() int64 { return r.src.Int63() }

// Uint32 returns a number of 32 bits.
func (r *Rand) Uint32() uint32 { return uint32(r.Int63() >> 31) }

// Uint64 returns a number of 64 bits.
func (r *Rand) Uint64() uint64 {
	if r.s64 != nil {
		return r.s64.Uint64()
	}
	return uint64(r.Int63())>>31 | uint64(r.Int63())<<32
}

// Int31 returns a number from 0 to 1<<31 - 1.
func (r *Rand) Int31() int32 { return int32(r.Int63() >> 32) }

// Int returns a number that is not negative.
func (r *Rand) Int() int {
	u := uint(r.Int63())
	return int(u << 1 >> 1)
}

// Int63n returns a number from 0 to n-1. It panics when n <= 0.
func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	if n&(n-1) == 0 {
		return r.Int63() & (n - 1)
	}
	most := int64((1 << 63) - 1 - (1<<63)%uint64(n))
	v := r.Int63()
	for v > most {
		v = r.Int63()
	}
	return v % n
}

// Int31n returns a number from 0 to n-1. It panics when n <= 0.
func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	if n&(n-1) == 0 {
		return r.Int31() & (n - 1)
	}
	most := int32((1 << 31) - 1 - (1<<31)%uint32(n))
	v := r.Int31()
	for v > most {
		v = r.Int31()
	}
	return v % n
}

// int31n is Int31n by a multiplication instead of a division; its numbers are other ones.
func (r *Rand) int31n(n int32) int32 {
	v := r.Uint32()
	prod := uint64(v) * uint64(n)
	if low := uint32(prod); low < uint32(n) {
		least := uint32(-n) % uint32(n)
		for low < least {
			v = r.Uint32()
			prod = uint64(v) * uint64(n)
			low = uint32(prod)
		}
	}
	return int32(prod >> 32)
}

// Intn returns a number from 0 to n-1. It panics when n <= 0.
func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	if n <= 1<<31-1 {
		return int(r.Int31n(int32(n)))
	}
	return int(r.Int63n(int64(n)))
}

// Float64 returns a number from 0 up to but not 1.
func (r *Rand) Float64() float64 {
	for {
		if f := float64(r.Int63()) / (1 << 63); f != 1 {
			return f
		}
	}
}

// Float32 returns a number from 0 up to but not 1.
func (r *Rand) Float32() float32 {
	for {
		if f := float32(r.Float64()); f != 1 {
			return f
		}
	}
}

// Perm returns the numbers from 0 to n-1 in random order.
func (r *Rand) Perm(n int) []int {
	m := make([]int, n)
	for i := 0; i < n; i++ {
		j := r.Intn(i + 1)
		m[i] = m[j]
		m[j] = i
	}
	return m
}

// Shuffle brings n elements into random order by exchanging them. It panics when n < 0.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	i := n - 1
	for ; i > 1<<31-1-1; i-- {
		swap(i, int(r.Int63n(int64(i+1))))
	}
	for ; i > 0; i-- {
		swap(i, int(r.int31n(int32(i+1))))
	}
}

// Read fills p with random bytes. The error is always nil.
func (r *Rand) Read(p []byte) (n int, err error) {
	if lk, ok := r.src.(*lockedSource); ok {
		lk.mu.Lock()
		defer lk.mu.Unlock()
	}
	for n = range p {
		if r.readPos == 0 {
			r.readVal = r.unlockedInt63()
			r.readPos = 7
		}
		p[n] = byte(r.readVal)
		r.readVal >>= 8
		r.readPos--
	}
	return len(p), nil
}

func (r *Rand) unlockedInt63() int64 {
	lk, ok := r.src.(*lockedSource)
	if !ok {
		return r.src.Int63()
	}
	if lk.s == nil {
		return int64(runtimeRand() & mask63)
	}
	return lk.s.Int63()
}

// lockedSource is a Source that several goroutines may use.
type lockedSource struct {
	mu sync.Mutex
	s  *rngSource // nil before Seed: then numbers come from the run time
}

func (l *lockedSource) Uint64() uint64 {
	if l.s == nil {
		return runtimeRand()
	}
	l.mu.Lock()
	n := l.s.Uint64()
	l.mu.Unlock()
	return n
}

func (l *lockedSource) Int63() int64 { return int64(l.Uint64() & mask63) }

func (l *lockedSource) Seed(seed int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := new(rngSource)
	s.Seed(seed)
	l.s = s
}

var globalSource lockedSource
var global = Rand{src: &globalSource, s64: &globalSource}

// Seed starts the sequence of a seed for the functions of the package.
//
// Deprecated: use New(NewSource(seed)).
func Seed(seed int64) { global.Seed(seed) }

// Int63 returns a number from 0 to 1<<63 - 1.
func Int63() int64 { return global.Int63() }

// Uint32 returns a number of 32 bits.
func Uint32() uint32 { return global.Uint32() }

// Uint64 returns a number of 64 bits.
func Uint64() uint64 { return global.Uint64() }

// Int31 returns a number from 0 to 1<<31 - 1.
func Int31() int32 { return global.Int31() }

// Int returns a number that is not negative.
func Int() int { return global.Int() }

// Int63n returns a number from 0 to n-1. It panics when n <= 0.
func Int63n(n int64) int64 { return global.Int63n(n) }

// Int31n returns a number from 0 to n-1. It panics when n <= 0.
func Int31n(n int32) int32 { return global.Int31n(n) }

// Intn returns a number from 0 to n-1. It panics when n <= 0.
func Intn(n int) int { return global.Intn(n) }

// Float64 returns a number from 0 up to but not 1.
func Float64() float64 { return global.Float64() }

// Float32 returns a number from 0 up to but not 1.
func Float32() float32 { return global.Float32() }

// Perm returns the numbers from 0 to n-1 in random order.
func Perm(n int) []int { return global.Perm(n) }

// Shuffle brings n elements into random order by exchanging them. It panics when n < 0.
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }

// Read fills p with random bytes. The error is always nil.
//
// Deprecated: for secrets use crypto/rand.
func Read(p []byte) (n int, err error) { return global.Read(p) }

// NormFloat64 returns a number of the normal distribution with mean 0 and deviation 1.
func NormFloat64() float64 { return global.NormFloat64() }

// ExpFloat64 returns a number of the exponential distribution with rate 1.
func ExpFloat64() float64 { return global.ExpFloat64() }
