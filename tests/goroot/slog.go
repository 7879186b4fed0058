// run
// needs goroot

// log/slog: handlers for text and JSON, groups, levels, values that make themselves.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"
)

type secret string

func (secret) LogValue() slog.Value { return slog.StringValue("***") }

func main() {
	options := &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey && len(groups) == 0 {
			return slog.Attr{}
		}
		return a
	}}
	for _, h := range []slog.Handler{slog.NewTextHandler(os.Stdout, options), slog.NewJSONHandler(os.Stdout, options)} {
		l := slog.New(h)
		l.Info("hello world", "n", 1, "f", 2.5, "s", "a b\"c", "d", 3*time.Second, "nil", nil)
		l.Warn("odd", "key")
		l.Error("failed", "err", errors.New("no such thing"), "pw", secret("x"))
		l.Debug("group", slog.Group("g", slog.Int("a", 1), slog.Group("h", "b", true)))
		l.With("w", []int{1, 2}).WithGroup("req").With("id", 7).Info("nested", "x", struct{ A, B int }{1, 2})
		l.LogAttrs(context.Background(), slog.LevelInfo+2, "attrs", slog.Any("m", map[string]int{"k": 1}), slog.Time("t", time.Unix(0, 0).UTC()))
		fmt.Println(l.Enabled(context.Background(), slog.LevelDebug-1))
	}
	var level slog.LevelVar
	level.Set(slog.LevelWarn)
	l := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{Level: &level, ReplaceAttr: options.ReplaceAttr}))
	l.Info("not seen")
	level.Set(slog.LevelInfo)
	l.Info("seen")
	fmt.Println(level.Level(), slog.Level(3), slog.LevelError+1)
}
