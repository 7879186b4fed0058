// Twice as many embedded structs at each level.
package p

type T0 struct{ f int }

type A0 struct{ T0 }

type B0 struct{ T0 }

type T1 struct {
	A0
	B0
}

type A1 struct{ T1 }

type B1 struct{ T1 }

type T2 struct {
	A1
	B1
}

type A2 struct{ T2 }

type B2 struct{ T2 }

type T3 struct {
	A2
	B2
}

type A3 struct{ T3 }

type B3 struct{ T3 }

type T4 struct {
	A3
	B3
}

type A4 struct{ T4 }

type B4 struct{ T4 }

type T5 struct {
	A4
	B4
}

type A5 struct{ T5 }

type B5 struct{ T5 }

type T6 struct {
	A5
	B5
}

type A6 struct{ T6 }

type B6 struct{ T6 }

type T7 struct {
	A6
	B6
}

type A7 struct{ T7 }

type B7 struct{ T7 }

type T8 struct {
	A7
	B7
}

type A8 struct{ T8 }

type B8 struct{ T8 }

type T9 struct {
	A8
	B8
}

type A9 struct{ T9 }

type B9 struct{ T9 }

type T10 struct {
	A9
	B9
}

type A10 struct{ T10 }

type B10 struct{ T10 }

type T11 struct {
	A10
	B10
}

type A11 struct{ T11 }

type B11 struct{ T11 }

type T12 struct {
	A11
	B11
}

type A12 struct{ T12 }

type B12 struct{ T12 }

type T13 struct {
	A12
	B12
}

type A13 struct{ T13 }

type B13 struct{ T13 }

type T14 struct {
	A13
	B13
}

type A14 struct{ T14 }

type B14 struct{ T14 }

type T15 struct {
	A14
	B14
}

type A15 struct{ T15 }

type B15 struct{ T15 }

type T16 struct {
	A15
	B15
}

type A16 struct{ T16 }

type B16 struct{ T16 }

type T17 struct {
	A16
	B16
}

type A17 struct{ T17 }

type B17 struct{ T17 }

type T18 struct {
	A17
	B17
}

type A18 struct{ T18 }

type B18 struct{ T18 }

type T19 struct {
	A18
	B18
}

type A19 struct{ T19 }

type B19 struct{ T19 }

type T20 struct {
	A19
	B19
}

type A20 struct{ T20 }

type B20 struct{ T20 }

type T21 struct {
	A20
	B20
}

type A21 struct{ T21 }

type B21 struct{ T21 }

type T22 struct {
	A21
	B21
}

type A22 struct{ T22 }

type B22 struct{ T22 }

type T23 struct {
	A22
	B22
}

type A23 struct{ T23 }

type B23 struct{ T23 }

type T24 struct {
	A23
	B23
}

type A24 struct{ T24 }

type B24 struct{ T24 }

type T25 struct {
	A24
	B24
}

type A25 struct{ T25 }

type B25 struct{ T25 }

type T26 struct {
	A25
	B25
}

type A26 struct{ T26 }

type B26 struct{ T26 }

type T27 struct {
	A26
	B26
}

type A27 struct{ T27 }

type B27 struct{ T27 }

type T28 struct {
	A27
	B27
}

type A28 struct{ T28 }

type B28 struct{ T28 }

type T29 struct {
	A28
	B28
}

type A29 struct{ T29 }

type B29 struct{ T29 }

type T30 struct {
	A29
	B29
}

type A30 struct{ T30 }

type B30 struct{ T30 }

type T31 struct {
	A30
	B30
}

type A31 struct{ T31 }

type B31 struct{ T31 }

type T32 struct {
	A31
	B31
}

type A32 struct{ T32 }

type B32 struct{ T32 }

type T33 struct {
	A32
	B32
}

type A33 struct{ T33 }

type B33 struct{ T33 }

type T34 struct {
	A33
	B33
}

type A34 struct{ T34 }

type B34 struct{ T34 }

type T35 struct {
	A34
	B34
}

type A35 struct{ T35 }

type B35 struct{ T35 }

type T36 struct {
	A35
	B35
}

type A36 struct{ T36 }

type B36 struct{ T36 }

type T37 struct {
	A36
	B36
}

type A37 struct{ T37 }

type B37 struct{ T37 }

type T38 struct {
	A37
	B37
}

type A38 struct{ T38 }

type B38 struct{ T38 }

type T39 struct {
	A38
	B38
}

type A39 struct{ T39 }

type B39 struct{ T39 }

type T40 struct {
	A39
	B39
}

var x = T40{}.f

var y = T40{}.none
