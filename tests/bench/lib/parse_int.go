// Parses a million integers.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	texts := make([]string, 1000)
	for i := range texts {
		texts[i] = strconv.Itoa(i*i*7919 - 500_000)
	}
	sum := 0
	for range 1000 {
		for _, text := range texts {
			n, err := strconv.Atoi(text)
			if err != nil {
				panic(err)
			}
			sum += n
		}
	}
	fmt.Println(sum)
}
