// module
// exit 1

// No file of the package is for this system.
package main
