package main

type list[T any] struct {
	items []T
}

func (l *list[T]) add(v T) { l.items = append(l.items, v) }

type pair[A, B any] struct {
	a A
	b B
}

func test() any {
	l := &list[pair[int, string]]{}
	for i := range 20 {
		l.add(pair[int, string]{i, "x"})
	}
	return l
}
