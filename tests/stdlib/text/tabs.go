// run

// Columns of text.
package main

import (
	"fmt"
	"os"
	"text/tabwriter"
)

func main() {
	texts := []string{"a\tb\tc\nlonger\tx\ty\n", "one\ttwo\n\nthree\tfour\tfive\nsix\n", "é\tb|\n日本\t\tc\n", "a\vb\v\vc\n\v\v\v\nx\ty\n", "<b>bold</b>\tx\n&amp;\ty\n", "\xffesc\taped\xff\tz\nq\tr\n", "a\tb\fc\td\n", "no newline\tend"}
	for i, set := range [][5]int{{0, 8, 1, ' ', 0}, {5, 0, 1, ' ', int(tabwriter.AlignRight | tabwriter.Debug)}, {8, 8, 1, '\t', 0}, {0, 4, 2, '.', int(tabwriter.DiscardEmptyColumns)}, {0, 8, 0, ' ', int(tabwriter.TabIndent | tabwriter.FilterHTML | tabwriter.StripEscape)}} {
		for k, t := range texts {
			fmt.Println("--", i, k)
			w := tabwriter.NewWriter(os.Stdout, set[0], set[1], set[2], byte(set[3]), uint(set[4]))
			fmt.Fprint(w, t)
			w.Flush()
			fmt.Println()
		}
	}
}
