// module

// Packages of one module and of a replaced one: internal, init order, dot and blank imports.
package main
