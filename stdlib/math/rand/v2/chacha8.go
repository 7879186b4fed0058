package rand

import (
	"errors"
	"math/bits"
)

// ChaCha8 is a cryptographically strong generator: the stream cipher ChaCha with 8 rounds, four
// blocks at a time. After four such quadruples the last 32 bytes become the new key, so that old
// numbers cannot be found out from the state.
type ChaCha8 struct {
	key     [8]uint32
	buf     [32]uint64
	used    int    // of buf
	counter uint32 // of the first block in buf
	rest    [8]byte
	restLen int // the last restLen bytes of rest are not read yet
}

const (
	blocksAtOnce = 4
	counterEnd   = 16
	keyWords     = 4 // the words of the last quadruple that become the key
)

// NewChaCha8 returns a ChaCha8 with this seed.
func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := new(ChaCha8)
	c.Seed(seed)
	return c
}

// Seed starts again with this seed.
func (c *ChaCha8) Seed(seed [32]byte) {
	for i := range c.key {
		c.key[i] = uint32(seed[4*i]) | uint32(seed[4*i+1])<<8 | uint32(seed[4*i+2])<<16 |
			uint32(seed[4*i+3])<<24
	}
	c.counter = 0
	c.restLen = 0
	c.fill()
}

// quarter is ChaCha's quarter round on four words of a block.
func quarter(b *[16]uint32, i, j, k, l int) {
	w, x, y, z := b[i], b[j], b[k], b[l]
	w += x
	z = bits.RotateLeft32(z^w, 16)
	y += z
	x = bits.RotateLeft32(x^y, 12)
	w += x
	z = bits.RotateLeft32(z^w, 8)
	y += z
	x = bits.RotateLeft32(x^y, 7)
	b[i], b[j], b[k], b[l] = w, x, y, z
}

// fill makes four blocks. Their words lie interleaved: first word 0 of each block, then word 1.
// Only the key is added to the result of the rounds; the rest of the input is no secret.
func (c *ChaCha8) fill() {
	for n := range blocksAtOnce {
		b := [16]uint32{0x61707865, 0x3320646e, 0x79622d32, 0x6b206574}
		copy(b[4:], c.key[:])
		b[12] = c.counter + uint32(n)
		for range 4 {
			quarter(&b, 0, 4, 8, 12)
			quarter(&b, 1, 5, 9, 13)
			quarter(&b, 2, 6, 10, 14)
			quarter(&b, 3, 7, 11, 15)
			quarter(&b, 0, 5, 10, 15)
			quarter(&b, 1, 6, 11, 12)
			quarter(&b, 2, 7, 8, 13)
			quarter(&b, 3, 4, 9, 14)
		}
		for i, word := range b {
			if i >= 4 && i < 12 {
				word += c.key[i-4]
			}
			at, shift := (i*blocksAtOnce+n)/2, n%2*32
			c.buf[at] = c.buf[at]&^(0xffffffff<<shift) | uint64(word)<<shift
		}
	}
	c.used = 0
}

// available is how many words of buf may be given out.
func (c *ChaCha8) available() int {
	if c.counter == counterEnd-blocksAtOnce {
		return len(c.buf) - keyWords
	}
	return len(c.buf)
}

func (c *ChaCha8) refill() {
	c.counter += blocksAtOnce
	if c.counter == counterEnd {
		for i, word := range c.buf[len(c.buf)-keyWords:] {
			c.key[2*i], c.key[2*i+1] = uint32(word), uint32(word>>32)
		}
		c.counter = 0
	}
	c.fill()
}

// Uint64 returns a number of 64 bits.
func (c *ChaCha8) Uint64() uint64 {
	if c.used >= c.available() {
		c.refill()
	}
	x := c.buf[c.used]
	c.used++
	return x
}

func putLittle(b []byte, v uint64) {
	for i := range 8 {
		b[i] = byte(v >> (8 * i))
	}
}

// Read fills p. It never fails.
func (c *ChaCha8) Read(p []byte) (n int, err error) {
	n = copy(p, c.rest[len(c.rest)-c.restLen:])
	c.restLen -= n
	for len(p)-n >= 8 {
		putLittle(p[n:], c.Uint64())
		n += 8
	}
	if n < len(p) {
		putLittle(c.rest[:], c.Uint64())
		taken := copy(p[n:], c.rest[:])
		c.restLen = len(c.rest) - taken
		n += taken
	}
	return n, nil
}

// MarshalBinary writes the state.
func (c *ChaCha8) MarshalBinary() ([]byte, error) {
	var b []byte
	if c.restLen > 0 {
		b = append(append(b, "readbuf:"...), byte(c.restLen))
		b = append(b, c.rest[len(c.rest)-c.restLen:]...)
	}
	b = append(b, "chacha8:"...)
	b = appendBig(b, uint64(c.counter)/blocksAtOnce*uint64(len(c.buf))+uint64(c.used))
	for _, word := range c.key {
		b = append(b, byte(word), byte(word>>8), byte(word>>16), byte(word>>24))
	}
	return b, nil
}

// UnmarshalBinary reads a state.
func (c *ChaCha8) UnmarshalBinary(data []byte) error {
	const prefix, mark = "readbuf:", "chacha8:"
	if len(data) >= len(prefix) && string(data[:len(prefix)]) == prefix {
		data = data[len(prefix):]
		if len(data) == 0 || len(data) < 1+int(data[0]) || data[0] > 8 {
			return errors.New("invalid ChaCha8 Read buffer encoding")
		}
		c.restLen = int(data[0])
		copy(c.rest[len(c.rest)-c.restLen:], data[1:1+c.restLen])
		data = data[1+c.restLen:]
	}
	if len(data) != 48 || string(data[:len(mark)]) != mark {
		return errors.New("invalid ChaCha8 encoding")
	}
	used := readBig(data[8:])
	if used > uint64(counterEnd/blocksAtOnce*len(c.buf)-keyWords) {
		return errors.New("invalid ChaCha8 encoding")
	}
	rest := c.restLen
	c.Seed([32]byte(data[16:]))
	c.restLen = rest
	c.counter = uint32(used) / uint32(len(c.buf)) * blocksAtOnce
	c.fill()
	c.used = int(used) % len(c.buf)
	return nil
}
