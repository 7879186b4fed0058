package b_test

import (
	. "testing"

	"example.com/several/a"
	"example.com/several/b"
)

func TestB(t *T) {
	if a.A() != "a"+b.B() {
		t.Error(a.A())
	}
	t.Error("fails")
}

func BenchmarkB(b *B) {
	for i := 0; i < b.N; i++ {
	}
}

func Testify(t *T) { t.Error("is no test") }

func TestGeneric(t *T) { t.Helper() }
