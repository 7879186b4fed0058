// Package bytealg is the searching that packages of a Go source tree ask the run time for. Here it is
// that of bytes and strings.
package bytealg

import (
	"bytes"
	"cmp"
	"strings"
)

// MaxLen is the longest separator that Index takes: any.
const MaxLen = 1<<63 - 1

// MaxBruteForce is the longest text that Index is the best way to search: any.
const MaxBruteForce = 1<<63 - 1

// PrimeRK is the factor of the hashes of Rabin and Karp.
const PrimeRK = 16777619

// Cutover returns how many misses of IndexByte are worse than a call of Index.
func Cutover(n int) int { return 4 }

func Compare(a, b []byte) int { return bytes.Compare(a, b) }

func CompareString(a, b string) int { return cmp.Compare(a, b) }

func Count(b []byte, c byte) int { return bytes.Count(b, []byte{c}) }

func CountString(s string, c byte) int { return strings.Count(s, string([]byte{c})) }

func Equal(a, b []byte) bool { return bytes.Equal(a, b) }

func Index(a, b []byte) int { return bytes.Index(a, b) }

func IndexString(a, b string) int { return strings.Index(a, b) }

func IndexByte(b []byte, c byte) int { return bytes.IndexByte(b, c) }

func IndexByteString(s string, c byte) int { return strings.IndexByte(s, c) }

func LastIndexByte(s []byte, c byte) int { return bytes.LastIndexByte(s, c) }

func LastIndexByteString(s string, c byte) int { return strings.LastIndexByte(s, c) }

func IndexRabinKarp[T string | []byte](s, sep T) int { return strings.Index(string(s), string(sep)) }

func LastIndexRabinKarp[T string | []byte](s, sep T) int {
	return strings.LastIndex(string(s), string(sep))
}

// HashStr returns the hash of sep, and PrimeRK to the power of its length.
func HashStr[T string | []byte](sep T) (hash, power uint32) {
	power = 1
	for i := 0; i < len(sep); i++ {
		hash = hash*PrimeRK + uint32(sep[i])
		power *= PrimeRK
	}
	return hash, power
}

// HashStrRev is HashStr of sep backwards.
func HashStrRev[T string | []byte](sep T) (hash, power uint32) {
	power = 1
	for i := len(sep) - 1; i >= 0; i-- {
		hash = hash*PrimeRK + uint32(sep[i])
		power *= PrimeRK
	}
	return hash, power
}

// MakeNoZero returns a slice that the caller fills.
func MakeNoZero(n int) []byte { return make([]byte, n) }
