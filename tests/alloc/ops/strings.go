// run

// Concatenation, conversions and the buffers of strings.
// Expected: what Go 1.23 counts. `make compare-alloc` asks the installed one.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
)

var (
	sinkAny   any
	sinkPtr   *int
	sinkStr   string
	sinkBytes []byte
	sinkInts  []int
	sinkInt   int
	sinkBool  bool
	sinkFunc  func() int
	sinkErr   error
	n         = 10
	small     = 3
	big       = 1000
	text      = "a text of some length, more than thirty-two bytes"
	word      = "word"
	bytesOf   = []byte("some bytes, also more than thirty-two of them")
	wordOf    = []byte("word")
)

const runs = 200

func measure(name string, f func()) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var before, after runtime.MemStats
	f()
	runtime.ReadMemStats(&before)
	for i := 0; i < runs; i++ {
		f()
	}
	runtime.ReadMemStats(&after)
	fmt.Printf("%-28s %3d allocs/op %6d B/op\n", name, (after.Mallocs-before.Mallocs)/runs,
		(after.TotalAlloc-before.TotalAlloc)/runs)
}

//go:noinline
func length(s string) int { return len(s) }

//go:noinline
func first(b []byte) byte { return b[0] }

var table = map[string]int{"word": 1, "other": 2}
var keys = map[[2]string]int{{"word", "x"}: 1}

func tryConcatShortStays() {
	s := word + "-"
	sinkInt += length(s)
}

func tryConcatLongStays() {
	s := text + word
	sinkInt += length(s)
}

func tryConcatEscapes() {
	sinkStr = word + "-"
}

func tryConcatThree() {
	sinkStr = word + "-" + text
}

func tryConcatFive() {
	sinkStr = word + "-" + word + "+" + word
}

func tryConcatEmpty() {
	sinkStr = word + ""
}

func tryConcatCompared() {
	sinkBool = word+"x" == text
}

func tryConcatLoop() {
	s := ""
	for i := 0; i < 10; i++ {
		s += "x"
	}
	sinkInt += len(s)
}

func tryBytesToString() {
	sinkStr = string(bytesOf)
}

func tryBytesToStringShortStays() {
	s := string(wordOf)
	sinkInt += length(s)
}

func tryBytesToStringLongStays() {
	s := string(bytesOf)
	sinkInt += length(s)
}

func tryBytesToStringCompared() {
	sinkBool = string(bytesOf) == text
}

func tryBytesToStringSwitch() {
	switch string(wordOf) {
	case "word":
		sinkInt++
	case "other":
		sinkInt--
	}
}

func tryBytesToStringMapKey() {
	sinkInt += table[string(wordOf)]
}

func tryBytesToStringKeyParts() {
	sinkInt += keys[[2]string{string(wordOf), "x"}]
}

func tryBytesToStringConcat() {
	sinkStr = "<" + string(wordOf) + ">"
}

func tryBytesToStringOne() {
	sinkStr = string(wordOf[:1])
}

func tryStringToBytes() {
	sinkBytes = []byte(text)
}

func tryStringToBytesShortStays() {
	b := []byte(word)
	b[0]++
	sinkInt += int(first(b))
}

func tryStringToBytesLongStays() {
	b := []byte(text)
	b[0]++
	sinkInt += int(first(b))
}

func tryStringToBytesRange() {
	for i, c := range []byte(text) {
		sinkInt += i + int(c)
	}
}

func tryStringToBytesAppend() {
	sinkBytes = append(sinkBytes[:0], text...)
}

func tryStringToRunes() {
	sinkInt += len([]rune(word))
}

func tryRunesToString() {
	r := []rune{65, 66, rune(n)}
	sinkStr = string(r)
}

func tryRuneToString() {
	sinkStr = string(rune(n + 60))
}

func tryRuneToStringWide() {
	sinkStr = string(rune(n + 600))
}

func trySubstring() {
	sinkStr = text[2:7]
}

func tryBuilder() {
	var b strings.Builder
	b.WriteString(word)
	b.WriteByte(32)
	b.WriteString(text)
	sinkStr = b.String()
}

func tryBuilderGrown() {
	var b strings.Builder
	b.Grow(100)
	b.WriteString(word)
	b.WriteString(text)
	sinkStr = b.String()
}

func tryItoaSmall() {
	sinkStr = strconv.Itoa(small)
}

func tryItoaLarge() {
	sinkStr = strconv.Itoa(big * 12345)
}

func tryAppendInt() {
	sinkBytes = strconv.AppendInt(sinkBytes[:0], 12345, 10)
}

func tryAtoi() {
	i, _ := strconv.Atoi("12345")
	sinkInt += i
}

func tryRepeat() {
	sinkStr = strings.Repeat("ab", n)
}

func trySplit() {
	sinkInt += len(strings.Split("a,b,c", ","))
}

func tryJoin() {
	parts := [3]string{word, text, word}
	sinkStr = strings.Join(parts[:], ", ")
}

func tryContains() {
	sinkBool = strings.Contains(text, "length")
}

func tryToUpperAlready() {
	sinkStr = strings.ToUpper("WORD")
}

func tryReplace() {
	sinkStr = strings.Replace(text, "text", "book", 1)
}

func tryFields() {
	sinkInt += len(strings.Fields(" a b  c "))
}

func tryTrim() {
	sinkStr = strings.TrimSpace("  x  ")
}

func main() {
	debug.SetGCPercent(-1)
	measure("concat short stays", tryConcatShortStays)
	measure("concat long stays", tryConcatLongStays)
	measure("concat escapes", tryConcatEscapes)
	measure("concat three", tryConcatThree)
	measure("concat five", tryConcatFive)
	measure("concat empty", tryConcatEmpty)
	measure("concat compared", tryConcatCompared)
	measure("concat loop", tryConcatLoop)
	measure("bytes to string", tryBytesToString)
	measure("bytes to string short stays", tryBytesToStringShortStays)
	measure("bytes to string long stays", tryBytesToStringLongStays)
	measure("bytes to string compared", tryBytesToStringCompared)
	measure("bytes to string switch", tryBytesToStringSwitch)
	measure("bytes to string map key", tryBytesToStringMapKey)
	measure("bytes to string key parts", tryBytesToStringKeyParts)
	measure("bytes to string concat", tryBytesToStringConcat)
	measure("bytes to string one", tryBytesToStringOne)
	measure("string to bytes", tryStringToBytes)
	measure("string to bytes short stays", tryStringToBytesShortStays)
	measure("string to bytes long stays", tryStringToBytesLongStays)
	measure("string to bytes range", tryStringToBytesRange)
	measure("string to bytes append", tryStringToBytesAppend)
	measure("string to runes", tryStringToRunes)
	measure("runes to string", tryRunesToString)
	measure("rune to string", tryRuneToString)
	measure("rune to string wide", tryRuneToStringWide)
	measure("substring", trySubstring)
	measure("builder", tryBuilder)
	measure("builder grown", tryBuilderGrown)
	measure("itoa small", tryItoaSmall)
	measure("itoa large", tryItoaLarge)
	measure("append int", tryAppendInt)
	measure("atoi", tryAtoi)
	measure("repeat", tryRepeat)
	measure("split", trySplit)
	measure("join", tryJoin)
	measure("contains", tryContains)
	measure("to upper already", tryToUpperAlready)
	measure("replace", tryReplace)
	measure("fields", tryFields)
	measure("trim", tryTrim)
}
