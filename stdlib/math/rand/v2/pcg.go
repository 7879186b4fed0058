package rand

import (
	"errors"
	"math/bits"
)

// PCG is a permuted congruential generator with 128 bits of state (O'Neill's PCG-DXSM).
type PCG struct {
	hi, lo uint64
}

// NewPCG returns a PCG with this seed.
func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

// Seed sets the state.
func (p *PCG) Seed(seed1, seed2 uint64) { p.hi, p.lo = seed1, seed2 }

// The step is state = state * multiplier + increment, modulo 1<<128.
const (
	multiplierHi = 0x2360ed051fc65da4
	multiplierLo = 0x4385df649fccf645
	incrementHi  = 0x5851f42d4c957f2d
	incrementLo  = 0x14057b7ef767814f
	mixer        = 0xda942042e4dd58b5
)

// Uint64 returns a number of 64 bits.
func (p *PCG) Uint64() uint64 {
	hi, lo := bits.Mul64(p.lo, multiplierLo)
	hi += p.hi*multiplierLo + p.lo*multiplierHi
	lo, carry := bits.Add64(lo, incrementLo, 0)
	hi += incrementHi + carry
	p.hi, p.lo = hi, lo
	// Double xorshift and multiply: the low half decides how the high half is stirred.
	hi ^= hi >> 32
	hi *= mixer
	hi ^= hi >> 48
	return hi * (lo | 1)
}

func appendBig(b []byte, v uint64) []byte {
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(v>>shift))
	}
	return b
}

func readBig(b []byte) (v uint64) {
	for _, c := range b[:8] {
		v = v<<8 | uint64(c)
	}
	return v
}

// MarshalBinary writes the state.
func (p *PCG) MarshalBinary() ([]byte, error) {
	return appendBig(appendBig([]byte("pcg:"), p.hi), p.lo), nil
}

// UnmarshalBinary reads a state.
func (p *PCG) UnmarshalBinary(data []byte) error {
	if len(data) != 20 || string(data[:4]) != "pcg:" {
		return errors.New("invalid PCG encoding")
	}
	p.hi, p.lo = readBig(data[4:]), readBig(data[12:])
	return nil
}
