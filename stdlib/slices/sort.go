package slices

import (
	"cmp"
	"math/bits"
)

// The commonest slices are sorted by natives.

//go:noescape
func sortInts(x []int)

//go:noescape
func sortFloats(x []float64)

//go:noescape
func sortStrings(x []string)

// Sort sorts x. Of floats, NaN comes first.
func Sort[S ~[]E, E cmp.Ordered](x S) {
	switch x := any([]E(x)).(type) {
	case []int:
		sortInts(x)
		return
	case []float64:
		sortFloats(x)
		return
	case []string:
		sortStrings(x)
		return
	}
	SortFunc(x, cmp.Compare[E])
}

// SortFunc sorts x by cmp, which is negative when its first argument comes first; equal elements may
// change their order.
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	n := len(x)
	if n < 2 || inOrder(x, cmp) {
		return
	}
	quickSort(x, 0, n, 2*bits.Len(uint(n)), cmp)
}

// SortStableFunc sorts x by cmp; equal elements keep their order.
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	block := 20
	n := len(x)
	a := 0
	for ; a+block <= n; a += block {
		insertionSort(x, a, a+block, cmp)
	}
	insertionSort(x, a, n, cmp)
	for ; block < n; block *= 2 {
		for a = 0; a+block < n; a += 2 * block {
			mergeParts(x, a, a+block, min(a+2*block, n), cmp)
		}
	}
}

// IsSorted reports whether x is sorted.
func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp.Less(x[i], x[i-1]) {
			return false
		}
	}
	return true
}

// IsSortedFunc reports whether x is sorted by cmp.
func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp(x[i], x[i-1]) < 0 {
			return false
		}
	}
	return true
}

// Min returns the least element; NaN if there is one. It panics when x is empty.
func Min[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Min: empty list")
	}
	m := x[0]
	for i := 1; i < len(x); i++ {
		m = min(m, x[i])
	}
	return m
}

// MinFunc returns the first of the least elements by cmp. It panics when x is empty.
func MinFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MinFunc: empty list")
	}
	m := x[0]
	for i := 1; i < len(x); i++ {
		if cmp(x[i], m) < 0 {
			m = x[i]
		}
	}
	return m
}

// Max returns the greatest element; NaN if there is one. It panics when x is empty.
func Max[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Max: empty list")
	}
	m := x[0]
	for i := 1; i < len(x); i++ {
		m = max(m, x[i])
	}
	return m
}

// MaxFunc returns the first of the greatest elements by cmp. It panics when x is empty.
func MaxFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MaxFunc: empty list")
	}
	m := x[0]
	for i := 1; i < len(x); i++ {
		if cmp(x[i], m) > 0 {
			m = x[i]
		}
	}
	return m
}

// BinarySearch returns where target is in the sorted x, or where it would be inserted, and whether
// it is there.
func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	i, j := 0, len(x)
	for i < j {
		h := int(uint(i+j) >> 1)
		if cmp.Less(x[h], target) {
			i = h + 1
		} else {
			j = h
		}
	}
	return i, i < len(x) && (x[i] == target || (x[i] != x[i] && target != target))
}

// BinarySearchFunc is BinarySearch by cmp, which compares an element with the target.
func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	i, j := 0, len(x)
	for i < j {
		h := int(uint(i+j) >> 1)
		if cmp(x[h], target) < 0 {
			i = h + 1
		} else {
			j = h
		}
	}
	return i, i < len(x) && cmp(x[i], target) == 0
}
