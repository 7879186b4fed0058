// run

// What main functions of other tools call: tests and examples by lists, with matching of their own,
// and coverage that the program counts by itself.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

func match(pattern, name string) (bool, error) {
	if pattern == "bad" {
		return false, errors.New("a bad pattern")
	}
	return strings.HasSuffix(name, pattern), nil
}

var tests = []testing.InternalTest{
	{"TestOne", func(t *testing.T) { fmt.Println("in", t.Name()) }},
	{"TestTwo", func(t *testing.T) { t.Fatal("not selected") }},
	{"TestOnes", func(t *testing.T) { t.Fatal("not selected: the name has no such end") }},
}

var examples = []testing.InternalExample{
	{"ExampleOne", func() { fmt.Println("one") }, "one\n", false},
	{"ExampleTwo", func() { fmt.Println("two") }, "one\n", false},
}

func main() {
	fmt.Println(testing.CoverMode() == "", testing.Coverage())
	testing.RegisterCover(testing.Cover{Mode: "set", Counters: map[string][]uint32{"a.go": {0, 1, 3, 0}}})
	fmt.Println(testing.CoverMode(), testing.Coverage())
	testing.Init()
	flag.CommandLine.Parse([]string{"-test.run=One"})
	fmt.Println(testing.RunExamples(match, examples))
	examples[0].Output = "another"
	os.Stderr = os.Stdout
	fmt.Println(testing.RunTests(match, tests))
	fmt.Println(testing.RunExamples(func(pattern, name string) (bool, error) { return name == "ExampleTwo", nil }, examples[:1]))
	testing.Main(match, tests, nil, nil)
}
