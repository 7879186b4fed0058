// run
package main

import (
	"crypto/sha512"
	"encoding"
	"fmt"
	"hash"
	"strings"
)

func main() {
	text := []byte(strings.Repeat("The quick brown fox. ", 40))
	for i, h := range []hash.Hash{sha512.New(), sha512.New384(), sha512.New512_224(), sha512.New512_256()} {
		fmt.Printf("%d %d %d %x\n", i, h.Size(), h.BlockSize(), h.Sum(nil))
		for _, n := range []int{1, 111, 112, 127, 128, 129, 500} {
			h.Write(text[:n])
			fmt.Printf("%x\n", h.Sum(nil))
		}
		state, err := h.(encoding.BinaryMarshaler).MarshalBinary()
		fmt.Printf("%x %v\n", state, err)
		h.Reset()
		fmt.Println(h.(encoding.BinaryUnmarshaler).UnmarshalBinary(state), h.(encoding.BinaryUnmarshaler).UnmarshalBinary(state[:5]))
		fmt.Printf("%x\n", h.Sum(nil))
	}
	fmt.Printf("%x\n%x\n%x\n%x\n", sha512.Sum512(text), sha512.Sum384(text), sha512.Sum512_224(text), sha512.Sum512_256(nil))
}
