// errorcheck

package main

type T struct{}

func seq(yield func(int, string) bool) {}
func bad(yield func(int))              {}

func main() {
	var in chan<- int
	for range 10 {
	}
	for i := range 10 {
		_ = i
	}
	for i, v := range 10 { // ERROR "range over 10 \(untyped int constant\) permits only one iteration variable"
		_, _ = i, v
	}
	for k, v := range seq {
		_, _ = k, v
	}
	for range bad { // ERROR "cannot range over bad .*: func must be func\(yield func\(...\) bool\): yield func does not return bool"
	}
	for range in { // ERROR "cannot range over in \(variable of type chan<- int\): receive from send-only channel"
	}
	for range (T{}) { // ERROR "cannot range over \(T{}\) \(value of type T\)"
	}
	var s string
	for s = range []int{} { // ERROR "cannot use s \(value of type int\) as string value in assignment"
	}
	for i, c := range "abc" {
		var r rune = c
		_, _ = i, r
	}
	for unused := range map[int]bool{} { // ERROR "declared and not used: unused"
	}
	_ = s
}
