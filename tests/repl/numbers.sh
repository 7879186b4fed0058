#!/bin/bash
# tests/repl/numbers.sh MOUND - the numbers that the session shows agree with runtime.ReadMemStats,
# with each other and with a walk over the heap at the same moment, for several heaps, before and
# after collections. The comparing is done by a Go program that mound runs, on what a session at a
# pipe has printed as JSON.
set -u
mound=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What is asked of each heap. ReadMemStats is called before and after: what the run time does for
# itself meanwhile (a stack for the evaluation, a page given back) may change a number in between.
asked() {
    echo 'runtime.ReadMemStats(&m)'
    for command in ':stats' ':heap type all' ':heap line all' ':heap class all' ':heap span all' \
        ':classes' ':spans' ':ledger' ':stats HeapAlloc'; do
        echo "println(\"== $command\")"
        echo "$command -json"
    done
    echo 'runtime.ReadMemStats(&after)'
    echo 'println("== before")'
    echo 'func() { text, _ := json.Marshal(m); fmt.Println(string(text)) }()'
    echo 'println("== after")'
    echo 'func() { text, _ := json.Marshal(after); fmt.Println(string(text)) }()'
    echo 'println("== end")'
}

{
    echo 'var m, after runtime.MemStats; debug.SetGCPercent(-1); debug.SetGCPercent(-1)'
    echo 'func warm() { text, _ := json.Marshal(m); fmt.Fprint(io.Discard, string(text)) }; warm()'
    asked
    echo 'type Node struct { left, right *Node; name string }'
    echo 'func tree(n int) *Node { if n == 0 { return nil }; return &Node{tree(n-1), tree(n-1), strings.Repeat("x", n)} }'
    echo 'root := tree(12); big := make([]byte, 1<<20); list := make([]*int, 50000)'
    echo 'for i := range list { list[i] = new(int) }'
    asked
    echo 'root = nil; list = list[:100]; m2 := map[int]string{}'
    echo 'for i := range 3000 { m2[i] = strconv.Itoa(i) }'
    asked
    echo 'runtime.GC(); runtime.GC()'
    asked
    echo 'big = nil; root = tree(8); for range 50 { go func() { select {} }() }; runtime.GC()'
    asked
} >"$work/input"

cat >"$work/compare.go" <<'GO'
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

type row = map[string]any

var passed, failed int

// A number of before and of after.
type span [2]float64

func exactly(number float64) span { return span{number, number} }

func (s span) less(number float64) span { return span{s[0] - number, s[1] - number} }

func check(what string, got float64, want span) {
	if got >= min(want[0], want[1]) && got <= max(want[0], want[1]) {
		passed++
		return
	}
	failed++
	fmt.Printf("%s: %.0f, not %.0f\n", what, got, want)
}

func sum(rows []row, keys ...string) (total float64) {
	for _, r := range rows {
		product := 1.0
		for _, key := range keys {
			product *= r[key].(float64)
		}
		total += product
	}
	return
}

func rows(text string) (list []row) {
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		fmt.Println(err, text)
		os.Exit(1)
	}
	return
}

const page = 8192

func compare(name string, said map[string]string) {
	var m, after row
	if json.Unmarshal([]byte(said["before"]), &m) != nil ||
		json.Unmarshal([]byte(said["after"]), &after) != nil {
		fmt.Println("no ReadMemStats in", name, said)
		os.Exit(1)
	}
	field := func(name string) span { return span{m[name].(float64), after[name].(float64)} }
	// Every field of :stats.
	for _, r := range rows(said[":stats"]) {
		if _, known := m[r["field"].(string)].(float64); !known {
			continue // no number
		}
		check(name+" :stats "+r["field"].(string), r["value"].(float64), field(r["field"].(string)))
	}
	// The same objects, added up in four ways; together with the garbage they are HeapAlloc.
	byType := rows(said[":heap type all"])
	for _, by := range []string{"line", "class", "span"} {
		other := rows(said[":heap "+by+" all"])
		check(name+" :heap "+by+" bytes", sum(other, "bytes"), exactly(sum(byType, "bytes")))
		check(name+" :heap "+by+" objects", sum(other, "objects"), exactly(sum(byType, "objects")))
	}
	classes := rows(said[":classes"])
	check(name+" :classes live", sum(classes, "live"), exactly(sum(byType, "objects")))
	check(name+" :classes objects * size", sum(classes, "objects", "size"), field("HeapAlloc"))
	spans := rows(said[":spans"])
	check(name+" :spans objects * slot", sum(spans, "objects", "slot_bytes"), field("HeapAlloc"))
	check(name+" :spans pages", sum(spans, "pages")*page, field("HeapInuse"))
	check(name+" :classes spans", sum(classes, "spans"), exactly(float64(len(spans))))
	check(name+" :classes free", sum(classes, "free_bytes"), field("HeapInuse").less(sum(byType, "bytes")))
	// The ledger adds up to the resident set.
	ledger, parts := rows(said[":ledger"]), 0.0
	for _, r := range ledger {
		bytes := r["bytes"].(float64)
		switch r["part"] {
		case "together":
			check(name+" :ledger", parts, exactly(bytes))
		case "objects":
			check(name+" :ledger objects", bytes, field("HeapAlloc"))
		case "fragmentation":
			check(name+" :ledger fragmentation", bytes, field("HeapInuse").less(m["HeapAlloc"].(float64)))
		}
		parts += bytes
	}
	// MemStats itself.
	for i := range 2 {
		check(name+" HeapSys", field("HeapSys")[i],
			exactly(field("HeapInuse")[i]+field("HeapIdle")[i]))
		check(name+" HeapObjects", field("HeapObjects")[i],
			exactly(field("Mallocs")[i]-field("Frees")[i]))
		check(name+" Sys", field("Sys")[i], exactly(field("HeapSys")[i]+field("StackSys")[i]+
			field("MSpanSys")[i]+field("MCacheSys")[i]+field("BuckHashSys")[i]+field("GCSys")[i]+
			field("OtherSys")[i]))
	}
}

func main() {
	text, _ := os.ReadFile(os.Args[1])
	said, heap := map[string]string{}, 0
	for _, part := range strings.Split(string(text), "== ")[1:] {
		title, body, _ := strings.Cut(part, "\n")
		said[title] = body
		if title == "end" {
			heap++
			compare(fmt.Sprintf("heap %d", heap), said)
			said = map[string]string{}
		}
	}
	if heap != 5 {
		fmt.Println("the session ended early:", string(text[max(0, len(text)-500):]))
		failed++
	}
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 {
		os.Exit(1)
	}
}
GO
GOMAXPROCS=2 timeout 60 "$mound" repl <"$work/input" >"$work/said" 2>&1
timeout 60 "$mound" run "$work/compare.go" "$work/said"
