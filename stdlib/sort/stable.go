package sort

// Stable sorts data; equal elements keep their order.
func Stable(data Interface) { stable(data, data.Len()) }

func stable[D lessSwap](data D, n int) {
	block := 20
	a := 0
	for ; a+block <= n; a += block {
		insertionSort(data, a, a+block)
	}
	insertionSort(data, a, n)
	for ; block < n; block *= 2 {
		for a = 0; a+block < n; a += 2 * block {
			merge(data, a, a+block, min(a+2*block, n))
		}
	}
}

// merge merges the sorted data[a:m] and data[m:b] in place, after Kim and Kutzner ("Stable minimum
// storage merging by symmetric comparisons"): find how far the two parts reach into each other's
// half, rotate that, and go on with both halves.
func merge[D lessSwap](data D, a, m, b int) {
	if m-a == 1 {
		// A single element moves up behind all that are less.
		i, j := m, b
		for i < j {
			h := int(uint(i+j) / 2)
			if data.Less(h, a) {
				i = h + 1
			} else {
				j = h
			}
		}
		for k := a; k < i-1; k++ {
			data.Swap(k, k+1)
		}
		return
	}
	if b-m == 1 {
		// A single element moves down before all that are greater.
		i, j := a, m
		for i < j {
			h := int(uint(i+j) / 2)
			if !data.Less(m, h) {
				i = h + 1
			} else {
				j = h
			}
		}
		for k := m; k > i; k-- {
			data.Swap(k, k-1)
		}
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
		if !data.Less(p-c, c) {
			start = c + 1
		} else {
			r = c
		}
	}
	end := n - start
	if start < m && m < end {
		rotate(data, start, m, end)
	}
	if a < start && start < mid {
		merge(data, a, start, mid)
	}
	if mid < end && end < b {
		merge(data, mid, end, b)
	}
}

// rotate exchanges data[a:m] and data[m:b] by turning both around, then the whole.
func rotate[D lessSwap](data D, a, m, b int) {
	turn(data, a, m)
	turn(data, m, b)
	turn(data, a, b)
}

func turn[D lessSwap](data D, a, b int) {
	for b--; a < b; a, b = a+1, b-1 {
		data.Swap(a, b)
	}
}
