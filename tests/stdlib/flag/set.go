// run

package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"time"
)

type list []string

func (l *list) String() string     { return fmt.Sprint(*l) }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

func set() *flag.FlagSet {
	f := flag.NewFlagSet("prog", flag.ContinueOnError)
	f.SetOutput(os.Stdout)
	f.Bool("v", false, "verbose")
	f.Bool("on", true, "be `switched` on")
	f.Int("n", 3, "count")
	f.Int64("n64", 0, "a `big` count\nsecond line")
	f.Uint("u", 7, "unsigned")
	f.Uint64("u64", 0, "unsigned 64")
	f.String("s", "def", "text")
	f.String("empty", "", "text")
	f.Float64("f", 1.5, "float")
	f.Duration("d", time.Second, "how long")
	f.Var(new(list), "l", "list of things")
	f.Func("fn", "calls", func(s string) error {
		if s == "bad" {
			return errors.New("is bad")
		}
		fmt.Println("fn", s)
		return nil
	})
	f.BoolFunc("bf", "calls too", func(s string) error { fmt.Println("bf", s); return nil })
	var t time.Time
	f.TextVar(&t, "t", time.Unix(0, 0).UTC(), "a time")
	return f
}

func try(args ...string) {
	f := set()
	err := f.Parse(args)
	fmt.Println(args, "->", err, f.NArg(), f.Args(), f.NFlag())
	f.Visit(func(fl *flag.Flag) { fmt.Printf(" %s=%s", fl.Name, fl.Value) })
	fmt.Println()
}

func main() {
	try("-v", "-n", "0x10", "--s=hello", "-f=2.5", "-d", "1m30s", "-l", "a", "-l=b", "x", "-y")
	try("-v=false", "-on=0", "--", "-n", "5")
	try("-n", "abc")
	try("-n", "99999999999999999999")
	try("-u", "-1")
	try("-nosuch")
	try("-v=maybe")
	try("-s")
	try("---x")
	try("-=x")
	try("-fn", "ok", "-bf", "-fn=bad")
	try("-d", "xx")
	try("-t", "2020-01-02T03:04:05Z", "-")
	try("-h")
	fmt.Println(set().Lookup("n").DefValue, set().Lookup("q") == nil)
	fmt.Println(flag.NArg(), flag.Parsed())
	x := flag.Int("x", 4, "the x")
	flag.CommandLine.SetOutput(os.Stdout)
	flag.Parse()
	fmt.Println(*x, flag.Args())
	flag.PrintDefaults()
	fmt.Println(flag.Set("x", "9"), *x, flag.Set("zz", "1"))
}
