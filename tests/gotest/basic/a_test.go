package demo

import (
	"fmt"
	"testing"
)

func TestA(t *testing.T) {
	t.Log("hi")
	t.Run("sub", func(t *testing.T) { t.Log("in sub\nsecond"); t.Run("x y", func(t *testing.T) { t.Error("bad") }) })
	t.Run("sub", func(t *testing.T) { t.Skip("no") })
}
func TestB(t *testing.T) {
	t.Parallel()
	fmt.Println("printed")
	t.Run("p1", func(t *testing.T) { t.Parallel(); t.Log("p1") })
	t.Run("p2", func(t *testing.T) { t.Log("p2") })
}
func TestC(t *testing.T)  { helper(t); t.Cleanup(func() { t.Log("cleanup") }) }
func helper(t *testing.T) { t.Helper(); t.Errorf("from %d", 1) }
func BenchmarkX(b *testing.B) {
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		sink = make([]byte, 100)
	}
}
func BenchmarkY(b *testing.B) {
	for _, n := range []int{1, 20} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(10)
			for i := 0; i < b.N; i++ {
				for j := 0; j < n*1000; j++ {
					x += j
				}
			}
			b.ReportMetric(3.5, "foo/op")
		})
	}
}

var sink []byte
var x int

func Example() {
	fmt.Println("hello")
	// Output: hello
}
func Example_bad() {
	fmt.Println("hello2")
	fmt.Println("x")
	// Output:
	// hello
	// x
}
func Example_unordered() {
	fmt.Println("b")
	fmt.Println("a")
	// Unordered output: a
	// b
}
func FuzzX(f *testing.F) {
	f.Add(1, "x")
	f.Add(2, "y")
	f.Fuzz(func(t *testing.T, i int, s string) {
		if i == 2 {
			t.Fatal("two")
		}
	})
}
