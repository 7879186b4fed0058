// run
// needs goroot

// regexp: matching, submatches, replacing, errors.
package main

import (
	"fmt"
	"regexp"
	"strings"
)

func main() {
	for _, p := range []string{`a+b*`, `(\w+)@(\w+)\.com`, `^\s*(?P<key>[a-z]+)\s*=\s*(?P<value>.*?)\s*$`, `(?i)HELLO|world`, `[^a-z\d]+`, `\bfoo\b`, `(a|ab)(c|bcd)(d*)`, `x{2,3}?`, `\p{Greek}+`, `(?s).+`, `(?m)^l.*$`} {
		re := regexp.MustCompile(p)
		for _, s := range []string{"aaabbb", "me@example.com you@test.com", " key = some value ", "Hello World", "foo food foo-bar 12 ÄÖ", "abcd", "xxxxx", "αβγ abc", "l1\nl2\nm3"} {
			if m := re.FindStringSubmatchIndex(s); m != nil {
				fmt.Printf("%-12.12s %q %v %q\n", p, s, m, re.FindAllString(s, -1))
			}
		}
	}
	re := regexp.MustCompile(`(?P<first>\w+) (?P<second>\w+)`)
	fmt.Println(re.ReplaceAllString("hello world, go lang", "${second} $first!"), re.SubexpNames(), re.NumSubexp(), re.SubexpIndex("second"))
	fmt.Println(re.ReplaceAllStringFunc("one two three four", strings.ToUpper), re.ReplaceAllLiteralString("a b", "$1"))
	fmt.Println(regexp.MustCompile(`,\s*`).Split("a, b,c,   d", -1), regexp.QuoteMeta("a.b*c[d]"))
	fmt.Println(regexp.MustCompile(`a*`).FindAllStringIndex("baaac", -1), regexp.MustCompilePOSIX(`a+|a+b`).FindString("aab"))
	for _, bad := range []string{`(`, `a**`, `[z-a]`, `\8`, `(?P<n>`, `x{1001}`, `[[:foo:]]`, `*`} {
		_, err := regexp.Compile(bad)
		fmt.Println(err)
	}
}
