// Package sort sorts by comparing and swapping, and searches in what is sorted.
package sort

import "math/bits"

// Interface is implemented by collections that can be sorted by index.
type Interface interface {
	Len() int
	Less(i, j int) bool // whether the element at i must come before the one at j
	Swap(i, j int)
}

// lessSwap is what sorting needs of data. The functions below are made once for Interface and once
// for lessFuncs, the data of Slice.
type lessSwap interface {
	Less(i, j int) bool
	Swap(i, j int)
}

// Ranges up to this length are sorted by insertion.
const insertionMax = 12

// Sort sorts data; equal elements may change their order.
func Sort(data Interface) {
	n := data.Len()
	if n < 2 || inOrder(data, n) {
		return
	}
	quickSort(data, 0, n, 2*bits.Len(uint(n)))
}

// inOrder reports whether data is sorted, after turning it around if it was strictly descending.
func inOrder[D lessSwap](data D, n int) bool {
	if n <= insertionMax {
		return false
	}
	i := 1
	for i < n && !data.Less(i, i-1) {
		i++
	}
	if i == n {
		return true
	}
	if i > 1 {
		return false
	}
	for i < n && data.Less(i, i-1) {
		i++
	}
	if i < n {
		return false
	}
	for lo, hi := 0, n-1; lo < hi; lo, hi = lo+1, hi-1 {
		data.Swap(lo, hi)
	}
	return true
}

// quickSort sorts data[a:b]. When limit bad partitions have used up depth it changes to a heap sort,
// so that no input takes quadratic time.
func quickSort[D lessSwap](data D, a, b, limit int) {
	for b-a > insertionMax {
		if limit == 0 {
			heapSort(data, a, b)
			return
		}
		limit--
		data.Swap(a, pivot(data, a, b))
		if a > 0 && !data.Less(a-1, a) {
			// The pivot equals the element before the range, the least there can be: what is
			// equal to it goes to the front and is done.
			a = partitionEqual(data, a, b)
			continue
		}
		mid := partition(data, a, b)
		if mid-a < b-mid {
			quickSort(data, a, mid, limit)
			a = mid + 1
		} else {
			quickSort(data, mid+1, b, limit)
			b = mid
		}
	}
	insertionSort(data, a, b)
}

func insertionSort[D lessSwap](data D, a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && data.Less(j, j-1); j-- {
			data.Swap(j, j-1)
		}
	}
}

// pivot chooses the median of three elements, for long ranges of three such medians.
func pivot[D lessSwap](data D, a, b int) int {
	n := b - a
	l, m, r := a+n/4, a+n/2, a+n/4*3
	if n >= 50 {
		l = median(data, l-1, l, l+1)
		m = median(data, m-1, m, m+1)
		r = median(data, r-1, r, r+1)
	}
	return median(data, l, m, r)
}

func median[D lessSwap](data D, x, y, z int) int {
	if data.Less(y, x) {
		x, y = y, x
	}
	if data.Less(z, y) {
		y = z
		if data.Less(y, x) {
			y = x
		}
	}
	return y
}

// partition divides data[a:b] around data[a] and returns where that comes to stand.
func partition[D lessSwap](data D, a, b int) int {
	i, j := a+1, b-1
	for {
		for i <= j && data.Less(i, a) {
			i++
		}
		for i <= j && !data.Less(j, a) {
			j--
		}
		if i > j {
			break
		}
		data.Swap(i, j)
		i++
		j--
	}
	data.Swap(a, j)
	return j
}

// partitionEqual moves the elements equal to data[a], which are not above any other, to the front
// and returns where the greater ones begin.
func partitionEqual[D lessSwap](data D, a, b int) int {
	i, j := a+1, b-1
	for {
		for i <= j && !data.Less(a, i) {
			i++
		}
		for i <= j && data.Less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		data.Swap(i, j)
		i++
		j--
	}
}

func heapSort[D lessSwap](data D, a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		siftDown(data, i, n, a)
	}
	for i := n - 1; i >= 0; i-- {
		data.Swap(a, a+i)
		siftDown(data, 0, i, a)
	}
}

func siftDown[D lessSwap](data D, root, n, first int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && data.Less(first+child, first+child+1) {
			child++
		}
		if !data.Less(first+root, first+child) {
			return
		}
		data.Swap(first+root, first+child)
		root = child
	}
}

// IsSorted reports whether data is sorted.
func IsSorted(data Interface) bool {
	for i := data.Len() - 1; i > 0; i-- {
		if data.Less(i, i-1) {
			return false
		}
	}
	return true
}

type reverse struct {
	Interface
}

func (r reverse) Less(i, j int) bool {
	return r.Interface.Less(j, i)
}

// Reverse returns data with the opposite order.
func Reverse(data Interface) Interface {
	return &reverse{data}
}
