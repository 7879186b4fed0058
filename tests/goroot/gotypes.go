// run
// needs goroot

// go/ast, go/format, go/types: a program is parsed, printed, checked, and what is wrong is said.
package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"sort"
)

const source = `package p
import "fmt"
type List[T any] struct { head *node[T]; n int }
type node[T any] struct { v T; next *node[T] }
func (l *List[T]) Push(v T) { l.head = &node[T]{v, l.head}; l.n++ }
func Map[T, U any](l *List[T], f func(T) U) (out []U) {
 for n := l.head; n != nil; n = n.next { out = append(out, f(n.v)) }
 return }
const big = 1<<40 + len("x")
var x, y = Map(&List[int]{}, func(i int) string { return "" }), big
type Shape interface { Area() float64; fmt.Stringer }
func bad() int { var unused int; return "s" + undefined }
`

type none struct{}

func (none) Import(path string) (*types.Package, error) {
	p := types.NewPackage(path, path)
	sig := types.NewSignatureType(nil, nil, nil, nil, types.NewTuple(types.NewVar(0, p, "", types.Typ[types.String])), false)
	it := types.NewInterfaceType([]*types.Func{types.NewFunc(0, p, "String", sig)}, nil)
	name := types.NewTypeName(0, p, "Stringer", nil)
	types.NewNamed(name, it.Complete(), nil)
	p.Scope().Insert(name)
	p.MarkComplete()
	return p, nil
}

func main() {
	_ = importer.Default
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, parser.ParseComments)
	fmt.Println(err)
	text, err := format.Source([]byte(source))
	fmt.Println(string(text[:200]), err)
	count := map[string]int{}
	ast.Inspect(file, func(n ast.Node) bool {
		if n != nil {
			count[fmt.Sprintf("%T", n)]++
		}
		return true
	})
	names := []string{}
	for k := range count {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, k := range names {
		fmt.Print(k, " ", count[k], "; ")
	}
	fmt.Println()
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{}}
	conf := types.Config{Importer: none{}, Error: func(err error) { fmt.Println(err) }}
	pkg, _ := conf.Check("p", fset, []*ast.File{file}, info)
	for _, name := range pkg.Scope().Names() {
		fmt.Println(types.ObjectString(pkg.Scope().Lookup(name), types.RelativeTo(pkg)))
	}
	fmt.Println(len(info.Types), len(info.Instances))
	tv, err := types.Eval(fset, pkg, token.NoPos, "big * 3 / 2.5")
	fmt.Println(tv.Type, tv.Value, err)
	fmt.Println(constant.BinaryOp(constant.MakeInt64(1<<62), token.MUL, constant.MakeInt64(1<<62)))
	_, err = parser.ParseExpr("f(1, +)")
	fmt.Println(err)
	list := pkg.Scope().Lookup("List").Type()
	inst, err := types.Instantiate(nil, list, []types.Type{types.Typ[types.Int]}, true)
	fmt.Println(inst, err, types.NewMethodSet(types.NewPointer(inst)))
}
