// errorcheck

// Instances that would need ever bigger instances.
package main

func grow[T any]() { // ERROR "instantiation cycle:"
	grow[*T]()
}

func same[T any](n int) {
	if n > 0 {
		same[T](n - 1)
	}
}

func swap[A, B any](n int) {
	if n > 0 {
		swap[B, A](n - 1)
	}
}

func main() {
	same[int](3)
	swap[int, string](3)
	grow[int]()
}
