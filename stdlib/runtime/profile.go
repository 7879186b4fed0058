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

// SetCPUProfileRate sets how many samples of a CPU profile are taken in a second of CPU time (100 if hz
// is at most 0), for the next pprof.StartCPUProfile. That is what takes them: this alone begins nothing.
func SetCPUProfileRate(hz int)

// waitProfile fills p and returns how many records there are: of who let others wait, or who waited.
//
//go:noescape
func waitProfile(p []BlockProfileRecord, mutex bool) (n int)

func setBlockRate(rate int)
func setMutexFraction(fraction int) (old int)

// SetBlockProfileRate has goroutines that wait for others recorded: on average one event for each rate
// nanoseconds of waiting, all of them if rate is 1, none if it is at most 0.
func SetBlockProfileRate(rate int) {
	setBlockRate(max(rate, 0))
}

// BlockProfile fills p with where goroutines waited for channels, in selects, and for locks and the
// like of package sync. If p is too short it returns how many records there are, and false. Cycles
// are nanoseconds here.
func BlockProfile(p []BlockProfileRecord) (n int, ok bool) {
	n = waitProfile(p, false)
	return n, n <= len(p)
}

// SetMutexProfileFraction has on average one in rate events recorded in which the unlocking of a mutex
// ends the waiting of others; none if rate is 0. It returns the rate before; a negative rate only asks.
func SetMutexProfileFraction(rate int) int {
	return setMutexFraction(rate)
}

// MutexProfile fills p with where mutexes were unlocked that others were waiting for, and how long
// these had waited. If p is too short it returns how many records there are, and false.
func MutexProfile(p []BlockProfileRecord) (n int, ok bool) {
	n = waitProfile(p, true)
	return n, n <= len(p)
}
