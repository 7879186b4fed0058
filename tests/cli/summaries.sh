#!/bin/bash
# tests/cli/summaries.sh MOUND - that what the build found out about library functions is used, and
# is what is found without it (escape/library.h); and that printing a struct needs no reflection.
set -u
mound=$(realpath "${1:?the mound program}") || exit 2
source "$(dirname "$0")/../checks.sh" || exit 2
cd "$work" || exit 2
show_files=({out,peak}.{0,1,2,parts1,parts2})

# Prints a struct, and how many kilobytes were resident at most.
cat >show.go <<'GO'
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
)

type point struct {
	X, Y int
	Tags map[string][]float64
}

func main() {
	p := &point{1, 2, map[string][]float64{"a": {1.5}, "b": nil}}
	fmt.Printf("%v %+v %#v\n", p, *p, p.Tags)
	fmt.Println(fmt.Errorf("outer: %w", errors.New("inner")), sort.SearchInts([]int{1, 3}, 3))
	text, err := json.Marshal(p)
	fmt.Println(strings.ToUpper(string(text)), err)
	status, _ := os.ReadFile("/proc/self/status")
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	fmt.Fprintln(os.Stderr, strings.Fields(peak)[0])
}
GO

# run N: with MOUND_DEBUG=summaries=N; output in out.N, kilobytes in peak.N.
run() { MOUND_DEBUG=summaries=$1 "$mound" run show.go >"out.$1" 2>"peak.$1"; }

smaller() {
    local without with
    without=$(cat peak.0)
    with=$(cat peak.1)
    [ $((without - with)) -ge 2000 ] || { echo "without: $without KB, with: $with KB"; false; }
}

check "a program runs without summaries" run 0
check "and with them" run 1
check "and finds what they say" run 2
check "the output is the same" cmp out.0 out.1
check "two megabytes less are resident" smaller

escape() { MOUND_DEBUG=summaries=$1 "$mound" escape -m=2 show.go >"out.$1" 2>&1; }
check "escape without summaries" escape 0
check "escape with them" escape 1
check "the decisions are the same" cmp out.0 out.1

# Values without methods that say how they read are printed without reflection (stdlib/fmt/basic.h):
# a program that prints them needs little more memory than one that prints numbers.
for value in '1, 2, "a", "e"' 'cell{1, 2}, cell{}, [2][1]any{{1}, {"a"}}, fmt.Errorf("e %d", 1) == nil'; do
    cat <<GO
package main

import (
	"fmt"
	"os"
	"strings"
)

type cell struct{ X, Y int }

func main() {
	fmt.Println($value)
	status, _ := os.ReadFile("/proc/self/status")
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	fmt.Fprintln(os.Stderr, strings.Fields(peak)[0])
}
GO
done | awk '/^package/ { n++ } { print >("parts" n ".go") }'

parts() { "$mound" run "parts$1.go" >"out.parts$1" 2>"peak.parts$1"; }

little_more() {
    local numbers structs
    numbers=$(cat peak.parts1)
    structs=$(cat peak.parts2)
    [ $((structs - numbers)) -le 800 ] && return
    echo "numbers: $numbers KB, structs: $structs KB"
    return 1
}

check "a program prints numbers" parts 1
check "and structs" parts 2
check "as Go does" grep -qxF '{1 2} {0 0} [[1] [a]] false' out.parts2
check "with little more memory" little_more

checks_end
