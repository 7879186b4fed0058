// run
// needs goroot

// text/template: pipelines, range, with, functions, nested templates, errors.
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"text/template"
)

type User struct {
	Name  string
	Age   int
	Pets  []Pet
	Attrs map[string]int
}

type Pet struct{ Kind, Name string }

func (u User) Greet(word string) string { return word + ", " + u.Name }
func (u *User) Fail() (string, error)   { return "", errors.New("failed on purpose") }

const page = `{{define "pet"}}[{{.Kind}} {{.Name | printf "%q"}}]{{end -}}
{{with .Name}}Name: {{.}}{{else}}nobody{{end}}
{{if and (gt .Age 17) (lt .Age 99)}}adult{{else if eq .Age 0}}new{{else}}minor{{end}}
{{range $i, $p := .Pets}}{{if $i}}, {{end}}{{$i}}:{{template "pet" $p}}{{else}}no pets{{end}}
{{- range $k, $v := .Attrs}}
{{$k}}={{$v}}{{end}}
{{.Greet "Hi" | upper | printf "%-20s|"}}
{{len .Pets}} {{index .Attrs "b"}} {{slice .Name 1 3}} {{not true}} {{or 0 "x"}} {{print 1 2 "a"}} {{html "<a>"}} {{js "it's"}} {{urlquery "a b"}}
{{/* comment */ -}}
{{$x := 5}}{{$x = 6}}{{$x}} {{1.5}} {{'a'}} {{0x10}} {{"q\t"}} {{nil | printf "%v"}}
{{range 3}}{{.}}{{if eq . 1}}{{break}}{{end}}{{end}} {{block "extra" .Age}}age {{.}}{{end}}
`

func main() {
	funcs := template.FuncMap{"upper": strings.ToUpper, "div": func(a, b int) (int, error) {
		if b == 0 {
			return 0, errors.New("division by zero")
		}
		return a / b, nil
	}}
	user := &User{"Gopher", 14, []Pet{{"cat", "Tom"}, {"dog", "Rex"}}, map[string]int{"b": 2, "a": 1}}
	t := template.Must(template.New("page").Funcs(funcs).Parse(strings.Replace(page, "{{nil | printf \"%v\"}}", "", 1)))
	fmt.Println(t.Execute(os.Stdout, user))
	fmt.Println(t.Execute(os.Stdout, &User{}))
	for _, bad := range []string{"{{.Nope}}", "{{.Fail}}", "{{div 1 0}}", "{{index .Pets 9}}", "{{template \"none\"}}", "{{.Name.X}}", "{{call .Age}}"} {
		t, err := template.New("bad").Funcs(funcs).Parse(bad)
		if err == nil {
			err = t.Execute(os.Stdout, user)
		}
		fmt.Println(err)
	}
	for _, bad := range []string{"{{", "{{if}}", "{{end}}", "{{range .}}", "{{nofunc 1}}", "{{.A | 3}}", "{{$y}}", "{{\"a}}", "{{/* x }}"} {
		_, err := template.New("syntax").Parse(bad)
		fmt.Println(err)
	}
}
