// run

// Temporary arrays of many lengths share the slots of a frame: together they take more than one can
// have.
package main

import "fmt"

type a0 [801]int
type a1 [802]int
type a2 [803]int
type a3 [804]int
type a4 [805]int
type a5 [806]int
type a6 [807]int
type a7 [808]int
type a8 [809]int
type a9 [810]int
type a10 [811]int
type a11 [812]int
type a12 [813]int
type a13 [814]int
type a14 [815]int
type a15 [816]int
type a16 [817]int
type a17 [818]int
type a18 [819]int
type a19 [820]int
type a20 [821]int
type a21 [822]int
type a22 [823]int
type a23 [824]int
type a24 [825]int
type a25 [826]int
type a26 [827]int
type a27 [828]int
type a28 [829]int
type a29 [830]int
type a30 [831]int
type a31 [832]int
type a32 [833]int
type a33 [834]int
type a34 [835]int
type a35 [836]int
type a36 [837]int
type a37 [838]int
type a38 [839]int
type a39 [840]int
type a40 [841]int
type a41 [842]int
type a42 [843]int
type a43 [844]int

//go:noinline
func m0() (a a0) { a[0] = 1; return }

//go:noinline
func m1() (a a1) { a[1] = 1; return }

//go:noinline
func m2() (a a2) { a[2] = 1; return }

//go:noinline
func m3() (a a3) { a[3] = 1; return }

//go:noinline
func m4() (a a4) { a[4] = 1; return }

//go:noinline
func m5() (a a5) { a[5] = 1; return }

//go:noinline
func m6() (a a6) { a[6] = 1; return }

//go:noinline
func m7() (a a7) { a[7] = 1; return }

//go:noinline
func m8() (a a8) { a[8] = 1; return }

//go:noinline
func m9() (a a9) { a[9] = 1; return }

//go:noinline
func m10() (a a10) { a[10] = 1; return }

//go:noinline
func m11() (a a11) { a[11] = 1; return }

//go:noinline
func m12() (a a12) { a[12] = 1; return }

//go:noinline
func m13() (a a13) { a[13] = 1; return }

//go:noinline
func m14() (a a14) { a[14] = 1; return }

//go:noinline
func m15() (a a15) { a[15] = 1; return }

//go:noinline
func m16() (a a16) { a[16] = 1; return }

//go:noinline
func m17() (a a17) { a[17] = 1; return }

//go:noinline
func m18() (a a18) { a[18] = 1; return }

//go:noinline
func m19() (a a19) { a[19] = 1; return }

//go:noinline
func m20() (a a20) { a[20] = 1; return }

//go:noinline
func m21() (a a21) { a[21] = 1; return }

//go:noinline
func m22() (a a22) { a[22] = 1; return }

//go:noinline
func m23() (a a23) { a[23] = 1; return }

//go:noinline
func m24() (a a24) { a[24] = 1; return }

//go:noinline
func m25() (a a25) { a[25] = 1; return }

//go:noinline
func m26() (a a26) { a[26] = 1; return }

//go:noinline
func m27() (a a27) { a[27] = 1; return }

//go:noinline
func m28() (a a28) { a[28] = 1; return }

//go:noinline
func m29() (a a29) { a[29] = 1; return }

//go:noinline
func m30() (a a30) { a[30] = 1; return }

//go:noinline
func m31() (a a31) { a[31] = 1; return }

//go:noinline
func m32() (a a32) { a[32] = 1; return }

//go:noinline
func m33() (a a33) { a[33] = 1; return }

//go:noinline
func m34() (a a34) { a[34] = 1; return }

//go:noinline
func m35() (a a35) { a[35] = 1; return }

//go:noinline
func m36() (a a36) { a[36] = 1; return }

//go:noinline
func m37() (a a37) { a[37] = 1; return }

//go:noinline
func m38() (a a38) { a[38] = 1; return }

//go:noinline
func m39() (a a39) { a[39] = 1; return }

//go:noinline
func m40() (a a40) { a[40] = 1; return }

//go:noinline
func m41() (a a41) { a[41] = 1; return }

//go:noinline
func m42() (a a42) { a[42] = 1; return }

//go:noinline
func m43() (a a43) { a[43] = 1; return }

func main() {
	count := 0
	if m0() == (a0{0: 1}) {
		count++
	}
	if m1() == (a1{1: 1}) {
		count++
	}
	if m2() == (a2{2: 1}) {
		count++
	}
	if m3() == (a3{3: 1}) {
		count++
	}
	if m4() == (a4{4: 1}) {
		count++
	}
	if m5() == (a5{5: 1}) {
		count++
	}
	if m6() == (a6{6: 1}) {
		count++
	}
	if m7() == (a7{7: 1}) {
		count++
	}
	if m8() == (a8{8: 1}) {
		count++
	}
	if m9() == (a9{9: 1}) {
		count++
	}
	if m10() == (a10{10: 1}) {
		count++
	}
	if m11() == (a11{11: 1}) {
		count++
	}
	if m12() == (a12{12: 1}) {
		count++
	}
	if m13() == (a13{13: 1}) {
		count++
	}
	if m14() == (a14{14: 1}) {
		count++
	}
	if m15() == (a15{15: 1}) {
		count++
	}
	if m16() == (a16{16: 1}) {
		count++
	}
	if m17() == (a17{17: 1}) {
		count++
	}
	if m18() == (a18{18: 1}) {
		count++
	}
	if m19() == (a19{19: 1}) {
		count++
	}
	if m20() == (a20{20: 1}) {
		count++
	}
	if m21() == (a21{21: 1}) {
		count++
	}
	if m22() == (a22{22: 1}) {
		count++
	}
	if m23() == (a23{23: 1}) {
		count++
	}
	if m24() == (a24{24: 1}) {
		count++
	}
	if m25() == (a25{25: 1}) {
		count++
	}
	if m26() == (a26{26: 1}) {
		count++
	}
	if m27() == (a27{27: 1}) {
		count++
	}
	if m28() == (a28{28: 1}) {
		count++
	}
	if m29() == (a29{29: 1}) {
		count++
	}
	if m30() == (a30{30: 1}) {
		count++
	}
	if m31() == (a31{31: 1}) {
		count++
	}
	if m32() == (a32{32: 1}) {
		count++
	}
	if m33() == (a33{33: 1}) {
		count++
	}
	if m34() == (a34{34: 1}) {
		count++
	}
	if m35() == (a35{35: 1}) {
		count++
	}
	if m36() == (a36{36: 1}) {
		count++
	}
	if m37() == (a37{37: 1}) {
		count++
	}
	if m38() == (a38{38: 1}) {
		count++
	}
	if m39() == (a39{39: 1}) {
		count++
	}
	if m40() == (a40{40: 1}) {
		count++
	}
	if m41() == (a41{41: 1}) {
		count++
	}
	if m42() == (a42{42: 1}) {
		count++
	}
	if m43() == (a43{43: 1}) {
		count++
	}
	fmt.Println(count)
}
