package main

import "testing"

func TestWord(t *testing.T) {
	if word() != "hi" {
		t.Fail()
	}
}
