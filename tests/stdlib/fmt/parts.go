// run

// What fmt formats without reflection reads as what it formats with it: arrays, slices, structs,
// pointers and interfaces without methods that say how they read.
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

type (
	blob   int
	word   string
	matrix [2][3]int
	cell   struct {
		row, col int16
		kind     byte
	}
	point struct {
		X, Y float64
		Name string
		ok   bool
	}
	hidden struct{ point }
	outer  struct {
		hidden
		*cell
		Any  any
		Err  error
		_    int
		List []point
		C    complex64
		W    word
		B    []byte
	}
	// Methods that fmt calls, and others.
	loud   struct{ n int }
	method struct{ n int }
	onPtr  struct{ n int }
	custom struct{ n int }
	wrong  struct{ n int }
	embeds struct{ loud }
	holder struct {
		in  loud
		Out loud
		D   time.Duration
	}
	list[T any] struct {
		items []T
		next  *list[T]
	}
	self       []self
	gen[T any] struct{ v T }
	num[T any] int
	octet      uint8
	spoken     uint8
	fail       string
	Error      struct{ String int }
	sizer      interface{ size() int }
	anyList    []any
	empty      struct{}
	pair       struct {
		a [0]int
		b struct{}
		c [1]*int
	}
)

func (m matrix) times() int                 { return 1 }
func (l loud) String() string               { return fmt.Sprint("loud", l.n) }
func (m method) size() int                  { return m.n }
func (p *onPtr) String() string             { return "ptr" }
func (c custom) Format(s fmt.State, r rune) { fmt.Fprintf(s, "custom %c", r) }
func (f fail) Error() string                { return "failed: " + string(f) }
func (g gen[T]) String() string             { return "gen" }
func (n num[T]) String() string             { return "num" }
func (s spoken) String() string             { return "spoken" }
func (w wrong) String(int) string           { return "never" }

// both formats by both ways and tells if they differ. A Builder is always written the general way.
func both(format string, a ...any) string {
	fast := fmt.Sprintf(format, a...)
	var b strings.Builder
	fmt.Fprintf(&b, format, a...)
	if b.String() != fast {
		fmt.Printf("DIFFERENT %q: %s and %s\n", format, fast, b.String())
	}
	if err := fmt.Errorf(format, a...); err.Error() != fast && !strings.Contains(format, "w") {
		fmt.Printf("DIFFERENT error %q: %s and %s\n", format, fast, err)
	}
	b.Reset()
	fmt.Fprintln(&b, a...)
	if line := fmt.Sprintln(a...); line != b.String() {
		fmt.Printf("DIFFERENT line: %s and %s\n", line, b.String())
	}
	b.Reset()
	fmt.Fprint(&b, a...)
	if text := fmt.Sprint(a...); text != b.String() {
		fmt.Printf("DIFFERENT text: %s and %s\n", text, b.String())
	}
	return fast
}

func nested(depth int) any {
	var v any = depth
	for i := 0; i < depth; i++ {
		v = []any{v, struct{ In any }{v}}[:1]
	}
	return v
}

func main() {
	p := point{1.5, -2, "né", true}
	var nilPoint *point
	var nilError error
	o := outer{hidden: hidden{p}, Any: p, List: []point{p, {}}, C: 1 + 2i, W: "w", B: []byte("hi")}
	values := []any{
		blob(-9), word("a\"b"), matrix{{1, 2, 3}, {-4, 5, 66}}, cell{1, -2, 'x'}, p, &p, hidden{p},
		o, &o, nil, nilPoint, nilError, []int(nil), []int{}, []string{"a", "b c"}, [2]bool{true},
		[]byte("bytes"), [3]byte{1, 2, 255}, []uint16{1, 2}, []float32{1.25, 1e20}, []any{1, "a", nil, p},
		loud{1}, &loud{2}, []loud{{1}, {2}}, method{3}, []sizer{method{4}, nil}, []error{nil, fail("e")},
		onPtr{5}, &onPtr{6}, []onPtr{{7}}, custom{8}, []custom{{9}}, wrong{10}, embeds{loud{11}},
		holder{loud{12}, loud{13}, time.Second}, list[int]{items: []int{1}}, &list[string]{}, self{self{}, {{}}},
		Error{14}, anyList{anyList{1}, "x"}, empty{}, pair{}, &[]int{1}, &[2]string{"x", "y"}, struct{ a, b int }{1, 2},
		map[string]int{"b": 1, "a": 2}, &map[int]bool{1: true}, []map[int]int{nil}, struct{ m map[int]int }{},
		struct{ f func() }{}, struct{ c chan int }{}, [1]*int{}, []*point{nil}, struct{ e error }{}, struct{ E any }{loud{15}},
		[]uintptr{1}, []complex128{1i}, []rune("aé"), [][]byte{{1}, nil}, [2][]string{{"q"}}, struct{ any }{p},
		[]octet{1, 65}, [1]octet{66}, []spoken{1}, gen[int]{1}, []gen[string]{{}}, num[int](1), []num[bool]{2}, nested(10), nested(40), time.Duration(5), []time.Weekday{1},
	}
	formats := []string{
		"%v", "%+v", "%#v", "%d", "%s", "%x", "%6.2f", "%05v", "%q", "%X", "% x", "%#x", "%5v|", "%-8v|", "%08v|", "%+d", "% d",
		"%6.2f", "%.1v", "%t", "%c", "%U", "%e", "%g", "%b", "%o", "%O", "%T", "%w", "%y", "%!", "%é", "%*d", "%[1]v", "%v %v", "%%",
	}
	for _, v := range values {
		for i, f := range formats {
			text := both(f, v)
			if i < 8 && !strings.Contains(text, "0xc") {
				fmt.Println(f, text)
			}
		}
	}
	n := 7
	for _, v := range []any{&n, []*int{&n}, struct{ p *point }{&p}, [1]*int{&n}, struct{ p *int }{&n}, &[]*int{&n}} {
		for _, f := range []string{"%v", "%+v", "%20v", "%-20v|", "%020v", "% v", "%.20v", "%x", "%d", "%s", "%p"} {
			both(f, v)
		}
	}
	// To a file, where the operands decide which way it is.
	fmt.Println(p, cell{}, []int{1}, loud{1})
	fmt.Println(p, cell{}, []int{1})
	fmt.Print(p, cell{}, 1, 2, "a", word("b"), nil, "\n")
	count, err := fmt.Printf("%v %+v\n", p, &o)
	fmt.Println(count > 0, err)
	count, err = fmt.Fprintln(os.Stdout, matrix{})
	fmt.Println(count, err)
	// Too long to be formatted in one go, and too wide.
	long := make([]int, 100000)
	fmt.Println(len(both("%v", long)), len(both("%70000v", [3]int{})), len(both("%v", [3][40000]empty{})))
	loop := []any{nil}
	loop[0] = &loop
	fmt.Println(strings.Contains(both("%v", loop), "0x"))
	// Errors without and with operands to wrap.
	one, two := errors.New("one"), errors.New("two")
	for _, err := range []error{fmt.Errorf("none %v", p), fmt.Errorf("a %w", one), fmt.Errorf("%[2]w %[1]w %[2]w", one, two),
		fmt.Errorf("%w", p), fmt.Errorf("%w %v", one, p)} {
		fmt.Printf("%T %v %v %v\n", err, err, errors.Is(err, one), errors.Is(err, two))
	}
}
