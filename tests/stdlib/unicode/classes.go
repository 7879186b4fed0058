// run

// Classes and cases of all runes, UTF-8 and UTF-16.
package main

import (
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

func main() {
	classes := []func(rune) bool{unicode.IsLetter, unicode.IsUpper, unicode.IsLower, unicode.IsDigit, unicode.IsNumber, unicode.IsPunct, unicode.IsSpace, unicode.IsSymbol, unicode.IsControl, unicode.IsPrint, unicode.IsMark, unicode.IsTitle}
	counts := make([]int, len(classes))
	h := uint32(1)
	for r := rune(0); r < 0x3000; r++ {
		for i, f := range classes {
			if f(r) {
				counts[i]++
			}
		}
		h = (h^uint32(unicode.ToUpper(r)))*16777619 ^ uint32(unicode.ToLower(r))
		h = (h^uint32(unicode.SimpleFold(r)))*16777619 ^ uint32(unicode.ToTitle(r))
	}
	fmt.Println(counts, h)
	fmt.Println(unicode.Is(unicode.Han, '世'), unicode.Is(unicode.Latin, '世'), unicode.In('é', unicode.Greek, unicode.Latin), len(unicode.Scripts), unicode.Lu.R16[0])
	s := "a\xffé\xe2\x82日\U0001F600"
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		fmt.Printf("%U/%d ", r, n)
		i += n
	}
	fmt.Println(utf8.RuneCountInString(s), utf8.ValidString(s), utf8.FullRuneInString(s[4:6]), utf8.RuneLen('日'))
	fmt.Println(utf16.Encode([]rune(s)), string(utf16.Decode(utf16.Encode([]rune("x😀")))), unicode.TurkishCase.ToUpper('i'))
	fmt.Println(string(utf8.AppendRune(nil, 0xD800)), utf8.ValidRune(0x10FFFF))
}
