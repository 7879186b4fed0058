package a

import "demo/b"

func F() { b.F() }
