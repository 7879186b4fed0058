// module

// Other modules from vendor/, each with its own language version.
package main
