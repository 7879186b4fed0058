// run
// exit 2

// Endless recursion ends at the 1 GB limit of a stack, with the outermost and innermost frames.
package main

func down(n int) int { return down(n+1) + 1 }

func main() { println(down(0)) }
