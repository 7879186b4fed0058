// Package crc32 has the cyclic redundancy checks of 32 bits.
package crc32

import (
	"errors"
	"hash"
)

// Size is the number of bytes of a sum.
const Size = 4

// Polynomials, the bits reversed.
const (
	IEEE       = 0xedb88320
	Castagnoli = 0x82f63b78
	Koopman    = 0xeb31d82e
)

// Table serves to take a polynomial's sum byte by byte.
type Table [256]uint32

// IEEETable is the table of IEEE.
var IEEETable = MakeTable(IEEE)

// MakeTable returns the table of a polynomial.
func MakeTable(poly uint32) *Table {
	t := new(Table)
	for i := range t {
		crc := uint32(i)
		for j := 0; j < 8; j++ {
			if crc&1 == 1 {
				crc = crc>>1 ^ poly
			} else {
				crc >>= 1
			}
		}
		t[i] = crc
	}
	return t
}

//go:noescape
func update(crc uint32, tab *Table, p []byte) uint32

// Update returns the sum of what crc is the sum of, followed by p.
func Update(crc uint32, tab *Table, p []byte) uint32 {
	return update(crc, tab, p)
}

// Checksum returns the sum of data.
func Checksum(data []byte, tab *Table) uint32 { return Update(0, tab, data) }

// ChecksumIEEE returns the sum of data by IEEE.
func ChecksumIEEE(data []byte) uint32 { return Update(0, IEEETable, data) }

type digest struct {
	crc uint32
	tab *Table
}

// New returns a Hash32 of a table.
func New(tab *Table) hash.Hash32 { return &digest{0, tab} }

// NewIEEE returns a Hash32 of IEEE.
func NewIEEE() hash.Hash32 { return New(IEEETable) }

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Sum32() uint32  { return d.crc }

func (d *digest) Write(p []byte) (n int, err error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

func (d *digest) Sum(in []byte) []byte {
	s := d.crc
	return append(in, byte(s>>24), byte(s>>16), byte(s>>8), byte(s))
}

const magic = "crc\x01"

// MarshalBinary returns the running sum in the form that Go's package uses.
func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

// AppendBinary appends the running sum to b.
func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	t := Update(0, IEEETable, tableBytes(d.tab))
	b = append(b, byte(t>>24), byte(t>>16), byte(t>>8), byte(t))
	return append(b, byte(d.crc>>24), byte(d.crc>>16), byte(d.crc>>8), byte(d.crc)), nil
}

// UnmarshalBinary goes on where the sum stood that MarshalBinary was called for.
func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("hash/crc32: invalid hash state identifier")
	}
	if len(b) != len(magic)+8 {
		return errors.New("hash/crc32: invalid hash state size")
	}
	if Update(0, IEEETable, tableBytes(d.tab)) != word(b[4:]) {
		return errors.New("hash/crc32: tables do not match")
	}
	d.crc = word(b[8:])
	return nil
}

func word(b []byte) uint32 {
	return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
}

// tableBytes returns what identifies a table when a sum is marshalled.
func tableBytes(t *Table) []byte {
	b := make([]byte, 0, 4*len(t))
	for _, x := range t {
		b = append(b, byte(x>>24), byte(x>>16), byte(x>>8), byte(x))
	}
	return b
}
