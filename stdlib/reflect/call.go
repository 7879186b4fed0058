package reflect

import (
	"internal/abi"
	"unsafe"
)

// call runs the func value closure of type fn. args and rets are arrays of pointers to parameters
// and results in memory; recv is the first parameter if hasRecv.
func call(fn *abi.Type, closure, recv unsafe.Pointer, hasRecv bool, args, rets *unsafe.Pointer)

// makeFuncClosure returns a func value of type fn that runs callImpl(impl, args, rets).
func makeFuncClosure(fn *abi.Type, impl unsafe.Pointer) unsafe.Pointer

// Call calls the function v and returns its results. The arguments must be assignable to the
// parameters.
func (v Value) Call(in []Value) []Value {
	v.mustBe(Func, "Call")
	v.mustBeExported("Call")
	return v.call("Call", in)
}

// CallSlice is Call for a variadic function with the variable arguments in a slice.
func (v Value) CallSlice(in []Value) []Value {
	v.mustBe(Func, "CallSlice")
	v.mustBeExported("CallSlice")
	return v.call("CallSlice", in)
}

func (v Value) call(op string, in []Value) []Value {
	var closure, recv unsafe.Pointer
	ft := v.typ.get()
	if v.flag&flagMethod != 0 {
		closure, recv, ft = methodCode(v.receiver())
	} else {
		closure = v.pointer()
		if closure == nil {
			panic("reflect.Value.Call: call of nil function")
		}
	}
	ft.Full()
	n := ft.ParamCount()
	types := ft.Params()
	variadic := ft.Flags&abi.Variadic != 0
	checkArguments(op, in, types[:n], variadic)
	if variadic && op != "CallSlice" {
		in = packed(op, in, types[:n])
	}
	args := make([]unsafe.Pointer, n+1)
	for i, x := range in {
		x.mustBeExported(op)
		x = x.assignTo("reflect.Value.Call", types[i], nil)
		args[i] = x.inMemory()
	}
	rets := make([]unsafe.Pointer, ft.ResultCount+1)
	for i := 0; i < ft.ResultCount; i++ {
		rets[i] = newObject(types[n+i])
	}
	call(ft, closure, recv, v.flag&flagMethod != 0, &args[0], &rets[0])
	out := make([]Value, ft.ResultCount)
	for i := range out {
		t := types[n+i]
		if t.IsDirect() {
			out[i] = Value{wordOf(t), *(*unsafe.Pointer)(rets[i]), flag(t.Kind)}
		} else {
			out[i] = Value{wordOf(t), rets[i], flagIndir | flag(t.Kind)}
		}
	}
	return out
}

// checkArguments checks the number of arguments and the types of those that are not variable.
func checkArguments(op string, in []Value, types []*abi.Type, variadic bool) {
	n := len(types)
	if op == "CallSlice" {
		if !variadic {
			panic("reflect: CallSlice of non-variadic function")
		}
		if len(in) < n {
			panic("reflect: CallSlice with too few input arguments")
		}
		if len(in) > n {
			panic("reflect: CallSlice with too many input arguments")
		}
	} else {
		if variadic {
			n--
		}
		if len(in) < n {
			panic("reflect: Call with too few input arguments")
		}
		if !variadic && len(in) > n {
			panic("reflect: Call with too many input arguments")
		}
	}
	for _, x := range in {
		if x.Kind() == Invalid {
			panic("reflect: " + op + " using zero Value argument")
		}
	}
	for i := 0; i < n; i++ {
		if xt := in[i].Type(); !xt.AssignableTo(toType(types[i])) {
			panic("reflect: " + op + " using " + xt.String() + " as type " + types[i].String)
		}
	}
}

// packed returns the arguments with the variable ones in a slice.
func packed(op string, in []Value, types []*abi.Type) []Value {
	n := len(types) - 1
	rest := MakeSlice(toType(types[n]), len(in)-n, len(in)-n)
	elem := toType(types[n].Elem)
	for i := n; i < len(in); i++ {
		x := in[i]
		if xt := x.Type(); !xt.AssignableTo(elem) {
			panic("reflect: cannot use " + xt.String() + " as type " + elem.String() + " in " + op)
		}
		rest.Index(i - n).Set(x)
	}
	return append(append([]Value(nil), in[:n]...), rest)
}

// madeFunc is behind a func value that MakeFunc returned.
type madeFunc struct {
	typ *abi.Type
	fn  func([]Value) []Value
}

// MakeFunc returns a function of type typ that calls fn with its arguments; what fn returns are the
// results. Variable arguments come as a slice.
func MakeFunc(typ Type, fn func(args []Value) (results []Value)) Value {
	if typ.Kind() != Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	t := typ.common().Full()
	impl := &madeFunc{t, fn}
	return Value{wordOf(t), makeFuncClosure(t, unsafe.Pointer(impl)), flag(Func)}
}

// callImpl runs what MakeFunc was given; the run time calls it.
func callImpl(impl unsafe.Pointer, args, rets *unsafe.Pointer) {
	f := (*madeFunc)(impl)
	n := f.typ.ParamCount()
	types := f.typ.Params()
	in := make([]Value, n)
	for i, p := range unsafe.Slice(args, n) {
		in[i] = copied(types[i], 0, p)
	}
	out := f.fn(in)
	if len(out) != f.typ.ResultCount {
		panic("reflect: wrong return count from function created by MakeFunc")
	}
	for i, p := range unsafe.Slice(rets, len(out)) {
		x := out[i]
		if x.typ == 0 {
			panic("reflect: function created by MakeFunc using closure returned zero Value")
		}
		if x.flag&flagRO != 0 {
			panic("reflect: function created by MakeFunc using closure returned value obtained from unexported field")
		}
		x = x.assignTo("reflect.MakeFunc", types[n+i], nil)
		typedMove(x.typ.get(), p, x.address(), 1)
	}
}

// methodValue turns a bound method into a func value. The receiver is taken as it is now.
func methodValue(v Value) Value {
	receiver, _ := v.receiver()
	_, word, ft := methodCode(v.receiver())
	method := v
	method.flag &^= flagRO | flagAddr
	switch {
	case receiver.Kind() == Interface:
		held := newObject(v.typ.get())
		typedMove(v.typ.get(), held, v.ptr, 1)
		method.ptr = held
	case v.typ.get().IsDirect():
		method.ptr = word
		method.flag &^= flagIndir
	default:
		method.ptr = word
	}
	variadic := ft.Full().Flags&abi.Variadic != 0
	fn := MakeFunc(toType(ft), func(args []Value) []Value {
		if variadic {
			return method.call("CallSlice", args)
		}
		return method.call("Call", args)
	})
	fn.flag |= v.flag & flagRO
	return fn
}
