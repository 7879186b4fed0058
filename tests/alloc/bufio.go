package main

import (
	"bufio"
	"strings"
)

func test() any {
	scanner := bufio.NewScanner(strings.NewReader("one\ntwo\nthree\n"))
	var lines []string
	for scanner.Scan() {
		lines = append(lines, scanner.Text())
	}
	return lines
}
