// run

// Loops that prove an index to be in bounds, and loops that look like it.
package main

import "fmt"

func try(name string, f func() int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panic:", r)
		}
	}()
	fmt.Println(name, f())
}

//go:noinline
func sum(a []int) (s int) {
	for i := 0; i < len(a); i++ {
		a[i]++
		s += a[i]
	}
	return s
}

//go:noinline
func bytesOf(t string, out []byte) (s int) {
	for i := 0; i < len(t); i++ {
		s += int(t[i])
	}
	for i := 1; i < len(out); i++ {
		out[i] = 'x'
	}
	return s
}

//go:noinline
func shrinks(a []int) (s int) {
	for i := 0; i < len(a); i++ {
		if i == 1 {
			a = a[:1]
		}
		s += a[i]
	}
	return s
}

//go:noinline
func jumps(a []int) (s int) {
	for i := 0; i < len(a); i++ {
		if i == 1 {
			i += 5
		}
		s += a[i]
	}
	return s
}

//go:noinline
func assigned(a []int) (s int) {
	for i := 0; i < len(a); i++ {
		i, s = i+3, s
		s += a[i]
		for i = range 9 {
			s += a[i]
		}
	}
	return s
}

//go:noinline
func outer(a []int) (s int) {
	for i := 0; i < len(a); i++ {
		func() { i += 7 }()
		s += a[i]
	}
	return s
}

//go:noinline
func negative(a []int, from int) (s int) {
	for i := from; i < len(a); i++ {
		s += a[i]
	}
	for i := -1; i < len(a); i++ {
		s += a[i]
	}
	return s
}

//go:noinline
func other(a, b []int) (s int) {
	for i := 0; i < len(a); i++ {
		s += b[i]
	}
	return s
}

//go:noinline
func after(a []int) (s int) {
	i := 0
	for i = 0; i < len(a); i++ {
		s += a[i]
	}
	return s + a[i]
}

//go:noinline
func array(n int) (s int) {
	var a [4]int
	var b [3]byte
	for i := 0; i < 4; i++ {
		a[i] = i
		s += a[i]
	}
	for i := 0; i < 4; i++ {
		b[i] = byte(n)
	}
	return s
}

//go:noinline
func pointers(a []*int, f []float64) (s float64) {
	for i := 0; i < len(a); i++ {
		s += float64(*a[i])
	}
	for i := 0; i < len(f); i++ {
		f[i] *= 2
		s += f[i]
	}
	return s
}

func main() {
	x := 3
	try("sum", func() int { return sum([]int{1, 2, 3}) })
	try("empty", func() int { return sum(nil) })
	out := []byte("abcd")
	try("bytes", func() int { return bytesOf("abc", out) })
	fmt.Println(string(out))
	try("shrinks", func() int { return shrinks([]int{1, 2, 3}) })
	try("jumps", func() int { return jumps([]int{1, 2, 3}) })
	try("assigned", func() int { return assigned([]int{1, 2, 3, 4, 5}) })
	try("outer", func() int { return outer([]int{1, 2, 3}) })
	try("negative", func() int { return negative([]int{1, 2, 3}, -2) })
	try("from -1", func() int { return negative([]int{1, 2, 3}, 0) })
	try("other", func() int { return other([]int{1, 2, 3}, []int{1, 2}) })
	try("after", func() int { return after([]int{1, 2, 3}) })
	try("array", func() int { return array(1) })
	fmt.Println(pointers([]*int{&x, &x}, []float64{1, 2}))
}
