package a

import "testing"

func TestA(t *testing.T) {
	if A() != "ab" {
		t.Error(A())
	}
}
