// Statements with their ends cut off.
package p

func f() {
	for range {
	}
	switch x := x.(type) {
	}
	select {
	case x:
	case <-x, y:
	default:
	default:
	}
	go func() {}
	defer recover
	fallthrough
	break x
	if x := 1 {
	}
	var
	x, y := <-
}
