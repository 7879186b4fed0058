// module
// exit 1

// Packages that are nowhere.
package main
