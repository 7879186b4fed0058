// run
// needs goroot

// go/parser, go/ast, go/printer, go/format, go/types: a program that reads programs.
package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/format"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"os"
)

const source = `// Package p is read.
package p

import "fmt"

type T[P any] struct { a, b int; f func(P) error }

func (t *T[P]) Method(x ...P) (n int) {
	for i := range 10 { if i%2==0 { n+=i } else { continue } }
	switch y := any(x).(type) { case nil: return; default: _ = y }
	fmt.Println("hi", n, 1<<3, 'c', 2.5i)
	return
}
const C = 1<<70>>68 + len("abc")
var V = map[string][]int{"a": {1,2}}
`

func main() {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "p.go", source, parser.ParseComments)
	fmt.Println(file.Name, err, len(file.Decls))
	counts := map[string]int{}
	ast.Inspect(file, func(n ast.Node) bool {
		if n != nil {
			counts[fmt.Sprintf("%T", n)]++
		}
		if call, ok := n.(*ast.CallExpr); ok {
			fmt.Println(set.Position(call.Pos()), types.ExprString(call.Fun))
		}
		return true
	})
	fmt.Println(counts)
	fmt.Println(format.Node(os.Stdout, set, file))
	var conf types.Config
	conf.Importer = nil
	conf.Error = func(err error) { fmt.Println("error:", err) }
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	pkg, _ := conf.Check("p", set, []*ast.File{file}, info)
	for _, name := range pkg.Scope().Names() {
		fmt.Println(pkg.Scope().Lookup(name))
	}
	fmt.Println(constant.BinaryOp(constant.MakeInt64(1<<40), token.MUL, constant.MakeInt64(1<<40)))
	_, err = parser.ParseFile(set, "bad.go", "package p\nfunc {\nvar x = = 1\n", 0)
	for _, e := range err.(scanner.ErrorList) {
		fmt.Println(e)
	}
	ast.Print(set, file.Decls[0])
	text, err := format.Source([]byte("package   a\nfunc f( ){x:=1;y :=2\n}"))
	fmt.Println(string(text), err)
}
