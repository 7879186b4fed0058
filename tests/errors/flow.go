// errorcheck

package main

func main() {
	break        // ERROR "break is not in a loop, switch, or select"
	continue     // ERROR "continue is not in a loop"
	goto missing // ERROR "label missing not defined"
	goto over    // ERROR "goto over jumps over declaration of x at .*flow.go:10:4"
	x := 1
	_ = x
over:
	switch 1 {
	case 1:
	case 1: // ERROR "duplicate case 1 \(constant of type int\) in expression switch|duplicate case 1 in expression switch"
	}
	for {
		goto inside // ERROR "goto inside jumps into block starting at .*flow.go:20:2"
	}
	{
	inside:
	}
	fallthrough // ERROR "fallthrough statement out of place"
}
