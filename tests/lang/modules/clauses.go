// module
// exit 1

// Two packages in one folder.
package main
