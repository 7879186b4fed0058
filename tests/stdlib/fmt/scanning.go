// run

// Reading values back, and the errors of wrong input.
package main

import (
	"bufio"
	"fmt"
	"strings"
)

type point struct{ x, y int }

func (p *point) Scan(s fmt.ScanState, verb rune) error {
	_, err := fmt.Fscanf(s, "(%d,%d)", &p.x, &p.y)
	return err
}

func main() {
	var (
		i int
		u uint8
		f float64
		s string
		b bool
		c complex128
		r rune
		t []byte
		p point
	)
	show := func(n int, err error) {
		fmt.Println(n, err, i, u, f, s, b, c, r, string(t), p)
	}
	show(fmt.Sscan("12 200 1.5 word true", &i, &u, &f, &s, &b))
	show(fmt.Sscan("0x1f\n0b11\n2p3", &i, &u, &f))
	show(fmt.Sscan("12x", &i))
	show(fmt.Sscan("300", &u))
	show(fmt.Sscan("", &i))
	show(fmt.Sscanln("1 2\n3", &i, &u))
	show(fmt.Sscanln("1\n2", &i, &u))
	show(fmt.Sscanf("7-x-(1+2i)", "%d-%c-%v", &i, &r, &c))
	show(fmt.Sscanf("abc:6869 \"q s\"", "%3s:%x %q", &s, &t, &s))
	show(fmt.Sscanf("12345", "%2d%3d", &i, &u))
	show(fmt.Sscanf("10%", "%d%%", &i))
	show(fmt.Sscanf("x", "y"))
	show(fmt.Sscanf("5", "%d %d", &i, &u))
	show(fmt.Sscanf("5", "%d", &i, &u))
	show(fmt.Sscanf("5", "%z", &i))
	show(fmt.Sscan("(3,4)", &p))
	in := bufio.NewReader(strings.NewReader("1 a\n2 b\n"))
	for {
		n, err := fmt.Fscan(in, &i, &s)
		fmt.Println(n, err, i, s)
		if err != nil {
			break
		}
	}
}
