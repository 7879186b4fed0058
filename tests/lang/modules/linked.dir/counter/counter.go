package counter

var total, calls int

var label = "nothing"

func add(n int) int {
	calls++
	total += n
	return total
}

func State() (string, int, int) { return label, total, calls }
