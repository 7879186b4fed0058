package main

//go:noinline
func a() *byte { return new(byte) }

//go:noinline
func b() *int32 { return new(int32) }

//go:noinline
func c() *int64 { return new(int64) }

func test() any {
	for range 10 {
		a()
		b()
		c()
	}
	return nil
}
