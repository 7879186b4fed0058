package sync

import "sync/atomic"

// Once does something only once.
type Once struct {
	done atomic.Uint32
	m    Mutex
}

// Do calls f if this is the first call of Do for o. Other calls return when f has returned. A panic
// of f counts as a return.
func (o *Once) Do(f func()) {
	if o.done.Load() == 0 {
		o.doSlow(f)
	}
}

func (o *Once) doSlow(f func()) {
	o.m.Lock()
	defer o.m.Unlock()
	if o.done.Load() == 0 {
		defer o.done.Store(1)
		f()
	}
}
