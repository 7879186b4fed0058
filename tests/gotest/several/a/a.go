package a

import "example.com/several/b"

func A() string { return "a" + b.B() }
