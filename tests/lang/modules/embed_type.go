// module
// exit 1

// What cannot hold files.
package main
