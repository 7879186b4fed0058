// Unions of unions.
package p

type U0 interface{ ~int | ~string }

type U1 interface{ U0 | ~[]U0x | U0 }

type U0x struct{}

type U2 interface{ U1 | ~[]U1x | U1 }

type U1x struct{}

type U3 interface{ U2 | ~[]U2x | U2 }

type U2x struct{}

type U4 interface{ U3 | ~[]U3x | U3 }

type U3x struct{}

type U5 interface{ U4 | ~[]U4x | U4 }

type U4x struct{}

type U6 interface{ U5 | ~[]U5x | U5 }

type U5x struct{}

type U7 interface{ U6 | ~[]U6x | U6 }

type U6x struct{}

type U8 interface{ U7 | ~[]U7x | U7 }

type U7x struct{}

type U9 interface{ U8 | ~[]U8x | U8 }

type U8x struct{}

type U10 interface{ U9 | ~[]U9x | U9 }

type U9x struct{}

type U11 interface{ U10 | ~[]U10x | U10 }

type U10x struct{}

type U12 interface{ U11 | ~[]U11x | U11 }

type U11x struct{}

type U13 interface{ U12 | ~[]U12x | U12 }

type U12x struct{}

type U14 interface{ U13 | ~[]U13x | U13 }

type U13x struct{}

type U15 interface{ U14 | ~[]U14x | U14 }

type U14x struct{}

type U16 interface{ U15 | ~[]U15x | U15 }

type U15x struct{}

type U17 interface{ U16 | ~[]U16x | U16 }

type U16x struct{}

type U18 interface{ U17 | ~[]U17x | U17 }

type U17x struct{}

type U19 interface{ U18 | ~[]U18x | U18 }

type U18x struct{}

type U20 interface{ U19 | ~[]U19x | U19 }

type U19x struct{}

type U21 interface{ U20 | ~[]U20x | U20 }

type U20x struct{}

type U22 interface{ U21 | ~[]U21x | U21 }

type U21x struct{}

type U23 interface{ U22 | ~[]U22x | U22 }

type U22x struct{}

type U24 interface{ U23 | ~[]U23x | U23 }

type U23x struct{}

type U25 interface{ U24 | ~[]U24x | U24 }

type U24x struct{}

type U26 interface{ U25 | ~[]U25x | U25 }

type U25x struct{}

type U27 interface{ U26 | ~[]U26x | U26 }

type U26x struct{}

type U28 interface{ U27 | ~[]U27x | U27 }

type U27x struct{}

type U29 interface{ U28 | ~[]U28x | U28 }

type U28x struct{}

type U30 interface{ U29 | ~[]U29x | U29 }

type U29x struct{}

func f[T U30](x T) T { return x }

var x = f(1) + f(1)
