package round

import (
	"fmt"
	"math"

	"example.com/multi/shapes"
)

type Circle struct{ R float64 }

var _ shapes.Shape = Circle{}

func (c Circle) Area() float64  { return math.Pi * c.R * c.R }
func (c Circle) String() string { return fmt.Sprint("circle of ", c.R) }

func New(r float64) Circle { return Circle{r} }

func init() { fmt.Println("init round") }
