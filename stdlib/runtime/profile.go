package runtime

// memProfile fills p and returns how many records there are.
//
//go:noescape
func memProfile(p []MemProfileRecord, inuseZero bool) (n int)

// goroutineProfile fills p and returns how many goroutines there are.
//
//go:noescape
func goroutineProfile(p []StackRecord) (n int)

// MemProfile fills p with what each place allocated, as of the last collection. If p is too short
// it returns how many records there are, and false. Places with nothing in use are left out unless
// inuseZero. Allocations are sampled by MemProfileRate, in programs that mention it, MemProfile or
// package runtime/pprof.
func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) {
	n = memProfile(p, inuseZero)
	return n, n <= len(p)
}

// GoroutineProfile fills p with the stacks of all goroutines. If p is too short it returns how many
// there are, and false.
func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	n = goroutineProfile(p)
	return n, n <= len(p)
}

// ThreadCreateProfile tells how many threads there are; their stacks are not known.
func ThreadCreateProfile(p []StackRecord) (n int, ok bool) {
	n = GOMAXPROCS(0)
	if n > len(p) {
		return n, false
	}
	clear(p[:n])
	return n, true
}

// BlockProfileRecord tells how long goroutines waited at one place.
type BlockProfileRecord struct {
	Count  int64
	Cycles int64
	StackRecord
}

// SetBlockProfileRate is accepted, but waiting is not recorded here.
func SetBlockProfileRate(rate int) {}

// BlockProfile returns no records, as waiting is not recorded.
func BlockProfile(p []BlockProfileRecord) (n int, ok bool) { return 0, true }

// SetMutexProfileFraction is accepted and returns the setting before, but contention is not
// recorded here.
func SetMutexProfileFraction(rate int) int {
	old := mutexProfileFraction
	if rate >= 0 {
		mutexProfileFraction = rate
	}
	return old
}

var mutexProfileFraction int

// MutexProfile returns no records, as contention is not recorded.
func MutexProfile(p []BlockProfileRecord) (n int, ok bool) { return 0, true }
