// Package hidden may be used inside the module only.
package hidden

import (
	"fmt"

	"example.com/multi/shapes"
)

// Name is initialized by a function of another package.
var Name = shapes.Describe("hidden")

func init() { fmt.Println("init hidden") }

// Secret tells.
func Secret() string { return "secret" }
