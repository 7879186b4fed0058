// run

// A number formatted with bitSize 32 is first rounded to a float32, with any precision.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	for _, f := range []float64{1e21, 123456.789, 1e-7, 5e-324, 1e300, -1e300, 0.1} {
		for _, format := range "eEfgGbxX" {
			fmt.Println(f, string(format), strconv.FormatFloat(f, byte(format), 3, 32),
				strconv.FormatFloat(f, byte(format), 20, 32), strconv.FormatFloat(f, byte(format), -1, 32))
		}
	}
}
