// Sorts a million strings.
package main

import (
	"fmt"
	"sort"
	"strconv"
)

func main() {
	words := make([]string, 1_000_000)
	state := uint32(1)
	for i := range words {
		state = state*1664525 + 1013904223
		words[i] = strconv.FormatUint(uint64(state), 36)
	}
	sort.Strings(words)
	fmt.Println(words[0], words[len(words)/2], words[len(words)-1])
}
