// run
// needs goroot

// time/tzdata registers itself with package time by a function that it knows by its link name only;
// of package net what opens no connection works, though mound lacks calls that others need.
package main

import (
	"fmt"
	"net"
	"time"
	_ "time/tzdata"
)

func main() {
	l, err := time.LoadLocation("Europe/Oslo")
	fmt.Println(l, err)
	fmt.Println(time.Date(2024, 7, 1, 12, 0, 0, 0, time.UTC).In(l))
	_, err = time.LoadLocation("Mars/Base")
	fmt.Println(err)
	fmt.Println(net.ParseIP("10.0.0.1"))
	_, n, err := net.ParseCIDR("10.1.0.0/16")
	fmt.Println(n, err)
	h, p, err := net.SplitHostPort("localhost:80")
	fmt.Println(h, p, err)
}
