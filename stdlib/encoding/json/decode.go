package json

import (
	"encoding"
	"encoding/base64"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Unmarshaler is a type that reads its own JSON. data is valid JSON; it must be copied to be kept.
type Unmarshaler interface {
	UnmarshalJSON([]byte) error
}

var textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()

// Unmarshal reads JSON into what v, a pointer, points to. Objects go into maps and structs (fields
// are found by the names that Marshal gives them, or else without regard to case), arrays into
// slices and arrays, and anything into an empty interface: as bool, float64, string, []any,
// map[string]any or nil. Values that do not fit are left out; the first of them is the error.
func Unmarshal(data []byte, v any) error {
	if err := checkValid(data); err != nil {
		return err
	}
	d := decodeState{data: data}
	return d.unmarshal(v)
}

// decodeState reads one value, which is known to be valid.
type decodeState struct {
	data       []byte
	at         int
	useNumber  bool
	disallow   bool // unknown fields
	saved      error
	structType reflect.Type // whose field is being read
	fields     []string     // the names on the way to it
}

func (d *decodeState) unmarshal(v any) error {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return &InvalidUnmarshalError{reflect.TypeOf(v)}
	}
	if err := d.value(rv); err != nil {
		return d.withContext(err)
	}
	return d.saved
}

// withContext adds to a type error which field it is about.
func (d *decodeState) withContext(err error) error {
	if e, ok := err.(*UnmarshalTypeError); ok && (d.structType != nil || len(d.fields) > 0) {
		if d.structType != nil {
			e.Struct = d.structType.Name()
		}
		names := d.fields
		if e.Field != "" {
			names = append(names[:len(names):len(names)], e.Field)
		}
		e.Field = strings.Join(names, ".")
	}
	return err
}

// save keeps the first error that does not end reading.
func (d *decodeState) save(err error) {
	if d.saved == nil {
		d.saved = d.withContext(err)
	}
}

func (d *decodeState) misfit(what string, t reflect.Type, offset int) {
	d.save(&UnmarshalTypeError{Value: what, Type: t, Offset: int64(offset)})
}

func (d *decodeState) skipBlanks() byte {
	d.at = blanks(d.data, d.at)
	return d.data[d.at]
}

// text reads the value that comes and returns it as it is written.
func (d *decodeState) text() []byte {
	d.at = blanks(d.data, d.at)
	start := d.at
	d.at, _, _ = scan(d.data, start, false)
	return d.data[start:d.at]
}

// value reads the value that comes into v, or nowhere.
func (d *decodeState) value(v reflect.Value) error {
	if !v.IsValid() {
		d.text()
		return nil
	}
	switch d.skipBlanks() {
	case '{':
		return d.object(v)
	case '[':
		return d.array(v)
	}
	return d.literal(d.text(), v, false)
}

// indirect goes through pointers, making what they point to, up to a value that is none or that
// reads itself. null: it stops at a pointer that can be set to nil.
func indirect(v reflect.Value, null bool) (Unmarshaler, encoding.TextUnmarshaler, reflect.Value) {
	original, haveAddr := v, false
	if v.Kind() != reflect.Pointer && v.Type().Name() != "" && v.CanAddr() {
		haveAddr = true
		v = v.Addr()
	}
	for {
		if v.Kind() == reflect.Interface && !v.IsNil() {
			e := v.Elem()
			if e.Kind() == reflect.Pointer && !e.IsNil() && (!null || e.Elem().Kind() == reflect.Pointer) {
				haveAddr = false
				v = e
				continue
			}
		}
		if v.Kind() != reflect.Pointer || null && v.CanSet() {
			break
		}
		if v.Elem().Kind() == reflect.Interface && v.Elem().Elem().Equal(v) {
			v = v.Elem() // a pointer to an interface that holds it
			break
		}
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		if v.Type().NumMethod() > 0 && v.CanInterface() {
			if u, ok := v.Interface().(Unmarshaler); ok {
				return u, nil, reflect.Value{}
			}
			if !null {
				if u, ok := v.Interface().(encoding.TextUnmarshaler); ok {
					return nil, u, reflect.Value{}
				}
			}
		}
		if haveAddr {
			v, haveAddr = original, false
		} else {
			v = v.Elem()
		}
	}
	return nil, nil, v
}

func (d *decodeState) array(v reflect.Value) error {
	u, ut, pv := indirect(v, false)
	if u != nil {
		return u.UnmarshalJSON(d.text())
	}
	if ut != nil {
		d.misfit("array", v.Type(), d.at+1)
		d.text()
		return nil
	}
	v = pv
	switch v.Kind() {
	case reflect.Array, reflect.Slice:
		return d.elements(v)
	case reflect.Interface:
		if v.NumMethod() == 0 {
			v.Set(reflect.ValueOf(d.any()))
			return nil
		}
	}
	d.misfit("array", v.Type(), d.at+1)
	d.text()
	return nil
}

func (d *decodeState) elements(v reflect.Value) error {
	d.at++
	n := 0
	for d.skipBlanks() != ']' {
		if v.Kind() == reflect.Slice {
			if n >= v.Cap() {
				v.Grow(1)
			}
			if n >= v.Len() {
				v.SetLen(n + 1)
			}
		}
		var element reflect.Value
		if n < v.Len() {
			element = v.Index(n)
		}
		if err := d.value(element); err != nil {
			return err
		}
		n++
		if d.skipBlanks() == ',' {
			d.at++
		}
	}
	d.at++
	if v.Kind() == reflect.Array {
		for ; n < v.Len(); n++ {
			v.Index(n).SetZero()
		}
	} else if n == 0 {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	} else if n < v.Len() {
		v.SetLen(n)
	}
	return nil
}

func (d *decodeState) object(v reflect.Value) error {
	u, ut, pv := indirect(v, false)
	if u != nil {
		return u.UnmarshalJSON(d.text())
	}
	if ut != nil {
		d.misfit("object", v.Type(), d.at+1)
		d.text()
		return nil
	}
	v = pv
	t := v.Type()
	switch v.Kind() {
	case reflect.Interface:
		if v.NumMethod() == 0 {
			v.Set(reflect.ValueOf(d.any()))
			return nil
		}
	case reflect.Map:
		if isKeyType(t.Key()) {
			if v.IsNil() {
				v.Set(reflect.MakeMap(t))
			}
			return d.mapping(v)
		}
	case reflect.Struct:
		return d.members(v)
	}
	d.misfit("object", t, d.at+1)
	d.text()
	return nil
}

func isKeyType(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.String, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return true
	}
	return reflect.PointerTo(t).Implements(textUnmarshalerType)
}

// pairs goes through an object's keys; each is to read its value.
func (d *decodeState) pairs(each func(key []byte, start int) error) error {
	d.at++
	for d.skipBlanks() != '}' {
		start := d.at
		key := d.text()
		d.skipBlanks()
		d.at++ // the colon
		if err := each(key, start); err != nil {
			return err
		}
		if d.skipBlanks() == ',' {
			d.at++
		}
	}
	d.at++
	return nil
}

func (d *decodeState) mapping(v reflect.Value) error {
	t := v.Type()
	structType, depth := d.structType, len(d.fields)
	element := reflect.New(t.Elem()).Elem()
	return d.pairs(func(key []byte, start int) error {
		element.SetZero()
		if err := d.value(element); err != nil {
			return err
		}
		kv, err := d.key(key, t.Key(), start)
		if err != nil {
			return err
		}
		if kv.IsValid() {
			v.SetMapIndex(kv, element)
		}
		d.structType, d.fields = structType, d.fields[:depth]
		return nil
	})
}

// key makes a map's key; an invalid Value when it does not fit.
func (d *decodeState) key(text []byte, t reflect.Type, start int) (reflect.Value, error) {
	if reflect.PointerTo(t).Implements(textUnmarshalerType) {
		kv := reflect.New(t)
		err := d.literal(text, kv, true)
		return kv.Elem(), err
	}
	kv := reflect.New(t).Elem()
	s := unquote(text)
	switch {
	case t.Kind() == reflect.String:
		kv.SetString(s)
		return kv, nil
	case kv.CanInt():
		if n, err := strconv.ParseInt(s, 10, 64); err == nil && !kv.OverflowInt(n) {
			kv.SetInt(n)
			return kv, nil
		}
	default:
		if n, err := strconv.ParseUint(s, 10, 64); err == nil && !kv.OverflowUint(n) {
			kv.SetUint(n)
			return kv, nil
		}
	}
	d.misfit("number "+s, t, start+1)
	return reflect.Value{}, nil
}

func (d *decodeState) members(v reflect.Value) error {
	t := v.Type()
	fields := fieldsOf(t)
	structType, depth := d.structType, len(d.fields)
	return d.pairs(func(text []byte, _ int) error {
		key := unquote(text)
		f := fields.byName[key]
		if f == nil {
			f = fields.byFold[foldName(key)]
		}
		var member reflect.Value
		quoted := false
		if f != nil {
			member = d.member(v, f)
			quoted = f.quoted && member.IsValid()
			d.fields = append(d.fields, f.name)
			d.structType = t
		} else if d.disallow {
			d.save(fmt.Errorf("json: unknown field %q", key))
		}
		var err error
		if quoted {
			err = d.quotedValue(member)
		} else {
			err = d.value(member)
		}
		if err != nil {
			return err
		}
		d.structType, d.fields = structType, d.fields[:depth]
		return nil
	})
}

// member returns the field, making embedded structs on the way to it.
func (d *decodeState) member(v reflect.Value, f *field) reflect.Value {
	for _, i := range f.index {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				if !v.CanSet() {
					d.save(fmt.Errorf("json: cannot set embedded pointer to unexported struct: %v",
						v.Type().Elem()))
					return reflect.Value{}
				}
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v
}

// quotedValue reads the value of a field with the option ,string.
func (d *decodeState) quotedValue(v reflect.Value) error {
	switch d.skipBlanks() {
	case 'n':
		return d.literal(d.text(), v, false)
	case '"':
		return d.literal([]byte(unquote(d.text())), v, true)
	}
	d.text()
	d.save(fmt.Errorf("json: invalid use of ,string struct tag, trying to unmarshal unquoted value into %v",
		v.Type()))
	return nil
}

func wrongQuotes(item []byte, t reflect.Type) error {
	return fmt.Errorf("json: invalid use of ,string struct tag, trying to unmarshal %q into %v", item, t)
}

// literal stores a value that is no array and no object; quoted: it stood in a string, and may be
// anything.
func (d *decodeState) literal(item []byte, v reflect.Value, quoted bool) error {
	if len(item) == 0 {
		d.save(wrongQuotes(item, v.Type()))
		return nil
	}
	null := item[0] == 'n'
	u, ut, pv := indirect(v, null)
	if u != nil {
		return u.UnmarshalJSON(item)
	}
	if ut != nil {
		return d.textLiteral(item, v, ut, quoted)
	}
	v = pv
	switch c := item[0]; {
	case null:
		if quoted && string(item) != "null" {
			d.save(wrongQuotes(item, v.Type()))
			return nil
		}
		switch v.Kind() {
		case reflect.Interface, reflect.Pointer, reflect.Map, reflect.Slice:
			v.SetZero()
		}
		return nil
	case c == 't' || c == 'f':
		return d.boolean(item, v, quoted)
	case c == '"':
		return d.stringLiteral(item, v, quoted)
	case c != '-' && (c < '0' || c > '9'):
		return wrongQuotes(item, v.Type())
	}
	return d.number(string(item), v, quoted)
}

func (d *decodeState) textLiteral(item []byte, v reflect.Value, ut encoding.TextUnmarshaler,
	quoted bool) error {
	if item[0] != '"' {
		if quoted {
			d.save(wrongQuotes(item, v.Type()))
			return nil
		}
		what := "number"
		switch item[0] {
		case 'n':
			what = "null"
		case 't', 'f':
			what = "bool"
		}
		d.misfit(what, v.Type(), d.at)
		return nil
	}
	if !isString(item) {
		return wrongQuotes(item, v.Type())
	}
	return ut.UnmarshalText([]byte(unquote(item)))
}

func isString(item []byte) bool {
	end, problem, _ := scan(item, 0, false)
	return problem == scanDone && end == len(item) && item[0] == '"'
}

func (d *decodeState) boolean(item []byte, v reflect.Value, quoted bool) error {
	value := item[0] == 't'
	if quoted && string(item) != "true" && string(item) != "false" {
		d.save(wrongQuotes(item, v.Type()))
		return nil
	}
	switch {
	case v.Kind() == reflect.Bool:
		v.SetBool(value)
	case v.Kind() == reflect.Interface && v.NumMethod() == 0:
		v.Set(reflect.ValueOf(value))
	case quoted && v.Kind() != reflect.Interface:
		d.save(wrongQuotes(item, v.Type()))
	default:
		d.misfit("bool", v.Type(), d.at)
	}
	return nil
}

func (d *decodeState) stringLiteral(item []byte, v reflect.Value, quoted bool) error {
	if quoted && !isString(item) {
		return wrongQuotes(item, v.Type())
	}
	s := unquote(item)
	switch {
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8:
		b, err := base64.StdEncoding.DecodeString(s)
		if err != nil {
			d.save(err)
			return nil
		}
		v.SetBytes(b)
	case v.Kind() == reflect.String:
		if v.Type() == numberType && !isNumber(s) {
			return fmt.Errorf("json: invalid number literal, trying to unmarshal %q into Number", item)
		}
		v.SetString(s)
	case v.Kind() == reflect.Interface && v.NumMethod() == 0:
		v.Set(reflect.ValueOf(s))
	default:
		d.misfit("string", v.Type(), d.at)
	}
	return nil
}

func (d *decodeState) number(s string, v reflect.Value, quoted bool) error {
	switch {
	case v.Kind() == reflect.Interface:
		n, err := d.convert(s)
		if err != nil {
			d.save(err)
		} else if v.NumMethod() != 0 {
			d.misfit("number", v.Type(), d.at)
		} else {
			v.Set(reflect.ValueOf(n))
		}
		return nil
	case v.CanInt():
		if n, err := strconv.ParseInt(s, 10, 64); err == nil && !v.OverflowInt(n) {
			v.SetInt(n)
			return nil
		}
	case v.CanUint():
		if n, err := strconv.ParseUint(s, 10, 64); err == nil && !v.OverflowUint(n) {
			v.SetUint(n)
			return nil
		}
	case v.CanFloat():
		if n, err := strconv.ParseFloat(s, v.Type().Bits()); err == nil && !v.OverflowFloat(n) {
			v.SetFloat(n)
			return nil
		}
	case v.Type() == numberType:
		if !isNumber(s) {
			return wrongQuotes([]byte(s), v.Type())
		}
		v.SetString(s)
		return nil
	case quoted:
		return wrongQuotes([]byte(s), v.Type())
	default:
		d.misfit("number", v.Type(), d.at)
		return nil
	}
	d.misfit("number "+s, v.Type(), d.at)
	return nil
}

// convert makes a number for an empty interface.
func (d *decodeState) convert(s string) (any, error) {
	if d.useNumber {
		return Number(s), nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil, &UnmarshalTypeError{Value: "number " + s, Type: reflect.TypeFor[float64](),
			Offset: int64(d.at)}
	}
	return f, nil
}

// any reads a value of any kind.
func (d *decodeState) any() any {
	switch d.skipBlanks() {
	case '{':
		m := map[string]any{}
		d.pairs(func(key []byte, _ int) error {
			m[unquote(key)] = d.any()
			return nil
		})
		return m
	case '[':
		list := []any{}
		d.at++
		for d.skipBlanks() != ']' {
			list = append(list, d.any())
			if d.skipBlanks() == ',' {
				d.at++
			}
		}
		d.at++
		return list
	}
	switch item := d.text(); item[0] {
	case 'n':
		return nil
	case 't':
		return true
	case 'f':
		return false
	case '"':
		return unquote(item)
	default:
		n, err := d.convert(string(item))
		if err != nil {
			d.save(err)
		}
		return n
	}
}
