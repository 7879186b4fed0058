// module
// exit 1

// Where //go:embed may not stand.
package main
