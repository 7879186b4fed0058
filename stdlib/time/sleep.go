package time

import "unsafe"

// Sleep pauses the goroutine for at least d.
func Sleep(d Duration)

// runtimeTimer is what the scheduler knows of a timer.
type runtimeTimer struct {
	when    int64          // on the monotonic clock
	period  int64          // above 0: again and again
	c       unsafe.Pointer // where the time is sent to, or nil
	f       func()         // runs in a goroutine of its own when c is nil
	loc     unsafe.Pointer // *Location of the time sent
	private [4]uintptr
}

func startTimer(t *runtimeTimer)
func stopTimer(t *runtimeTimer) bool
func resetTimer(t *runtimeTimer, when, period int64) bool

// when returns the reading of the monotonic clock after d.
func when(d Duration) int64 {
	if d <= 0 {
		return runtimeNano()
	}
	t := runtimeNano() + int64(d)
	if t < 0 {
		t = 1<<63 - 1
	}
	return t
}

// Timer stands for one event in the future: the time is sent on C, or a function is called.
type Timer struct {
	C <-chan Time
	r runtimeTimer
}

func channelTimer(d Duration, period int64) *Timer {
	c := make(chan Time, 1)
	t := &Timer{C: c}
	t.r.when = when(d)
	t.r.period = period
	t.r.c = *(*unsafe.Pointer)(unsafe.Pointer(&c))
	t.r.loc = unsafe.Pointer(Local)
	startTimer(&t.r)
	return t
}

// NewTimer returns a Timer that sends the time on its channel after d.
func NewTimer(d Duration) *Timer {
	return channelTimer(d, 0)
}

// After returns a channel on which the time is sent after d.
func After(d Duration) <-chan Time {
	return NewTimer(d).C
}

// AfterFunc calls f in a goroutine of its own after d.
func AfterFunc(d Duration, f func()) *Timer {
	t := &Timer{}
	t.r.when = when(d)
	t.r.f = f
	startTimer(&t.r)
	return t
}

// Stop keeps the Timer from firing. It reports whether it was going to; if not, a function that it
// calls was started already.
func (t *Timer) Stop() bool {
	if t.r.c == nil && t.r.f == nil {
		panic("time: Stop called on uninitialized Timer")
	}
	return stopTimer(&t.r)
}

// Reset makes the Timer fire after d from now, and reports whether it was going to fire.
func (t *Timer) Reset(d Duration) bool {
	if t.r.c == nil && t.r.f == nil {
		panic("time: Reset called on uninitialized Timer")
	}
	return resetTimer(&t.r, when(d), 0)
}

// Ticker sends the time on C again and again.
type Ticker struct {
	C <-chan Time
	t *Timer
}

// NewTicker returns a Ticker with the period d; it drops ticks for slow receivers. It panics when d
// is not positive.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	t := channelTimer(d, int64(d))
	return &Ticker{t.C, t}
}

// Stop ends the ticking. The channel is not closed.
func (t *Ticker) Stop() {
	if t.t != nil {
		stopTimer(&t.t.r)
	}
}

// Reset changes the period; the next tick comes after d. It panics when d is not positive.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.t == nil {
		panic("time: Reset called on uninitialized Ticker")
	}
	resetTimer(&t.t.r, when(d), int64(d))
}

// Tick returns the channel of a new Ticker; nil when d is not positive.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}
