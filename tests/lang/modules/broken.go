// module
// exit 1

// Errors of imported packages, each by itself; what imports a broken one is not checked.
package main
