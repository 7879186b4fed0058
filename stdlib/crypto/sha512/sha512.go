// Package sha512 is the hash functions SHA-384, SHA-512, SHA-512/224 and SHA-512/256 (FIPS 180-4).
package sha512

import (
	"errors"
	"hash"
)

// Numbers of bytes of a sum.
const (
	Size    = 64
	Size224 = 28
	Size256 = 32
	Size384 = 48
)

// BlockSize is the number of bytes that are worked on at a time.
const BlockSize = 128

//go:noescape
func blocks(state *[8]uint64, p []byte)

// kind describes one of the functions.
type kind struct {
	magic   string // of the marshalled state
	size    int
	initial [8]uint64
}

var (
	kind512 = kind{"sha\x07", Size, [8]uint64{
		0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
		0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179}}
	kind384 = kind{"sha\x04", Size384, [8]uint64{
		0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
		0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4}}
	kind256 = kind{"sha\x06", Size256, [8]uint64{
		0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151, 0x963877195940eabd,
		0x96283ee2a88effe3, 0xbe5e1e2553863992, 0x2b0199fc2c85b8aa, 0x0eb72ddc81c52ca2}}
	kind224 = kind{"sha\x05", Size224, [8]uint64{
		0x8c3d37c819544da2, 0x73e1996689dcd4d6, 0x1dfab7ae32ff9c82, 0x679dd514582f9fcf,
		0x0f6d2b697bd44da8, 0x77e36f7304c48942, 0x3f9d85a86a1d36c8, 0x1112e6ad91d692a1}}
)

type digest struct {
	kind  *kind
	state [8]uint64
	rest  [BlockSize]byte // what does not fill a block yet
	used  int
	count uint64 // bytes written
}

func start(k *kind) digest { return digest{kind: k, state: k.initial} }

// New returns the SHA-512 of nothing, to be written to. It can also be marshalled.
func New() hash.Hash { return fresh(&kind512) }

// New384 returns the SHA-384 of nothing, to be written to.
func New384() hash.Hash { return fresh(&kind384) }

// New512_256 returns the SHA-512/256 of nothing, to be written to.
func New512_256() hash.Hash { return fresh(&kind256) }

// New512_224 returns the SHA-512/224 of nothing, to be written to.
func New512_224() hash.Hash { return fresh(&kind224) }

func fresh(k *kind) *digest {
	d := start(k)
	return &d
}

func (d *digest) Size() int      { return d.kind.size }
func (d *digest) BlockSize() int { return BlockSize }

func (d *digest) Reset() { *d = start(d.kind) }

func (d *digest) Write(p []byte) (n int, err error) {
	n = len(p)
	d.count += uint64(n)
	if d.used > 0 {
		taken := copy(d.rest[d.used:], p)
		d.used += taken
		p = p[taken:]
		if d.used < BlockSize {
			return n, nil
		}
		blocks(&d.state, d.rest[:])
		d.used = 0
	}
	if whole := len(p) &^ (BlockSize - 1); whole > 0 {
		blocks(&d.state, p[:whole])
		p = p[whole:]
	}
	d.used = copy(d.rest[:], p)
	return n, nil
}

func (d *digest) Sum(in []byte) []byte {
	c := *d
	out := c.finish()
	return append(in, out[:d.kind.size]...)
}

func put64(b []byte, x uint64) {
	for i := range 8 {
		b[i] = byte(x >> (56 - 8*i))
	}
}

// finish ends the sum; its first size bytes are returned.
func (d *digest) finish() (out [Size]byte) {
	var pad [BlockSize + 16]byte
	pad[0] = 0x80
	n := (111-d.used+BlockSize)%BlockSize + 1
	put64(pad[n:], d.count>>61)
	put64(pad[n+8:], d.count<<3)
	d.Write(pad[:n+16])
	for i, word := range d.state {
		put64(out[8*i:], word)
	}
	return out
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, d.kind.magic...)
	var word [8]byte
	for _, x := range d.state {
		put64(word[:], x)
		b = append(b, word[:]...)
	}
	var rest [BlockSize]byte
	copy(rest[:], d.rest[:d.used])
	b = append(b, rest[:]...)
	put64(word[:], d.count)
	return append(b, word[:]...), nil
}

func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < 4 || string(b[:4]) != d.kind.magic {
		return errors.New("crypto/sha512: invalid hash state identifier")
	}
	if len(b) != 4+Size+BlockSize+8 {
		return errors.New("crypto/sha512: invalid hash state size")
	}
	b = b[4:]
	take := func() (x uint64) {
		for _, c := range b[:8] {
			x = x<<8 | uint64(c)
		}
		b = b[8:]
		return x
	}
	for i := range d.state {
		d.state[i] = take()
	}
	b = b[copy(d.rest[:], b):]
	d.count = take()
	d.used = int(d.count % BlockSize)
	return nil
}

func sum(k *kind, data []byte) [Size]byte {
	d := start(k)
	d.Write(data)
	return d.finish()
}

// Sum512 returns the SHA-512 of data.
func Sum512(data []byte) [Size]byte { return sum(&kind512, data) }

// Sum384 returns the SHA-384 of data.
func Sum384(data []byte) [Size384]byte {
	s := sum(&kind384, data)
	return [Size384]byte(s[:Size384])
}

// Sum512_256 returns the SHA-512/256 of data.
func Sum512_256(data []byte) [Size256]byte {
	s := sum(&kind256, data)
	return [Size256]byte(s[:Size256])
}

// Sum512_224 returns the SHA-512/224 of data.
func Sum512_224(data []byte) [Size224]byte {
	s := sum(&kind224, data)
	return [Size224]byte(s[:Size224])
}
