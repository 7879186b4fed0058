package main

func test() any {
	var s []*int
	for i := range 200 {
		s = append(s, &i)
	}
	return s
}
