// errorcheck

// A constant text has at most 64 MB.
package p

const (
	s10 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	s12 = s10 + s10 + s10 + s10
	s14 = s12 + s12 + s12 + s12
	s16 = s14 + s14 + s14 + s14
	s18 = s16 + s16 + s16 + s16
	s20 = s18 + s18 + s18 + s18
	s22 = s20 + s20 + s20 + s20
	s24 = s22 + s22 + s22 + s22
	s26 = s24 + s24 + s24 + s24
	s28 = s26 + s26 + s26 + s26
	s30 = s28 + s28 + s28 + s28
	ok  = s30
	bad = s30 + "x" // ERROR "constant result is not representable"
)
