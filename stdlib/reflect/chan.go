package reflect

import (
	"internal/abi"
	"unsafe"
)

//go:noescape
func makeChan(t *abi.Type, size int) unsafe.Pointer

//go:noescape
func chanLen(ch unsafe.Pointer) int

//go:noescape
func chanCap(ch unsafe.Pointer) int

//go:noescape
func chanSend(ch, elem unsafe.Pointer, nb bool) bool

//go:noescape
func chanRecv(ch unsafe.Pointer, nb bool, elem unsafe.Pointer) (selected, received bool)

//go:noescape
func chanClose(ch unsafe.Pointer)

//go:noescape
func rselect(cases []runtimeSelect) (chosen int, recvOK bool)

// Close closes a channel.
func (v Value) Close() {
	v.mustBe(Chan, "Close")
	v.mustBeExported("Close")
	if ChanDir(v.typ.get().ChanDir)&SendDir == 0 {
		panic("reflect: close of receive-only channel")
	}
	chanClose(v.pointer())
}

// Send sends x on a channel.
func (v Value) Send(x Value) {
	v.mustBe(Chan, "Send")
	v.mustBeExported("Send")
	v.send(x, false)
}

// TrySend sends x on a channel if that needs no waiting, and reports whether it did.
func (v Value) TrySend(x Value) bool {
	v.mustBe(Chan, "TrySend")
	v.mustBeExported("TrySend")
	return v.send(x, true)
}

// inMemory returns where a copy of v is that the run time may keep for a while.
func (v Value) inMemory() unsafe.Pointer {
	p := newObject(v.typ.get())
	typedMove(v.typ.get(), p, v.address(), 1)
	return p
}

func (v Value) send(x Value, nb bool) bool {
	if ChanDir(v.typ.get().ChanDir)&SendDir == 0 {
		panic("reflect: send on recv-only channel")
	}
	x.mustBeExported("Send")
	x = x.assignTo("reflect.Value.Send", v.typ.get().Full().Elem, nil)
	return chanSend(v.pointer(), x.inMemory(), nb)
}

// Recv receives from a channel; ok is false when it is closed.
func (v Value) Recv() (x Value, ok bool) {
	v.mustBe(Chan, "Recv")
	v.mustBeExported("Recv")
	return v.recv(false)
}

// TryRecv receives from a channel if that needs no waiting; x is invalid when it would.
func (v Value) TryRecv() (x Value, ok bool) {
	v.mustBe(Chan, "TryRecv")
	v.mustBeExported("TryRecv")
	return v.recv(true)
}

func (v Value) recv(nb bool) (Value, bool) {
	if ChanDir(v.typ.get().ChanDir)&RecvDir == 0 {
		panic("reflect: recv on send-only channel")
	}
	t := v.typ.get().Full().Elem
	p := newObject(t)
	selected, ok := chanRecv(v.pointer(), nb, p)
	if !selected {
		return Value{}, false
	}
	return copied(t, 0, p), ok
}

// SelectDir is what a case of Select does.
type SelectDir int

// What cases do.
const (
	_             SelectDir = iota
	SelectSend              // case Chan <- Send
	SelectRecv              // case <-Chan
	SelectDefault           // default
)

// SelectCase is one case of Select.
type SelectCase struct {
	Dir  SelectDir
	Chan Value
	Send Value
}

// runtimeSelect is what the run time knows of a case.
type runtimeSelect struct {
	dir int
	typ *abi.Type
	ch  unsafe.Pointer
	val unsafe.Pointer
}

// Select is a select statement over the cases. It returns which one it took, and for a receiving
// one the value and whether the channel was open.
func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	if len(cases) > 65536 {
		panic("reflect.Select: too many cases (max 65536)")
	}
	list := make([]runtimeSelect, len(cases))
	hasDefault := false
	for i, c := range cases {
		r := &list[i]
		r.dir = int(c.Dir)
		switch c.Dir {
		case SelectDefault:
			if hasDefault {
				panic("reflect.Select: multiple default cases")
			}
			hasDefault = true
			if c.Chan.IsValid() {
				panic("reflect.Select: default case has Chan value")
			}
			if c.Send.IsValid() {
				panic("reflect.Select: default case has Send value")
			}
		case SelectSend, SelectRecv:
			if c.Dir == SelectRecv && c.Send.IsValid() {
				panic("reflect.Select: RecvDir case has Send value")
			}
			if !c.Chan.IsValid() {
				break
			}
			c.Chan.mustBe(Chan, "Select")
			c.Chan.mustBeExported("Select")
			t := c.Chan.typ.get().Full()
			r.typ = t
			r.ch = c.Chan.pointer()
			if c.Dir == SelectRecv {
				if ChanDir(t.ChanDir)&RecvDir == 0 {
					panic("reflect.Select: RecvDir case using send-only channel")
				}
				r.val = newObject(t.Elem)
				break
			}
			if ChanDir(t.ChanDir)&SendDir == 0 {
				panic("reflect.Select: SendDir case using recv-only channel")
			}
			if !c.Send.IsValid() {
				panic("reflect.Select: SendDir case missing Send value")
			}
			c.Send.mustBeExported("Select")
			r.val = c.Send.assignTo("reflect.Select", t.Elem, nil).inMemory()
		default:
			panic("reflect.Select: invalid Dir")
		}
	}
	chosen, recvOK = rselect(list)
	if list[chosen].dir == int(SelectRecv) {
		recv = copied(list[chosen].typ.Elem, 0, list[chosen].val)
	}
	return chosen, recv, recvOK
}
