package p

func f() {
	switch x {
		y
	}
	L:
	if x {
	} else y
	a := b := c
	go (f())
	var s = x[]
	for var i = 0; i < 10; i++ {
	}
	x = 08 + 'ab'
}

type T[P any, Q] struct{}
type U struct {
	a, b
	(T)
}
type V interface {
	m[P any]()
}

func g(
