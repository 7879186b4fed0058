// errorcheck

package main

import (
	"fmt"
	"os" // ERROR "\"os\" imported and not used"
)

func f() (int, string) { return 1, "" }

func main() {
	x := 1 // ERROR "declared and not used: x"
	var y int // ERROR "declared and not used: y"
	a, b := f() // ERROR "declared and not used: b"
	fmt.Println(a)
L: // ERROR "label L defined and not used"
	for {
		break
	}
	y = 2
	func(z int) {
		w := z // ERROR "declared and not used: w"
	}(1)
	switch t := any(a).(type) { // ERROR "t declared and not used"
	case int:
	}
}
