// Package fnv has the hash functions FNV-1 and FNV-1a of Fowler, Noll and Vo.
package fnv

import (
	"hash"
	"math/bits"
)

const (
	offset32       = 2166136261
	offset64       = 14695981039346656037
	offset128Lower = 0x62b821756295c58d
	offset128Upper = 0x6c62272e07bb0142
	prime32        = 16777619
	prime64        = 1099511628211
	prime128Lower  = 0x13b
	prime128Shift  = 24
)

type sum32 struct {
	sum uint32
	a   bool // the byte goes in before the multiplication
}

type sum64 struct {
	sum uint64
	a   bool
}

type sum128 struct {
	high, low uint64
	a         bool
}

// New32 returns FNV-1 of 32 bits.
func New32() hash.Hash32 { return &sum32{offset32, false} }

// New32a returns FNV-1a of 32 bits.
func New32a() hash.Hash32 { return &sum32{offset32, true} }

// New64 returns FNV-1 of 64 bits.
func New64() hash.Hash64 { return &sum64{offset64, false} }

// New64a returns FNV-1a of 64 bits.
func New64a() hash.Hash64 { return &sum64{offset64, true} }

// New128 returns FNV-1 of 128 bits.
func New128() hash.Hash { return &sum128{offset128Upper, offset128Lower, false} }

// New128a returns FNV-1a of 128 bits.
func New128a() hash.Hash { return &sum128{offset128Upper, offset128Lower, true} }

func (s *sum32) Reset()         { s.sum = offset32 }
func (s *sum32) Sum32() uint32  { return s.sum }
func (s *sum32) Size() int      { return 4 }
func (s *sum32) BlockSize() int { return 1 }

func (s *sum32) Write(data []byte) (int, error) {
	h := s.sum
	for _, c := range data {
		if s.a {
			h = (h ^ uint32(c)) * prime32
		} else {
			h = h*prime32 ^ uint32(c)
		}
	}
	s.sum = h
	return len(data), nil
}

func (s *sum32) Sum(in []byte) []byte {
	v := s.sum
	return append(in, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func (s *sum64) Reset()         { s.sum = offset64 }
func (s *sum64) Sum64() uint64  { return s.sum }
func (s *sum64) Size() int      { return 8 }
func (s *sum64) BlockSize() int { return 1 }

func (s *sum64) Write(data []byte) (int, error) {
	h := s.sum
	for _, c := range data {
		if s.a {
			h = (h ^ uint64(c)) * prime64
		} else {
			h = h*prime64 ^ uint64(c)
		}
	}
	s.sum = h
	return len(data), nil
}

func append64(in []byte, v uint64) []byte {
	for shift := 56; shift >= 0; shift -= 8 {
		in = append(in, byte(v>>uint(shift)))
	}
	return in
}

func (s *sum64) Sum(in []byte) []byte { return append64(in, s.sum) }

func (s *sum128) Reset()         { s.high, s.low = offset128Upper, offset128Lower }
func (s *sum128) Size() int      { return 16 }
func (s *sum128) BlockSize() int { return 1 }

func (s *sum128) multiply() {
	high, low := bits.Mul64(prime128Lower, s.low)
	s.high = high + s.low<<prime128Shift + prime128Lower*s.high
	s.low = low
}

func (s *sum128) Write(data []byte) (int, error) {
	for _, c := range data {
		if s.a {
			s.low ^= uint64(c)
			s.multiply()
		} else {
			s.multiply()
			s.low ^= uint64(c)
		}
	}
	return len(data), nil
}

func (s *sum128) Sum(in []byte) []byte { return append64(append64(in, s.high), s.low) }
