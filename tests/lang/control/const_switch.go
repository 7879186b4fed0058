// run

// A switch of a constant has one body that runs.
package main

import "fmt"

func f() int {
	const c = 3
	switch c {
	case 1:
		return 1
	case 2, 3:
		for i := 0; i < 3; i++ {
			if i == 1 {
				break
			}
		}
		if c > 2 {
			break
		}
		return 7
	default:
		return 9
	}
	return 5
}
func g(x float64) string {
	switch 1.0 {
	case x:
		return "x"
	}
	switch "a" + "b" {
	case "b":
	}
	switch true {
	case false:
		return "no"
	case x > 1:
		return "big"
	}
	return "?"
}
func main() { fmt.Println(f(), g(1), g(3), g(0)) }
