package z

func F() {}
