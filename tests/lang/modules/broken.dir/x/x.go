package x

func F() {
	for i := range 10 {
		println(i)
	}
	unused := 1
}
