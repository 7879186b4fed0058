// run
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
)

type inner struct {
	A int8
	_ [2]byte
	B [2]uint16
}

type record struct {
	Flag  bool
	I     inner
	F     float32
	D     float64
	C     complex64
	N     int64
	Bytes [3]byte
}

func main() {
	in := record{true, inner{A: -2, B: [2]uint16{1, 0xABCD}}, 1.5, -2.25, 3 + 4i, -1, [3]byte{1, 2, 3}}
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		var buf bytes.Buffer
		fmt.Println(order, binary.Write(&buf, order, &in), binary.Size(in), buf.Len())
		fmt.Printf("%x\n", buf.Bytes())
		var out record
		n, err := binary.Decode(buf.Bytes(), order, &out)
		fmt.Println(n, err, out == in)
		fmt.Println(binary.Read(&buf, order, &out), out == in)
		fmt.Println(binary.Read(&buf, order, &out), binary.Read(strings.NewReader("x"), order, &out))
		b, err := binary.Append([]byte("p"), order, []int32{1, -1})
		fmt.Printf("%x %v\n", b, err)
		_, err = binary.Encode(b[:3], order, uint64(1))
		fmt.Println(err)
		x := make([]byte, 8)
		order.PutUint64(x, 0x0102030405060708)
		fmt.Println(x, order.Uint16(x), order.Uint32(x), order.Uint64(x))
	}
	fmt.Println(binary.Write(nil, binary.BigEndian, []int{1}), binary.Size("x"), binary.Size([]uint16{1, 2}))
	fmt.Println(binary.Read(strings.NewReader("12345678"), binary.BigEndian, 5))
	for _, n := range []int64{0, 1, -1, 63, -64, 64, 127, 128, 1 << 40, -1 << 63} {
		b := binary.AppendVarint(nil, n)
		back, size := binary.Varint(b)
		u := binary.AppendUvarint(nil, uint64(n))
		uback, usize := binary.Uvarint(u)
		r, err := binary.ReadVarint(bytes.NewReader(b))
		fmt.Println(n, b, back, size, u, uback, usize, r, err)
	}
	fmt.Println(binary.Uvarint([]byte{0x80}))
	fmt.Println(binary.Uvarint(bytes.Repeat([]byte{0x80}, 11)))
	fmt.Println(binary.ReadUvarint(bytes.NewReader(bytes.Repeat([]byte{0x80}, 11))))
	fmt.Println(binary.ReadUvarint(bytes.NewReader([]byte{0x80})))
	fmt.Printf("%v %#v\n", binary.BigEndian, binary.LittleEndian)
}
