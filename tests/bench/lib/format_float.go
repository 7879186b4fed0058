// Formats a million floating-point numbers.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	total := 0
	x := 1.0
	for range 1_000_000 {
		x = x*1.000013 + 0.37
		total += len(strconv.FormatFloat(x, 'g', -1, 64))
	}
	fmt.Println(total)
}
