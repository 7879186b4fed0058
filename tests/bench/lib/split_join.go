// Splits 100 MB into words and joins them again.
package main

import (
	"fmt"
	"strings"
)

func main() {
	text := strings.Repeat("the quick brown fox jumps over the lazy dog ", 100_000_000/44)
	words := strings.Split(text, " ")
	joined := strings.Join(words, "_")
	fmt.Println(len(text), len(words), len(joined), strings.Count(joined, "_"))
}
