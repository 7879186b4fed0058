// run

// Flags of a command line, and the messages about wrong ones.
package main

import (
	"flag"
	"fmt"
	"os"
	"time"
)

func main() {
	fs := flag.NewFlagSet("prog", flag.ContinueOnError)
	fs.SetOutput(os.Stdout)
	n := fs.Int("n", 5, "number of `things`")
	s := fs.String("s", "def", "a string")
	b := fs.Bool("b", false, "a switch\nwith two lines")
	d := fs.Duration("wait", time.Second, "how long")
	f := fs.Float64("f", 0, "a float")
	fs.Func("call", "calls", func(v string) error { fmt.Println("called", v); return nil })
	fmt.Println(fs.Parse([]string{"-n", "7", "--s=x y", "-b", "-wait=2m", "-f", "1e3", "-call=z", "rest", "-n"}))
	fmt.Println(*n, *s, *b, *d, *f, fs.Args(), fs.NFlag())
	fs.Visit(func(f *flag.Flag) { fmt.Print(f.Name, "=", f.Value, " ") })
	fmt.Println()
	fmt.Println(fs.Parse([]string{"-n", "x"}))
	fmt.Println(fs.Parse([]string{"-zzz"}))
	fmt.Println(fs.Parse([]string{"-b=maybe"}))
	fmt.Println(fs.Parse([]string{"-s"}))
	fmt.Println(fs.Parse([]string{"---x"}))
	fmt.Println(fs.Parse([]string{"-h"}))
	fmt.Println(fs.Parse([]string{"-b", "--", "-n"}), fs.Args())
}
