package demo

func hidden() int { return 42 }

func Exported() int { return hidden() }
