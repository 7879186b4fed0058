// Package hash has the interfaces of hash functions.
package hash

import "io"

// Hash is a hash function at work: what is written goes into the sum.
type Hash interface {
	io.Writer
	Sum(b []byte) []byte // appends the sum to b
	Reset()
	Size() int
	BlockSize() int
}

// Hash32 is a Hash with a sum of 32 bits.
type Hash32 interface {
	Hash
	Sum32() uint32
}

// Hash64 is a Hash with a sum of 64 bits.
type Hash64 interface {
	Hash
	Sum64() uint64
}
