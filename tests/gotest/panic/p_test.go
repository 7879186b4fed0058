package panics

import (
	"os"
	"testing"
	"time"
)

func TestPanic(t *testing.T) {
	t.Cleanup(func() { t.Log("cleanup") })
	t.Run("inner", func(t *testing.T) {
		t.Log("before")
		panic("boom")
	})
}

func TestNil(t *testing.T) {
	var m map[string]int
	m["x"] = 1
}

func TestExit0(t *testing.T) { os.Exit(0) }

func TestExit3(t *testing.T) { os.Exit(3) }

func TestSleep(t *testing.T) { time.Sleep(20 * time.Second) }

func TestParallelEnv(t *testing.T) {
	t.Parallel()
	t.Setenv("A", "B")
}

func TestParentFatal(t *testing.T) {
	t.Run("sub", func(sub *testing.T) { t.FailNow() })
	t.Log("not reached")
}

func TestPrints(t *testing.T) { os.Stdout.WriteString("no newline") }

func ExamplePanic() {
	panic("example")
	// Output: nothing
}
