package b

import "demo/a"

func F() { a.F() }
