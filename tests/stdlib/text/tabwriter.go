// run

package main

import (
	"fmt"
	"os"
	"text/tabwriter"
)

func show(min, tab, pad int, ch byte, flags uint, text ...string) {
	w := tabwriter.NewWriter(os.Stdout, min, tab, pad, ch, flags)
	for _, s := range text {
		n, err := w.Write([]byte(s))
		fmt.Fprint(os.Stdout, "")
		_, _ = n, err
	}
	fmt.Println("<", w.Flush())
}

func main() {
	texts := []string{"a\tb\tc\n", "aaa\tbbbb\tccccc\n", "x\n", "é\tüü\tend\n", "\t\tq\n", "no tabs", "\n1\t2\n", "\v\vx\n", "\v\vyy\n", "a\xffte\txt\xffb\tc\n", "<b>bold</b>\t&amp;x\tz\n", "aaaa\tb\n", "f\fg\th\n", "last\tline"}
	for _, flags := range []uint{0, tabwriter.AlignRight, tabwriter.DiscardEmptyColumns | tabwriter.Debug, tabwriter.StripEscape | tabwriter.FilterHTML | tabwriter.TabIndent} {
		for _, ch := range []byte{' ', '\t', '.'} {
			show(0, 8, 1, ch, flags, texts...)
			show(5, 4, 0, ch, flags, texts...)
			show(8, 0, 2, ch, flags, texts...)
		}
	}
	w := new(tabwriter.Writer)
	w.Init(os.Stdout, 0, 8, 2, '\t', tabwriter.Debug|tabwriter.AlignRight)
	for i := range 12 {
		fmt.Fprintf(w, "%d\t%d\t%d\t\n", i, i*i*i, 1<<i)
	}
	fmt.Fprintf(w, "un<x\xfft")
	w.Flush()
	defer func() { fmt.Println(recover()) }()
	w.Init(os.Stdout, -1, 8, 2, '\t', 0)
}
