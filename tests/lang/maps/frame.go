// run

// Small maps that do not escape lie in the frame until they grow.
package main

import "fmt"

type K struct{ a, b string }

func count(words []string) (n int) {
	m := map[string]int{}
	for _, w := range words {
		m[w]++
	}
	for _, v := range m {
		n += v * v
	}
	return n + len(m)
}

func nested() int {
	t := 0
	for i := 0; i < 20; i++ {
		m := make(map[K][]int, 4)
		for j := 0; j < i; j++ {
			k := K{fmt.Sprint("k", j%11), "x"}
			m[k] = append(m[k], j)
		}
		delete(m, K{"k1", "x"})
		for k, v := range m {
			t += len(v) * len(k.a)
		}
		f := func(k K) int { return len(m[k]) }
		t += f(K{"k2", "x"})
	}
	return t
}

func esc() map[int]string {
	m := map[int]string{1: "a", 2: "b"}
	return m
}

func lit() string {
	m := map[string]string{"a": "A", "b": "B", "c": "C"}
	s := ""
	for _, k := range []string{"c", "a", "zz", "b"} {
		if v, ok := m[k]; ok {
			s += v
		}
	}
	clear(m)
	return s + fmt.Sprint(len(m))
}

func main() {
	fmt.Println(count([]string{"a", "b", "a"}))
	fmt.Println(count([]string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "a"}))
	fmt.Println(nested(), esc()[2], lit())
	defer func() { fmt.Println(recover()) }()
	m := map[interface{}]int{}
	m[1] = 2
	m[[]int{}] = 1
}
