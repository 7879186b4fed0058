// Command stdtest runs the tests of Go's library packages under mound; see README.md.
//
// usage: stdtest -mound PROGRAM -goroot DIR -build DIR [-v] PACKAGE...
package main

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"
)

var (
	mound   = flag.String("mound", "bin/mound", "the mound program")
	goroot  = flag.String("goroot", "/usr/lib/go-1.23", "a Go installation")
	folder  = flag.String("build", "build/stdtest", "where the copies go")
	verbose = flag.Bool("v", false, "show why tests fail")
	limit   = flag.Duration("timeout", 60*time.Second, "for the tests of one package")
)

// part is one copy: the external or the internal tests of a package.
type part struct {
	dir   string
	files map[string][]byte
	tests map[string]bool // test functions before blanking
}

// tally is one row of the table.
type tally struct {
	all, internal, notHere, passed int
	failed                         map[string]string // function to reason
	ok                             map[string]bool   // gets the names of those that pass; may be nil
}

func main() {
	flag.Parse()
	var sum tally
	fmt.Printf("%-20s %6s %9s %9s %7s %7s\n", "package", "tests", "internal", "not here", "passed", "failed")
	for _, pkg := range flag.Args() {
		t, err := testPackage(pkg)
		if err != nil {
			fmt.Printf("%-20s %v\n", pkg, err)
			continue
		}
		row(pkg, t, len(t.failed))
		sum.all += t.all
		sum.internal += t.internal
		sum.notHere += t.notHere
		sum.passed += t.passed
		sum.failed = merge(sum.failed, pkg, t.failed)
	}
	row("all", &sum, len(sum.failed))
	if n := sum.passed + len(sum.failed); n > 0 {
		fmt.Printf("%.1f%% of the test functions that use only exported API pass\n",
			100*float64(sum.passed)/float64(n))
	}
}

func row(name string, t *tally, failed int) {
	fmt.Printf("%-20s %6d %9d %9d %7d %7d\n", name, t.all, t.internal, t.notHere, t.passed, failed)
	if name == "all" {
		return
	}
	var names []string
	for f := range t.failed {
		names = append(names, f)
	}
	sort.Strings(names)
	for _, f := range names {
		fmt.Printf("    %-28s %s\n", f, t.failed[f])
	}
}

func merge(all map[string]string, pkg string, failed map[string]string) map[string]string {
	if all == nil {
		all = map[string]string{}
	}
	for f, why := range failed {
		all[pkg+"."+f] = why
	}
	return all
}

func testPackage(pkg string) (*tally, error) {
	src := filepath.Join(*goroot, "src", pkg)
	ctx := build.Default
	ctx.GOROOT = *goroot
	ctx.CgoEnabled = false
	list, err := os.ReadDir(src)
	if err != nil {
		return nil, err
	}
	parts := map[string]*part{}
	for _, kind := range []string{"int", "ext"} {
		parts[kind] = &part{filepath.Join(*folder, pkg, kind), map[string][]byte{}, map[string]bool{}}
	}
	for _, entry := range list {
		if !strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		if ok, _ := ctx.MatchFile(src, entry.Name()); !ok {
			continue
		}
		text, err := os.ReadFile(filepath.Join(src, entry.Name()))
		if err != nil {
			return nil, err
		}
		addFile(pkg, parts, entry.Name(), text)
	}
	t := &tally{failed: map[string]string{}}
	for _, kind := range []string{"ext", "int"} {
		p := parts[kind]
		t.all += len(p.tests)
		kept, err := p.prepare(pkg, src)
		if err != nil {
			return nil, err
		}
		t.internal += len(p.tests) - len(kept)
		if len(kept) > 0 {
			p.run(t, kept)
		}
	}
	return t, nil
}

var clause = regexp.MustCompile(`(?m)^package (\w+)`)

// addFile puts a test file into the part it belongs to.
func addFile(pkg string, parts map[string]*part, name string, text []byte) {
	m := clause.FindSubmatchIndex(text)
	if m == nil {
		return
	}
	kind := "ext"
	if !strings.HasSuffix(string(text[m[2]:m[3]]), "_test") {
		kind = "int"
		new := fmt.Sprintf("package %s_test; import . %q", text[m[2]:m[3]], pkg)
		text = append(append(append([]byte{}, text[:m[0]]...), new...), text[m[1]:]...)
	}
	p := parts[kind]
	p.files[name] = text
	for f := range testFuncs(name, text) {
		p.tests[f] = true
	}
}

var output = regexp.MustCompile(`(?i)//\s*(unordered )?output:`)

// testFuncs returns the names of the tests, fuzz tests and examples with output in a file.
func testFuncs(name string, text []byte) map[string]bool {
	found := map[string]bool{}
	file, _ := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments)
	if file == nil {
		return found
	}
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Recv != nil || f.Name.Name == "TestMain" {
			continue
		}
		body := string(text[f.Pos()-1 : f.End()-1])
		switch n := f.Name.Name; {
		case isTest(n, "Test") && f.Type.Params.NumFields() == 1, isTest(n, "Fuzz"):
			found[n] = true
		case isTest(n, "Example") && output.MatchString(body):
			found[n] = true
		}
	}
	return found
}

func isTest(name, prefix string) bool {
	rest, ok := strings.CutPrefix(name, prefix)
	return ok && (rest == "" || strings.ToUpper(rest[:1]) == rest[:1])
}

// prepare blanks out what does not check, writes the files, and returns the tests that are left.
func (p *part) prepare(pkg, src string) (map[string]bool, error) {
	os.RemoveAll(p.dir)
	if err := os.MkdirAll(p.dir, 0o777); err != nil {
		return nil, err
	}
	for round := 0; p.blank(pkg); round++ {
		if round > 60 {
			return nil, fmt.Errorf("does not get free of errors")
		}
	}
	kept := map[string]bool{}
	for name, text := range p.files {
		for f := range testFuncs(name, text) {
			kept[f] = true
		}
		if err := os.WriteFile(filepath.Join(p.dir, name), text, 0o666); err != nil {
			return nil, err
		}
	}
	mod := "module " + strings.ReplaceAll(pkg, "/", "_") + "_copy\n\ngo 1.23\n"
	if err := os.WriteFile(filepath.Join(p.dir, "go.mod"), []byte(mod), 0o666); err != nil {
		return nil, err
	}
	list, _ := os.ReadDir(src)
	for _, entry := range list {
		// Some tests read the files of their own package.
		if entry.Name() == "testdata" {
			exec.Command("cp", "-rL", filepath.Join(src, "testdata"), p.dir).Run()
		}
	}
	return kept, nil
}

var imports = importer.ForCompiler(token.NewFileSet(), "gc", nil)

// blank checks the files and blanks out the declarations with errors. It reports whether there
// were any.
func (p *part) blank(pkg string) bool {
	fset := token.NewFileSet()
	var files []*ast.File
	names := map[*ast.File]string{}
	cut := map[string][][2]int{} // name to ranges to blank
	for name, text := range p.files {
		file, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
		if err != nil {
			delete(p.files, name)
			return true
		}
		for _, spec := range file.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			if path == "C" || strings.Contains("/"+path+"/", "/internal/") || strings.HasPrefix(path, "cmd/") {
				cut[name] = append(cut[name], span(fset, spec))
			}
		}
		files = append(files, file)
		names[file] = name
	}
	if len(cut) == 0 {
		config := types.Config{Importer: imports, Error: func(err error) {
			problem := err.(types.Error)
			for _, file := range files {
				if problem.Pos >= file.FileStart && problem.Pos < file.FileEnd {
					cut[names[file]] = append(cut[names[file]], enclosing(fset, file, problem.Pos))
				}
			}
		}}
		config.Check(pkg+"_test", fset, files, nil)
	}
	for name, ranges := range cut {
		text := bytes.Clone(p.files[name])
		for _, r := range ranges {
			for i := r[0]; i < r[1]; i++ {
				if text[i] != '\n' {
					text[i] = ' '
				}
			}
		}
		p.files[name] = text
	}
	return len(cut) > 0
}

func span(fset *token.FileSet, n ast.Node) [2]int {
	return [2]int{fset.Position(n.Pos()).Offset, fset.Position(n.End()).Offset}
}

// enclosing returns the range of the top-level declaration, or the spec in it, that pos lies in.
func enclosing(fset *token.FileSet, file *ast.File, pos token.Pos) [2]int {
	for _, decl := range file.Decls {
		if pos < decl.Pos() || pos > decl.End() {
			continue
		}
		if group, ok := decl.(*ast.GenDecl); ok && group.Lparen.IsValid() && group.Tok != token.CONST {
			for _, spec := range group.Specs {
				if pos >= spec.Pos() && pos <= spec.End() {
					return span(fset, spec)
				}
			}
		}
		if group, ok := decl.(*ast.GenDecl); ok && group.Tok == token.IMPORT && len(group.Specs) == 1 {
			if !group.Lparen.IsValid() {
				return span(fset, decl)
			}
		}
		return span(fset, decl)
	}
	return [2]int{0, 0}
}

// ---- running -------------------------------------------------------------------------------------

var verdict = regexp.MustCompile(`(?m)^--- (PASS|FAIL|SKIP): (\S+)`)

// run has mound run the kept tests, then Go those that failed, and adds up: what does not pass under Go
// either counts as not here.
func (p *part) run(t *tally, kept map[string]bool) {
	program, _ := filepath.Abs(*mound)
	ours := &tally{failed: map[string]string{}}
	left := p.fit(t, program, kept)
	for len(left) > 0 {
		args := []string{"test", "-v", "-timeout", limit.String(), "-run", pattern(left)}
		text, late := p.command(program, args...)
		left = ours.read(text, left, late)
	}
	t.passed += ours.passed
	fine := p.passUnderGo(ours.failed)
	for name, why := range ours.failed {
		if fine[name] {
			t.failed[name] = why
		} else {
			t.notHere++
		}
	}
}

// passUnderGo returns those of the tests that pass under real Go.
func (p *part) passUnderGo(failed map[string]string) map[string]bool {
	under := &tally{failed: map[string]string{}, ok: map[string]bool{}}
	left := map[string]bool{}
	for name := range failed {
		left[name] = true
	}
	gocmd := filepath.Join(*goroot, "bin", "go")
	for len(left) > 0 {
		text, late := p.command(gocmd, "test", "-v", "-count=1", "-vet=off", "-timeout", "120s", "-run",
			pattern(left))
		left = under.read(text, left, late)
	}
	return under.ok
}

var problem = regexp.MustCompile(`(?m)^\./(\w+\.go):(\d+):\d+: (.*)`)

// fit blanks out the declarations that mound does not compile, so that they do not keep the others
// from running; the tests lost this way have failed. It returns the tests that are left.
func (p *part) fit(t *tally, program string, tests map[string]bool) map[string]bool {
	left := tests
	for round := 0; round < 20; round++ {
		text, _ := p.command(program, "test", "-list", "NONE")
		found := problem.FindAllStringSubmatch(text, -1)
		if len(found) == 0 || !strings.Contains(text, "[build failed]") {
			break
		}
		for _, m := range found {
			line, _ := strconv.Atoi(m[2])
			p.blankLine(m[1], line)
		}
		now := map[string]bool{}
		for name, text := range p.files {
			os.WriteFile(filepath.Join(p.dir, name), text, 0o666)
			for f := range testFuncs(name, text) {
				now[f] = true
			}
		}
		rest := map[string]bool{}
		for name := range left {
			if now[name] {
				rest[name] = true
			} else {
				t.failed[name] = "does not compile: " + shorten(found[0][3])
			}
		}
		left = rest
	}
	return left
}

// blankLine blanks out the declaration that a line belongs to.
func (p *part) blankLine(name string, line int) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, p.files[name], parser.SkipObjectResolution)
	if err != nil {
		return
	}
	r := enclosing(fset, file, fset.File(file.Pos()).LineStart(line))
	text := bytes.Clone(p.files[name])
	for i := r[0]; i < r[1]; i++ {
		if text[i] != '\n' {
			text[i] = ' '
		}
	}
	p.files[name] = text
}

func pattern(tests map[string]bool) string {
	var names []string
	for name := range tests {
		names = append(names, name)
	}
	sort.Strings(names)
	return "^(" + strings.Join(names, "|") + ")$"
}

func (p *part) command(name string, args ...string) (text string, late bool) {
	cmd := exec.Command("timeout", append([]string{"-k", "5", fmt.Sprint(limit.Seconds() + 90), name}, args...)...)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), "GOTOOLCHAIN=local", "GOFLAGS=-mod=mod", "GOPROXY=off")
	out, err := cmd.CombinedOutput()
	e, ok := err.(*exec.ExitError)
	return string(out), ok && e.ExitCode() == 124
}

// read takes the verdicts out of what mound printed, and returns the tests that are still to run.
func (t *tally) read(text string, tests map[string]bool, late bool) map[string]bool {
	left := map[string]bool{}
	for name := range tests {
		left[name] = true
	}
	for _, m := range verdict.FindAllStringSubmatchIndex(text, -1) {
		name := text[m[4]:m[5]]
		if !left[name] {
			continue
		}
		delete(left, name)
		if text[m[2]:m[3]] == "PASS" {
			t.passed++
			if t.ok != nil {
				t.ok[name] = true
			}
		} else {
			t.failed[name] = reason(text, name, m[1])
		}
	}
	if len(left) == 0 {
		return left
	}
	// The run ended early: the last test that was started is to blame.
	culprit := ""
	for _, m := range regexp.MustCompile(`(?m)^=== (?:RUN|CONT|NAME) +([^\s/]+)`).FindAllStringSubmatch(text, -1) {
		if left[m[1]] {
			culprit = m[1]
		}
	}
	if culprit == "" && len(left) < len(tests) {
		return left // A panic has ended the run after its test had been reported.
	}
	if culprit == "" {
		for name := range left {
			t.failed[name] = "not run: " + firstLine(text)
		}
		return nil
	}
	why := "crashed: " + crash(text)
	if late {
		why = "hangs"
	}
	t.failed[culprit] = why
	delete(left, culprit)
	return left
}

func firstLine(text string) string {
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			return shorten(line)
		}
	}
	return "no output"
}

func crash(text string) string {
	for _, line := range strings.Split(text, "\n") {
		for _, start := range []string{"panic: ", "fatal error: ", "mound: ", "unexpected fault", "SIG", "signal: "} {
			if strings.HasPrefix(line, start) {
				return shorten(line)
			}
		}
	}
	return shorten(strings.TrimSpace(text[max(0, len(text)-200):]))
}

// reason returns the first line that a failed test has logged.
func reason(text, name string, end int) string {
	start := strings.LastIndex(text[:end], "=== RUN   "+name+"\n")
	if start < 0 {
		start = end
	}
	for _, line := range strings.Split(text[start:min(len(text), end+2000)], "\n") {
		if strings.HasPrefix(line, "    ") && strings.Contains(line, ".go:") || strings.HasPrefix(line, "panic: ") {
			return shorten(strings.TrimSpace(line))
		}
	}
	if strings.HasPrefix(name, "Example") {
		return "prints something else"
	}
	return "fails"
}

func shorten(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 150 && !*verbose {
		s = s[:150] + "..."
	}
	return s
}
