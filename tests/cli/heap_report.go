// What `mound run -heap` says of this program is in heap_report.want: all but the collector's times.
package main

type node struct {
	next *node
	data []byte
}

type wide struct {
	left, right *wide
	rest        [100]uint64
}

var (
	list  *node
	table = map[string]*node{}
	boxed any
	fun   func() int
	ch    chan *node
	keys  []string
)

//go:noinline
func grow(n int) {
	for i := 0; i < n; i++ {
		list = &node{list, make([]byte, 100)}
	}
}

//go:noinline
func waste(n int) (sum int) {
	for i := 0; i < n; i++ {
		b := make([]int, n)
		sum += len(b)
	}
	return
}

//go:noinline
func counter() func() int {
	n := 1000
	return func() int { n++; return n }
}

func main() {
	grow(50)
	waste(100)
	for i := range 20 {
		key := string([]byte{'a' + byte(i), 'k', 'e', 'y', 'k', 'e', 'y', 'k', 'e', 'y', 'k', 'e', 'y', 'k', 'e', 'y'})
		keys = append(keys, key)
		table[key] = &node{}
	}
	boxed = &wide{left: &wide{}}
	fun = counter()
	ch = make(chan *node, 4)
	ch <- &node{}
	done := make(chan bool)
	go func() {
		held := &wide{}
		held.right = &wide{}
		done <- true
		<-done
		println(held.right != nil)
	}()
	<-done
}
