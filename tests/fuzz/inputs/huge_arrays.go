// Arrays beyond the address space.
package p

var a [1 << 40]int

var b [1 << 62]int

var c [1 << 30][1 << 30][1 << 30]byte

var d [1 << 62]struct{}

var e = [...]int{1 << 40: 1}

var f = [...]int{1<<63 - 1: 1, 2}

type T struct{ a, b, c [1 << 61]byte }

var t T

func f1() { var x [1 << 40]byte; _ = x }

var g = []int{1 << 40: 1}
