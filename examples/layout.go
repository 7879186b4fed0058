// run

// How values lie in memory: mound lays structs out byte for byte as gc does, so sizes, offsets and
// pointer arithmetic agree.
//
// Look at the offsets: an int takes 8 bytes, a string 16 (pointer and length), a pointer 8; smaller
// fields leave gaps before bigger ones.
package main

import (
	"fmt"
	"unsafe"
)

// Data has no gaps.
type Data struct {
	ID    int
	Value string
	Next  *Data
}

// Gaps wastes 14 bytes: reorder the fields and it is 16 bytes instead of 24.
type Gaps struct {
	a bool
	b int64
	c bool
}

func layoutExample() {
	data := &Data{ID: 1, Value: "test"}
	ptr := uintptr(unsafe.Pointer(data))
	offset := unsafe.Offsetof(data.Value)
	_ = ptr + offset
	value := (*string)(unsafe.Pointer(uintptr(unsafe.Pointer(data)) + offset))
	fmt.Println("through pointer arithmetic:", *value)
}

// A header and its data in one raw block of bytes.
func manualMemory() {
	type Header struct {
		size int
		data [0]byte
	}
	size := 1024
	ptr := make([]byte, size+int(unsafe.Sizeof(Header{})))
	header := (*Header)(unsafe.Pointer(&ptr[0]))
	header.size = size
	first := (*byte)(unsafe.Pointer(&header.data))
	*first = 7
	fmt.Println("block of", len(ptr), "bytes, first word", header.size, "and then", ptr[unsafe.Offsetof(header.data)])
}

func main() {
	var d Data
	fmt.Println("Data:", unsafe.Sizeof(d), "bytes, aligned to", unsafe.Alignof(d))
	fmt.Println("offsets:", unsafe.Offsetof(d.ID), unsafe.Offsetof(d.Value), unsafe.Offsetof(d.Next))
	var g Gaps
	fmt.Println("Gaps:", unsafe.Sizeof(g), "bytes, offsets:",
		unsafe.Offsetof(g.a), unsafe.Offsetof(g.b), unsafe.Offsetof(g.c))
	layoutExample()
	manualMemory()
}
