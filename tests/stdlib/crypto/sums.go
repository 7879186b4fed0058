// run
package main

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/crc32"
	"hash/fnv"
	"strings"
)

func main() {
	text := strings.Repeat("The quick brown fox. ", 40)
	news := map[string]func() hash.Hash{
		"md5": md5.New, "sha1": sha1.New, "sha224": sha256.New224, "sha256": sha256.New,
		"crc32": func() hash.Hash { return crc32.NewIEEE() }, "fnv": func() hash.Hash { return fnv.New64a() },
	}
	for _, name := range []string{"md5", "sha1", "sha224", "sha256", "crc32", "fnv"} {
		h := news[name]()
		fmt.Println(name, h.Size(), h.BlockSize(), hex.EncodeToString(h.Sum(nil)))
		for _, n := range []int{1, 55, 56, 63, 64, 65, 200} {
			h.Write([]byte(text[:n]))
			fmt.Printf("%x\n", h.Sum([]byte{0xAB}))
		}
		state, err := h.(encoding.BinaryMarshaler).MarshalBinary()
		other := news[name]()
		fmt.Printf("%x %v %v\n", state[:4], err, other.(encoding.BinaryUnmarshaler).UnmarshalBinary(state))
		h.Write([]byte("more"))
		other.Write([]byte("more"))
		fmt.Println(string(h.Sum(nil)) == string(other.Sum(nil)))
		fmt.Println(other.(encoding.BinaryUnmarshaler).UnmarshalBinary(state[1:]))
		fmt.Println(other.(encoding.BinaryUnmarshaler).UnmarshalBinary(state[:9]))
		h.Reset()
		fmt.Printf("%x\n", h.Sum(nil))
	}
	fmt.Printf("%x\n%x\n%x\n%x\n", md5.Sum([]byte(text)), sha1.Sum([]byte(text)), sha256.Sum256([]byte(text)), sha256.Sum224(nil))
}
