package main

func test() any {
	var s []byte
	for i := range 5000 {
		s = append(s, byte(i))
	}
	return s
}
