// Package arena allocates values that are freed together, at a moment the program chooses.
//
// An Arena hands out memory from chunks of 8 MiB. After Free, using anything that was allocated in
// it ends the program with a message ("accessed data from freed user arena"): the chunks can no
// longer be read or written until nothing points to them any more.
//
// In Go the package needs GOEXPERIMENT=arenas; here it is always there.
package arena

import "unsafe"

const chunkBytes = 8 << 20

// Arena holds memory until it is freed. It may be used by one goroutine at a time.
type Arena struct {
	chunk     unsafe.Pointer   // that values are taken from; nil before the first
	low, high uintptr          // what is free in it: values with pointers come from below
	full      []unsafe.Pointer // chunks without room
	freed     bool
}

// describe tells about the type that ptr, a nil pointer, points to.
func describe(ptr any) (size, align uintptr, pointers bool)

// newChunk returns a chunk of chunkBytes, zeroed.
func newChunk() unsafe.Pointer

// place says that count values of the type that ptr points to lie at offset of a chunk.
func place(chunk unsafe.Pointer, offset uintptr, ptr any, count int)

// release takes the memory of a chunk away.
func release(chunk unsafe.Pointer)


// NewArena returns an empty arena.
func NewArena() *Arena { return new(Arena) }

// Free frees the arena and all that was allocated in it.
func (a *Arena) Free() {
	if a.freed {
		panic("arena double free")
	}
	a.freed = true
	if a.chunk != nil {
		release(a.chunk)
	}
	for _, chunk := range a.full {
		release(chunk)
	}
	a.chunk, a.full = nil, nil
}

// take returns zeroed memory for count values of the type that ptr points to, nil if the arena has
// no place for so much.
func (a *Arena) take(ptr any, count int) unsafe.Pointer {
	if a.freed {
		panic("arena: use after Free")
	}
	size, align, pointers := describe(ptr)
	if size != 0 && uintptr(count) > chunkBytes/size {
		return nil
	}
	bytes := size * uintptr(count)
	for {
		low := (a.low + align - 1) &^ (align - 1)
		if a.chunk != nil && low <= a.high && bytes <= a.high-low {
			if !pointers {
				if high := (a.high - bytes) &^ (align - 1); high >= a.low {
					a.high = high
					return unsafe.Add(a.chunk, high)
				}
			} else {
				place(a.chunk, low, ptr, count)
				a.low = low + bytes
				return unsafe.Add(a.chunk, low)
			}
		}
		if a.chunk != nil {
			a.full = append(a.full, a.chunk)
		}
		a.chunk, a.low, a.high = newChunk(), 0, chunkBytes
	}
}

// New allocates a T in the arena.
func New[T any](a *Arena) *T {
	if p := a.take((*T)(nil), 1); p != nil {
		return (*T)(p)
	}
	return new(T) // larger than a chunk
}

// MakeSlice allocates a slice in the arena. append beyond its capacity leaves the arena.
func MakeSlice[T any](a *Arena, len, cap int) []T {
	if cap < 0 {
		panic("userArena.slice: negative cap")
	}
	if p := a.take((*T)(nil), cap); p != nil {
		return unsafe.Slice((*T)(p), cap)[:len]
	}
	return make([]T, len, cap)
}

// Clone returns a shallow copy of s, a pointer, slice or string, that is not in an arena. What is
// not in one is returned as it is.
func Clone[T any](s T) T {
	copied, ok := heapify(s)
	if !ok {
		panic("arena: Clone only supports pointers, slices, and strings")
	}
	return copied.(T)
}

// heapify does the work of Clone for a value of any type.
func heapify(s any) (copied any, ok bool)
