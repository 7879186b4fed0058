// Twice as many embedded interfaces at each level.
package p

type I0 interface{ m() }

type A0 interface{ I0; a0() }

type B0 interface{ I0; b0() }

type I1 interface {
	A0
	B0
}

type A1 interface{ I1; a1() }

type B1 interface{ I1; b1() }

type I2 interface {
	A1
	B1
}

type A2 interface{ I2; a2() }

type B2 interface{ I2; b2() }

type I3 interface {
	A2
	B2
}

type A3 interface{ I3; a3() }

type B3 interface{ I3; b3() }

type I4 interface {
	A3
	B3
}

type A4 interface{ I4; a4() }

type B4 interface{ I4; b4() }

type I5 interface {
	A4
	B4
}

type A5 interface{ I5; a5() }

type B5 interface{ I5; b5() }

type I6 interface {
	A5
	B5
}

type A6 interface{ I6; a6() }

type B6 interface{ I6; b6() }

type I7 interface {
	A6
	B6
}

type A7 interface{ I7; a7() }

type B7 interface{ I7; b7() }

type I8 interface {
	A7
	B7
}

type A8 interface{ I8; a8() }

type B8 interface{ I8; b8() }

type I9 interface {
	A8
	B8
}

type A9 interface{ I9; a9() }

type B9 interface{ I9; b9() }

type I10 interface {
	A9
	B9
}

type A10 interface{ I10; a10() }

type B10 interface{ I10; b10() }

type I11 interface {
	A10
	B10
}

type A11 interface{ I11; a11() }

type B11 interface{ I11; b11() }

type I12 interface {
	A11
	B11
}

type A12 interface{ I12; a12() }

type B12 interface{ I12; b12() }

type I13 interface {
	A12
	B12
}

type A13 interface{ I13; a13() }

type B13 interface{ I13; b13() }

type I14 interface {
	A13
	B13
}

type A14 interface{ I14; a14() }

type B14 interface{ I14; b14() }

type I15 interface {
	A14
	B14
}

type A15 interface{ I15; a15() }

type B15 interface{ I15; b15() }

type I16 interface {
	A15
	B15
}

type A16 interface{ I16; a16() }

type B16 interface{ I16; b16() }

type I17 interface {
	A16
	B16
}

type A17 interface{ I17; a17() }

type B17 interface{ I17; b17() }

type I18 interface {
	A17
	B17
}

type A18 interface{ I18; a18() }

type B18 interface{ I18; b18() }

type I19 interface {
	A18
	B18
}

type A19 interface{ I19; a19() }

type B19 interface{ I19; b19() }

type I20 interface {
	A19
	B19
}

type A20 interface{ I20; a20() }

type B20 interface{ I20; b20() }

type I21 interface {
	A20
	B20
}

type A21 interface{ I21; a21() }

type B21 interface{ I21; b21() }

type I22 interface {
	A21
	B21
}

type A22 interface{ I22; a22() }

type B22 interface{ I22; b22() }

type I23 interface {
	A22
	B22
}

type A23 interface{ I23; a23() }

type B23 interface{ I23; b23() }

type I24 interface {
	A23
	B23
}

type A24 interface{ I24; a24() }

type B24 interface{ I24; b24() }

type I25 interface {
	A24
	B24
}

type A25 interface{ I25; a25() }

type B25 interface{ I25; b25() }

type I26 interface {
	A25
	B25
}

type A26 interface{ I26; a26() }

type B26 interface{ I26; b26() }

type I27 interface {
	A26
	B26
}

type A27 interface{ I27; a27() }

type B27 interface{ I27; b27() }

type I28 interface {
	A27
	B27
}

type A28 interface{ I28; a28() }

type B28 interface{ I28; b28() }

type I29 interface {
	A28
	B28
}

type A29 interface{ I29; a29() }

type B29 interface{ I29; b29() }

type I30 interface {
	A29
	B29
}

type A30 interface{ I30; a30() }

type B30 interface{ I30; b30() }

type I31 interface {
	A30
	B30
}

type A31 interface{ I31; a31() }

type B31 interface{ I31; b31() }

type I32 interface {
	A31
	B31
}

type A32 interface{ I32; a32() }

type B32 interface{ I32; b32() }

type I33 interface {
	A32
	B32
}

type A33 interface{ I33; a33() }

type B33 interface{ I33; b33() }

type I34 interface {
	A33
	B33
}

type A34 interface{ I34; a34() }

type B34 interface{ I34; b34() }

type I35 interface {
	A34
	B34
}

type A35 interface{ I35; a35() }

type B35 interface{ I35; b35() }

type I36 interface {
	A35
	B35
}

type A36 interface{ I36; a36() }

type B36 interface{ I36; b36() }

type I37 interface {
	A36
	B36
}

type A37 interface{ I37; a37() }

type B37 interface{ I37; b37() }

type I38 interface {
	A37
	B37
}

type A38 interface{ I38; a38() }

type B38 interface{ I38; b38() }

type I39 interface {
	A38
	B38
}

type A39 interface{ I39; a39() }

type B39 interface{ I39; b39() }

type I40 interface {
	A39
	B39
}

var x I40

var y I0 = x

var z I40 = y
