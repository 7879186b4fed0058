// Package maphash sums bytes and strings for hash tables. Sums depend on a seed, and differ from
// one run of the program to the next.
package maphash

import (
	"math"
	"math/rand/v2"
	"reflect"
	"unsafe"
)

// Seed chooses one of many hash functions. The zero Seed is none: use MakeSeed.
type Seed struct {
	s uint64
}

// MakeSeed returns a new random seed.
func MakeSeed() Seed {
	for {
		if s := rand.Uint64(); s != 0 {
			return Seed{s}
		}
	}
}

// sum mixes the bytes of s into seed.
//
//go:noescape
func sum(seed uint64, s string) uint64

// bufferSize is how many bytes are mixed in at a time.
const bufferSize = 128

// Hash is a running sum. The zero Hash is ready, with a random seed.
type Hash struct {
	_     [0]func() // not comparable
	seed  Seed
	state Seed // what the bytes before those in buf have made of seed
	buf   [bufferSize]byte
	n     int // bytes of buf
}

func (h *Hash) initSeed() {
	if h.seed.s == 0 {
		seed := MakeSeed()
		h.seed = seed
		h.state = seed
	}
}

// Seed returns the seed of h.
func (h *Hash) Seed() Seed {
	h.initSeed()
	return h.seed
}

// SetSeed makes h the sum of nothing with another seed.
func (h *Hash) SetSeed(seed Seed) {
	if seed.s == 0 {
		panic("maphash: use of uninitialized Seed")
	}
	h.seed = seed
	h.state = seed
	h.n = 0
}

// Reset makes h the sum of nothing.
func (h *Hash) Reset() {
	h.initSeed()
	h.state = h.seed
	h.n = 0
}

func (h *Hash) flush() {
	if h.n != len(h.buf) {
		panic("maphash: flush of partially full buffer")
	}
	h.initSeed()
	h.state.s = sum(h.state.s, unsafe.String(&h.buf[0], h.n)) | 1
	h.n = 0
}

// Write adds b; it never fails.
func (h *Hash) Write(b []byte) (int, error) {
	h.WriteString(unsafe.String(unsafe.SliceData(b), len(b)))
	return len(b), nil
}

// WriteString adds the bytes of s; it never fails.
func (h *Hash) WriteString(s string) (int, error) {
	size := len(s)
	for len(s) > 0 {
		if h.n == len(h.buf) {
			h.flush()
		}
		k := copy(h.buf[h.n:], s)
		h.n += k
		s = s[k:]
	}
	return size, nil
}

// WriteByte adds one byte; it never fails.
func (h *Hash) WriteByte(b byte) error {
	if h.n == len(h.buf) {
		h.flush()
	}
	h.buf[h.n] = b
	h.n++
	return nil
}

// Sum64 returns the sum.
func (h *Hash) Sum64() uint64 {
	h.initSeed()
	return sum(h.state.s, unsafe.String(&h.buf[0], h.n))
}

// Sum appends the sum to b.
func (h *Hash) Sum(b []byte) []byte {
	x := h.Sum64()
	return append(b, byte(x>>56), byte(x>>48), byte(x>>40), byte(x>>32), byte(x>>24), byte(x>>16),
		byte(x>>8), byte(x))
}

// Size returns 8.
func (h *Hash) Size() int { return 8 }

// BlockSize returns how many bytes are mixed in at a time.
func (h *Hash) BlockSize() int { return len(h.buf) }

// Bytes returns the sum of b: what a Hash with this seed gives.
func Bytes(seed Seed, b []byte) uint64 {
	return String(seed, unsafe.String(unsafe.SliceData(b), len(b)))
}

// String returns the sum of s.
func String(seed Seed, s string) uint64 {
	state := seed.s
	if state == 0 {
		panic("maphash: use of uninitialized Seed")
	}
	for len(s) > bufferSize {
		state = sum(state, s[:bufferSize]) | 1
		s = s[bufferSize:]
	}
	return sum(state, s)
}

// Comparable returns the sum of a comparable value: equal values have equal sums.
func Comparable[T comparable](seed Seed, v T) uint64 {
	var h Hash
	h.SetSeed(seed)
	WriteComparable(&h, v)
	return h.Sum64()
}

// WriteComparable adds a comparable value.
func WriteComparable[T comparable](h *Hash, x T) { h.add(reflect.ValueOf(&x).Elem()) }

func (h *Hash) word(x uint64) {
	for i := 0; i < 64; i += 8 {
		h.WriteByte(byte(x >> i))
	}
}

func (h *Hash) float(f float64) {
	switch {
	case f == 0:
		h.word(0)
	case f != f:
		h.word(rand.Uint64())
	default:
		h.word(math.Float64bits(f))
	}
}

func (h *Hash) add(v reflect.Value) {
	h.word(uint64(v.Kind()))
	switch v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			h.word(1)
		} else {
			h.word(0)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		h.word(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		h.word(v.Uint())
	case reflect.Float32, reflect.Float64:
		h.float(v.Float())
	case reflect.Complex64, reflect.Complex128:
		h.float(real(v.Complex()))
		h.float(imag(v.Complex()))
	case reflect.String:
		h.word(uint64(v.Len()))
		h.WriteString(v.String())
	case reflect.Chan, reflect.Pointer, reflect.UnsafePointer:
		h.word(uint64(v.Pointer()))
	case reflect.Array:
		for i := 0; i < v.Len(); i++ {
			h.add(v.Index(i))
		}
	case reflect.Struct:
		for i := 0; i < v.NumField(); i++ {
			h.add(v.Field(i))
		}
	case reflect.Interface:
		if !v.IsNil() {
			h.WriteString(v.Elem().Type().String())
			h.add(v.Elem())
		}
	default:
		panic("maphash: hash of unhashable type " + v.Type().String())
	}
}
