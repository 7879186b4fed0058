// run

// Numbers to text and back.
package main

import (
	"fmt"
	"math"
	"math/rand"
	"strconv"
)

func main() {
	rnd := rand.New(rand.NewSource(3))
	h := uint32(1)
	add := func(s string) {
		for i := 0; i < len(s); i++ {
			h = (h ^ uint32(s[i])) * 16777619
		}
	}
	for i := 0; i < 4000; i++ {
		f := math.Float64frombits(rnd.Uint64())
		for _, c := range []byte("eEfgGbxX") {
			add(strconv.FormatFloat(f, c, -1, 64))
			add(strconv.FormatFloat(float64(float32(f)), c, -1, 32))
			add(strconv.FormatFloat(f, c, rnd.Intn(20), 64))
		}
		s := strconv.FormatFloat(f, 'g', -1, 64)
		back, err := strconv.ParseFloat(s, 64)
		if back != f && f == f || err != nil {
			fmt.Println("lost", s, back, err)
		}
		n := rnd.Int63() >> uint(rnd.Intn(63))
		add(strconv.FormatInt(-n, 2+rnd.Intn(35)))
	}
	fmt.Printf("%08x\n", h)
	for _, s := range []string{"1", "-0x1F", "0b101", "0o17", "1_000", "99999999999999999999", "", "x", "0x", "08"} {
		i, err := strconv.ParseInt(s, 0, 64)
		u, err2 := strconv.ParseUint(s, 10, 8)
		fmt.Println(i, err, u, err2)
	}
	for _, s := range []string{"1.5", "1e400", "inf", "-Infinity", "nan", "0x1p-2", ".5", "5.", "e", "1_0.5", "1e", "+1.25e-3"} {
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(f, err)
	}
	for _, s := range []string{`"a\tb"`, "`raw`", `'x'`, `"\u00e9\x41"`, `"bad`, `'ab'`, `"\q"`} {
		t, err := strconv.Unquote(s)
		fmt.Printf("%q %v\n", t, err)
	}
	fmt.Println(strconv.Quote("a\x00\n\"é\u2028\xff"), strconv.QuoteToASCII("日本"), strconv.QuoteRune('☺'))
	fmt.Println(strconv.Atoi("12a"))
	fmt.Println(strconv.ParseBool("maybe"))
	fmt.Println(strconv.ParseComplex("1+2i", 128))
	fmt.Println(string(strconv.AppendInt([]byte("n="), -42, 16)), strconv.Itoa(math.MinInt64))
}
