// Declarations with their ends cut off.
package p

func (T) (x) f[P]() {}

func (a, b T) g() {}

func (*****T) h() {}

func (T[P, Q, R]) i() {}

type (
	A[
	B[P
	C[P *]
	D[P *Q,] int
	E[P (Q)] int
	F[...]int
)

func init[T any](x int) int

func main() int { return 0 }

func _()
