// Package signal passes signals of the operating system to channels.
package signal

import (
	"context"
	"os"
	"sync"
	"syscall"
)

func signalEnable(number int)
func signalDisable(number int)
func signalIgnore(number int)
func signalIgnored(number int) bool
func signalFile() (handle uintptr)
func signalNext() int
func pollWait(handle uintptr, write bool) int

const signalCount = 65

// set has a bit for each signal.
type set [2]uint64

func (s *set) has(n int) bool { return s[n/64]>>(n%64)&1 != 0 }
func (s *set) add(n int)      { s[n/64] |= 1 << (n % 64) }
func (s *set) remove(n int)   { s[n/64] &^= 1 << (n % 64) }

// registry knows who wants what.
var registry struct {
	sync.Mutex
	channels map[chan<- os.Signal]*set
	wanted   [signalCount]int // how many channels want it
	started  bool
}

// numbers returns the numbers of the signals, all if there are none given.
func numbers(sigs []os.Signal) []int {
	var result []int
	if len(sigs) == 0 {
		for n := 1; n < signalCount; n++ {
			result = append(result, n)
		}
	}
	for _, sig := range sigs {
		if s, ok := sig.(syscall.Signal); ok && s > 0 && int(s) < signalCount {
			result = append(result, int(s))
		}
	}
	return result
}

// loop hands on what comes.
func loop() {
	handle := signalFile()
	for {
		for n := signalNext(); n != 0; n = signalNext() {
			deliver(n)
		}
		pollWait(handle, false)
	}
}

func deliver(n int) {
	registry.Lock()
	defer registry.Unlock()
	for c, s := range registry.channels {
		if s.has(n) {
			select {
			case c <- syscall.Signal(n):
			default: // nobody waits and there is no room: the signal is dropped
			}
		}
	}
}

// Notify has signals sent to c, all if none are given. It does not wait for c: there must be room.
func Notify(c chan<- os.Signal, sig ...os.Signal) {
	if c == nil {
		panic("os/signal: Notify using nil channel")
	}
	registry.Lock()
	defer registry.Unlock()
	if registry.channels == nil {
		registry.channels = make(map[chan<- os.Signal]*set)
	}
	s := registry.channels[c]
	if s == nil {
		s = new(set)
		registry.channels[c] = s
	}
	if !registry.started {
		registry.started = true
		signalFile()
		go loop()
	}
	for _, n := range numbers(sig) {
		if s.has(n) {
			continue
		}
		s.add(n)
		registry.wanted[n]++
		if registry.wanted[n] == 1 {
			signalEnable(n)
		}
	}
}

// drop takes the signal away from c.
func drop(s *set, n int) {
	if !s.has(n) {
		return
	}
	s.remove(n)
	registry.wanted[n]--
	if registry.wanted[n] == 0 {
		signalDisable(n)
	}
}

// Stop ends what Notify began for c: nothing more is sent.
func Stop(c chan<- os.Signal) {
	registry.Lock()
	defer registry.Unlock()
	s := registry.channels[c]
	if s == nil {
		return
	}
	for n := 1; n < signalCount; n++ {
		drop(s, n)
	}
	delete(registry.channels, c)
}

func cancel(sigs []os.Signal, then func(n int)) {
	registry.Lock()
	defer registry.Unlock()
	for _, n := range numbers(sigs) {
		for _, s := range registry.channels {
			drop(s, n)
		}
		then(n)
	}
}

// Ignore has signals ignored, all if none are given.
func Ignore(sig ...os.Signal) { cancel(sig, signalIgnore) }

// Reset undoes what Notify did for signals, for all if none are given. What is ignored stays so.
func Reset(sig ...os.Signal) { cancel(sig, signalDisable) }

// Ignored reports whether the signal is ignored.
func Ignored(sig os.Signal) bool {
	s, ok := sig.(syscall.Signal)
	return ok && s > 0 && int(s) < signalCount && signalIgnored(int(s))
}

// NotifyContext returns a context that is done when one of the signals comes, when stop is called,
// or when parent is done. stop gives the signals free again.
func NotifyContext(parent context.Context, signals ...os.Signal) (ctx context.Context, stop context.CancelFunc) {
	ctx, cancel := context.WithCancel(parent)
	c := &signalContext{Context: ctx, cancel: cancel, signals: signals}
	c.ch = make(chan os.Signal, 1)
	Notify(c.ch, c.signals...)
	if ctx.Err() == nil {
		go func() {
			select {
			case <-c.ch:
				c.cancel()
			case <-c.Done():
			}
		}()
	}
	return c, c.stop
}

type signalContext struct {
	context.Context
	cancel  context.CancelFunc
	signals []os.Signal
	ch      chan os.Signal
}

func (c *signalContext) stop() {
	c.cancel()
	Stop(c.ch)
}

// String describes the context.
func (c *signalContext) String() string {
	name := "signal.NotifyContext("
	if s, ok := c.Context.(interface{ String() string }); ok {
		text := s.String()
		const suffix = ".WithCancel"
		if len(text) > len(suffix) && text[len(text)-len(suffix):] == suffix {
			text = text[:len(text)-len(suffix)]
		}
		name += text
	}
	if len(c.signals) != 0 {
		name += ", ["
		for i, s := range c.signals {
			if i > 0 {
				name += " "
			}
			name += s.String()
		}
		name += "]"
	}
	return name + ")"
}
