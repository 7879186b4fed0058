// run

// Every kind of value with every verb and many flags. One line a value: a checksum of all the texts,
// and one of the texts.
package main

import (
	"errors"
	"fmt"
	"math"
	"unsafe"
)

type I int
type S string
type B []byte
type F float64
type T struct {
	A int
	B string
	c []int
	D map[string]int
	E any
	F *int
	g func()
}
type St struct{ x int }

func (s St) String() string { return "St!" }

type PS struct{ x int }

func (s *PS) String() string { return fmt.Sprint("PS", s.x) }

type Er struct{}

func (Er) Error() string { return "er\nr" }

type P struct{}

func (P) String() string { panic("boom") }

type GS struct{ a int }

func (GS) GoString() string { return "GS{}" }

type Fm struct{}

func (Fm) Format(s fmt.State, v rune) {
	w, wo := s.Width()
	p, po := s.Precision()
	fmt.Fprintf(s, "F[%c %d %v %d %v %v%v%v%v%v %s]", v, w, wo, p, po, s.Flag('+'), s.Flag('-'), s.Flag('#'), s.Flag(' '), s.Flag('0'), fmt.FormatString(s, v))
}

type Emb struct {
	St
	Y int
}
type un struct {
	s St
	e error
	i any
}
type Bs [3]byte
type R struct{ next *R }
type Bl bool
type I8 uint8

func (i I8) String() string { return "i8" }

var vals = []any{nil, true, false, 0, 1, -1, 42, int8(-128), int16(300), int32(65), int64(math.MinInt64), uint(7),
	uint8(255), uint16(3), uint32(9), uint64(math.MaxUint64), uintptr(0xdead), float32(1.5), float32(0.1), 0.0,
	math.Copysign(0, -1), 1.0, -1.5, 3.14159, 1e6, 1e20, 1e21, 1e-7, 123456789.0, math.Inf(1), math.Inf(-1),
	math.NaN(), math.MaxFloat64, 5e-324, complex64(1 + 2i), complex(-1.5, math.NaN()), complex(math.Inf(1), -0.0),
	"", "hello", "h\u00e9llo", "日本語", "\xff\xfe", "a\"b`c\n", "tab\t", []byte("bytes"), []byte{}, []byte(nil),
	[3]byte{1, 2, 3}, &[3]byte{1, 2, 3}, B("bb"), Bs{65, 66, 67}, 'x', '\u2028', rune(-1), rune(0x110000), I(3), S("s"),
	F(2.5), Bl(true), []int{1, 2, 3}, []int(nil), []int{}, [2]string{"a", "b"}, []string{"x y", "z"},
	[]any{1, "a", nil, 2.5}, []error{Er{}, nil}, [][]int{{1}, {2, 3}, nil}, map[string]int{"b": 2, "a": 1, "c": 3},
	map[int]string(nil), map[float64]int{math.NaN(): 1, 2: 2, 1: 3},
	map[[2]int]bool{{2, 1}: true, {1, 5}: false}, map[bool]int{true: 1, false: 0}, map[St]int{{2}: 1, {1}: 2},
	T{1, "b", []int{1}, map[string]int{"k": 1}, 5, nil, nil}, T{}, &T{A: 2}, (*T)(nil), struct{}{},
	&struct{ a, b any }{1, "s"}, St{1}, &St{2}, &PS{3}, PS{4}, (*PS)(nil), Er{}, &Er{}, P{}, &P{},
	GS{1}, Fm{}, &Fm{}, Emb{St{1}, 2}, []St{{1}, {2}}, un{St{1}, Er{}, St{2}}, []any{St{1}, PS{2}, Er{}, P{}}, (*int)(nil),
	unsafe.Pointer(nil), (func())(nil), (chan int)(nil), []*int{nil}, &R{}, &[]int{1}, &map[string]int{"a": 1}, []I8{3},
	[2]bool{true, false}, struct{ p *int }{nil}, []uint16{1}, [2]float32{1, 2}, [1]any{nil}, struct{ E error }{nil},
	map[string]any{"n": nil}, errors.Join(Er{}, Er{})}

func sum(h uint32, s string) uint32 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

func main() {
	verbs := "vTtbcdoOqxXUeEfFgGsz%"
	flags := []string{"", "+", "-", "#", " ", "0", "+#", "-0", " #"}
	widths := []string{"", "5", "12"}
	precs := []string{"", ".0", ".2"}
	for i, v := range vals {
		h := uint32(2166136261)
		for _, verb := range verbs {
			for _, f := range flags {
				for _, w := range widths {
					for _, p := range precs {
						h = sum(h, fmt.Sprintf("%"+f+w+p+string(verb), v))
					}
				}
			}
		}
		fmt.Printf("%d %08x %T\n", i, h, v)
	}
	fmt.Printf("%d %s\n", 1)
	fmt.Printf("%d\n", 1, 2)
	fmt.Printf("%[2]d %[1]d %d\n", 1, 2)
	fmt.Printf("%*d|%-*d|%.*f\n", 5, 1, 5, 2, 2, 3.14159)
	fmt.Printf("%!|%z|%[5]d|%[x]d|%\n", 1)
	fmt.Println(fmt.Errorf("a %w b %w", errors.New("x"), errors.New("y")))
	fmt.Println(string(fmt.Appendf(nil, "%05d", 42)), string(fmt.Append(nil, "a", 1, 2, "b")), string(fmt.Appendln(nil, 1)))
}
