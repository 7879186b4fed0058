// run

// A heap profile: who allocated what is still in use.
//
// Look at the two numbers of each line: what is in use now, and in brackets what was ever
// allocated. The file that WriteHeapProfile makes is for `go tool pprof`; the text comes from the
// same records. Sampling at rate 1 records every allocation; the default is one in 512 KiB.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strings"
)

var cache [][]byte

//go:noinline
func leak(n int) {
	for range n {
		cache = append(cache, make([]byte, 10000))
	}
}

//go:noinline
func churn(n int) (sum int) {
	for range n {
		sum += len(bytes.Repeat([]byte("x"), 5000))
	}
	return sum
}

func memoryProfile(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	runtime.GC() // the profile shows the state at the end of the last collection
	return pprof.WriteHeapProfile(f)
}

func main() {
	runtime.MemProfileRate = 1
	leak(100)
	churn(300)

	path := filepath.Join(os.TempDir(), fmt.Sprint("mem", os.Getpid(), ".prof"))
	if err := memoryProfile(path); err != nil {
		fmt.Println(err)
		return
	}
	defer os.Remove(path)
	data, err := os.ReadFile(path)
	fmt.Println("a gzip file:", err == nil && bytes.HasPrefix(data, []byte{0x1f, 0x8b}))

	records := make([]runtime.MemProfileRecord, 1000)
	n, _ := runtime.MemProfile(records, true)
	inUse := map[string][2]int64{}
	for _, r := range records[:n] {
		// The innermost function of the program itself.
		frames := runtime.CallersFrames(r.Stack())
		for {
			frame, more := frames.Next()
			if strings.HasPrefix(frame.Function, "main.") {
				sum := inUse[frame.Function]
				sum[0] += r.InUseObjects()
				sum[1] += r.AllocObjects
				inUse[frame.Function] = sum
				break
			}
			if !more {
				break
			}
		}
	}
	for _, name := range []string{"main.leak", "main.churn"} {
		fmt.Printf("%-10s %d objects in use [%d allocated]\n", name, inUse[name][0], inUse[name][1])
	}
}
