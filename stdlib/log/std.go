package log

import (
	"fmt"
	"io"
	"os"
)

// Print writes a line in the manner of fmt.Print.
func Print(v ...any) { std.output(0, 2, fmt.Sprint(v...)) }

// Println writes a line in the manner of fmt.Println.
func Println(v ...any) { std.output(0, 2, fmt.Sprintln(v...)) }

// Printf writes a line in the manner of fmt.Printf.
func Printf(format string, v ...any) { std.output(0, 2, fmt.Sprintf(format, v...)) }

// Fatal is Print and os.Exit(1).
func Fatal(v ...any) {
	std.output(0, 2, fmt.Sprint(v...))
	os.Exit(1)
}

// Panic is Print and panic.
func Panic(v ...any) {
	s := fmt.Sprint(v...)
	std.output(0, 2, s)
	panic(s)
}

// Fatalf is Printf and os.Exit(1).
func Fatalf(format string, v ...any) {
	std.output(0, 2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

// Panicf is Printf and panic.
func Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	std.output(0, 2, s)
	panic(s)
}

// Fatalln is Println and os.Exit(1).
func Fatalln(v ...any) {
	std.output(0, 2, fmt.Sprintln(v...))
	os.Exit(1)
}

// Panicln is Println and panic.
func Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	std.output(0, 2, s)
	panic(s)
}

// Output writes a line of the standard Logger.
func Output(calldepth int, s string) error { return std.output(0, calldepth+1, s) }

// Flags returns what stands before lines of the standard Logger.
func Flags() int { return std.Flags() }

// SetFlags sets what stands before lines of the standard Logger.
func SetFlags(flag int) { std.SetFlags(flag) }

// Prefix returns the prefix of the standard Logger.
func Prefix() string { return std.Prefix() }

// SetPrefix sets the prefix of the standard Logger.
func SetPrefix(prefix string) { std.SetPrefix(prefix) }

// Writer returns where the standard Logger writes to.
func Writer() io.Writer { return std.Writer() }

// SetOutput sets where the standard Logger writes to.
func SetOutput(w io.Writer) { std.SetOutput(w) }

// defaultOutput is what package log/internal calls DefaultOutput.
func defaultOutput(pc uintptr, data []byte) error { return std.output(pc, 0, string(data)) }
