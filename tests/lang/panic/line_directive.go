// run
//
// Names of //line directives are shown as they stand there.
package main

import (
	"fmt"
	"runtime"
)

func show() {
	_, file, line, _ := runtime.Caller(1)
	fmt.Println(file, line)
}

func main() {
//line foo.go:10
	show()
//line c:/foo/bar.go:20
	show()
//line :30
	show()
//line /abs/x.go:40:2
	show()
//line :50:2
	show()
	/*line y.go:60*/ show()
}
