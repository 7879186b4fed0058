// run

// Strings, bytes, runes: indexing, slicing, conversion, comparison, concatenation.
package main

import "fmt"

func main() {
	s := "héllo, 世界\xff"
	fmt.Println(len(s), s[1], s[2], s[0:2], s[7:])
	for i, r := range s {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println()
	b := []byte(s)
	b[0] = 'H'
	r := []rune(s)
	r[1] = 'e'
	fmt.Println(string(b), string(r), len(r), s)
	fmt.Println(string(rune(65)), string(rune(0x10FFFF+1)), string(rune(-1)))
	fmt.Println("a" < "b", "a" < "ab", "b" > "ab", "" == "", "x" != "y", "abc" >= "abc")
	t := ""
	for i := 0; i < 5; i++ {
		t += string(rune('a'+i)) + "-"
	}
	fmt.Println(t, t+s[:1]+"x"+t)
	raw := `line1\n
line2`
	fmt.Println(raw, len(raw))
	fmt.Println("\a\b\f\n\r\t\v\\\"'\x41\101\u0041\U00000041" == "\x07\x08\x0c\x0a\x0d\x09\x0b\x5c\x22\x27AAAA")
	c := append([]byte("ab"), "cd"...)
	n := copy(c[1:], "xyz")
	fmt.Println(string(c), n)
	fmt.Printf("%q %x %v %s %c %U\n", s, "hi", []byte("hi"), []byte("hi"), 'x', '世')
	var zero string
	fmt.Println(zero == "", len(zero), zero+"a")
	switch s[:1] + "x" {
	case "hx":
		fmt.Println("hx")
	}
	m := map[string]int{"k": 1}
	k := []byte("k")
	fmt.Println(m[string(k)])
	sub := s[3:5]
	s = "changed"
	fmt.Println(sub, s)
	fmt.Println([]byte(nil) == nil, len([]rune("")), string([]rune{0x4e16, -5}))
}
