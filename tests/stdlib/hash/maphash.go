// run
package main

import (
	"fmt"
	"hash/maphash"
	"strings"
)

func main() {
	var h maphash.Hash
	h.WriteString("hello")
	first := h.Sum64()
	h.Reset()
	h.Write([]byte("hel"))
	h.WriteByte('l')
	h.WriteByte('o')
	fmt.Println(first == h.Sum64(), first == maphash.String(h.Seed(), "hello"), first == maphash.Bytes(h.Seed(), []byte("hello")))
	long := strings.Repeat("0123456789", 1000)
	h.Reset()
	h.WriteString(long)
	fmt.Println(h.Sum64() == maphash.String(h.Seed(), long), h.Size(), h.BlockSize(), len(h.Sum(nil)))
	var other maphash.Hash
	other.WriteString(long)
	fmt.Println(other.Sum64() == h.Sum64(), other.Seed() == h.Seed())
	other.SetSeed(h.Seed())
	other.WriteString(long)
	fmt.Println(other.Sum64() == h.Sum64())
	defer func() { fmt.Println(recover()) }()
	maphash.String(maphash.Seed{}, "")
}
