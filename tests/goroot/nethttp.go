// run
// needs goroot

// net/http without a network: handlers answer requests that are made up.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hello/{name}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Query", r.URL.Query().Get("q"))
		fmt.Fprintf(w, "hello %s", r.PathValue("name"))
	})
	mux.HandleFunc("POST /form", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "c", Value: r.FormValue("v")})
		http.Error(w, "no", http.StatusTeapot)
	})
	for _, r := range []*http.Request{
		httptest.NewRequest("GET", "/hello/gopher?q=1", nil),
		httptest.NewRequest("GET", "/none", nil),
		httptest.NewRequest("PUT", "/form", strings.NewReader("v=1")),
		httptest.NewRequest("POST", "/form?v=2", nil),
	} {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		fmt.Printf("%d %q %v\n", w.Code, w.Body, w.Header())
	}
}
