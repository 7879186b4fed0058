// Names for types that double their size at each step.
package p

type T0 = int

type T1 = struct{ a, b T0 }

type T2 = struct{ a, b T1 }

type T3 = struct{ a, b T2 }

type T4 = struct{ a, b T3 }

type T5 = struct{ a, b T4 }

type T6 = struct{ a, b T5 }

type T7 = struct{ a, b T6 }

type T8 = struct{ a, b T7 }

type T9 = struct{ a, b T8 }

type T10 = struct{ a, b T9 }

type T11 = struct{ a, b T10 }

type T12 = struct{ a, b T11 }

type T13 = struct{ a, b T12 }

type T14 = struct{ a, b T13 }

type T15 = struct{ a, b T14 }

type T16 = struct{ a, b T15 }

type T17 = struct{ a, b T16 }

type T18 = struct{ a, b T17 }

type T19 = struct{ a, b T18 }

type T20 = struct{ a, b T19 }

type T21 = struct{ a, b T20 }

type T22 = struct{ a, b T21 }

type T23 = struct{ a, b T22 }

type T24 = struct{ a, b T23 }

type T25 = struct{ a, b T24 }

type T26 = struct{ a, b T25 }

type T27 = struct{ a, b T26 }

type T28 = struct{ a, b T27 }

type T29 = struct{ a, b T28 }

type T30 = struct{ a, b T29 }

type T31 = struct{ a, b T30 }

type T32 = struct{ a, b T31 }

type T33 = struct{ a, b T32 }

type T34 = struct{ a, b T33 }

type T35 = struct{ a, b T34 }

type T36 = struct{ a, b T35 }

type T37 = struct{ a, b T36 }

type T38 = struct{ a, b T37 }

type T39 = struct{ a, b T38 }

type T40 = struct{ a, b T39 }

type T41 = struct{ a, b T40 }

type T42 = struct{ a, b T41 }

type T43 = struct{ a, b T42 }

type T44 = struct{ a, b T43 }

type T45 = struct{ a, b T44 }

type T46 = struct{ a, b T45 }

type T47 = struct{ a, b T46 }

type T48 = struct{ a, b T47 }

var x T48

var y string = x

var z T16 = y

type U[A, B any] = struct {
	a A
	b B
}

type V0 = int

type V1 = U[V0, V0]

type V2 = U[V1, V1]

type V3 = U[V2, V2]

type V4 = U[V3, V3]

type V5 = U[V4, V4]

type V6 = U[V5, V5]

type V7 = U[V6, V6]

type V8 = U[V7, V7]

type V9 = U[V8, V8]

type V10 = U[V9, V9]

type V11 = U[V10, V10]

type V12 = U[V11, V11]

type V13 = U[V12, V12]

type V14 = U[V13, V13]

type V15 = U[V14, V14]

type V16 = U[V15, V15]

type V17 = U[V16, V16]

type V18 = U[V17, V17]

type V19 = U[V18, V18]

type V20 = U[V19, V19]

type V21 = U[V20, V20]

type V22 = U[V21, V21]

type V23 = U[V22, V22]

type V24 = U[V23, V23]

type V25 = U[V24, V24]

type V26 = U[V25, V25]

type V27 = U[V26, V26]

type V28 = U[V27, V27]

type V29 = U[V28, V28]

type V30 = U[V29, V29]

type V31 = U[V30, V30]

type V32 = U[V31, V31]

type V33 = U[V32, V32]

type V34 = U[V33, V33]

type V35 = U[V34, V34]

type V36 = U[V35, V35]

type V37 = U[V36, V36]

type V38 = U[V37, V37]

type V39 = U[V38, V38]

type V40 = U[V39, V39]

type V41 = U[V40, V40]

type V42 = U[V41, V41]

type V43 = U[V42, V42]

type V44 = U[V43, V43]

type V45 = U[V44, V44]

type V46 = U[V45, V45]

type V47 = U[V46, V46]

type V48 = U[V47, V47]

var w V48

func g(V48) {}

var h int = g
