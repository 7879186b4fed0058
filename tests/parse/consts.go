// Precedence, literals, constants, comments and semicolons.
package p

import "a"
import (
	b "b"
	. "c"; _ "d"
)

const (
	A, B = iota, 1 << iota
	C, D
	E int = 'x'
	F
	_
)
const G = "s"
const ()

var x = a + b*c - d&^e<<f == g && !h || -i != ^j && *k < l
var y = -x.y[1].z() + <-c + ^a
var z = 0x1p-2 + 1_000i + 'é' + "\x00" + `raw
string`

func f() {
	a, b = b, a
	a += 1; a &^= 2; a <<= 3
	x++
	*p--
	c <- <-d
	go f(); defer func() {}()
	{ ; ; x }
	var v, w int = 1, 2
	const k = 1
	type T int
	return a, b
}
