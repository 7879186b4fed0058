package demo_test

import (
	"demo"
	"os"
	"path/filepath"
	"testing"
)

func TestMain(m *testing.M) {
	println("before")
	code := m.Run()
	println("after")
	os.Exit(code)
}

func TestExternal(t *testing.T) {
	if demo.Internal() != 42 || demo.Exported() != 42 {
		t.Fatal("not 42")
	}
}

func TestEnvironment(t *testing.T) {
	t.Run("set", func(t *testing.T) {
		t.Setenv("DEMO_X", "y")
		if os.Getenv("DEMO_X") != "y" {
			t.Error("not set")
		}
	})
	if _, ok := os.LookupEnv("DEMO_X"); ok {
		t.Error("still set")
	}
	var dir string
	t.Run("dir", func(t *testing.T) {
		dir = t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "f"), []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	})
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Error("still there:", err)
	}
	if _, err := os.Stat("testdata/fuzz/FuzzCorpus/one"); err != nil {
		t.Error("not in the package's folder:", err)
	}
}

func TestShort(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	if !testing.Testing() {
		t.Error("Testing")
	}
}

func TestCleanupOrder(t *testing.T) {
	defer t.Log("deferred")
	t.Cleanup(func() { t.Log("second") })
	t.Cleanup(func() { t.Log("first") })
	t.Run("sub", func(t *testing.T) { t.Cleanup(func() { t.Log("sub") }) })
}

func TestFatalInSub(t *testing.T) {
	ok := t.Run("fatal", func(t *testing.T) {
		defer t.Log("deferred")
		t.Fatal("fatal\nlines")
	})
	t.Log("result", ok)
	t.Run("", func(t *testing.T) {})
	t.Run("", func(t *testing.T) {})
	t.Run("a#01", func(t *testing.T) {})
	t.Run("a", func(t *testing.T) {})
	t.Run("a", func(t *testing.T) {})
	t.Run("a\x00b", func(t *testing.T) {})
}

func FuzzCorpus(f *testing.F) {
	f.Add([]byte("seed"), uint8(1))
	f.Fuzz(func(t *testing.T, b []byte, n uint8) {
		t.Logf("%q %d", b, n)
		if n == 200 {
			t.Errorf("200")
		}
	})
}

func BenchmarkLog(b *testing.B) {
	b.Log("n")
	for range b.N {
	}
}

func BenchmarkFail(b *testing.B) { b.Fatal("no") }
