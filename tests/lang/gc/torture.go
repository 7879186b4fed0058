// run

// A little of everything that allocates and keeps pointers in frames, maps, channels and deferred
// calls: for runs with MOUND_DEBUG=gcstress=1,poison,gcverify,preempt=1.
package main

import (
	"fmt"
	"strings"
)

type node struct {
	left, right *node
	val         []int
}

func build(d int) *node {
	if d == 0 {
		return &node{val: make([]int, 3)}
	}
	return &node{build(d - 1), build(d - 1), []int{d, d * 2}}
}

func (n *node) sum() int {
	if n == nil {
		return 0
	}
	s := len(n.val)
	for _, v := range n.val {
		s += v
	}
	return s + n.left.sum() + n.right.sum()
}

func deep(n int, big [20]int, s string) (r int, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("%v at %d: %w", e, n, fmt.Errorf("x%s", s))
			r = n
			if n%7 == 3 {
				panic(fmt.Sprint("re", e))
			}
		}
	}()
	if n == 0 {
		panic("bottom")
	}
	big[n%20] = n
	x, err := deep(n-1, big, s)
	return x + big[n%20], err
}

type key struct {
	a string
	b int
}

func maps() {
	m := map[key][]string{}
	for i := 0; i < 300; i++ {
		k := key{strings.Repeat("k", i%7), i % 50}
		m[k] = append(m[k], fmt.Sprint(i))
	}
	total := 0
	for k, v := range m {
		total += len(v) * k.b
		if k.b%2 == 0 {
			delete(m, k)
		}
	}
	fmt.Println(len(m), total)
	is := map[interface{}]int{1: 1, "a": 2, 3.5: 3, key{"q", 1}: 4}
	is[key{"q", 1}]++
	fmt.Println(is[key{"q", 1}], is[1], is["a"], is[3.5], len(is))
}

func chans() {
	in, out := make(chan []int), make(chan string, 3)
	done := make(chan bool)
	for w := 0; w < 3; w++ {
		go func(w int) {
			for v := range in {
				out <- fmt.Sprint(w*0, len(v), v[len(v)-1])
			}
			done <- true
		}(w)
	}
	go func() {
		for i := 1; i < 40; i++ {
			in <- make([]int, i)
		}
		close(in)
		for i := 0; i < 3; i++ {
			<-done
		}
		close(out)
	}()
	n := 0
	for s := range out {
		n += len(s)
	}
	fmt.Println(n)
	a, b := make(chan int), make(chan string)
	go func() {
		for i := 0; i < 20; i++ {
			select {
			case a <- i:
			case b <- fmt.Sprint("s", i):
			}
		}
		close(a)
	}()
	cnt := 0
loop:
	for {
		select {
		case _, ok := <-a:
			if !ok {
				break loop
			}
			cnt++
		case s := <-b:
			cnt += len(s) - len(s) + 1
		}
	}
	fmt.Println(cnt)
}

func closures() {
	var fs []func() string
	for i := 0; i < 10; i++ {
		s := strings.Repeat("z", i)
		fs = append(fs, func() string { s += "!"; return s + fmt.Sprint(i) })
	}
	t := 0
	for _, f := range fs {
		f()
		t += len(f())
	}
	fmt.Println(t)
}

func main() {
	fmt.Println(build(8).sum())
	r, err := deep(300, [20]int{}, "tail")
	fmt.Println(r, len(fmt.Sprint(err)))
	maps()
	chans()
	closures()
	var sb strings.Builder
	for i := 0; i < 100; i++ {
		fmt.Fprintf(&sb, "%d-%s|%v ", i, strings.ToUpper("abc"), []string{"x", "y"})
	}
	fmt.Println(len(sb.String()))
	rs := []rune("héllo wörld")
	bs := []byte(string(rs))
	fmt.Println(len(rs), len(bs), string(rs[1]), string(bs[:1]))
}
