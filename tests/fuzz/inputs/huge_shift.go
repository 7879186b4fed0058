// Shifts by more than can be.
package p

const a = 1 << 1000000000

const b = 1 << (1 << 62)

const c = 1 << -1

const d = 1.5 << 2

const e = 1 << 1e9

const f = 1 << 511 << 511 << 511

var g = 1.0 << a

var s uint

var h = 1.0 << s

var i = [1 << 3 << s]int{}
