// run
// exit 2

// The traceback names the functions that were inlined.
package main

type list struct{ items []int }

func (l *list) at(i int) int { return l.items[i] }
func last(l *list) int       { return l.at(len(l.items)) }
func twice(l *list) int      { return 2 * last(l) }

func main() {
	l := &list{[]int{1, 2}}
	println(l.at(1))
	println(twice(l))
}
