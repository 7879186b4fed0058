package pprof

import (
	"errors"
	"io"
	"sync"
)

// startCPU begins to take samples and reports whether nobody did so already.
func startCPU() bool

// stopCPU ends that and returns what was found, as a file for the pprof tool; nil if nobody had begun.
func stopCPU() []byte

var cpu struct {
	mu sync.Mutex
	w  io.Writer
}

// StartCPUProfile begins to sample where the time goes: 100 times in a second of CPU time, unless
// runtime.SetCPUProfileRate said otherwise. It fails if a profile is being made already, also by
// `mound run -profile`.
func StartCPUProfile(w io.Writer) error {
	cpu.mu.Lock()
	defer cpu.mu.Unlock()
	if cpu.w != nil || !startCPU() {
		return errors.New("cpu profiling already in use")
	}
	cpu.w = w
	return nil
}

// StopCPUProfile ends what StartCPUProfile began and writes the profile to its writer.
func StopCPUProfile() {
	cpu.mu.Lock()
	defer cpu.mu.Unlock()
	if cpu.w == nil {
		return
	}
	cpu.w.Write(stopCPU())
	cpu.w = nil
}
