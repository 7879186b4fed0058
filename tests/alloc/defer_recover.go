package main

//go:noinline
func try(n int) (err any) {
	defer func() { err = recover() }()
	if n > 0 {
		panic(n + 1000)
	}
	return nil
}

func test() any { return try(1) }
