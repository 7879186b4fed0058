package main

func test() any {
	var s []string
	for range 300 {
		s = append(s, "x")
	}
	return s
}
