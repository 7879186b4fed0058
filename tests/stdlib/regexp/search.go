// run
package main

import (
	"fmt"
	"regexp"
	"strings"
)

var expressions = []string{
	`a`, `a*`, `a+?b`, `(a|ab)(c|bcd)(d*)`, `^$`, `(?m)^b.*$`, `\bfoo\b`, `\Bo`, `[^a-c\n]+`, `(?i)straße|K`,
	`\pL+`, `\p{Greek}`, `[[:upper:]][[:^space:]]*`, `x{2,3}`, `(x{2}){2}`, `(?s)a.b`, `(?P<year>\d{4})-(?<m>\d\d)`,
	`(|a)*`, `(|a)+`, `\Qa.b\E+`, `\x41\x{3b1}\101`, `(?U)a+`, `[]a]+`, `[a\]-]+`, `(?i:A)b`, `a(?i)b|c`, `.`, `\z`, `\A.`,
	`(a*)*`, `(a*)+`, `((a)|b)*`, `a$`,
}

var texts = []string{
	"", "abcd", "aaab", "foo food\nbar baz", "xxxxx xx", "a.b.b a\nb", "2024-05-17 and 1999-12", "αβγ AαA",
	"STRASSE straße \u212a", "]a-]", "日本語\xffz", "abAB",
}

var wrong = []string{
	`a**`, `*a`, `(a`, `a)`, `[a`, `[b-a]`, `a{1001}`, `(a{1000}){2}`, `\`, `\1`, `\q`, `(?P<n`, `(?P<n m>a)`, `(?i`, `(?z)`,
	`[[:foo:]]`, `\pX`, `\p{Foo`, "a\xff", `a{2,1}`, `\x{110000}`, `\xg`, `(?-)`, `x*+`, `(?P=n)`, `\8`,
}

func main() {
	for _, expr := range expressions {
		re := regexp.MustCompile(expr)
		fmt.Println(expr, re.NumSubexp(), re.SubexpNames())
		for _, text := range texts {
			if m := re.FindAllStringSubmatchIndex(text, -1); m != nil {
				fmt.Printf("  %q %v\n", text, m)
			}
		}
	}
	for _, expr := range wrong {
		_, err := regexp.Compile(expr)
		fmt.Println(err)
	}
	posix := regexp.MustCompilePOSIX(`a|ab|abc`)
	fmt.Println(posix.FindString("abcd"), regexp.MustCompilePOSIX(`[^b]+`).FindString("a\nb"))
	_, err := regexp.CompilePOSIX(`\pL`)
	fmt.Println(err)
	re := regexp.MustCompile(`(\w+)@(?P<host>\w+)\.com`)
	const mail = "bob@example.com, eve@test.com;"
	fmt.Println(re.ReplaceAllString(mail, "${host}:$1 $$ $2x ${"))
	fmt.Println(re.ReplaceAllLiteralString(mail, "$1"), re.ReplaceAllStringFunc(mail, strings.ToUpper))
	fmt.Printf("%s %q\n", re.ReplaceAll([]byte(mail), []byte("<$host>")), re.FindAllSubmatch([]byte(mail), 1))
	fmt.Printf("%q %q %q\n", regexp.MustCompile(`,\s*`).Split("a, b,c,", -1), regexp.MustCompile("").Split("abc", 2),
		regexp.MustCompile("x*").Split("axbxc", -1))
	fmt.Println(regexp.QuoteMeta("[a.b]*$"), re.SubexpIndex("host"), re)
	fmt.Println(regexp.MustCompile(`abc+d`).LiteralPrefix())
	fmt.Println(re.FindReaderSubmatchIndex(strings.NewReader("日 x@y.com")))
	long := strings.Repeat("ab", 100000) + "c"
	fmt.Println(regexp.MustCompile(`(a|b)*c`).FindStringSubmatchIndex(long), regexp.MustCompile(`b{3}|bc`).FindStringIndex(long))
	defer func() { fmt.Println(recover()) }()
	regexp.MustCompile("(`")
}
