package slices

// Ranges up to this length are sorted by insertion.
const insertionMax = 12

// inOrder reports whether x is sorted, after turning it around if it was strictly descending.
func inOrder[E any](x []E, cmp func(a, b E) int) bool {
	n := len(x)
	if n <= insertionMax {
		return false
	}
	i := 1
	for i < n && cmp(x[i], x[i-1]) >= 0 {
		i++
	}
	if i == n {
		return true
	}
	if i > 1 {
		return false
	}
	for i < n && cmp(x[i], x[i-1]) < 0 {
		i++
	}
	if i < n {
		return false
	}
	Reverse(x)
	return true
}

// quickSort sorts x[a:b]. When partitions have used up limit it changes to a heap sort, so that no
// input takes quadratic time.
func quickSort[E any](x []E, a, b, limit int, cmp func(a, b E) int) {
	for b-a > insertionMax {
		if limit == 0 {
			heapSort(x[a:b], cmp)
			return
		}
		limit--
		p := pivot(x, a, b, cmp)
		x[a], x[p] = x[p], x[a]
		if a > 0 && cmp(x[a-1], x[a]) >= 0 {
			// The pivot equals the element before the range, the least there can be: what is
			// equal to it goes to the front and is done.
			a = partitionEqual(x, a, b, cmp)
			continue
		}
		mid := partition(x, a, b, cmp)
		if mid-a < b-mid {
			quickSort(x, a, mid, limit, cmp)
			a = mid + 1
		} else {
			quickSort(x, mid+1, b, limit, cmp)
			b = mid
		}
	}
	insertionSort(x, a, b, cmp)
}

func insertionSort[E any](x []E, a, b int, cmp func(a, b E) int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && cmp(x[j], x[j-1]) < 0; j-- {
			x[j], x[j-1] = x[j-1], x[j]
		}
	}
}

// pivot chooses the median of three elements, for long ranges of three such medians.
func pivot[E any](x []E, a, b int, cmp func(a, b E) int) int {
	n := b - a
	l, m, r := a+n/4, a+n/2, a+n/4*3
	if n >= 50 {
		l = median(x, l-1, l, l+1, cmp)
		m = median(x, m-1, m, m+1, cmp)
		r = median(x, r-1, r, r+1, cmp)
	}
	return median(x, l, m, r, cmp)
}

func median[E any](x []E, i, j, k int, cmp func(a, b E) int) int {
	if cmp(x[j], x[i]) < 0 {
		i, j = j, i
	}
	if cmp(x[k], x[j]) < 0 {
		j = k
		if cmp(x[j], x[i]) < 0 {
			j = i
		}
	}
	return j
}

// partition divides x[a:b] around x[a] and returns where that comes to stand.
func partition[E any](x []E, a, b int, cmp func(a, b E) int) int {
	i, j := a+1, b-1
	for {
		for i <= j && cmp(x[i], x[a]) < 0 {
			i++
		}
		for i <= j && cmp(x[j], x[a]) >= 0 {
			j--
		}
		if i > j {
			break
		}
		x[i], x[j] = x[j], x[i]
		i++
		j--
	}
	x[a], x[j] = x[j], x[a]
	return j
}

// partitionEqual moves the elements equal to x[a], which are not above any other, to the front and
// returns where the greater ones begin.
func partitionEqual[E any](x []E, a, b int, cmp func(a, b E) int) int {
	i, j := a+1, b-1
	for {
		for i <= j && cmp(x[a], x[i]) >= 0 {
			i++
		}
		for i <= j && cmp(x[a], x[j]) < 0 {
			j--
		}
		if i > j {
			return i
		}
		x[i], x[j] = x[j], x[i]
		i++
		j--
	}
}

func heapSort[E any](x []E, cmp func(a, b E) int) {
	for i := (len(x) - 1) / 2; i >= 0; i-- {
		siftDown(x, i, len(x), cmp)
	}
	for i := len(x) - 1; i >= 0; i-- {
		x[0], x[i] = x[i], x[0]
		siftDown(x, 0, i, cmp)
	}
}

func siftDown[E any](x []E, root, n int, cmp func(a, b E) int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && cmp(x[child], x[child+1]) < 0 {
			child++
		}
		if cmp(x[root], x[child]) >= 0 {
			return
		}
		x[root], x[child] = x[child], x[root]
		root = child
	}
}

// mergeParts merges the sorted x[a:m] and x[m:b] in place and keeps equal elements in order (Kim and
// Kutzner, "Stable minimum storage merging by symmetric comparisons").
func mergeParts[E any](x []E, a, m, b int, cmp func(a, b E) int) {
	if m-a == 1 {
		i, j := m, b
		for i < j {
			h := int(uint(i+j) / 2)
			if cmp(x[h], x[a]) < 0 {
				i = h + 1
			} else {
				j = h
			}
		}
		single := x[a]
		copy(x[a:], x[a+1:i])
		x[i-1] = single
		return
	}
	if b-m == 1 {
		i, j := a, m
		for i < j {
			h := int(uint(i+j) / 2)
			if cmp(x[m], x[h]) >= 0 {
				i = h + 1
			} else {
				j = h
			}
		}
		single := x[m]
		copy(x[i+1:], x[i:m])
		x[i] = single
		return
	}
	mid := int(uint(a+b) / 2)
	n := mid + m
	start, r := a, m
	if m > mid {
		start, r = n-b, mid
	}
	p := n - 1
	for start < r {
		c := int(uint(start+r) / 2)
		if cmp(x[p-c], x[c]) >= 0 {
			start = c + 1
		} else {
			r = c
		}
	}
	end := n - start
	if start < m && m < end {
		Reverse(x[start:m])
		Reverse(x[m:end])
		Reverse(x[start:end])
	}
	if a < start && start < mid {
		mergeParts(x, a, start, mid, cmp)
	}
	if mid < end && end < b {
		mergeParts(x, mid, end, b, cmp)
	}
}
