// run

// The functions of strings and bytes on random texts: a checksum for each function.
package main

import (
	"bytes"
	"fmt"
	"math/rand"
	"strings"
	"unicode"
)

var parts = []string{"a", "b", "A", "ab", "é", "É", "ß", "İ", "K", "k", "\u212a", "ſ", "σ", "ς", "\xff", "\xe2\x82",
	"日", " ", "\t", "\u00a0", "\n", "_", "ǆ", "x", "", "\uFFFD", "\x00"}

func main() {
	rnd := rand.New(rand.NewSource(7))
	text := func() string {
		s := ""
		for n := rnd.Intn(7); n > 0; n-- {
			s += parts[rnd.Intn(len(parts))]
		}
		return s
	}
	sums := map[string]uint32{}
	note := func(name string, values ...any) {
		h := sums[name]
		for _, c := range fmt.Sprintf("%q", values) {
			h = (h ^ uint32(c)) * 16777619
		}
		sums[name] = h
	}
	for i := 0; i < 1500; i++ {
		s, t, u := text(), text(), text()
		n := rnd.Intn(6) - 1
		bs, bt, bu := []byte(s), []byte(t), []byte(u)
		note("Contains", strings.Contains(s, t), strings.ContainsAny(s, t), bytes.Contains(bs, bt))
		note("Count", strings.Count(s, t), bytes.Count(bs, bt))
		note("Cut", bytes.Equal(bs, bt), bytes.Compare(bs, bt), strings.Compare(s, t))
		note("EqualFold", strings.EqualFold(s, t), bytes.EqualFold(bs, bt))
		note("Fields", strings.Fields(s), bytes.Fields(bs), strings.FieldsFunc(s, unicode.IsUpper))
		note("Index", strings.Index(s, t), strings.LastIndex(s, t), strings.IndexAny(s, t), strings.LastIndexAny(s, t), strings.IndexRune(s, 'é'), strings.IndexByte(s, 'a'))
		note("Join", strings.Join([]string{s, t, u}, u), bytes.Join([][]byte{bs, bt}, bu))
		note("Map", strings.Map(unicode.ToUpper, s), bytes.Map(unicode.ToLower, bs))
		note("Repeat", strings.Repeat(s, n+1), bytes.Repeat(bs, n+1))
		note("Replace", strings.Replace(s, t, u, n), bytes.Replace(bs, bt, bu, n), strings.ReplaceAll(s, t, u))
		note("Split", strings.Split(s, t), strings.SplitN(s, t, n), strings.SplitAfter(s, t), bytes.SplitAfterN(bs, bt, n))
		note("Case", strings.ToUpper(s), strings.ToLower(s), strings.ToTitle(s), bytes.ToUpper(bs), strings.Title(s))
		note("Trim", strings.Trim(s, t), strings.TrimLeft(s, t), strings.TrimRight(s, t), strings.TrimSpace(s), bytes.TrimSpace(bs), strings.TrimPrefix(s, t), strings.TrimSuffix(s, t), strings.TrimFunc(s, unicode.IsLetter))
		note("Valid", strings.ToValidUTF8(s, t))
		note("Replacer", strings.NewReplacer(t, u, "a", "1", "b", "2").Replace(s))
	}
	for _, name := range []string{"Contains", "Count", "Cut", "EqualFold", "Fields", "Index", "Join", "Map", "Repeat", "Replace", "Split", "Case", "Trim", "Valid", "Replacer"} {
		fmt.Printf("%-10s %08x\n", name, sums[name])
	}
	var b strings.Builder
	b.WriteString("one ")
	b.WriteByte('2')
	b.WriteRune('é')
	fmt.Fprintf(&b, " %d", 3)
	fmt.Println(b.String(), b.Len())
	defer func() { fmt.Println(recover()) }()
	c := b
	c.WriteByte('x')
}
