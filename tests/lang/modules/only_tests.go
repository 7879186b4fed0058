// module
// exit 1

// A package that is made of tests alone.
package main
