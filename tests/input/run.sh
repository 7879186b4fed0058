#!/bin/bash
# tests/input/run.sh MOUND - input that is wrong gets one clear message and the right exit code.
#
# Each case: what to run, the exit code, a text that must stand in what is printed. Nothing may take
# longer than 10 seconds or use more than 1 GB of memory.
set -u
mound=$(realpath "${1:?the mound program}") || exit 2
source "$(dirname "$0")/../checks.sh" || exit 2
cd "$work" || exit 2
show_files=(out err)

# expect CODE TEXT COMMAND...
expect() {
    local code=$1 text=$2 got
    shift 2
    (ulimit -c 0; timeout 10 "$@") >out 2>err </dev/null
    got=$?
    if [ $got = "$code" ] && { [ -z "$text" ] || grep -qF -- "$text" out err; }; then
        pass
    else
        fail "$*: exit code $got (expected $code), expected text: $text"
    fi
}

hello='package main; func main() { println("hi") }'
printf '%s\n' "$hello" >hello.go

# usage
expect 2 'no command given' "$mound"
expect 2 'unknown command "frobnicate"' "$mound" frobnicate
expect 2 'unknown flag "-x"' "$mound" run -x hello.go
expect 2 'no .go file or folder given' "$mound" run
expect 2 '-lang takes go1.N' "$mound" vet -lang=2 hello.go
expect 2 'no help on "nothing"' "$mound" help nothing
expect 0 'gcstress' env MOUND_DEBUG=help "$mound" version
expect 2 'no switch "gcstres"' env MOUND_DEBUG=gcstres=1 "$mound" version
expect 0 'mound version' "$mound" version
expect 0 'commands:' "$mound" help
expect 0 'commands:' "$mound" --help

# files and folders
expect 1 'open nosuch.go: no such file or directory' "$mound" run nosuch.go
expect 1 'open nosuch.go: no such file or directory' "$mound" nosuch.go
mkdir empty library
expect 1 'no Go files in empty' "$mound" run empty
printf 'package lib\n\nfunc F() {}\n' >library/lib.go
expect 1 'not a main package' "$mound" run library
printf 'package main\n' >nomain.go
expect 1 'function main is undeclared in the main package' "$mound" run nomain.go
if [ "$(id -u)" != 0 ]; then
    printf '%s\n' "$hello" >secret.go
    chmod 000 secret.go
    expect 1 'permission denied' "$mound" run secret.go
fi
printf '%s\n' "$hello" >first.go
printf 'package other\n' >second.go
expect 1 "found packages main (first.go) and other (second.go) in $(pwd -P)" \
    "$mound" run first.go second.go
cp hello.go script
expect 0 'hi' "$mound" ./script
expect 2 'there is a file of that name: mound run ./script' "$mound" script
expect 0 'mound version' "$mound" -version
expect 1 'No space left on device' sh -c "'$mound' version >/dev/full"

# text
head -c 4096 /dev/urandom >binary.go
expect 1 'binary.go:1:' "$mound" run binary.go
printf 'package main\nfunc main() { println("\xff\xfe") }\n' >utf8.go
expect 1 'invalid UTF-8 encoding' "$mound" run utf8.go
printf 'package main\nfunc main() { \0 }\n' >nul.go
expect 1 'invalid NUL character' "$mound" run nul.go
printf '\xef\xbb\xbfpackage main\nfunc main() { println("bom") }\n' >bom.go
expect 0 'bom' "$mound" run bom.go
printf 'package main\n\xef\xbb\xbffunc main() {}\n' >bom2.go
expect 1 'invalid BOM in the middle of the file' "$mound" run bom2.go
: >empty.go
expect 1 "empty.go:1:1: syntax error: package statement must be first" "$mound" run empty.go
{ printf 'package main\nvar s = "'; head -c 10000000 /dev/zero | tr '\0' a; printf '"\nfunc main() { println(len(s)) }\n'; } >longline.go
expect 0 '10000000' "$mound" run longline.go
{ printf 'package main\nvar x = '; head -c 100000 /dev/zero | tr '\0' '('; printf '1'; head -c 100000 /dev/zero | tr '\0' ')'; printf '\nfunc main() {}\n'; } >parens.go
expect 1 'parens.go:2:' "$mound" run parens.go
{ printf 'package main\nfunc main() {'; head -c 100000 /dev/zero | tr '\0' '{'; printf '\n'; } >braces.go
expect 1 'braces.go:' "$mound" run braces.go
{ printf 'package main\nvar x = '; for i in $(seq 20000); do printf '%s' '-+!^'; done; printf '1\nfunc main() {}\n'; } >unary.go
expect 1 'unary.go:2:' "$mound" run unary.go
{ printf 'package main\nvar x '; for i in $(seq 50000); do printf '[]'; done; printf 'int\nfunc main() {}\n'; } >brackets.go
expect 1 'brackets.go:2:' "$mound" run brackets.go
{ printf 'package main\nfunc main() { x := 1\nprintln(x'; for i in $(seq 9000); do printf "+x"; done; printf ')\n}\n'; } >sum.go
expect 0 "9001" "$mound" run sum.go

# programs that are wrong run not even in part
printf 'package main\nfunc main() { println("started"); undefined() }\n' >half.go
expect 1 'undefined: undefined' "$mound" run half.go
"$mound" run half.go 2>&1 | grep -q started && fail 'ran half a program'
printf 'package main\nimport "nosuch/pkg"\nfunc main() { pkg.F() }\n' >import.go
expect 1 'package nosuch/pkg is not in std' "$mound" run import.go
printf 'package main\nimport "net/http"\nfunc main() { http.ListenAndServe("", nil) }\n' >import2.go
expect 1 'import2.go:2:8: package net/http is not in std (mound does not carry it; with GOROOT set to a Go source tree mound takes it from there)' env GOROOT=/nonexistent "$mound" run import2.go
mkdir -p cycle/a cycle/b
printf 'module example.com/cycle\n\ngo 1.23\n' >cycle/go.mod
printf 'package main\nimport "example.com/cycle/a"\nfunc main() { a.F() }\n' >cycle/main.go
printf 'package a\nimport "example.com/cycle/b"\nfunc F() { b.F() }\n' >cycle/a/a.go
printf 'package b\nimport "example.com/cycle/a"\nfunc F() { a.F() }\n' >cycle/b/b.go
expect 1 'import cycle not allowed' "$mound" run cycle
printf 'package main\nfunc main() { a(; }\nfunc g() { 1 2 }\n' >syntax.go
expect 1 'syntax.go:2:17: syntax error: unexpected semicolon' "$mound" run syntax.go

# programs as usual
printf 'package main\nimport "os"\nfunc main() { os.Exit(7) }\n' >exit.go
expect 7 '' "$mound" run exit.go
printf '#!/usr/bin/env mound\npackage main\nimport ("fmt"; "os")\nfunc main() { fmt.Println("script", os.Args[1:]) }\n' >script
chmod +x script
expect 0 'script [a b.go]' "$mound" ./script a b.go
expect 0 'script [-x y]' "$mound" run ./script -x y
printf 'package main\nfunc main() { panic("told") }\n' >panic.go
expect 2 'panic: told' "$mound" run panic.go
printf 'package main\nfunc main() { var s [][]byte; for { s = append(s, make([]byte, 1<<30)) } }\n' >oom.go
expect 2 'out of memory' sh -c "ulimit -v 8000000; '$mound' run oom.go"
# Nobody reads any more: the first print that cannot be written ends the program, as in Go.
cat >endless.go <<'GO'
package main

import "fmt"

func main() {
	for {
		fmt.Println("y")
	}
}
GO
expect 0 'code 141' sh -c "{ timeout 30 '$mound' run endless.go; echo code \$? >&2; } | head -1"

# limits: legal programs that are beyond mound
cat >frame.go <<'GO'
package main

//go:noinline
func sum(a, b, c, d, e [8000]int) int { return a[1] + b[1] + c[1] + d[1] + e[1] }

func main() { var a [8000]int; println(sum(a, a, a, a, a)) }
GO
expect 2 'more than 256 KB, which is beyond mound' "$mound" run frame.go
cat >frame.go <<'GO'
package main

func main() {
	var a, b, c, d, e [8000]int
	if x := [][8000]int{a, b, c, d, e}; len(x) == 5 {
		println("made")
	}
}
GO
expect 0 'made' "$mound" run frame.go
# Whichever allocation fails, the program says so and dies.
cat >allocate.go <<'GO'
package main

import "fmt"

func main() {
	m := map[string][]int{}
	for i := 0; i < 1000; i++ {
		m[fmt.Sprint(i%10)] = append(m[fmt.Sprint(i%10)], i)
	}
	go fmt.Println(len(m))
	select {}
}
GO
for n in 1 2 3 5 10 30 100 300 1000; do
    expect 2 "fatal error: runtime: out of memory" env MOUND_DEBUG=allocfail=$n "$mound" run allocate.go
done

checks_end
