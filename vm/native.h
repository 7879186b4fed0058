// vm/native.h - the only door between mound's standard library in C and the virtual machine.
//
// A native is a C function behind a Go declaration without a body. The Go declaration is the
// signature; the C side is one row in the package's NativeDef table and one body:
//
//     func IndexByte(s string, c byte) int                  // stdlib/strings/strings.go
//
//     static void strings_index_byte(NativeCall *call) {    // stdlib/strings/strings_native.c
//         GoString s = native_arg_string(call, 0);
//         uint8_t c = (uint8_t)native_arg_int(call, 2);      // a string takes 2 slots
//         const char *found = s.bytes ? memchr(s.text, c, (size_t)s.bytes) : NULL;
//         native_ret_int(call, 0, found ? found - s.text : -1);
//     }
//
// Arguments and results are addressed by slot: every scalar takes 1, string 2, slice 3, interface
// 2, complex128 2, complex64 1; a struct or array as many as its size rounded up to 8 bytes, in
// memory layout. A receiver is the first parameter. Integers arrive sign- or zero-extended and
// must be returned so.
//
// Natives are leaves: they never call back into Go, never keep a pointer to Go memory after they
// return (store it through native_store_pointer if it goes into Go memory), never block unless
// their row says NATIVE_BLOCKS. Allocation inside a native never collects, so C locals may hold
// pointers to fresh objects until the native returns.
#ifndef MOUND_VM_NATIVE_H
#define MOUND_VM_NATIVE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "vm/rtype.h"

typedef enum {
    NATIVE_DONE,      // results are filled
    NATIVE_PANIC,     // native_panic_* was called
    NATIVE_PARKED,    // the goroutine waits; whoever readies it has filled the results
    NATIVE_YIELD,     // done, but let others run first (runtime.Gosched)
    NATIVE_EXIT,      // runtime.Goexit
    NATIVE_CALL,      // the native has made the goroutine call something (vm/ only)
    NATIVE_MOVED,     // done, and the goroutine runs on another processor now (vm/ only)
} NativeStatus;

typedef struct NativeCall {
    uint64_t *results;            // first result slot
    uint64_t *args;               // first parameter slot
    struct Processor *p;
    struct Goroutine *g;
    NativeStatus status;          // NATIVE_DONE on entry
} NativeCall;

typedef void NativeFn(NativeCall *call);

enum {  // NativeDef.flags
    NATIVE_BLOCKS = 1 << 0,       // may block in a system call: the P is released around it; the
                                  // native must not touch the object heap except its arguments,
                                  // nor panic
};

typedef struct NativeDef {
    const char *name;             // "Sqrt"; NULL ends the table
    NativeFn *function;
    uint32_t flags;
} NativeDef;

// One row a package: its import path and its natives (stdlib/native_tables.c).
typedef struct NativePackage {
    const char *path;
    const NativeDef *natives;
} NativePackage;
extern const NativePackage native_packages[];   // ends with path NULL

// ---- arguments: [slot] counts from the first parameter ------------------------------------------
static inline int64_t native_arg_int(const NativeCall *c, int slot) {
    return (int64_t)c->args[slot];
}
static inline uint64_t native_arg_uint(const NativeCall *c, int slot) { return c->args[slot]; }
static inline bool native_arg_bool(const NativeCall *c, int slot) { return c->args[slot] != 0; }
static inline void *native_arg_pointer(const NativeCall *c, int slot) {
    return (void *)(uintptr_t)c->args[slot];
}
static inline double native_arg_float64(const NativeCall *c, int slot) {
    double value;
    memcpy(&value, &c->args[slot], 8);
    return value;
}
static inline float native_arg_float32(const NativeCall *c, int slot) {
    float value;
    memcpy(&value, &c->args[slot], 4);
    return value;
}
static inline GoString native_arg_string(const NativeCall *c, int slot) {
    return (GoString){(const char *)(uintptr_t)c->args[slot], (int64_t)c->args[slot + 1]};
}
static inline GoSlice native_arg_slice(const NativeCall *c, int slot) {
    return (GoSlice){(void *)(uintptr_t)c->args[slot], (int64_t)c->args[slot + 1],
                     (int64_t)c->args[slot + 2]};
}
static inline GoIface native_arg_iface(const NativeCall *c, int slot) {
    return (GoIface){{(const RType *)(uintptr_t)c->args[slot]},
                     (void *)(uintptr_t)c->args[slot + 1]};
}

// ---- results: [slot] counts from the first result -----------------------------------------------
static inline void native_ret_int(NativeCall *c, int slot, int64_t v) {
    c->results[slot] = (uint64_t)v;
}
static inline void native_ret_uint(NativeCall *c, int slot, uint64_t v) { c->results[slot] = v; }
static inline void native_ret_bool(NativeCall *c, int slot, bool v) { c->results[slot] = v; }
static inline void native_ret_pointer(NativeCall *c, int slot, const void *v) {
    c->results[slot] = (uint64_t)(uintptr_t)v;
}
static inline void native_ret_float64(NativeCall *c, int slot, double v) {
    memcpy(&c->results[slot], &v, 8);
}
static inline void native_ret_float32(NativeCall *c, int slot, float v) {
    c->results[slot] = 0;
    memcpy(&c->results[slot], &v, 4);
}
static inline void native_ret_string(NativeCall *c, int slot, GoString v) {
    c->results[slot] = (uint64_t)(uintptr_t)v.text;
    c->results[slot + 1] = (uint64_t)v.bytes;
}
static inline void native_ret_slice(NativeCall *c, int slot, GoSlice v) {
    c->results[slot] = (uint64_t)(uintptr_t)v.items;
    c->results[slot + 1] = (uint64_t)v.count;
    c->results[slot + 2] = (uint64_t)v.capacity;
}
static inline void native_ret_iface(NativeCall *c, int slot, GoIface v) {
    c->results[slot] = (uint64_t)(uintptr_t)v.type;
    c->results[slot + 1] = (uint64_t)(uintptr_t)v.data;
}

// ---- memory -------------------------------------------------------------------------------------
// Allocates [bytes] without pointers in the object heap, zeroed. Counted in MemStats as Go would.
void *native_alloc_bytes(NativeCall *call, size_t bytes);
// The same, not zeroed: the caller fills it before returning.
void *native_alloc_bytes_raw(NativeCall *call, size_t bytes);
// Allocates one zeroed value of [type].
void *native_alloc_type(NativeCall *call, const RType *type);
// Allocates an array of [count] zeroed values of [type].
void *native_alloc_array(NativeCall *call, const RType *type, int64_t count);
// Copies [bytes] of [text] into a fresh Go string.
GoString native_new_string(NativeCall *call, const char *text, size_t bytes);
// *slot = value, returning what was there; and only if it was [old]. Atomic, with write barrier.
void *native_swap_pointer(void **slot, void *value);
bool native_cas_pointer(void **slot, void *old, void *value);
// Stores a pointer into Go memory, through the write barrier.
void native_store_pointer(void **slot, void *value);
// Copies [count] values of [type] within Go memory (they may overlap), through the write barrier.
void native_copy_values(const RType *type, void *to, const void *from, int64_t count);

// ---- failing ------------------------------------------------------------------------------------
// Panics with a runtime.Error whose text is "runtime error: " + the formatted text.
void native_panic_runtime(NativeCall *call, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
// Panics with a runtime.Error of the formatted text alone (runtime.plainError in Go's runtime).
void native_panic_plain(NativeCall *call, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
// "fatal error: ..." with all goroutines' tracebacks, exit code 2; does not return.
_Noreturn void native_fatal(NativeCall *call, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
