// run
package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"strings"
)

var texts = []string{
	"a,b,c\n1,2,3\n", "a,b\n1,2,3\n", "\"a\nb\",\"c\"\"d\"\r\n", "a \"b\",c\n", "\"a\"b,c\n", "\"a", "\n\n# x\na,b", "a;b",
	" a, b ,c\n", "x,,\n,,\n", "\"\",\" \"\n", "é,\"日\n本\",z\n\"q", "a,b\r", "\"a\",\"b", "a\n\"b\n\nc\"x\n",
}

func main() {
	for _, text := range texts {
		for mode := range 4 {
			r := csv.NewReader(strings.NewReader(text))
			switch mode {
			case 1:
				r.LazyQuotes, r.FieldsPerRecord = true, -1
			case 2:
				r.TrimLeadingSpace, r.Comment = true, '#'
			case 3:
				r.Comma, r.ReuseRecord = ';', true
			}
			fmt.Printf("%q %d:", text, mode)
			for {
				record, err := r.Read()
				fmt.Printf(" %q %v", record, err)
				for i := range record {
					line, column := r.FieldPos(i)
					fmt.Printf(" %d:%d", line, column)
				}
				fmt.Print(" @", r.InputOffset())
				if err != nil {
					break
				}
			}
			fmt.Println()
		}
	}
	w := csv.NewWriter(os.Stdout)
	w.WriteAll([][]string{{"a", "b c", " d", "e,f", "g\"h", "i\nj", "k\r\nl", "", `\.`}, {""}, {"", ""}})
	w.UseCRLF, w.Comma = true, '\t'
	w.Write([]string{"x\ty", "a\nb", "c,d"})
	w.Flush()
	w.Comma = '"'
	fmt.Println(w.Write(nil), w.Error())
}
