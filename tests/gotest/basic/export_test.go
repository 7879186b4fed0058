package demo

func Internal() int { return hidden() }
