// Package blockhash is what the hash functions over blocks of 64 bytes with a state of 32-bit words
// have in common: MD5, SHA-1, SHA-224 and SHA-256.
package blockhash

import "errors"

// BlockSize is the number of bytes that go into the state at a time.
const BlockSize = 64

// Kind describes one hash function.
type Kind struct {
	Name         string // "crypto/md5", for errors
	Magic        string // of the marshalled state
	Initial      [8]uint32
	Words        int // of the state
	Size         int // of the sum in bytes
	LittleEndian bool
	Blocks       func(state *[8]uint32, p []byte) // takes whole blocks in
}

// Digest is a running sum; it implements hash.Hash.
type Digest struct {
	kind  *Kind
	state [8]uint32
	rest  [BlockSize]byte // what does not fill a block yet
	used  int             // bytes of rest
	count uint64          // bytes written
}

// New returns the sum of nothing.
func New(kind *Kind) Digest { return Digest{kind: kind, state: kind.Initial} }

// Size returns the number of bytes of the sum.
func (d *Digest) Size() int { return d.kind.Size }

// BlockSize returns 64.
func (d *Digest) BlockSize() int { return BlockSize }

// Reset makes d the sum of nothing.
func (d *Digest) Reset() {
	d.state = d.kind.Initial
	d.used = 0
	d.count = 0
}

// Write adds p to what is summed.
func (d *Digest) Write(p []byte) (n int, err error) {
	n = len(p)
	d.count += uint64(n)
	if d.used > 0 {
		taken := copy(d.rest[d.used:], p)
		d.used += taken
		p = p[taken:]
		if d.used < BlockSize {
			return n, nil
		}
		d.kind.Blocks(&d.state, d.rest[:])
		d.used = 0
	}
	if whole := len(p) &^ (BlockSize - 1); whole > 0 {
		d.kind.Blocks(&d.state, p[:whole])
		p = p[whole:]
	}
	d.used = copy(d.rest[:], p)
	return n, nil
}

// Sum appends the sum to in; d can go on.
func (d *Digest) Sum(in []byte) []byte {
	c := *d
	out := c.Finish()
	return append(in, out[:d.kind.Size]...)
}

// Finish ends the sum; its first Size bytes are returned.
func (d *Digest) Finish() [32]byte {
	var pad [BlockSize + 8]byte
	pad[0] = 0x80
	bits := d.count << 3
	n := (55-d.used+BlockSize)%BlockSize + 1
	for i := 0; i < 8; i++ {
		if d.kind.LittleEndian {
			pad[n+i] = byte(bits >> (8 * i))
		} else {
			pad[n+i] = byte(bits >> (56 - 8*i))
		}
	}
	d.Write(pad[:n+8])
	var out [32]byte
	for i, word := range d.state[:d.kind.Words] {
		for j := 0; j < 4; j++ {
			if d.kind.LittleEndian {
				out[4*i+j] = byte(word >> (8 * j))
			} else {
				out[4*i+j] = byte(word >> (24 - 8*j))
			}
		}
	}
	return out
}

// MarshalBinary returns the running sum in the form that Go's packages use.
func (d *Digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

// AppendBinary appends the running sum to b.
func (d *Digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, d.kind.Magic...)
	for _, word := range d.state[:d.kind.Words] {
		b = append(b, byte(word>>24), byte(word>>16), byte(word>>8), byte(word))
	}
	var rest [BlockSize]byte
	copy(rest[:], d.rest[:d.used])
	b = append(b, rest[:]...)
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(d.count>>shift))
	}
	return b, nil
}

// UnmarshalBinary goes on where the sum stood that MarshalBinary was called for.
func (d *Digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(d.kind.Magic) || string(b[:len(d.kind.Magic)]) != d.kind.Magic {
		return errors.New(d.kind.Name + ": invalid hash state identifier")
	}
	b = b[len(d.kind.Magic):]
	if len(b) != 4*d.kind.Words+BlockSize+8 {
		return errors.New(d.kind.Name + ": invalid hash state size")
	}
	for i := range d.state[:d.kind.Words] {
		d.state[i] = uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
		b = b[4:]
	}
	b = b[copy(d.rest[:], b):]
	d.count = 0
	for _, c := range b {
		d.count = d.count<<8 | uint64(c)
	}
	d.used = int(d.count % BlockSize)
	return nil
}
