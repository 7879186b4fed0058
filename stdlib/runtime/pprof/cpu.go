package pprof

import (
	"errors"
	"io"
)

// StartCPUProfile would begin to sample where the time goes; it returns an error, as a program
// cannot start that itself here: `mound run -profile` does it from outside.
func StartCPUProfile(w io.Writer) error {
	return errors.New("cpu profiling is started by mound run -profile")
}

// StopCPUProfile ends what StartCPUProfile began.
func StopCPUProfile() {}
