package y

import "demo/x"

func F() { x.F(1) }
