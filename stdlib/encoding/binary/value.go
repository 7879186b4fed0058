package binary

import (
	"errors"
	"io"
	"math"
	"reflect"
	"slices"
)

var errTooSmall = errors.New("buffer too small")

// Size returns how many bytes Write makes of v, -1 when v is not made of numbers of fixed size.
func Size(v any) int {
	if n, ok := fastSize(v); ok {
		return n
	}
	return dataSize(reflect.Indirect(reflect.ValueOf(v)))
}

// fastSize knows slices of numbers and numbers.
func fastSize(v any) (int, bool) {
	switch v := v.(type) {
	case bool, int8, uint8:
		return 1, true
	case int16, uint16:
		return 2, true
	case int32, uint32, float32:
		return 4, true
	case int64, uint64, float64:
		return 8, true
	case []byte:
		return len(v), true
	case []uint16:
		return 2 * len(v), true
	case []uint32:
		return 4 * len(v), true
	case []uint64:
		return 8 * len(v), true
	}
	return 0, false
}

// dataSize returns the size of a value; of slices the elements count.
func dataSize(v reflect.Value) int {
	if !v.IsValid() {
		return -1
	}
	if v.Kind() == reflect.Slice {
		if s := sizeof(v.Type().Elem()); s >= 0 {
			return s * v.Len()
		}
		return -1
	}
	return sizeof(v.Type())
}

// sizeof returns the size of values of a type, -1 when it is not fixed.
func sizeof(t reflect.Type) int {
	switch t.Kind() {
	case reflect.Array:
		if s := sizeof(t.Elem()); s >= 0 {
			return s * t.Len()
		}
	case reflect.Struct:
		sum := 0
		for i := 0; i < t.NumField(); i++ {
			s := sizeof(t.Field(i).Type)
			if s < 0 {
				return -1
			}
			sum += s
		}
		return sum
	case reflect.Bool, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64,
		reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
		return int(t.Size())
	}
	return -1
}

// Read reads as many bytes as data takes, a pointer or a slice, and fills it. Fields called _ are
// left out.
func Read(r io.Reader, order ByteOrder, data any) error {
	v, size := target(data)
	if size < 0 {
		return errors.New("binary.Read: invalid type " + reflect.TypeOf(data).String())
	}
	b := make([]byte, size)
	if _, err := io.ReadFull(r, b); err != nil {
		return err
	}
	d := coder{order, b}
	d.decode(v)
	return nil
}

// Decode fills data, a pointer or a slice, from the beginning of buf and returns how many bytes it
// took.
func Decode(buf []byte, order ByteOrder, data any) (int, error) {
	v, size := target(data)
	if size < 0 {
		return 0, errors.New("binary.Decode: invalid type " + reflect.TypeOf(data).String())
	}
	if len(buf) < size {
		return 0, errTooSmall
	}
	d := coder{order, buf[:size]}
	d.decode(v)
	return size, nil
}

// target returns what data points to, and its size; a negative size: it can not be filled.
func target(data any) (reflect.Value, int) {
	v := reflect.ValueOf(data)
	switch v.Kind() {
	case reflect.Pointer:
		v = v.Elem()
		return v, dataSize(v)
	case reflect.Slice:
		return v, dataSize(v)
	}
	return v, -1
}

// Write writes data as bytes: a number, a slice of such, a struct or array, or a pointer to one.
// Fields called _ are written as zeros.
func Write(w io.Writer, order ByteOrder, data any) error {
	b, err := encoded("binary.Write: some values are not fixed-sized in type ", nil, order, data)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// Append appends data as bytes to buf.
func Append(buf []byte, order ByteOrder, data any) ([]byte, error) {
	return encoded("binary.Append: some values are not fixed-sized in type ", buf, order, data)
}

func encoded(complaint string, buf []byte, order ByteOrder, data any) ([]byte, error) {
	v := reflect.Indirect(reflect.ValueOf(data))
	size := dataSize(v)
	if size < 0 {
		return nil, errors.New(complaint + reflect.TypeOf(data).String())
	}
	n := len(buf)
	buf = slices.Grow(buf, size)[:n+size]
	e := coder{order, buf[n:]}
	e.encode(v)
	return buf, nil
}

// Encode stores data as bytes at the beginning of buf and returns how many these are.
func Encode(buf []byte, order ByteOrder, data any) (int, error) {
	v := reflect.Indirect(reflect.ValueOf(data))
	size := dataSize(v)
	if size < 0 {
		return 0, errors.New("binary.Encode: some values are not fixed-sized in type " +
			reflect.TypeOf(data).String())
	}
	if len(buf) < size {
		return 0, errTooSmall
	}
	e := coder{order, buf[:size]}
	e.encode(v)
	return size, nil
}

// coder goes through the bytes of a value.
type coder struct {
	order ByteOrder
	rest  []byte
}

func (c *coder) take(n int) []byte {
	b := c.rest[:n]
	c.rest = c.rest[n:]
	return b
}

// word reads a number of so many bytes.
func (c *coder) word(size int) uint64 {
	b := c.take(size)
	switch size {
	case 1:
		return uint64(b[0])
	case 2:
		return uint64(c.order.Uint16(b))
	case 4:
		return uint64(c.order.Uint32(b))
	}
	return c.order.Uint64(b)
}

func (c *coder) putWord(size int, x uint64) {
	b := c.take(size)
	switch size {
	case 1:
		b[0] = byte(x)
	case 2:
		c.order.PutUint16(b, uint16(x))
	case 4:
		c.order.PutUint32(b, uint32(x))
	default:
		c.order.PutUint64(b, x)
	}
}

func (c *coder) float(size int) float64 {
	if size == 4 {
		return float64(math.Float32frombits(uint32(c.word(4))))
	}
	return math.Float64frombits(c.word(8))
}

func (c *coder) putFloat(size int, f float64) {
	if size == 4 {
		c.putWord(4, uint64(math.Float32bits(float32(f))))
		return
	}
	c.putWord(8, math.Float64bits(f))
}

func (c *coder) decode(v reflect.Value) {
	switch kind := v.Kind(); kind {
	case reflect.Array, reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 && v.CanAddr() || kind == reflect.Slice &&
			v.Type().Elem().Kind() == reflect.Uint8 {
			reflect.Copy(v, reflect.ValueOf(c.take(v.Len())))
			return
		}
		for i := 0; i < v.Len(); i++ {
			c.decode(v.Index(i))
		}
	case reflect.Struct:
		t := v.Type()
		for i := 0; i < v.NumField(); i++ {
			if field := v.Field(i); field.CanSet() || t.Field(i).Name != "_" {
				c.decode(field)
			} else {
				c.take(sizeof(field.Type()))
			}
		}
	case reflect.Bool:
		v.SetBool(c.word(1) != 0)
	case reflect.Int8:
		v.SetInt(int64(int8(c.word(1))))
	case reflect.Int16:
		v.SetInt(int64(int16(c.word(2))))
	case reflect.Int32:
		v.SetInt(int64(int32(c.word(4))))
	case reflect.Int64:
		v.SetInt(int64(c.word(8)))
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(c.word(int(v.Type().Size())))
	case reflect.Float32, reflect.Float64:
		v.SetFloat(c.float(int(v.Type().Size())))
	case reflect.Complex64, reflect.Complex128:
		half := int(v.Type().Size()) / 2
		re := c.float(half)
		v.SetComplex(complex(re, c.float(half)))
	}
}

func (c *coder) encode(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			copy(c.take(v.Len()), v.Bytes())
			return
		}
		fallthrough
	case reflect.Array:
		for i := 0; i < v.Len(); i++ {
			c.encode(v.Index(i))
		}
	case reflect.Struct:
		t := v.Type()
		for i := 0; i < v.NumField(); i++ {
			if t.Field(i).Name == "_" {
				clear(c.take(sizeof(t.Field(i).Type)))
			} else {
				c.encode(v.Field(i))
			}
		}
	case reflect.Bool:
		x := uint64(0)
		if v.Bool() {
			x = 1
		}
		c.putWord(1, x)
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		c.putWord(int(v.Type().Size()), uint64(v.Int()))
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		c.putWord(int(v.Type().Size()), v.Uint())
	case reflect.Float32, reflect.Float64:
		c.putFloat(int(v.Type().Size()), v.Float())
	case reflect.Complex64, reflect.Complex128:
		half := int(v.Type().Size()) / 2
		c.putFloat(half, real(v.Complex()))
		c.putFloat(half, imag(v.Complex()))
	}
}
