package plugin

func Last() (n int) {
	var f func() int
	for i := 0; i < 3; i++ {
		if i == 0 {
			f = func() int { return i }
		}
	}
	return f()
}
