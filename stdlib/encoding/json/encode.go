package json

import (
	"encoding"
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Marshaler is a type that makes its own JSON.
type Marshaler interface {
	MarshalJSON() ([]byte, error)
}

var (
	marshalerType     = reflect.TypeFor[Marshaler]()
	textMarshalerType = reflect.TypeFor[encoding.TextMarshaler]()
	numberType        = reflect.TypeFor[Number]()
)

// Marshal returns v as JSON. Of structs the exported fields are taken, under the name that a tag
// `json:"name,options"` gives: "-" leaves the field out, omitempty leaves it out when it is false, 0,
// nil or empty, omitzero when it is the zero value, string puts numbers and booleans in quotes.
// <, > and & are escaped, so that the result can stand in HTML.
func Marshal(v any) ([]byte, error) {
	e := &encodeState{html: true}
	if err := e.marshal(v); err != nil {
		return nil, err
	}
	return e.out, nil
}

// MarshalIndent is Marshal and Indent.
func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	b, err := Marshal(v)
	if err != nil {
		return nil, err
	}
	return appendIndent(nil, b, prefix, indent), nil
}

type encodeState struct {
	out     []byte
	html    bool // escape <, > and &
	depth   int  // of pointers, maps and slices
	visited map[any]struct{}
}

// failure carries an error out of the recursion.
type failure struct{ error }

func (e *encodeState) marshal(v any) (err error) {
	defer func() {
		if problem := recover(); problem != nil {
			f, ok := problem.(failure)
			if !ok {
				panic(problem)
			}
			err = f.error
		}
	}()
	value := reflect.ValueOf(v)
	if !value.IsValid() {
		e.out = append(e.out, "null"...)
		return nil
	}
	encoderOf(value.Type())(e, value, false)
	return nil
}

func appendString(dst []byte, s string, html bool) []byte {
	n := quoted(s, html)
	dst = slices.Grow(dst, n)
	quoteTo(dst[len(dst):len(dst)+n], s, html)
	return dst[:len(dst)+n]
}

func (e *encodeState) string(s string) { e.out = appendString(e.out, s, e.html) }

// encoder writes values of one type; quoted: in a string, as the option ,string asks for.
type encoder func(e *encodeState, v reflect.Value, quoted bool)

var encoderCache sync.Map // reflect.Type to encoder

func encoderOf(t reflect.Type) encoder {
	if f, ok := encoderCache.Load(t); ok {
		return f.(encoder)
	}
	// A type may contain itself: until its encoder is made, a stand-in waits for it.
	var real encoder
	var made sync.WaitGroup
	made.Add(1)
	standIn, loaded := encoderCache.LoadOrStore(t, encoder(func(e *encodeState, v reflect.Value, q bool) {
		made.Wait()
		real(e, v, q)
	}))
	if loaded {
		return standIn.(encoder)
	}
	real = newEncoder(t, true)
	made.Done()
	encoderCache.Store(t, real)
	return real
}

func newEncoder(t reflect.Type, allowAddr bool) encoder {
	if t.Kind() != reflect.Pointer && allowAddr && reflect.PointerTo(t).Implements(marshalerType) {
		return byAddress(encodeAddrMarshaler, newEncoder(t, false))
	}
	if t.Implements(marshalerType) {
		return encodeMarshaler
	}
	if t.Kind() != reflect.Pointer && allowAddr && reflect.PointerTo(t).Implements(textMarshalerType) {
		return byAddress(encodeAddrText, newEncoder(t, false))
	}
	if t.Implements(textMarshalerType) {
		return encodeText
	}
	switch t.Kind() {
	case reflect.Bool:
		return encodeBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return encodeInt
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return encodeUint
	case reflect.Float32:
		return func(e *encodeState, v reflect.Value, quoted bool) { e.float(v, 32, quoted) }
	case reflect.Float64:
		return func(e *encodeState, v reflect.Value, quoted bool) { e.float(v, 64, quoted) }
	case reflect.String:
		return encodeString
	case reflect.Interface:
		return encodeInterface
	case reflect.Struct:
		return encodeStruct
	case reflect.Map:
		return newMapEncoder(t)
	case reflect.Slice:
		return newSliceEncoder(t)
	case reflect.Array:
		return newArrayEncoder(t)
	case reflect.Pointer:
		return newPointerEncoder(t)
	}
	return func(e *encodeState, v reflect.Value, _ bool) { panic(failure{&UnsupportedTypeError{v.Type()}}) }
}

func byAddress(addressable, other encoder) encoder {
	return func(e *encodeState, v reflect.Value, quoted bool) {
		if v.CanAddr() {
			addressable(e, v, quoted)
		} else {
			other(e, v, quoted)
		}
	}
}

func (e *encodeState) null() { e.out = append(e.out, "null"...) }

func isNil(v reflect.Value) bool {
	return (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil()
}

func encodeMarshaler(e *encodeState, v reflect.Value, _ bool) {
	if isNil(v) {
		e.null()
		return
	}
	if m, ok := v.Interface().(Marshaler); ok {
		e.marshaler(m, v.Type())
	} else {
		e.null()
	}
}

func encodeAddrMarshaler(e *encodeState, v reflect.Value, _ bool) {
	e.marshaler(v.Addr().Interface().(Marshaler), v.Type())
}

func (e *encodeState) marshaler(m Marshaler, t reflect.Type) {
	b, err := m.MarshalJSON()
	if err == nil {
		e.out, err = appendCompact(e.out, b, e.html)
	}
	if err != nil {
		panic(failure{&MarshalerError{t, err, "MarshalJSON"}})
	}
}

func encodeText(e *encodeState, v reflect.Value, _ bool) {
	if isNil(v) {
		e.null()
		return
	}
	if m, ok := v.Interface().(encoding.TextMarshaler); ok {
		e.text(m, v.Type())
	} else {
		e.null()
	}
}

func encodeAddrText(e *encodeState, v reflect.Value, _ bool) {
	e.text(v.Addr().Interface().(encoding.TextMarshaler), v.Type())
}

func (e *encodeState) text(m encoding.TextMarshaler, t reflect.Type) {
	b, err := m.MarshalText()
	if err != nil {
		panic(failure{&MarshalerError{t, err, "MarshalText"}})
	}
	e.string(string(b))
}

// literal writes a number or boolean.
func (e *encodeState) literal(text []byte, quoted bool) {
	if quoted {
		e.out = append(e.out, '"')
	}
	e.out = append(e.out, text...)
	if quoted {
		e.out = append(e.out, '"')
	}
}

func encodeBool(e *encodeState, v reflect.Value, quoted bool) {
	e.literal(strconv.AppendBool(nil, v.Bool()), quoted)
}

func encodeInt(e *encodeState, v reflect.Value, quoted bool) {
	var buf [24]byte
	e.literal(strconv.AppendInt(buf[:0], v.Int(), 10), quoted)
}

func encodeUint(e *encodeState, v reflect.Value, quoted bool) {
	var buf [24]byte
	e.literal(strconv.AppendUint(buf[:0], v.Uint(), 10), quoted)
}

// float writes numbers as JavaScript does: with an exponent only when it is far from 0.
func (e *encodeState) float(v reflect.Value, bits int, quoted bool) {
	f := v.Float()
	if math.IsInf(f, 0) || math.IsNaN(f) {
		panic(failure{&UnsupportedValueError{v, strconv.FormatFloat(f, 'g', -1, bits)}})
	}
	abs := math.Abs(f)
	format := byte('f')
	if abs != 0 {
		if bits == 64 && (abs < 1e-6 || abs >= 1e21) ||
			bits == 32 && (float32(abs) < 1e-6 || float32(abs) >= 1e21) {
			format = 'e'
		}
	}
	var buf [32]byte
	b := strconv.AppendFloat(buf[:0], f, format, -1, bits)
	if n := len(b); format == 'e' && n >= 4 && b[n-4] == 'e' && (b[n-3] == '-' || b[n-3] == '+') &&
		b[n-2] == '0' {
		b[n-2] = b[n-1]
		b = b[:n-1]
	}
	e.literal(b, quoted)
}

func encodeString(e *encodeState, v reflect.Value, quoted bool) {
	s := v.String()
	if v.Type() == numberType {
		if s == "" {
			s = "0"
		}
		if !isNumber(s) {
			panic(failure{fmt.Errorf("json: invalid number literal %q", s)})
		}
		e.literal([]byte(s), quoted)
		return
	}
	if quoted {
		e.string(string(appendString(nil, s, e.html)))
		return
	}
	e.string(s)
}

func encodeInterface(e *encodeState, v reflect.Value, _ bool) {
	if v.IsNil() {
		e.null()
		return
	}
	v = v.Elem()
	encoderOf(v.Type())(e, v, false)
}

func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct, reflect.Chan, reflect.Func, reflect.Complex64, reflect.Complex128,
		reflect.UnsafePointer:
		return false
	}
	return v.IsZero()
}

func encodeStruct(e *encodeState, v reflect.Value, _ bool) {
	next := byte('{')
	html := 0
	if e.html {
		html = 1
	}
fields:
	for i, list := 0, fieldsOf(v.Type()).list; i < len(list); i++ {
		f := &list[i]
		fv := v
		for _, index := range f.index {
			if fv.Kind() == reflect.Pointer {
				if fv.IsNil() {
					continue fields
				}
				fv = fv.Elem()
			}
			fv = fv.Field(index)
		}
		if f.omitEmpty && isEmpty(fv) {
			continue
		}
		if f.omitZero && (f.isZero == nil && fv.IsZero() || f.isZero != nil && f.isZero(fv)) {
			continue
		}
		e.out = append(e.out, next)
		next = ','
		e.out = append(e.out, f.prefix[html]...)
		f.encode(e, fv, f.quoted)
	}
	if next == '{' {
		e.out = append(e.out, "{}"...)
	} else {
		e.out = append(e.out, '}')
	}
}

// The depth from which on pointers, maps and slices are looked out for that contain themselves.
const cycleDepth = 1000

// enter notes that the inside of v is written; leave must follow.
func (e *encodeState) enter(v reflect.Value, key any) {
	if e.depth++; e.depth <= cycleDepth {
		return
	}
	if e.visited == nil {
		e.visited = map[any]struct{}{}
	}
	if _, ok := e.visited[key]; ok {
		panic(failure{&UnsupportedValueError{v,
			fmt.Sprintf("encountered a cycle via %s", v.Type())}})
	}
	e.visited[key] = struct{}{}
}

func (e *encodeState) leave(key any) {
	if e.depth > cycleDepth {
		delete(e.visited, key)
	}
	e.depth--
}

func newPointerEncoder(t reflect.Type) encoder {
	elem := encoderOf(t.Elem())
	return func(e *encodeState, v reflect.Value, quoted bool) {
		if v.IsNil() {
			e.null()
			return
		}
		key := v.Pointer()
		e.enter(v, key)
		elem(e, v.Elem(), quoted)
		e.leave(key)
	}
}

func newMapEncoder(t reflect.Type) encoder {
	switch t.Key().Kind() {
	case reflect.String, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
	default:
		if !t.Key().Implements(textMarshalerType) {
			return func(e *encodeState, v reflect.Value, _ bool) {
				panic(failure{&UnsupportedTypeError{v.Type()}})
			}
		}
	}
	elem := encoderOf(t.Elem())
	return func(e *encodeState, v reflect.Value, _ bool) {
		if v.IsNil() {
			e.null()
			return
		}
		key := v.Pointer()
		e.enter(v, key)
		e.mapping(v, elem)
		e.leave(key)
	}
}

func (e *encodeState) mapping(v reflect.Value, elem encoder) {
	type pair struct {
		key   string
		value reflect.Value
	}
	pairs := make([]pair, 0, v.Len())
	for iter := v.MapRange(); iter.Next(); {
		key, err := keyText(iter.Key())
		if err != nil {
			panic(failure{fmt.Errorf("json: encoding error for type %q: %q", v.Type().String(), err.Error())})
		}
		pairs = append(pairs, pair{key, iter.Value()})
	}
	slices.SortFunc(pairs, func(a, b pair) int { return strings.Compare(a.key, b.key) })
	e.out = append(e.out, '{')
	for i, p := range pairs {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		e.string(p.key)
		e.out = append(e.out, ':')
		elem(e, p.value, false)
	}
	e.out = append(e.out, '}')
}

func keyText(k reflect.Value) (string, error) {
	if k.Kind() == reflect.String {
		return k.String(), nil
	}
	if m, ok := k.Interface().(encoding.TextMarshaler); ok {
		if k.Kind() == reflect.Pointer && k.IsNil() {
			return "", nil
		}
		b, err := m.MarshalText()
		return string(b), err
	}
	if k.CanInt() {
		return strconv.FormatInt(k.Int(), 10), nil
	}
	if k.CanUint() {
		return strconv.FormatUint(k.Uint(), 10), nil
	}
	return "", errors.New("unexpected map key type")
}

func newSliceEncoder(t reflect.Type) encoder {
	if elem := t.Elem(); elem.Kind() == reflect.Uint8 {
		p := reflect.PointerTo(elem)
		if !p.Implements(marshalerType) && !p.Implements(textMarshalerType) {
			return encodeBytes
		}
	}
	array := newArrayEncoder(t)
	type slice struct {
		pointer uintptr
		length  int
	}
	return func(e *encodeState, v reflect.Value, _ bool) {
		if v.IsNil() {
			e.null()
			return
		}
		key := slice{v.Pointer(), v.Len()}
		e.enter(v, key)
		array(e, v, false)
		e.leave(key)
	}
}

func encodeBytes(e *encodeState, v reflect.Value, _ bool) {
	if v.IsNil() {
		e.null()
		return
	}
	e.out = append(e.out, '"')
	e.out = base64.StdEncoding.AppendEncode(e.out, v.Bytes())
	e.out = append(e.out, '"')
}

func newArrayEncoder(t reflect.Type) encoder {
	elem := encoderOf(t.Elem())
	return func(e *encodeState, v reflect.Value, _ bool) {
		e.out = append(e.out, '[')
		for i, n := 0, v.Len(); i < n; i++ {
			if i > 0 {
				e.out = append(e.out, ',')
			}
			elem(e, v.Index(i), false)
		}
		e.out = append(e.out, ']')
	}
}

// Number is a number as it is written.
type Number string

// String returns the number as it is written.
func (n Number) String() string { return string(n) }

// Float64 returns the number as a float64.
func (n Number) Float64() (float64, error) { return strconv.ParseFloat(string(n), 64) }

// Int64 returns the number as an int64.
func (n Number) Int64() (int64, error) { return strconv.ParseInt(string(n), 10, 64) }

func isNumber(s string) bool {
	if s == "" || s[0] != '-' && (s[0] < '0' || s[0] > '9') {
		return false
	}
	end, problem, _ := scan([]byte(s), 0, false)
	return problem == scanDone && end == len(s)
}

// RawMessage is JSON that stays as it is.
type RawMessage []byte

// MarshalJSON returns m.
func (m RawMessage) MarshalJSON() ([]byte, error) {
	if m == nil {
		return []byte("null"), nil
	}
	return m, nil
}

// UnmarshalJSON sets *m to a copy of data.
func (m *RawMessage) UnmarshalJSON(data []byte) error {
	if m == nil {
		return errors.New("json.RawMessage: UnmarshalJSON on nil pointer")
	}
	*m = append((*m)[0:0], data...)
	return nil
}

