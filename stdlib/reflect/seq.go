package reflect

import "iter"

func rangeNum(v Value, count uint64) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for i := uint64(0); i < count; i++ {
			if !yield(integerValue(0, i, v.typ.get())) {
				return
			}
		}
	}
}

// Seq returns an iterator over v as a range loop with one variable would go.
func (v Value) Seq() iter.Seq[Value] {
	switch k := v.Kind(); {
	case isInt(k):
		return rangeNum(v, uint64(max(v.Int(), 0)))
	case isUint(k):
		return rangeNum(v, v.Uint())
	case k == Func && isYield(v.typ.get(), 1):
		return func(yield func(Value) bool) {
			rf := MakeFunc(v.Type().In(0), func(in []Value) []Value {
				return []Value{ValueOf(yield(in[0]))}
			})
			v.Call([]Value{rf})
		}
	case k == Chan:
		return func(yield func(Value) bool) {
			for x, ok := v.Recv(); ok; x, ok = v.Recv() {
				if !yield(x) {
					return
				}
			}
		}
	case k == Array, k == Slice, k == String, k == Map, k == Pointer && v.Type().Elem().Kind() == Array:
		return func(yield func(Value) bool) {
			v.Seq2()(func(key, _ Value) bool { return yield(key) })
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq[Value]")
}

// Seq2 returns an iterator over v as a range loop with two variables would go.
func (v Value) Seq2() iter.Seq2[Value, Value] {
	switch k := v.Kind(); {
	case k == Func && isYield(v.typ.get(), 2):
		return func(yield func(Value, Value) bool) {
			rf := MakeFunc(v.Type().In(0), func(in []Value) []Value {
				return []Value{ValueOf(yield(in[0], in[1]))}
			})
			v.Call([]Value{rf})
		}
	case k == Pointer && v.Type().Elem().Kind() == Array:
		return v.Elem().Seq2()
	case k == Array, k == Slice:
		return func(yield func(Value, Value) bool) {
			for i := 0; i < v.Len(); i++ {
				if !yield(ValueOf(i), v.Index(i)) {
					return
				}
			}
		}
	case k == String:
		return func(yield func(Value, Value) bool) {
			for i, r := range v.String() {
				if !yield(ValueOf(i), ValueOf(r)) {
					return
				}
			}
		}
	case k == Map:
		return func(yield func(Value, Value) bool) {
			for it := v.MapRange(); it.Next(); {
				if !yield(it.Key(), it.Value()) {
					return
				}
			}
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq2[Value, Value]")
}
