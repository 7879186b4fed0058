// run

// Conversions between strings and bytes that share memory, and append of a made slice: same results,
// same panics, nothing shared that is seen later.
package main

import "fmt"

type key struct {
	a string
	b [2]string
}

func change(b []byte) string {
	b[0] = 'X'
	return "changed"
}

//go:noinline
func first(b []byte) byte {
	if len(b) == 0 {
		return 0
	}
	return b[0]
}

func isNil(s string) bool { return []byte(s) == nil }

func fails(n int) (text any) {
	defer func() { text = recover() }()
	s := append([]int{1}, make([]int, n)...)
	return len(s)
}

func main() {
	b := []byte("some text that is longer than any buffer")
	fmt.Println(string(b) == change(b), string(b) < "Y", string(b[:1]) == "X")
	m := map[key]int{{"XY", [2]string{"p", "q"}}: 7}
	x := []byte("XY")
	fmt.Println(m[key{string(x), [2]string{"p", string([]byte{'q'})}}])
	mm := map[string]int{}
	mm[string(x)] = 1
	x[0] = 'Z'
	fmt.Println(mm, mm[string(x)], mm["XY"])
	v, ok := mm[string(x)]
	fmt.Println(v, ok)
	switch string(x) {
	case "XY":
		fmt.Println("old")
	case "ZY":
		fmt.Println("new")
	}
	s := "<" + string(x) + ">"
	x[1] = '!'
	fmt.Println(s, string(x))
	short := string(x)
	x[0] = '?'
	fmt.Println(short, len(string(b)), string(rune(0x4e16)), string([]rune{65, 0x4e16}))
	for i, c := range []byte(s) {
		fmt.Print(i, ":", c, " ")
	}
	fmt.Println(first([]byte(s)), first([]byte("")), isNil(""), isNil(s))
	grown := append([]int{1, 2}, make([]int, 3)...)
	fmt.Println(grown, len(grown), cap(grown))
	room := append(grown[:1:5], 9, 9, 9)
	room = append(room[:2], make([]int, 2)...)
	fmt.Println(room, grown)
	fmt.Println(fails(0), fails(2), fails(-1), fails(1<<62))
	var words []string
	words = append(words, make([]string, 2)...)
	fmt.Println(len(words), words[1] == "")
	var boxes []any
	for i := 250; i < 260; i += 3 {
		boxes = append(boxes, struct{ n int }{i}, [1]int16{int16(i)}, struct{ a, b int32 }{int32(i), 2})
	}
	fmt.Println(boxes...)
}
