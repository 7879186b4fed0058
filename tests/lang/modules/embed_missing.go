// module
// exit 1

// A pattern that matches nothing.
package main
