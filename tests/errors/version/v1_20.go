// errorcheck -lang=go1.20

// Inference and builtins of 1.21.
package main

func apply[T any](f func(T) T, x T) T { return f(x) }
func id[T any](x T) T                 { return x }

func main() {
	println(max(1, 2))          // ERROR "built-in max requires go1.21 or later \(-lang was set to go1.20; check go.mod\)"
	println(apply(id, 1))       // ERROR "implicitly instantiated function as argument requires go1.21 or later"
	var f func(int) int = id    // ERROR "implicitly instantiated function in assignment requires go1.21 or later"
	println(f(1))
}
