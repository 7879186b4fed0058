package runtime

// MemStats describes the heap and its collector. Sizes are in bytes.
type MemStats struct {
	Alloc         uint64 // the same as HeapAlloc
	TotalAlloc    uint64 // of all objects ever allocated
	Sys           uint64 // got from the operating system; the sum of the fields ending in Sys
	Lookups       uint64 // always 0
	Mallocs       uint64 // objects ever allocated
	Frees         uint64 // objects ever freed
	HeapAlloc     uint64 // of objects that are live or not yet swept
	HeapSys       uint64 // reserved for the heap
	HeapIdle      uint64 // in spans without objects
	HeapInuse     uint64 // in spans with at least one
	HeapReleased  uint64 // part of HeapIdle that is given back to the operating system now
	HeapObjects   uint64 // Mallocs - Frees
	StackInuse    uint64
	StackSys      uint64
	MSpanInuse    uint64
	MSpanSys      uint64
	MCacheInuse   uint64
	MCacheSys     uint64
	BuckHashSys   uint64
	GCSys         uint64
	OtherSys      uint64
	NextGC        uint64 // heap size at which the next collection begins
	LastGC        uint64 // end of the last collection, nanoseconds since 1970; 0 before the first
	PauseTotalNs  uint64
	PauseNs       [256]uint64 // the latest is at (NumGC+255)%256
	PauseEnd      [256]uint64
	NumGC         uint32 // finished collections
	NumForcedGC   uint32 // those of them that the program asked for
	GCCPUFraction float64
	EnableGC      bool // always true
	DebugGC       bool // always false
	BySize        [61]struct {
		Size    uint32 // largest object of the class
		Mallocs uint64
		Frees   uint64
	}
}

// StackRecord is a stack of return addresses.
type StackRecord struct {
	Stack0 [32]uintptr // ends with the first 0
}

// Stack returns the used part of the record.
func (r *StackRecord) Stack() []uintptr {
	for i, v := range r.Stack0 {
		if v == 0 {
			return r.Stack0[0:i]
		}
	}
	return r.Stack0[0:]
}

// MemProfileRecord describes what one place in the program allocated.
type MemProfileRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack0                    [32]uintptr // ends with the first 0
}

// InUseBytes returns the bytes not yet freed.
func (r *MemProfileRecord) InUseBytes() int64 { return r.AllocBytes - r.FreeBytes }

// InUseObjects returns the objects not yet freed.
func (r *MemProfileRecord) InUseObjects() int64 { return r.AllocObjects - r.FreeObjects }

// Stack returns the used part of the record's stack.
func (r *MemProfileRecord) Stack() []uintptr {
	for i, v := range r.Stack0 {
		if v == 0 {
			return r.Stack0[0:i]
		}
	}
	return r.Stack0[0:]
}
