// errorcheck

package main

func main() {
	x := 1
	switch x { case 1: x = 2; case 2: x = 3; default: x = 4 }
	switch x { case 1: x = 2 case 2: } // ERROR "syntax error: unexpected case at end of statement"
	switch x { case 1: return default: } // ERROR "syntax error: unexpected default, expected expression"
	select { case <-make(chan int): x = 2 default: } // ERROR "syntax error: unexpected default at end of statement"
	switch x { case 1: case 2: {} ; case 3: L: x++; goto L }
}
