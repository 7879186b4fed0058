// Package sha1 is the hash function SHA-1 (RFC 3174). It is broken: use it only where others ask for
// it.
package sha1

import (
	"hash"
	"internal/blockhash"
)

// Size is the number of bytes of a sum.
const Size = 20

// BlockSize is the number of bytes that are worked on at a time.
const BlockSize = 64

//go:noescape
func blocks(state *[8]uint32, p []byte)

var kind = blockhash.Kind{
	Name:    "crypto/sha1",
	Magic:   "sha\x01",
	Initial: [8]uint32{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0},
	Words:   5,
	Size:    Size,
	Blocks:  blocks,
}

type digest struct {
	blockhash.Digest
}

// ConstantTimeSum appends the sum to in, in a time that does not depend on what was written.
func (d *digest) ConstantTimeSum(in []byte) []byte { return d.Sum(in) }

// New returns the sum of nothing, to be written to. It can also be marshalled.
func New() hash.Hash { return &digest{blockhash.New(&kind)} }

// Sum returns the sum of data.
func Sum(data []byte) [Size]byte {
	d := blockhash.New(&kind)
	d.Write(data)
	sum := d.Finish()
	return [Size]byte(sum[:Size])
}
