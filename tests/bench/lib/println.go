// Prints a million lines with fmt.Println.
package main

import "fmt"

func main() {
	for i := range 1_000_000 {
		fmt.Println("line", i, "of many")
	}
}
