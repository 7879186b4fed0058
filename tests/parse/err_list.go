// Several mistakes: reading goes on behind each.
package p

import "fmt"

var x = []int{
	1,
	2
}

func a() {
	f(1,
		2
	)
	if x := 1 {
	}
	if x = 1; x {
	}
	if {
	}
	for i := 0; i < 10 {
	}
	if x == T{1} {
	}
}

func b(a int, string) {
	x y
	var 1
	else {
	}
}

import "late"

x := 1

func (a, b T) c() {}
func () d() {}
func e()
{
}
