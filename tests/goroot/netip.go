// run
// needs goroot

// net/netip and html/template, which search by internal/bytealg.
package main

import (
	"fmt"
	"html/template"
	"net/netip"
	"os"
)

func main() {
	a, err := netip.ParseAddrPort("[fe80::1%eth0]:80")
	fmt.Println(a, err, a.Addr().Zone())
	p, err := netip.ParsePrefix("10.0.0.0/8")
	fmt.Println(p.Contains(netip.MustParseAddr("10.2.3.4")), err)
	template.Must(template.New("x").Parse("{{.}}<a href='{{.}}'>\n")).Execute(os.Stdout, "a&b")
}
