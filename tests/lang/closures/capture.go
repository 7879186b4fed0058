// run

// Closures: by value and by reference, per-iteration variables, method values, recursion.
package main

import "fmt"

type counter struct{ n int }

func (c *counter) inc() int { c.n++; return c.n }
func (c counter) get() int  { return c.n }

func adders() []func(int) int {
	var fs []func(int) int
	for i := 0; i < 3; i++ {
		fs = append(fs, func(x int) int { i += x; return i })
	}
	return fs
}

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func main() {
	for _, f := range adders() {
		fmt.Print(f(1), f(10), " ")
	}
	fmt.Println()
	c := counter{5}
	inc, get := c.inc, c.get
	inc()
	inc()
	fmt.Println(c.n, get(), c.get(), (*counter).inc(&c), counter.get(c))
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	fmt.Println(fib(15))
	double := func(x int) int { return 2 * x }
	fmt.Println(compose(double, double, func(x int) int { return x + 1 })(5))
	x := 1
	func() {
		x := x + 1
		x++
		fmt.Print(x, " ")
	}()
	func() { x += 10 }()
	fmt.Println(x)
	var fs [3]func() (int, string)
	for i, s := range []string{"a", "b", "c"} {
		fs[i] = func() (int, string) { return i, s }
	}
	for _, f := range fs {
		i, s := f()
		fmt.Print(i, s, " ")
	}
	fmt.Println()
	var i interface{ inc() int } = &c
	m := i.inc
	m()
	fmt.Println(m(), c.n)
	nested := func(a int) func(int) func(int) int {
		return func(b int) func(int) int {
			return func(d int) int { return a*100 + b*10 + d }
		}
	}
	fmt.Println(nested(1)(2)(3))
}
