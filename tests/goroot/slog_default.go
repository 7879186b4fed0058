// run
// needs goroot

// The default handler of log/slog writes through the standard logger of package log, with the place of
// the call; once another handler is the default, package log writes through that one.
package main

import (
	"log"
	"log/slog"
	"os"
)

func main() {
	log.SetOutput(os.Stdout)
	log.SetFlags(log.Lshortfile)
	slog.Info("hi", "a", 1)
	log.Print("x")
	slog.SetDefault(slog.Default().With("k", 2))
	slog.Warn("w")
	log.Print("through slog")
}
