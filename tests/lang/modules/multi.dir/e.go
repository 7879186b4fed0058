//go:build ignore

package main

func helper() string { return "must not be built" }
