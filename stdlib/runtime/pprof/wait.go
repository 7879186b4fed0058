package pprof

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"
)

func countBlock() int {
	n, _ := runtime.BlockProfile(nil)
	return n
}

func countMutex() int {
	n, _ := runtime.MutexProfile(nil)
	return n
}

func writeBlock(w io.Writer, debug int) error {
	return writeWaiting(w, debug, "contention", runtime.BlockProfile)
}

func writeMutex(w io.Writer, debug int) error {
	return writeWaiting(w, debug, "mutex", runtime.MutexProfile)
}

func writeWaiting(w io.Writer, debug int, title string, read func([]runtime.BlockProfileRecord) (int, bool)) error {
	records := readRecords(read)
	slices.SortFunc(records, func(a, b runtime.BlockProfileRecord) int { return cmp.Compare(b.Cycles, a.Cycles) })
	if debug > 0 {
		return writeWaitingText(w, title, records)
	}
	p := begin("contentions", "count", 1)
	sampleType(p, "contentions", "count")
	sampleType(p, "delay", "nanoseconds")
	for i := range records {
		r := &records[i]
		sample(p, r.Stack(), []int64{r.Count, r.Cycles}, false)
	}
	setTime(p, time.Now().UnixNano(), 0)
	_, err := w.Write(finish(p))
	return err
}

func writeWaitingText(w io.Writer, title string, records []runtime.BlockProfileRecord) error {
	out := tabwriter.NewWriter(w, 1, 8, 1, '\t', 0)
	fmt.Fprintf(out, "--- %s:\ncycles/second=1000000000\n", title)
	if title == "mutex" {
		fmt.Fprintf(out, "sampling period=%d\n", runtime.SetMutexProfileFraction(-1))
	}
	for i := range records {
		r := &records[i]
		fmt.Fprintf(out, "%v %v @", r.Cycles, r.Count)
		for _, pc := range r.Stack() {
			fmt.Fprintf(out, " %#x", pc)
		}
		fmt.Fprint(out, "\n")
		writeFrames(out, r.Stack(), true)
	}
	return out.Flush()
}
