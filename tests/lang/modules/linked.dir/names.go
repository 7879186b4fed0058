package main

import _ "unsafe"

//go:linkname name demo/counter.label
