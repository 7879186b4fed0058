package debug

import (
	"slices"
	"time"
)

// GCStats tells of recent collections.
type GCStats struct {
	LastGC         time.Time
	NumGC          int64
	PauseTotal     time.Duration
	Pause          []time.Duration // the latest first
	PauseEnd       []time.Time     // the latest first
	PauseQuantiles []time.Duration // minimum, quantiles, maximum, as many as the caller made room for
}

// readGCStats fills out with pauses, their ends, the time of the last collection, the number of
// collections and the total pause; it returns how many words those are.
//
//go:noescape
func readGCStats(out []uint64) int

// ReadGCStats fills stats.
func ReadGCStats(stats *GCStats) {
	words := make([]uint64, 2*256+3)
	words = words[:readGCStats(words)]
	n := len(words) - 3
	stats.LastGC = time.Unix(0, int64(words[n]))
	stats.NumGC = int64(words[n+1])
	stats.PauseTotal = time.Duration(words[n+2])
	count := n / 2
	stats.Pause = stats.Pause[:0]
	stats.PauseEnd = stats.PauseEnd[:0]
	for i := 0; i < count; i++ {
		stats.Pause = append(stats.Pause, time.Duration(words[i]))
		stats.PauseEnd = append(stats.PauseEnd, time.Unix(0, int64(words[count+i])))
	}
	if nq := len(stats.PauseQuantiles); nq > 0 {
		if count == 0 {
			clear(stats.PauseQuantiles)
			return
		}
		sorted := slices.Clone(stats.Pause)
		slices.Sort(sorted)
		nq--
		for i := 0; i < nq; i++ {
			stats.PauseQuantiles[i] = sorted[len(sorted)*i/nq]
		}
		stats.PauseQuantiles[nq] = sorted[len(sorted)-1]
	}
}
