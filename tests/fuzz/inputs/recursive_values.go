// Values made of themselves.
package p

const a = b

const b = c + a

const c = len([a]int{})

var x = f()

func f() int { return y }

var y = g.m()

var g t

type t struct{}

func (t) m() int { return x }

var u, v = v, u

var z = func() int { return z }()

func h() [len(h())]int { return h() }

var w = [...]int{len(w): 1}
