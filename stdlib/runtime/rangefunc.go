package runtime

// What the code made from a range over a function calls; see ir/rangefunc.c.

// panicrangestate panics because the function called the loop body when it must not. The states are
// those of ir/rangefunc.c.
func panicrangestate(state int) {
	switch state {
	case 0:
		panic(errorString("range function continued iteration after function for loop body returned false"))
	case 2:
		panic(errorString("range function continued iteration after loop body panic"))
	case 3:
		panic(errorString("range function continued iteration after whole loop exit"))
	default:
		panic(errorString("range function recovered a loop body panic and did not resume panicking"))
	}
}

// rangedefers is deferred by a function whose loop bodies defer: it runs what they have collected,
// last first, each as a deferred function of its own.
func rangedefers(list *[]func()) {
	n := len(*list)
	if n == 0 {
		return
	}
	last := (*list)[n-1]
	*list = (*list)[:n-1]
	defer rangedefers(list)
	last()
}
