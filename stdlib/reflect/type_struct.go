package reflect

import "strconv"

// StructField describes a field of a struct type.
type StructField struct {
	Name      string
	PkgPath   string // empty for exported fields
	Type      Type
	Tag       StructTag
	Offset    uintptr
	Index     []int // for FieldByIndex
	Anonymous bool  // embedded
}

// IsExported reports whether the field is exported.
func (f StructField) IsExported() bool {
	return f.PkgPath == ""
}

// StructTag is the tag of a field: key:"value" pairs separated by spaces.
type StructTag string

// Get returns the value of key; empty when it is not there.
func (tag StructTag) Get(key string) string {
	v, _ := tag.Lookup(key)
	return v
}

// Lookup returns the value of key, and whether it is there.
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	s := string(tag)
	for {
		for len(s) > 0 && s[0] == ' ' {
			s = s[1:]
		}
		i := 0
		for i < len(s) && s[i] > ' ' && s[i] != ':' && s[i] != '"' && s[i] != 0x7f {
			i++
		}
		if i == 0 || i+1 >= len(s) || s[i] != ':' || s[i+1] != '"' {
			return "", false
		}
		name := s[:i]
		s = s[i+1:]
		i = 1
		for i < len(s) && s[i] != '"' {
			if s[i] == '\\' {
				i++
			}
			i++
		}
		if i >= len(s) {
			return "", false
		}
		quoted := s[:i+1]
		s = s[i+1:]
		if name == key {
			value, err := strconv.Unquote(quoted)
			return value, err == nil
		}
	}
}

func (t *rtype) NumField() int {
	t.must("NumField", Struct)
	return len(t.t.Full().Fields())
}

func (t *rtype) Field(i int) StructField {
	if t.Kind() != Struct {
		panic("reflect: Field of non-struct type " + t.String())
	}
	fields := t.t.Full().Fields()
	if i < 0 || i >= len(fields) {
		panic("reflect: Field index out of bounds")
	}
	f := &fields[i]
	return StructField{
		Name:      f.Name,
		PkgPath:   f.PkgPath,
		Type:      toType(f.Type),
		Tag:       StructTag(f.Tag),
		Offset:    f.Offset,
		Index:     []int{i},
		Anonymous: f.Embedded(),
	}
}

func (t *rtype) FieldByIndex(index []int) (f StructField) {
	var at Type = t
	for i, x := range index {
		if i > 0 {
			if at.Kind() == Pointer && at.Elem().Kind() == Struct {
				at = at.Elem()
			}
		}
		f = at.Field(x)
		at = f.Type
	}
	f.Index = append([]int(nil), index...)
	return f
}

func (t *rtype) FieldByName(name string) (StructField, bool) {
	t.must("FieldByName", Struct)
	fields := t.t.Full().Fields()
	if name != "" {
		embedded := false
		for i := range fields {
			if fields[i].Name == name {
				return t.Field(i), true
			}
			if fields[i].Embedded() {
				embedded = true
			}
		}
		if !embedded {
			return StructField{}, false
		}
	}
	return t.FieldByNameFunc(func(s string) bool { return s == name })
}

// fieldPlace is a struct type that was reached through embedded fields.
type fieldPlace struct {
	typ   *rtype
	index []int
}

// FieldByNameFunc looks at all fields of one depth before it goes deeper, as the language does; two
// matches at the same depth cancel each other.
func (t *rtype) FieldByNameFunc(match func(string) bool) (result StructField, ok bool) {
	t.must("FieldByNameFunc", Struct)
	next := []fieldPlace{{t, nil}}
	var nextCount map[*rtype]int
	visited := map[*rtype]bool{}
	for len(next) > 0 {
		current := next
		next = nil
		count := nextCount
		nextCount = nil
		for _, place := range current {
			if visited[place.typ] {
				continue
			}
			visited[place.typ] = true
			for i := range place.typ.t.Full().Fields() {
				f := place.typ.Field(i)
				var inner *rtype
				if f.Anonymous {
					ft := f.Type
					if ft.Kind() == Pointer {
						ft = ft.Elem()
					}
					if ft.Kind() == Struct {
						inner = ft.(*rtype)
					}
				}
				if match(f.Name) {
					if count[place.typ] > 1 || ok {
						return StructField{}, false
					}
					result = f
					result.Index = append(append([]int(nil), place.index...), i)
					ok = true
					continue
				}
				if ok || inner == nil {
					continue
				}
				if nextCount[inner] > 0 {
					nextCount[inner] = 2
					continue
				}
				if nextCount == nil {
					nextCount = map[*rtype]int{}
				}
				nextCount[inner] = 1
				if count[place.typ] > 1 {
					nextCount[inner] = 2
				}
				next = append(next, fieldPlace{inner, append(append([]int(nil), place.index...), i)})
			}
		}
		if ok {
			break
		}
	}
	return result, ok
}

// VisibleFields returns the fields of a struct type, those of embedded structs behind them.
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic("reflect: VisibleFields(nil)")
	}
	if t.Kind() != Struct {
		panic("reflect.VisibleFields of non-struct type")
	}
	w := &fieldWalk{byName: map[string]int{}, visiting: map[Type]bool{}}
	w.walk(t)
	out := w.fields[:0]
	for i := range w.fields {
		if w.fields[i].Name != "" {
			out = append(out, w.fields[i])
		}
	}
	return out
}

type fieldWalk struct {
	byName   map[string]int
	visiting map[Type]bool
	fields   []StructField
	index    []int
}

func (w *fieldWalk) walk(t Type) {
	if w.visiting[t] {
		return
	}
	w.visiting[t] = true
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		w.index = append(w.index, i)
		add := true
		if old, ok := w.byName[f.Name]; ok {
			switch {
			case len(w.index) == len(w.fields[old].Index):
				w.fields[old].Name = "" // two of one depth hide each other
				add = false
			case len(w.index) < len(w.fields[old].Index):
				w.fields[old].Name = "" // the old one is deeper
			default:
				add = false
			}
		}
		if add {
			f.Index = append([]int(nil), w.index...)
			w.byName[f.Name] = len(w.fields)
			w.fields = append(w.fields, f)
		}
		if f.Anonymous {
			ft := f.Type
			if ft.Kind() == Pointer {
				ft = ft.Elem()
			}
			if ft.Kind() == Struct {
				w.walk(ft)
			}
		}
		w.index = w.index[:len(w.index)-1]
	}
	delete(w.visiting, t)
}
