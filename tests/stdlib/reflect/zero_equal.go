// run
package main

import (
	"fmt"
	"math"
	"reflect"
)

type s struct {
	A int
	F any
}

func main() {
	fmt.Println(reflect.ValueOf(math.Copysign(0, -1)).IsZero(), reflect.ValueOf(complex(0, math.Copysign(0, -1))).IsZero())
	fmt.Println(reflect.Value{}.Comparable(), reflect.ValueOf(s{1, []int{}}).Comparable(), reflect.ValueOf([2]any{1, 2}).Comparable())
	fmt.Println(reflect.ValueOf(s{1, 2}).Equal(reflect.ValueOf(s{1, 2})), reflect.ValueOf([2]any{1, "x"}).Equal(reflect.ValueOf([2]any{1, "y"})))
	defer func() { fmt.Println(recover()) }()
	reflect.ValueOf([1]any{map[string]int{}}).Equal(reflect.ValueOf([1]any{map[string]int{}}))
}
