// module
// exit 1

// An import cycle is shown with the chain that leads to it.
package main
