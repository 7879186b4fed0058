// run

// sync.Pool: objects that are used again instead of allocated again.
//
// Look at the counter of New: it grows only while the pool is empty. The pool may drop its objects
// at a collection (after two, to be exact), so it is for temporary things, never for state.
package main

import (
	"fmt"
	"strings"
	"sync"
)

var made int

// Buffer is what the pools hand out.
type Buffer struct {
	data []byte
}

// Pool wraps sync.Pool with the right type.
type Pool struct {
	pool sync.Pool
}

// NewPool makes a pool of 1 KiB buffers.
func NewPool() *Pool {
	return &Pool{
		pool: sync.Pool{
			New: func() interface{} {
				made++
				return &Buffer{data: make([]byte, 1024)}
			},
		},
	}
}

// Get takes a buffer out of the pool, or a new one.
func (p *Pool) Get() *Buffer {
	return p.pool.Get().(*Buffer)
}

// Put gives a buffer back, emptied.
func (p *Pool) Put(buf *Buffer) {
	buf.data = buf.data[:0] // reset: the memory stays
	p.pool.Put(buf)
}

// ObjectPool is the same pattern once more, as guides spell it.
type ObjectPool struct {
	pool sync.Pool
}

// NewObjectPool makes one.
func NewObjectPool() *ObjectPool {
	return &ObjectPool{
		pool: sync.Pool{
			New: func() interface{} { return &Buffer{data: make([]byte, 1024)} },
		},
	}
}

// Get takes a buffer out.
func (p *ObjectPool) Get() *Buffer {
	return p.pool.Get().(*Buffer)
}

// Put gives it back, emptied.
func (p *ObjectPool) Put(b *Buffer) {
	b.data = b.data[:0]
	p.pool.Put(b)
}

var plain = sync.Pool{
	New: func() interface{} {
		return make([]byte, 1024)
	},
}

func main() {
	p := NewPool()
	for i := 0; i < 1000; i++ {
		b := p.Get()
		b.data = append(b.data, "some text"...)
		p.Put(b)
	}
	fmt.Println("1000 rounds made few buffers:", made < 10)

	o := NewObjectPool()
	first := o.Get()
	fmt.Println("a new buffer has", len(first.data), "bytes")
	o.Put(first)
	fmt.Println("one given back is empty but keeps its room:", cap(o.Get().data) == 1024)

	b := plain.Get().([]byte)
	fmt.Println("a buffer of", len(b), "bytes")
	plain.Put(b)

	// Allocating less without a pool: say how much is coming, and build strings in one place.
	expectedSize := 100
	data := make([]int, 0, expectedSize)
	for i := 0; i < expectedSize; i++ {
		data = append(data, i)
	}
	fmt.Println("filled", len(data), "of", cap(data), "without growing")

	s := strings.Builder{}
	s.WriteString("Hello")
	s.WriteString(" World")
	t := "Hello" + " World" // two constants: joined before the program runs
	fmt.Println(s.String() == t, s.String())
}
