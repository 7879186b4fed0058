// Package internal lets log/slog write through the standard Logger of package log.
package internal

//go:linkname defaultOutput log.defaultOutput
func defaultOutput(pc uintptr, data []byte) error

// DefaultOutput writes data as a line of log's standard Logger; pc is the place of the call.
var DefaultOutput func(pc uintptr, data []byte) error = defaultOutput
