// Package testlog lets package testing see what a test does to the process.
package testlog

// PanicOnExit0 is set while tests run under `mound test`: an os.Exit(0) in a test would make it
// look passed.
var PanicOnExit0 bool
