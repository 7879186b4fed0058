// Package sub has the loop variables of its own module's version, 1.20.
package sub

func Loops() (sum int) {
	var funcs []func() int
	for i := 0; i < 3; i++ {
		funcs = append(funcs, func() int { return i })
	}
	for _, f := range funcs {
		sum += f()
	}
	return sum
}
