package main

func test() any {
	var s []int
	for i := range 1000 {
		s = append(s, i)
	}
	return s
}
