// Constraints that need each other.
package p

type A[P A[P]] interface{ m(P) }

type B[P interface{ ~[]Q }, Q interface{ ~[]P }] struct{}

type C[P C[P]] struct{}

type D[P *D[P]] interface{}

func f[P Q, Q P]() {}

func g[P interface{ P }]() {}

func h[P any, Q *P, R *Q, S *R](s S) {}

func init() { h((***int)(nil)); h(nil) }
