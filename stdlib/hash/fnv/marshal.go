package fnv

import "errors"

// A marshalled sum is "fnv", a byte that tells which function it is, and the sum.

func magic(kind byte, a bool) string {
	if a {
		kind++
	}
	return "fnv" + string(rune(kind))
}

// state returns what follows the magic in b.
func state(b []byte, magic string, size int) ([]byte, error) {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return nil, errors.New("hash/fnv: invalid hash state identifier")
	}
	if len(b) != len(magic)+size {
		return nil, errors.New("hash/fnv: invalid hash state size")
	}
	return b[len(magic):], nil
}

func word64(b []byte) (v uint64) {
	for _, c := range b {
		v = v<<8 | uint64(c)
	}
	return v
}

// MarshalBinary returns the running sum in the form that Go's package uses.
func (s *sum32) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// AppendBinary appends the running sum to b.
func (s *sum32) AppendBinary(b []byte) ([]byte, error) { return s.Sum(append(b, magic(1, s.a)...)), nil }

// UnmarshalBinary goes on where the sum stood that MarshalBinary was called for.
func (s *sum32) UnmarshalBinary(b []byte) error {
	b, err := state(b, magic(1, s.a), 4)
	if err == nil {
		s.sum = uint32(word64(b))
	}
	return err
}

// MarshalBinary returns the running sum in the form that Go's package uses.
func (s *sum64) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// AppendBinary appends the running sum to b.
func (s *sum64) AppendBinary(b []byte) ([]byte, error) { return s.Sum(append(b, magic(3, s.a)...)), nil }

// UnmarshalBinary goes on where the sum stood that MarshalBinary was called for.
func (s *sum64) UnmarshalBinary(b []byte) error {
	b, err := state(b, magic(3, s.a), 8)
	if err == nil {
		s.sum = word64(b)
	}
	return err
}

// MarshalBinary returns the running sum in the form that Go's package uses.
func (s *sum128) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// AppendBinary appends the running sum to b.
func (s *sum128) AppendBinary(b []byte) ([]byte, error) {
	return s.Sum(append(b, magic(5, s.a)...)), nil
}

// UnmarshalBinary goes on where the sum stood that MarshalBinary was called for.
func (s *sum128) UnmarshalBinary(b []byte) error {
	b, err := state(b, magic(5, s.a), 16)
	if err == nil {
		s.high, s.low = word64(b[:8]), word64(b[8:])
	}
	return err
}
