// run

// Exact constant arithmetic, iota, typed and untyped constants.
package main

import "fmt"

const big = 1 << 100
const third = 1.0 / 3

const (
	a = iota * 10
	b
	_
	d
	e, f = iota, iota + 1
	g, h
)

type color int

const (
	red color = iota
	green
	blue
)

func (c color) String() string { return [...]string{"red", "green", "blue"}[c] }

const (
	kb = 1 << (10 * (iota + 1))
	mb
	gb
)

const s = "hello" + ", " + "world"
const r = 'a' + 1
const huge = 1e1000 / 1e997

func main() {
	fmt.Println(big>>98, third*3 == 1, a, b, d, e, f, g, h)
	fmt.Println(red, green, blue, color(1))
	fmt.Println(kb, mb, gb)
	fmt.Println(s, len(s), string(rune(r)), r)
	fmt.Println(huge, 0x1p-2, 1_000_000, 0b1011, 0o17, 017, 'x', '\u00e9', "\xff\u00e9"[0])
	const c = 3 + 4i
	fmt.Println(c*c, real(c), imag(c))
	var f32 float32 = 16777217.0
	fmt.Println(f32, uint8(big>>93), int64(1e3), 7/2, 7/2.0, -7%3)
	fmt.Println(1<<3.0, "a"+"b" == "ab", len([3]int{}), len("abc"))
	var i8 int8 = -1 << 7
	fmt.Println(i8, ^0, uint32(1<<32-1), 5.0/2, 'a'*2)
}
