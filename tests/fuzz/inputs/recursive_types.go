// Types made of themselves.
package p

type A A

type B C

type C B

type D [2]D

type E struct{ F }

type F struct{ E }

type G interface{ G }

type H interface{ I }

type I interface{ H }

type J [len(j)]J

var j J

type K struct{ f [unsafe.Sizeof(K{})]int }

type L func(L) (L, [len(L{})]L)

type M map[M]M

type N struct{ a, b *N; N }

type O = P

type P = O

type Q = *Q

type R = []interface{ m(R) }
