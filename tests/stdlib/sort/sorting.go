// run

// Sorting and searching; generic slices and maps.
package main

import (
	"cmp"
	"container/heap"
	"container/list"
	"fmt"
	"maps"
	"math/rand"
	"slices"
	"sort"
)

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type pair struct{ k, v int }

type intHeap []int

func (h intHeap) Len() int           { return len(h) }
func (h intHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h intHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *intHeap) Push(x any)        { *h = append(*h, x.(int)) }
func (h *intHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

func main() {
	rnd := rand.New(rand.NewSource(4))
	for _, n := range []int{0, 1, 2, 12, 13, 100, 1000} {
		ints := make([]int, n)
		pairs := make([]pair, n)
		for i := range ints {
			ints[i] = rnd.Intn(n + 1)
			pairs[i] = pair{rnd.Intn(n/3 + 1), i}
		}
		a, b, c := slices.Clone(ints), slices.Clone(ints), slices.Clone(ints)
		sort.Ints(a)
		sort.Sort(sort.IntSlice(b))
		slices.SortFunc(c, func(x, y int) int { return cmp.Compare(x, y) })
		d := slices.Clone(ints)
		sort.Slice(d, func(i, j int) bool { return d[i] > d[j] })
		slices.Reverse(d)
		fmt.Println(n, slices.IsSorted(a), slices.Equal(a, b), slices.Equal(b, c), slices.Equal(c, d))
		p, q := slices.Clone(pairs), slices.Clone(pairs)
		sort.SliceStable(p, func(i, j int) bool { return p[i].k < p[j].k })
		slices.SortStableFunc(q, func(x, y pair) int { return x.k - y.k })
		stable := true
		for i := 1; i < n; i++ {
			if p[i-1].k == p[i].k && p[i-1].v > p[i].v {
				stable = false
			}
		}
		fmt.Println(stable, slices.Equal(p, q))
	}
	words := []string{"ccc", "a", "bb", "dddd", ""}
	sort.Sort(sort.Reverse(byLen(words)))
	fmt.Println(words, sort.IsSorted(byLen(words)))
	sort.Strings(words)
	fmt.Println(words, sort.SearchStrings(words, "bb"), sort.Search(100, func(i int) bool { return i*i >= 50 }))
	fmt.Println(slices.BinarySearch(words, "ccc"))
	s := []int{1, 2, 3, 4, 5}
	s = slices.Insert(s, 1, 9, 8)
	s = slices.Delete(s, 3, 5)
	s = slices.Replace(s, 0, 1, 7, 7)
	fmt.Println(s, slices.Index(s, 8), slices.Contains(s, 3), slices.Max(s), slices.Min(s), slices.Compact([]int{1, 1, 2, 2, 1}))
	m := map[string]int{"x": 1, "y": 2, "z": 3}
	fmt.Println(slices.Sorted(maps.Keys(m)), maps.Equal(m, maps.Clone(m)), slices.Collect(slices.Values(s)))
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c)
	}
	fmt.Println()
	h := &intHeap{5, 2, 8}
	heap.Init(h)
	heap.Push(h, 3)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	l := list.New()
	l.PushBack(1)
	l.PushFront(0)
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	fmt.Println(l.Len())
	fmt.Println(rnd.Perm(5), rnd.Float64(), rnd.NormFloat64())
}
