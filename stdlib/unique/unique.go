// Package unique makes one copy of equal values ("interning"), so that comparing them is comparing
// pointers.
package unique

import (
	"runtime"
	"strings"
	"sync"
	"weak"
)

// Handle stands for a value. Handles are equal if and only if the values they were made from are.
type Handle[T comparable] struct {
	value *T
}

// Value returns a copy of the value.
func (h Handle[T]) Value() T { return *h.value }

// holder keeps a value in an object of its own: without the pointer, small ones would share a block
// with others and live as long as those.
type holder[T comparable] struct {
	value T
	_     *byte
}

// key is what a value is found by: its type too, also when T is an interface.
type key[T comparable] struct {
	value T
}

// handles leads from key[T] to weak.Pointer[holder[T]]; guarded by mu, as is most: how many entries
// it has had at once.
var (
	mu      sync.Mutex
	handles = map[any]any{}
	most    int
)

// A map keeps the memory of all entries that it ever had at once, so it is made anew when few are
// left of many.
const manyHandles = 1 << 10

// Make returns the handle of value.
func Make[T comparable](value T) Handle[T] {
	mu.Lock()
	defer mu.Unlock()
	if known, ok := handles[key[T]{value}].(weak.Pointer[holder[T]]); ok {
		if found := known.Value(); found != nil {
			return Handle[T]{&found.value}
		}
	}
	made := &holder[T]{value: clone(value)}
	if made.value != made.value { // NaN: equal to nothing, never to be found again
		return Handle[T]{&made.value}
	}
	pointer := weak.Make(made)
	handles[key[T]{made.value}] = pointer
	most = max(most, len(handles))
	runtime.AddCleanup(made, drop[T], gone[T]{key[T]{made.value}, pointer})
	return Handle[T]{&made.value}
}

// gone says which entry of handles leads to nothing any more.
type gone[T comparable] struct {
	key     key[T]
	pointer weak.Pointer[holder[T]]
}

func drop[T comparable](g gone[T]) {
	mu.Lock()
	defer mu.Unlock()
	// The value may have been made again since.
	if handles[g.key] == any(g.pointer) {
		delete(handles, g.key)
		if most > manyHandles && len(handles) < most/8 {
			shrink()
		}
	}
}

// shrink moves the handles into a map that is as large as they need. mu is locked.
func shrink() {
	moved := make(map[any]any, len(handles))
	for k, pointer := range handles {
		moved[k] = pointer
	}
	handles = moved
	most = len(moved)
}

// clone copies a string, so that a handle does not keep the large text it was cut from.
func clone[T comparable](value T) T {
	if s, ok := any(value).(string); ok {
		return any(strings.Clone(s)).(T)
	}
	return value
}
