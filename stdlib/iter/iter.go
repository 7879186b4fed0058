// Package iter names the functions that range loops can run over.
package iter

// Seq is an iterator over single values: it hands one after another to yield, and stops early when
// yield returns false.
type Seq[V any] func(yield func(V) bool)

// Seq2 is an iterator over pairs of values.
type Seq2[K, V any] func(yield func(K, V) bool)

// A puller runs an iterator on a goroutine of its own, in lock step with its consumer: exactly one
// of the two runs at a time.
type puller struct {
	resume  chan struct{} // consumer -> iterator: go on
	yielded chan struct{} // iterator -> consumer: a value is ready, or the iterator has ended
	started bool
	done    bool
	stopped bool
	failed  bool
	panic   any
}

func newPuller() *puller {
	return &puller{resume: make(chan struct{}), yielded: make(chan struct{})}
}

// advance lets the iterator run until it yields or ends.
func (p *puller) advance(body func()) {
	if !p.started {
		p.started = true
		go p.run(body)
	} else {
		p.resume <- struct{}{}
	}
	<-p.yielded
	if p.failed {
		p.failed = false
		panic(p.panic)
	}
}

func (p *puller) run(body func()) {
	normal := false
	defer func() {
		if !normal {
			if v := recover(); v != nil {
				p.panic = v
				p.failed = true
			}
		}
		p.done = true
		p.yielded <- struct{}{}
	}()
	body()
	normal = true
}

// pause is what yield does: hands over to the consumer and waits until it wants more.
func (p *puller) pause() bool {
	p.yielded <- struct{}{}
	<-p.resume
	return !p.stopped
}

// stop ends the iteration: the iterator's yield returns false and it runs to its end.
func (p *puller) stop(body func()) {
	if p.done {
		return
	}
	p.stopped = true
	if !p.started {
		p.done = true
		return
	}
	p.advance(body)
}

// Pull turns an iterator around: next returns its values one by one (false after the last), stop
// ends it early. Neither may be called from several goroutines at once.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := newPuller()
	var value V
	var has bool
	body := func() {
		seq(func(v V) bool {
			if p.stopped {
				return false
			}
			value, has = v, true
			return p.pause()
		})
	}
	next = func() (v V, ok bool) {
		if p.done {
			return v, false
		}
		has = false
		p.advance(body)
		v, ok = value, has
		var zero V
		value = zero
		return v, ok
	}
	return next, func() { p.stop(body) }
}

// Pull2 is Pull for iterators over pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	p := newPuller()
	var key K
	var value V
	var has bool
	body := func() {
		seq(func(k K, v V) bool {
			if p.stopped {
				return false
			}
			key, value, has = k, v, true
			return p.pause()
		})
	}
	next = func() (k K, v V, ok bool) {
		if p.done {
			return k, v, false
		}
		has = false
		p.advance(body)
		k, v, ok = key, value, has
		var zeroKey K
		var zeroValue V
		key, value = zeroKey, zeroValue
		return k, v, ok
	}
	return next, func() { p.stop(body) }
}
