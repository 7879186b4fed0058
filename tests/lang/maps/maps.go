// run

// Maps: all key kinds, NaN, deletion while iterating, nil maps, struct and interface keys.
package main

import (
	"fmt"
	"math"
	"sort"
)

type key struct {
	a int
	b string
}

func main() {
	m := map[string]int{"one": 1, "two": 2}
	m["three"]++
	m["three"] += 2
	v, ok := m["four"]
	fmt.Println(len(m), m["three"], v, ok, m)
	delete(m, "one")
	delete(m, "none")
	fmt.Println(m)

	big := make(map[int]int)
	for i := 0; i < 10000; i++ {
		big[i*7] = i
	}
	sum := 0
	for k, v := range big {
		sum += k - 7*v
	}
	for i := 0; i < 10000; i += 2 {
		delete(big, i*7)
	}
	fmt.Println(len(big), sum, big[7], big[14])
	seen := 0
	for k := range big {
		delete(big, k)
		seen++
	}
	fmt.Println(seen, len(big))

	sk := map[key][]int{{1, "a"}: {1}, {2, "b"}: {2, 3}}
	sk[key{1, "a"}] = append(sk[key{1, "a"}], 9)
	fmt.Println(sk[key{1, "a"}], sk[key{3, "c"}] == nil)

	ik := map[any]string{1: "int", "1": "string", 1.0: "float", [2]int{1, 2}: "array", key{}: "key", nil: "nil"}
	fmt.Println(ik[1], ik["1"], ik[1.0], ik[[2]int{1, 2}], ik[key{}], ik[nil], ik[int8(1)] == "")

	nm := map[float64]int{}
	nm[math.NaN()] = 1
	nm[math.NaN()] = 2
	nm[0] = 3
	nm[math.Copysign(0, -1)] = 4
	_, ok = nm[math.NaN()]
	fmt.Println(len(nm), ok, nm[0])
	clear(nm)
	fmt.Println(len(nm))

	var nilmap map[int]bool
	fmt.Println(nilmap[1], len(nilmap))
	for range nilmap {
		fmt.Println("never")
	}
	delete(nilmap, 1)

	mm := map[string]map[string]int{}
	for _, w := range []string{"ab", "ac", "bc"} {
		f := w[:1]
		if mm[f] == nil {
			mm[f] = map[string]int{}
		}
		mm[f][w]++
	}
	fmt.Println(mm)
	keys := []string{}
	for k := range mm {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(keys)
	type big2 struct{ x [40]int }
	bm := map[int]big2{}
	bm[3] = big2{[40]int{5: 7}}
	fmt.Println(bm[3].x[5], bm[4].x[5])
	pm := map[*int]int{}
	x, y := 1, 1
	pm[&x]++
	pm[&y]++
	pm[&x]++
	fmt.Println(len(pm), pm[&x])
	var arr [3]map[bool]string
	arr[1] = map[bool]string{true: "yes"}
	fmt.Println(arr)
	cnt := map[rune]int{}
	for _, r := range "hello world" {
		cnt[r]++
	}
	fmt.Println(cnt['l'], cnt['o'], cnt['z'])
}
