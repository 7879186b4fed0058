// run
// needs goroot

// container/heap, list and ring, and what is built with them.
package main

import (
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
)

type queue []int

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i] < q[j] }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(int)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

func main() {
	q := &queue{5, 2, 8}
	heap.Init(q)
	heap.Push(q, 1)
	(*q)[2] = 0
	heap.Fix(q, 2)
	fmt.Println(heap.Remove(q, 1))
	for q.Len() > 0 {
		fmt.Print(heap.Pop(q), " ")
	}
	fmt.Println()
	l := list.New()
	four := l.PushBack(4)
	one := l.PushFront(1)
	l.InsertBefore(3, four)
	l.InsertAfter(2, one)
	l.MoveToFront(four)
	l.Remove(one)
	other := list.New()
	other.PushBack("x")
	l.PushBackList(other)
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	fmt.Println(l.Len())
	r := ring.New(5)
	for i := 0; i < r.Len(); i++ {
		r.Value = i
		r = r.Next()
	}
	r.Unlink(2)
	r.Move(1).Do(func(x any) { fmt.Print(x, " ") })
	fmt.Println(r.Len())
}
