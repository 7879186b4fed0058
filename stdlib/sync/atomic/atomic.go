// Package atomic reads and changes shared memory in single, sequentially consistent steps.
package atomic

import "unsafe"

// SwapInt32 stores new at addr and returns what was there.
//
//go:noescape
func SwapInt32(addr *int32, new int32) (old int32)

// SwapInt64 stores new at addr and returns what was there.
//
//go:noescape
func SwapInt64(addr *int64, new int64) (old int64)

// SwapUint32 stores new at addr and returns what was there.
//
//go:noescape
func SwapUint32(addr *uint32, new uint32) (old uint32)

// SwapUint64 stores new at addr and returns what was there.
//
//go:noescape
func SwapUint64(addr *uint64, new uint64) (old uint64)

// SwapUintptr stores new at addr and returns what was there.
//
//go:noescape
func SwapUintptr(addr *uintptr, new uintptr) (old uintptr)

// SwapPointer stores new at addr and returns what was there.
func SwapPointer(addr *unsafe.Pointer, new unsafe.Pointer) (old unsafe.Pointer)

// CompareAndSwapInt32 stores new at addr if old is there, and reports whether it was.
//
//go:noescape
func CompareAndSwapInt32(addr *int32, old, new int32) (swapped bool)

// CompareAndSwapInt64 stores new at addr if old is there, and reports whether it was.
//
//go:noescape
func CompareAndSwapInt64(addr *int64, old, new int64) (swapped bool)

// CompareAndSwapUint32 stores new at addr if old is there, and reports whether it was.
//
//go:noescape
func CompareAndSwapUint32(addr *uint32, old, new uint32) (swapped bool)

// CompareAndSwapUint64 stores new at addr if old is there, and reports whether it was.
//
//go:noescape
func CompareAndSwapUint64(addr *uint64, old, new uint64) (swapped bool)

// CompareAndSwapUintptr stores new at addr if old is there, and reports whether it was.
//
//go:noescape
func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) (swapped bool)

// CompareAndSwapPointer stores new at addr if old is there, and reports whether it was.
func CompareAndSwapPointer(addr *unsafe.Pointer, old, new unsafe.Pointer) (swapped bool)

// AddInt32 adds delta to what is at addr and returns the sum.
//
//go:noescape
func AddInt32(addr *int32, delta int32) (new int32)

// AddInt64 adds delta to what is at addr and returns the sum.
//
//go:noescape
func AddInt64(addr *int64, delta int64) (new int64)

// AddUint32 adds delta to what is at addr and returns the sum.
//
//go:noescape
func AddUint32(addr *uint32, delta uint32) (new uint32)

// AddUint64 adds delta to what is at addr and returns the sum.
//
//go:noescape
func AddUint64(addr *uint64, delta uint64) (new uint64)

// AddUintptr adds delta to what is at addr and returns the sum.
//
//go:noescape
func AddUintptr(addr *uintptr, delta uintptr) (new uintptr)

// AndInt32 stores the bitwise AND of what is at addr and mask, and returns what was there.
//
//go:noescape
func AndInt32(addr *int32, mask int32) (old int32)

// AndInt64 stores the bitwise AND of what is at addr and mask, and returns what was there.
//
//go:noescape
func AndInt64(addr *int64, mask int64) (old int64)

// AndUint32 stores the bitwise AND of what is at addr and mask, and returns what was there.
//
//go:noescape
func AndUint32(addr *uint32, mask uint32) (old uint32)

// AndUint64 stores the bitwise AND of what is at addr and mask, and returns what was there.
//
//go:noescape
func AndUint64(addr *uint64, mask uint64) (old uint64)

// AndUintptr stores the bitwise AND of what is at addr and mask, and returns what was there.
//
//go:noescape
func AndUintptr(addr *uintptr, mask uintptr) (old uintptr)

// OrInt32 stores the bitwise OR of what is at addr and mask, and returns what was there.
//
//go:noescape
func OrInt32(addr *int32, mask int32) (old int32)

// OrInt64 stores the bitwise OR of what is at addr and mask, and returns what was there.
//
//go:noescape
func OrInt64(addr *int64, mask int64) (old int64)

// OrUint32 stores the bitwise OR of what is at addr and mask, and returns what was there.
//
//go:noescape
func OrUint32(addr *uint32, mask uint32) (old uint32)

// OrUint64 stores the bitwise OR of what is at addr and mask, and returns what was there.
//
//go:noescape
func OrUint64(addr *uint64, mask uint64) (old uint64)

// OrUintptr stores the bitwise OR of what is at addr and mask, and returns what was there.
//
//go:noescape
func OrUintptr(addr *uintptr, mask uintptr) (old uintptr)

// LoadInt32 returns what is at addr.
//
//go:noescape
func LoadInt32(addr *int32) (val int32)

// LoadInt64 returns what is at addr.
//
//go:noescape
func LoadInt64(addr *int64) (val int64)

// LoadUint32 returns what is at addr.
//
//go:noescape
func LoadUint32(addr *uint32) (val uint32)

// LoadUint64 returns what is at addr.
//
//go:noescape
func LoadUint64(addr *uint64) (val uint64)

// LoadUintptr returns what is at addr.
//
//go:noescape
func LoadUintptr(addr *uintptr) (val uintptr)

// LoadPointer returns what is at addr.
func LoadPointer(addr *unsafe.Pointer) (val unsafe.Pointer)

// StoreInt32 stores val at addr.
//
//go:noescape
func StoreInt32(addr *int32, val int32)

// StoreInt64 stores val at addr.
//
//go:noescape
func StoreInt64(addr *int64, val int64)

// StoreUint32 stores val at addr.
//
//go:noescape
func StoreUint32(addr *uint32, val uint32)

// StoreUint64 stores val at addr.
//
//go:noescape
func StoreUint64(addr *uint64, val uint64)

// StoreUintptr stores val at addr.
//
//go:noescape
func StoreUintptr(addr *uintptr, val uintptr)

// StorePointer stores val at addr.
func StorePointer(addr *unsafe.Pointer, val unsafe.Pointer)
