// run
// needs goroot

// html/template: what is escaped depends on where it stands.
package main

import (
	"fmt"
	"html/template"
	"os"
)

type page struct {
	Title string
	Items []item
	Query map[string]int
	Safe  template.HTML
}

type item struct {
	Name, URL string
	Price     float64
}

const text = `<!doctype html>
<title>{{.Title}}</title>
{{range $i, $e := .Items}}<a href="{{.URL}}" title='{{.Name}}' onclick="f({{.Name}})">{{$i}} {{.Name | printf "%q"}} {{printf "%.2f" .Price}}</a>
{{else}}none
{{end}}<script>var x = {{.Query}}; var s = "{{.Title}}";</script>
{{with .Safe}}<p style="color: {{$.Title}}">{{.}}</p>{{end}}
{{template "foot" .Items}}
{{define "foot"}}{{len .}} items{{end}}`

func main() {
	t := template.Must(template.New("page").Parse(text))
	p := page{"A <b> & \"c\"", []item{{"O'Neil", "/q?a=1&b=<2>", 1.5}, {"</a>", "javascript:alert(1)", 2}},
		map[string]int{"k<": 1, "a": 2}, "<i>safe</i>"}
	if err := t.Execute(os.Stdout, p); err != nil {
		fmt.Println(err)
	}
	fmt.Println()
	fmt.Println(template.New("bad").Parse(`{{if}}`))
	fmt.Println(template.Must(template.New("ends").Parse(`<a href="{{if .}}x{{end}}`)).Execute(os.Stdout, 1))
	fmt.Println(template.HTMLEscapeString(`<a href="x">'&'</a>`), template.JSEscapeString("'<>\n"))
}
