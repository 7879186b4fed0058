package main

func test() any {
	s := make([]int, 0, 10)
	for i := range 10 {
		s = append(s, i)
	}
	return s
}
