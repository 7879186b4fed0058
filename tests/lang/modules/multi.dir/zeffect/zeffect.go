package zeffect

import "fmt"

func init() { fmt.Println("init zeffect") }
