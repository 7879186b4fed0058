// Package sha256 is the hash functions SHA-224 and SHA-256 (FIPS 180-4).
package sha256

import (
	"hash"
	"internal/blockhash"
)

// Numbers of bytes of a sum.
const (
	Size    = 32
	Size224 = 28
)

// BlockSize is the number of bytes that are worked on at a time.
const BlockSize = 64

//go:noescape
func blocks(state *[8]uint32, p []byte)

var kind = blockhash.Kind{
	Name:  "crypto/sha256",
	Magic: "sha\x03",
	Initial: [8]uint32{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19},
	Words:  8,
	Size:   Size,
	Blocks: blocks,
}

var kind224 = blockhash.Kind{
	Name:  "crypto/sha256",
	Magic: "sha\x02",
	Initial: [8]uint32{0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939,
		0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4},
	Words:  8,
	Size:   Size224,
	Blocks: blocks,
}

type digest struct {
	blockhash.Digest
}

// New returns the SHA-256 of nothing, to be written to. It can also be marshalled.
func New() hash.Hash { return &digest{blockhash.New(&kind)} }

// New224 returns the SHA-224 of nothing, to be written to. It can also be marshalled.
func New224() hash.Hash { return &digest{blockhash.New(&kind224)} }

// Sum256 returns the SHA-256 of data.
func Sum256(data []byte) [Size]byte {
	d := blockhash.New(&kind)
	d.Write(data)
	return d.Finish()
}

// Sum224 returns the SHA-224 of data.
func Sum224(data []byte) [Size224]byte {
	d := blockhash.New(&kind224)
	d.Write(data)
	sum := d.Finish()
	return [Size224]byte(sum[:Size224])
}
