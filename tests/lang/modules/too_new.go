// module
// exit 1

// go.mod asks for a Go that does not exist yet.
package main
