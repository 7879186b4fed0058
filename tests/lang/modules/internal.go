// module
// exit 1

// A package below internal/ is not for other modules.
package main
