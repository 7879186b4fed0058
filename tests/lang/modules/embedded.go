// module

// //go:embed for strings, bytes and embed.FS.
package main
