// run

// A function that defers counts its results as alive from the entry on. They must be zero before
// the first use of a library package runs its initialisers, which may collect.
package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

type pair struct{ left, right *pair }

// litter leaves pointers to garbage where the frames of later calls will be.
func litter(depth int) *pair {
	a, b, c, d := &pair{}, &pair{}, &pair{}, &pair{}
	if depth > 0 {
		a.left = litter(depth - 1)
	}
	b.left, c.left, d.left = a, b, c
	return &pair{d, d}
}

func main() {
	name := filepath.Join(os.TempDir(), "none of this name")
	uses := []func() error{
		func() error { _, err := os.ReadFile(name); return err },
		func() error { _, err := os.ReadDir(name); return err },
		func() error { var v any; return json.Unmarshal([]byte("{"), &v) },
		func() error { _, err := url.Parse("%zz"); return err },
		func() error { _, err := regexp.Compile("("); return err },
		func() error { _, err := csv.NewReader(strings.NewReader("\"")).Read(); return err },
		func() error { _, err := time.Parse(time.RFC3339, "x"); return err },
		func() error { _, err := bufio.NewReader(strings.NewReader("")).ReadByte(); return err },
		func() error { return filepath.WalkDir(name, func(string, os.DirEntry, error) error { return io.EOF }) },
	}
	for i, use := range uses {
		litter(40)
		err := use()
		fmt.Println(i, err != nil, errors.Is(err, os.ErrNotExist))
	}
}
