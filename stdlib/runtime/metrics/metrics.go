// Package metrics has numbers about the run time under stable names.
package metrics

import "math"

// ValueKind says what a Value holds.
type ValueKind int

const (
	KindBad              ValueKind = iota // the name is not known
	KindUint64                            // Value.Uint64
	KindFloat64                           // Value.Float64
	KindFloat64Histogram                  // Value.Float64Histogram
)

// Float64Histogram counts values: Counts[i] of them lie in [Buckets[i], Buckets[i+1]).
type Float64Histogram struct {
	Counts  []uint64
	Buckets []float64 // must not be changed
}

// Value is the value of a metric.
type Value struct {
	kind      ValueKind
	scalar    uint64
	histogram *Float64Histogram
}

// Kind tells which method gets the value.
func (v Value) Kind() ValueKind { return v.kind }

// Uint64 returns the value of a KindUint64; it panics for others.
func (v Value) Uint64() uint64 {
	if v.kind != KindUint64 {
		panic("called Uint64 on non-uint64 metric value")
	}
	return v.scalar
}

// Float64 returns the value of a KindFloat64; it panics for others.
func (v Value) Float64() float64 {
	if v.kind != KindFloat64 {
		panic("called Float64 on non-float64 metric value")
	}
	return math.Float64frombits(v.scalar)
}

// Float64Histogram returns the value of a KindFloat64Histogram; it panics for others.
func (v Value) Float64Histogram() *Float64Histogram {
	if v.kind != KindFloat64Histogram {
		panic("called Float64Histogram on non-Float64Histogram metric value")
	}
	return v.histogram
}

// Sample is a name to Read and the value that was read.
type Sample struct {
	Name  string
	Value Value
}

// Description says what a metric is.
type Description struct {
	Name        string
	Description string
	Kind        ValueKind
	Cumulative  bool // it only grows
}

// All returns the metrics there are, sorted by name: those of Go 1.23 without the counters of
// GODEBUG settings.
func All() []Description {
	all := make([]Description, len(known))
	for i := range known {
		all[i] = known[i].Description
	}
	return all
}

// Read fills in the Values for the Names; KindBad stands for an unknown name.
func Read(m []Sample) {
	in := new(internals)
	readTimes(in)
	for i := range m {
		m[i].Value = Value{}
		for j := range known {
			if known[j].Name == m[i].Name {
				m[i].Value = known[j].read(in)
				break
			}
		}
	}
}
