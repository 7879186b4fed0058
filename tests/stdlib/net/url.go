// run
package main

import (
	"fmt"
	"net/url"
)

var texts = []string{
	"http://user:pa%20ss@example.com:8080/a%2fb/c d?q=1&r=%41#frag%20x", "https://[fe80::1%25en0]:80/", "mailto:who@example.com",
	"//host/path", "/abs/../path?", "rel/./x", "a:b", "1a:b", ":x", "http://a b/", "http://h:port/", "http://[::1", "*", "", "?q", "#f",
	"http://%41/", "http://x/%zz", "x://h/p;v=1,2", "file:///etc/passwd", "http://host?x=1", "HTTP://Up/Er", "http://ho%25st/",
	"http://u@h@x/", "a/b:c", "http:/p", "http:///p", "\x7f", "http://é.com/ü?ñ", "http://host/!$&'()*+,;=:@[]", "x:?q", "http://h/#a#b",
}

func main() {
	base, _ := url.Parse("http://a/b/c/d;p?q")
	for _, text := range texts {
		u, err := url.Parse(text)
		fmt.Printf("%q: %v\n", text, err)
		if err == nil {
			fmt.Printf("  %+v\n  %q %q %q %q %q %q %v\n", *u, u, u.EscapedPath(), u.Hostname(), u.Port(), u.RequestURI(), u.Redacted(), u.IsAbs())
			fmt.Println(" ", base.ResolveReference(u), u.JoinPath("x", "../y/"), u.Query())
		}
		_, err = url.ParseRequestURI(text)
		fmt.Println(" ", err)
	}
	for _, ref := range []string{"g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", ";x", "", ".", "./", "..", "../", "../g",
		"../..", "../../g", "../../../g", "/./g", "/../g", "g.", "..g", "./../g", "g/./h", "g/../h", "g;x=1/../y", "a/b/../.."} {
		u, err := base.Parse(ref)
		fmt.Println(ref, u, err)
	}
	v, err := url.ParseQuery("a=1&b=%zz&a=2&c&=d&e;f&g=h+i%20j&%41=k")
	fmt.Println(v, err, v.Encode(), v.Get("a"), v.Has("c"), v.Get("none"))
	v.Set("a", "x&y")
	v.Add("z", "ü")
	v.Del("c")
	fmt.Println(v.Encode())
	for _, s := range []string{"a b/c?d&e=f+g", "%", "ü~-_.!*'()", "[]{}|\\^`\"<>#$,:;@"} {
		fmt.Println(url.QueryEscape(s), url.PathEscape(s))
		back, err := url.QueryUnescape(s)
		fmt.Printf("%q %v\n", back, err)
		fmt.Printf("%q\n", (&url.URL{Scheme: "s", Host: s, Path: s, Fragment: s, User: url.UserPassword(s, s)}).String())
	}
	fmt.Println(url.JoinPath("http://h/a/", "../b", "/c"))
	fmt.Println(url.User("x"), url.UserPassword("x", ""), (&url.URL{Path: "a:b"}).String(), (&url.URL{Path: "//a"}).String())
}
