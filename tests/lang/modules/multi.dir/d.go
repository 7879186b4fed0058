//go:build linux && (amd64 || arm64) && !cgo_is_never_a_tag && go1.18

package main

import "fmt"

func init() { fmt.Println("init main 2") }

func helper() string { return "helper of d.go" }
