package json

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// field is a field of a struct, perhaps of an embedded one, as JSON sees it.
type field struct {
	name      string
	index     []int
	typ       reflect.Type
	tagged    bool
	omitEmpty bool
	omitZero  bool
	isZero    func(reflect.Value) bool // for omitZero; nil: Value.IsZero
	quoted    bool                     // ,string
	encode    encoder
	prefix    [2]string // `"name":` with and without escaped HTML
}

type structFields struct {
	list   []field
	byName map[string]*field
	byFold map[string]*field
}

var fieldCache sync.Map // reflect.Type to *structFields

func fieldsOf(t reflect.Type) *structFields {
	if f, ok := fieldCache.Load(t); ok {
		return f.(*structFields)
	}
	f, _ := fieldCache.LoadOrStore(t, collectFields(t))
	return f.(*structFields)
}

// foldName makes names equal that differ in case only.
func foldName(name string) string {
	fold := func(r rune) rune {
		for {
			next := unicode.SimpleFold(r)
			if next <= r {
				return next
			}
			r = next
		}
	}
	return strings.Map(fold, name)
}

func validTag(s string) bool {
	for _, c := range s {
		if !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", c) && !unicode.IsLetter(c) &&
			!unicode.IsDigit(c) {
			return false
		}
	}
	return s != ""
}

func hasOption(options, name string) bool {
	for options != "" {
		var option string
		option, options, _ = strings.Cut(options, ",")
		if option == name {
			return true
		}
	}
	return false
}

// collectFields goes through a struct and, level by level, those embedded in it.
func collectFields(t reflect.Type) *structFields {
	type level struct {
		typ   reflect.Type
		index []int
	}
	var all []field
	seen := map[reflect.Type]bool{}
	for current := []level{{typ: t}}; len(current) > 0; {
		var next []level
		times := map[reflect.Type]int{}
		for _, l := range current {
			if times[l.typ]++; times[l.typ] > 2 || times[l.typ] == 1 && seen[l.typ] {
				continue
			}
			seen[l.typ] = true
			for i := 0; i < l.typ.NumField(); i++ {
				f, embedded, ok := readField(l.typ.Field(i))
				if !ok {
					continue
				}
				f.index = append(slices.Clone(l.index), i)
				if embedded != nil {
					next = append(next, level{embedded, f.index})
					continue
				}
				all = append(all, f)
			}
		}
		current = next
	}
	return dominant(all)
}

// readField reads the tag of a field. embedded is set when its own fields count instead.
func readField(sf reflect.StructField) (f field, embedded reflect.Type, ok bool) {
	t := sf.Type
	if sf.Anonymous {
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if !sf.IsExported() && t.Kind() != reflect.Struct {
			return f, nil, false
		}
	} else if !sf.IsExported() {
		return f, nil, false
	}
	tag := sf.Tag.Get("json")
	if tag == "-" {
		return f, nil, false
	}
	name, options, _ := strings.Cut(tag, ",")
	if !validTag(name) {
		name = ""
	}
	if name == "" && sf.Anonymous && t.Kind() == reflect.Struct {
		return f, t, true
	}
	f = field{name: name, typ: sf.Type, tagged: name != ""}
	if !f.tagged {
		f.name = sf.Name
	}
	f.omitEmpty = hasOption(options, "omitempty")
	if f.omitZero = hasOption(options, "omitzero"); f.omitZero {
		f.isZero = zeroFunc(sf.Type)
	}
	if hasOption(options, "string") {
		f.quoted = canBeQuoted(sf.Type)
	}
	f.prefix[0] = string(appendString(nil, f.name, false)) + ":"
	f.prefix[1] = string(appendString(nil, f.name, true)) + ":"
	f.encode = encoderOf(sf.Type)
	return f, nil, true
}

func canBeQuoted(t reflect.Type) bool {
	if t.Name() == "" && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Bool, reflect.String, reflect.Float32, reflect.Float64:
		return true
	}
	return reflect.Int <= t.Kind() && t.Kind() <= reflect.Uintptr
}

type isZeroer interface {
	IsZero() bool
}

var isZeroerType = reflect.TypeFor[isZeroer]()

// zeroFunc returns how an IsZero method of the type is asked; nil: there is none.
func zeroFunc(t reflect.Type) func(reflect.Value) bool {
	switch {
	case t.Implements(isZeroerType):
		return func(v reflect.Value) bool {
			if (v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer) && v.IsNil() {
				return true
			}
			return v.Interface().(isZeroer).IsZero()
		}
	case reflect.PointerTo(t).Implements(isZeroerType):
		return func(v reflect.Value) bool {
			if !v.CanAddr() {
				copied := reflect.New(v.Type()).Elem()
				copied.Set(v)
				v = copied
			}
			return v.Addr().Interface().(isZeroer).IsZero()
		}
	}
	return nil
}

// dominant leaves, of several fields of a name, the one nearest to the surface, of these the tagged
// one, and none when that is not unique.
func dominant(all []field) *structFields {
	slices.SortStableFunc(all, func(a, b field) int {
		if c := strings.Compare(a.name, b.name); c != 0 {
			return c
		}
		if c := cmp.Compare(len(a.index), len(b.index)); c != 0 {
			return c
		}
		if a.tagged != b.tagged {
			if a.tagged {
				return -1
			}
			return 1
		}
		return slices.Compare(a.index, b.index)
	})
	s := &structFields{byName: map[string]*field{}, byFold: map[string]*field{}}
	for i := 0; i < len(all); {
		end := i + 1
		for end < len(all) && all[end].name == all[i].name {
			end++
		}
		alone := end == i+1 || len(all[i].index) < len(all[i+1].index) ||
			all[i].tagged != all[i+1].tagged
		if alone {
			s.list = append(s.list, all[i])
		}
		i = end
	}
	slices.SortFunc(s.list, func(a, b field) int { return slices.Compare(a.index, b.index) })
	for i := range s.list {
		f := &s.list[i]
		s.byName[f.name] = f
		if fold := foldName(f.name); s.byFold[fold] == nil {
			s.byFold[fold] = f
		}
	}
	return s
}
