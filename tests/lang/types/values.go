// run

// Structs and arrays are values; slices share; append grows as in Go; copies.
package main

import (
	"fmt"
	"unsafe"
)

type vec struct{ x, y, z float64 }

type small struct {
	a int8
	b uint16
	c bool
	d int32
	e float32
}

type matrix [3][3]int

func (m matrix) transposed() (t matrix) {
	for i := range m {
		for j := range m[i] {
			t[j][i] = m[i][j]
		}
	}
	return
}

func modify(v vec, p *vec, a [3]int, s []int) vec {
	v.x, p.x, a[0], s[0] = 100, 100, 100, 100
	return v
}

func split(s small) (small, *small) {
	s.a--
	t := s
	t.d *= 2
	return s, &t
}

func caps(f func(n int) int) {
	last := -1
	for i := 0; i < 2000; i++ {
		if c := f(i); c != last {
			fmt.Print(c, " ")
			last = c
		}
	}
	fmt.Println()
}

func main() {
	v, p, a, s := vec{1, 2, 3}, &vec{4, 5, 6}, [3]int{7, 8, 9}, []int{10, 11}
	w := modify(v, p, a, s)
	fmt.Println(v, *p, a, s, w)
	b := a
	b[1] = -1
	fmt.Println(a, b, a == b, a != [3]int{7, 8, 9})
	m := matrix{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}
	n := m
	n[1][1] = 50
	fmt.Println(m, m.transposed(), n[1], m == n)
	sm := small{-128, 65535, true, 1 << 30, 1.5}
	s1, s2 := split(sm)
	fmt.Println(sm, s1, *s2, sm == s1, unsafe.Sizeof(sm))
	s2.b++
	s2.a, s2.d = int8(s2.d>>24), int32(s2.a)
	fmt.Println(*s2)
	var is []int
	caps(func(i int) int { is = append(is, i); return cap(is) })
	var bs []byte
	caps(func(i int) int { bs = append(bs, 1); return cap(bs) })
	var ss []string
	caps(func(i int) int { ss = append(ss, ""); return cap(ss) })
	var vs []vec
	caps(func(i int) int { vs = append(vs, v); return cap(vs) })
	x := make([]int, 3, 10)
	y := append(x, 4)
	z := append(x, 5)
	fmt.Println(len(x), cap(x), y[3], z[3], len(x[:5]), cap(x[2:4:6]))
	fmt.Println(copy(x, []int{9, 8, 7, 6}), x, copy(x[1:], x), x)
	x = append(x[:1], x[2:]...)
	fmt.Println(x, append([]int(nil), 1, 2, 3), append([]int{}, x...))
	grid := make([][]rune, 3)
	for i := range grid {
		grid[i] = []rune("...")
	}
	grid[1][1] = '#'
	for _, row := range grid {
		fmt.Print(string(row), " ")
	}
	fmt.Println()
	ptrs := []*vec{{1, 1, 1}, {2, 2, 2}}
	for _, q := range ptrs {
		q.z *= 3
	}
	fmt.Println(*ptrs[0], *ptrs[1])
	arr := [...]string{2: "c", 0: "a"}
	fmt.Println(len(arr), arr, [5]int{1: 10, 20, 4: 50})
	sl := arr[:]
	sl[1] = "b"
	fmt.Println(arr, *(*[2]string)(sl), [2]string(sl))
	vp := &v
	vp.x, vp.y = vp.y, vp.x
	i := 0
	i, x[i] = 1, 77
	fmt.Println(v, i, x)
	type node struct {
		val         int
		left, right *node
	}
	var insert func(n *node, v int) *node
	insert = func(n *node, v int) *node {
		if n == nil {
			return &node{val: v}
		}
		if v < n.val {
			n.left = insert(n.left, v)
		} else {
			n.right = insert(n.right, v)
		}
		return n
	}
	var walk func(*node)
	walk = func(n *node) {
		if n != nil {
			walk(n.left)
			fmt.Print(n.val, " ")
			walk(n.right)
		}
	}
	var root *node
	for _, k := range []int{5, 2, 8, 1, 9, 3} {
		root = insert(root, k)
	}
	walk(root)
	fmt.Println()
}
