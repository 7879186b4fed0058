package runtime

import "unsafe"

// rtype is the beginning of a type descriptor (struct RType).
type rtype struct {
	layout  [3]uintptr
	hash    uint32
	kind    uint8
	align   uint8
	flags   uint8
	chanDir uint8
	str     string
	name    string
}

type eface struct {
	typ  *rtype
	data unsafe.Pointer
}

const rtypeNamed = 1 << 3

// panicText returns what stands after "panic: " for the value v, before the program ends. The run
// time calls it.
func panicText(v any) string {
	switch v := v.(type) {
	case nil:
		return "nil"
	case error:
		return v.Error()
	case interface{ String() string }:
		return v.String()
	}
	e := (*eface)(unsafe.Pointer(&v))
	text := basicText(e)
	if text == "" {
		return "(" + e.typ.str + ") " + hex(uintptr(e.data))
	}
	if e.typ.kind == 24 {
		text = text[1:]
	}
	if e.typ.str == e.typ.name {
		return text // a predeclared type
	}
	if e.typ.kind == 24 {
		text = `"` + text + `"`
	}
	return e.typ.str + "(" + text + ")"
}

// basicText returns the text of a value of a basic kind, numbers as print writes them; empty for
// other kinds. Strings have a mark in front, so that they are never empty.
func basicText(e *eface) string {
	p := e.data
	switch e.typ.kind {
	case 1:
		if *(*bool)(p) {
			return "true"
		}
		return "false"
	case 2, 6:
		return decimal(*(*int64)(p))
	case 3:
		return decimal(int64(*(*int8)(p)))
	case 4:
		return decimal(int64(*(*int16)(p)))
	case 5:
		return decimal(int64(*(*int32)(p)))
	case 7, 11, 12:
		return unsigned(*(*uint64)(p))
	case 8:
		return unsigned(uint64(*(*uint8)(p)))
	case 9:
		return unsigned(uint64(*(*uint16)(p)))
	case 10:
		return unsigned(uint64(*(*uint32)(p)))
	case 13:
		return float(float64(*(*float32)(p)))
	case 14:
		return float(*(*float64)(p))
	case 15:
		c := *(*complex64)(p)
		return "(" + float(float64(real(c))) + float(float64(imag(c))) + "i)"
	case 16:
		c := *(*complex128)(p)
		return "(" + float(real(c)) + float(imag(c)) + "i)"
	case 24:
		return "s" + indented(*(*string)(p))
	}
	return ""
}

// indented puts a tab behind every newline.
func indented(s string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		out = append(out, s[i])
		if s[i] == '\n' {
			out = append(out, '\t')
		}
	}
	return string(out)
}

func unsigned(n uint64) string {
	var buf [20]byte
	i := len(buf)
	for {
		i--
		buf[i] = byte('0' + n%10)
		n /= 10
		if n == 0 {
			return string(buf[i:])
		}
	}
}

func decimal(n int64) string {
	if n < 0 {
		return "-" + unsigned(uint64(-n))
	}
	return unsigned(uint64(n))
}

func hex(n uintptr) string {
	var buf [18]byte
	i := len(buf)
	for {
		i--
		buf[i] = "0123456789abcdef"[n%16]
		n /= 16
		if n == 0 {
			return "0x" + string(buf[i:])
		}
	}
}

// float formats as print does: +d.dddddde+ddd.
func float(v float64) string {
	switch {
	case v != v:
		return "NaN"
	case v+v == v && v > 0:
		return "+Inf"
	case v+v == v && v < 0:
		return "-Inf"
	}
	sign := "+"
	if v < 0 || v == 0 && 1/v < 0 {
		sign = "-"
		v = -v
	}
	exponent := 0
	if v != 0 {
		for v >= 10 {
			exponent++
			v /= 10
		}
		for v < 1 {
			exponent--
			v *= 10
		}
		half := 5.0
		for i := 0; i < 7; i++ {
			half /= 10
		}
		v += half
		if v >= 10 {
			exponent++
			v /= 10
		}
	}
	digits := make([]byte, 0, 16)
	for i := 0; i < 7; i++ {
		d := int(v)
		digits = append(digits, byte('0'+d))
		if i == 0 {
			digits = append(digits, '.')
		}
		v = (v - float64(d)) * 10
	}
	esign := "+"
	if exponent < 0 {
		esign = "-"
		exponent = -exponent
	}
	tail := unsigned(uint64(1000 + exponent))
	return sign + string(digits) + "e" + esign + tail[1:]
}
