// Command stdapi compares the exported API of the packages in stdlib/ with that of a Go installation:
// it prints what is missing or declared otherwise, one line each, and exits with 1 if anything is.
//
// usage: stdapi -goroot DIR -stdlib DIR [-except FILE] PACKAGE...
//
// Both sides are type-checked with go/types. Compared are constants with their values, variables,
// functions, types, exported fields and methods, without the names of parameters. What mound has and
// Go 1.23 has not (later additions) is not mentioned. FILE holds lines "PACKAGE [NAME]  # reason" of what
// is left out on purpose; a line that excuses nothing is an error.
package main

import (
	"flag"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

var (
	goroot = flag.String("goroot", "/usr/lib/go-1.23", "a Go installation")
	stdlib = flag.String("stdlib", "stdlib", "the packages to look at")
	except = flag.String("except", "", "what is left out on purpose")
)

var files = token.NewFileSet()

// loader imports packages from stdlib/ at declaration level, and others from the Go installation.
type loader struct {
	done map[string]*types.Package
	rest types.ImporterFrom
}

func (l *loader) Import(path string) (*types.Package, error) {
	if p := l.done[path]; p != nil {
		return p, nil
	}
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	names, _ := filepath.Glob(filepath.Join(*stdlib, path, "*.go"))
	if len(names) == 0 {
		return l.rest.ImportFrom(path, "", 0)
	}
	var parsed []*ast.File
	for _, name := range names {
		f, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, f)
	}
	// What only mound's checker knows must not stop the comparison.
	conf := types.Config{Importer: l, IgnoreFuncBodies: true, FakeImportC: true, Error: func(error) {}}
	p, _ := conf.Check(path, files, parsed, nil)
	l.done[path] = p
	return p, nil
}

// plain returns t without the names of parameters.
func plain(t types.Type) types.Type {
	switch t := t.(type) {
	case *types.Signature:
		tuple := func(old *types.Tuple) *types.Tuple {
			var vars []*types.Var
			for i := 0; i < old.Len(); i++ {
				vars = append(vars, types.NewVar(token.NoPos, nil, "", plain(old.At(i).Type())))
			}
			return types.NewTuple(vars...)
		}
		return types.NewSignatureType(nil, nil, nil, tuple(t.Params()), tuple(t.Results()), t.Variadic())
	case *types.Slice:
		return types.NewSlice(plain(t.Elem()))
	case *types.Pointer:
		return types.NewPointer(plain(t.Elem()))
	case *types.Map:
		return types.NewMap(plain(t.Key()), plain(t.Elem()))
	}
	return t
}

func typeText(t types.Type) string {
	return types.TypeString(plain(t), func(p *types.Package) string { return p.Path() })
}

// describe adds what p exports: name to description.
func describe(p *types.Package) map[string]string {
	api := map[string]string{}
	for _, name := range p.Scope().Names() {
		object := p.Scope().Lookup(name)
		if !object.Exported() {
			continue
		}
		switch o := object.(type) {
		case *types.Const:
			api[name] = "const " + typeText(o.Type()) + " = " + o.Val().ExactString()
		case *types.Var:
			api[name] = "var " + typeText(o.Type())
		case *types.Func:
			api[name] = typeText(o.Type())
		case *types.TypeName:
			describeType(api, name, o)
		}
	}
	return api
}

func describeType(api map[string]string, name string, o *types.TypeName) {
	switch u := o.Type().Underlying().(type) {
	case *types.Struct:
		api[name] = "struct"
		for i := 0; i < u.NumFields(); i++ {
			if f := u.Field(i); f.Exported() {
				api[name+"."+f.Name()] = "field " + typeText(f.Type())
			}
		}
	case *types.Interface:
		api[name] = "interface"
		for i := 0; i < u.NumMethods(); i++ {
			if m := u.Method(i); m.Exported() {
				api[name+"."+m.Name()] = typeText(m.Type())
			}
		}
		return
	default:
		api[name] = typeText(u)
	}
	addMethods(api, name, "", o.Type())
	addMethods(api, name, "*", types.NewPointer(o.Type()))
}

// addMethods adds the methods of t; those of a pointer only if the value has them not.
func addMethods(api map[string]string, name, star string, t types.Type) {
	set := types.NewMethodSet(t)
	for i := 0; i < set.Len(); i++ {
		m := set.At(i).Obj()
		if _, known := api[name+"."+m.Name()]; m.Exported() && !known {
			api[name+"."+m.Name()] = star + typeText(m.Type())
		}
	}
}

// readExceptions returns the lines of the file: PACKAGE NAME, or PACKAGE.
func readExceptions() map[string]bool {
	excused := map[string]bool{}
	text, err := os.ReadFile(*except)
	if err != nil && *except != "" {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	for _, line := range strings.Split(string(text), "\n") {
		line, _, _ = strings.Cut(line, "#")
		if fields := strings.Fields(line); len(fields) > 0 {
			excused[strings.Join(fields, " ")] = true
		}
	}
	return excused
}

// compare prints how mound's package differs from Go's, and returns the counts.
func compare(pkg string, want, have map[string]string, excused map[string]bool) (faults int) {
	var names []string
	for name := range want {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		text, ok := have[name]
		if ok && text == want[name] {
			continue
		}
		if excused[pkg+" "+name] {
			delete(excused, pkg+" "+name)
			continue
		}
		faults++
		if !ok {
			fmt.Printf("%s %s  missing: %s\n", pkg, name, want[name])
		} else {
			fmt.Printf("%s %s  differs: %s, in Go %s\n", pkg, name, text, want[name])
		}
	}
	return faults
}

func main() {
	flag.Parse()
	build.Default.GOROOT = *goroot
	build.Default.CgoEnabled = false
	source := importer.ForCompiler(files, "source", nil).(types.ImporterFrom)
	mound := &loader{map[string]*types.Package{}, source}
	excused := readExceptions()
	total, faults := 0, 0
	for _, pkg := range flag.Args() {
		theirs, err := source.ImportFrom(pkg, "", 0)
		if err != nil {
			fmt.Println(pkg, err)
			faults++
			continue
		}
		if found, _ := filepath.Glob(filepath.Join(*stdlib, pkg, "*.go")); len(found) == 0 {
			if !excused[pkg] {
				fmt.Println(pkg, " missing: the whole package")
				faults++
			}
			delete(excused, pkg)
			continue
		}
		ours, _ := mound.Import(pkg)
		want := describe(theirs)
		total += len(want)
		faults += compare(pkg, want, describe(ours), excused)
	}
	for name := range excused {
		fmt.Println(name, " is excused, but nothing is wrong with it")
		faults++
	}
	fmt.Printf("%d names in %d packages, %d missing or different\n", total, flag.NArg(), faults)
	if faults > 0 {
		os.Exit(1)
	}
}
