// Package md5 is the hash function MD5 (RFC 1321). It is broken: use it only where others ask for it.
package md5

import (
	"hash"
	"internal/blockhash"
)

// Size is the number of bytes of a sum.
const Size = 16

// BlockSize is the number of bytes that are worked on at a time.
const BlockSize = 64

//go:noescape
func blocks(state *[8]uint32, p []byte)

var kind = blockhash.Kind{
	Name:         "crypto/md5",
	Magic:        "md5\x01",
	Initial:      [8]uint32{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476},
	Words:        4,
	Size:         Size,
	LittleEndian: true,
	Blocks:       blocks,
}

type digest struct {
	blockhash.Digest
}

// New returns the sum of nothing, to be written to. It can also be marshalled.
func New() hash.Hash { return &digest{blockhash.New(&kind)} }

// Sum returns the sum of data.
func Sum(data []byte) [Size]byte {
	d := blockhash.New(&kind)
	d.Write(data)
	sum := d.Finish()
	return [Size]byte(sum[:Size])
}
