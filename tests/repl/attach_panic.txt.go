package main

type item struct{ n int }

func f(a []int, i int) int {
	it := &item{i}
	return a[i] + it.n
}

func main() {
	f([]int{1, 2, 3}, 5)
}
