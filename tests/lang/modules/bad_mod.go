// module
// exit 1

// What go.mod may not hold.
package main
