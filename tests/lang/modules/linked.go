// module

// Names that //go:linkname ties to those of another package: a variable, one of a group of variables,
// a function without a body, and a comment in another file than the declaration.
package main
