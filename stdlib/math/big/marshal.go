package big

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// gobVersion is the version of all encodings for encoding/gob.
const gobVersion = 1

// versionAndSign is the first byte of an encoded Int or Rat.
func versionAndSign(neg bool) byte {
	if neg {
		return gobVersion<<1 | 1
	}
	return gobVersion << 1
}

// GobEncode is for encoding/gob.
func (x *Int) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	buf := x.abs.bytes(1)
	buf[0] = versionAndSign(x.neg)
	return buf, nil
}

// GobDecode is for encoding/gob.
func (z *Int) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Int{}
		return nil
	}
	if version := buf[0] >> 1; version != gobVersion {
		return fmt.Errorf("Int.GobDecode: encoding version %d not supported", version)
	}
	z.abs = natSetBytes(z.abs, buf[1:])
	z.neg = buf[0]&1 != 0
	return nil
}

// MarshalText returns x in base 10, "<nil>" for nil.
func (x *Int) MarshalText() (text []byte, err error) { return []byte(x.String()), nil }

// UnmarshalText sets z to the number text, as SetString does with base 0.
func (z *Int) UnmarshalText(text []byte) error {
	if _, ok := z.setFrom(bytes.NewReader(text), 0); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Int", text)
	}
	return nil
}

// MarshalJSON returns x in base 10, null for nil.
func (x *Int) MarshalJSON() ([]byte, error) {
	if x == nil {
		return []byte("null"), nil
	}
	return []byte(x.String()), nil
}

// UnmarshalJSON is UnmarshalText, but leaves z alone where text is null.
func (z *Int) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		return nil
	}
	return z.UnmarshalText(text)
}

// GobEncode is for encoding/gob.
func (x *Rat) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	buf := x.a.abs.bytes(5)
	length := uint64(len(buf) - 5)
	if length > 1<<32-1 {
		return nil, errors.New("Rat.GobEncode: numerator too large")
	}
	buf[0] = versionAndSign(x.a.neg)
	binary.BigEndian.PutUint32(buf[1:], uint32(length))
	return append(buf, x.b.abs.bytes(0)...), nil
}

// GobDecode is for encoding/gob.
func (z *Rat) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Rat{}
		return nil
	}
	if len(buf) < 5 {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	if version := buf[0] >> 1; version != gobVersion {
		return fmt.Errorf("Rat.GobDecode: encoding version %d not supported", version)
	}
	length := uint64(binary.BigEndian.Uint32(buf[1:]))
	neg, words := buf[0]&1 != 0, buf[5:]
	if uint64(len(words)) < length {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	z.a.neg = neg
	z.a.abs = natSetBytes(z.a.abs, words[:length])
	z.b.abs = natSetBytes(z.b.abs, words[length:])
	return nil
}

// MarshalText returns x as String does, or as an integer if it is one.
func (x *Rat) MarshalText() (text []byte, err error) { return []byte(x.RatString()), nil }

// UnmarshalText sets z to the number text, as SetString does.
func (z *Rat) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text)); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Rat", text)
	}
	return nil
}

// GobEncode is for encoding/gob.
func (x *Float) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	flags := byte(x.mode&7)<<5 | byte((x.acc+1)&3)<<3 | byte(x.form&3)<<1
	if x.neg {
		flags |= 1
	}
	buf := []byte{gobVersion, flags}
	buf = binary.BigEndian.AppendUint32(buf, x.prec)
	if x.form == finite {
		buf = binary.BigEndian.AppendUint32(buf, uint32(x.exp))
		words := x.mant[max(0, len(x.mant)-int(precWords(x.prec))):]
		buf = append(buf, words.bytes(0)...)
	}
	return buf, nil
}

// GobDecode is for encoding/gob. Unless z's precision is 0, the number is rounded to it, in z's mode.
func (z *Float) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Float{}
		return nil
	}
	if len(buf) < 6 {
		return errors.New("Float.GobDecode: buffer too small")
	}
	if buf[0] != gobVersion {
		return fmt.Errorf("Float.GobDecode: encoding version %d not supported", buf[0])
	}
	flags := buf[1]
	prec, mode := z.prec, z.mode
	z.mode = RoundingMode(flags >> 5)
	z.acc = Accuracy(flags>>3&3) - 1
	z.form = form(flags >> 1 & 3)
	z.neg = flags&1 != 0
	z.prec = binary.BigEndian.Uint32(buf[2:])
	if z.form == finite {
		if len(buf) < 10 {
			return errors.New("Float.GobDecode: buffer too small for finite form float")
		}
		z.exp = int32(binary.BigEndian.Uint32(buf[6:]))
		z.mant = natSetBytes(z.mant, buf[10:])
		if fault := z.fault(); fault != "" {
			return errors.New("Float.GobDecode: " + fault)
		}
	}
	if prec != 0 {
		z.mode = mode
		z.SetPrec(uint(prec))
	}
	return nil
}

// fault says what is wrong with a finite number that came from outside.
func (x *Float) fault() string {
	switch n := len(x.mant); {
	case n == 0:
		return "nonzero finite number with empty mantissa"
	case x.mant[n-1]>>(wordBits-1) == 0:
		return fmt.Sprintf("msb not set in last word %#x of %s", x.mant[n-1], x.Text('p', 0))
	case x.prec == 0:
		return "zero precision finite number"
	}
	return ""
}

// MarshalText returns x with as many digits as are needed to read x back, "<nil>" for nil.
func (x *Float) MarshalText() (text []byte, err error) {
	if x == nil {
		return []byte("<nil>"), nil
	}
	return x.Append(nil, 'g', -1), nil
}

// UnmarshalText sets z to the number text, as Parse does with base 0.
func (z *Float) UnmarshalText(text []byte) error {
	if _, _, err := z.Parse(string(text), 0); err != nil {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Float (%v)", text, err)
	}
	return nil
}
