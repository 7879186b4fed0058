package b

import "example.com/b/internal/z"

func F() { z.F() }
