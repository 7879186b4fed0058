// vm/arith.h - arithmetic where C and Go differ: division, conversions, min and max of floats.
#ifndef MOUND_VM_ARITH_H
#define MOUND_VM_ARITH_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static inline uint64_t bits_of_float(float value) {
    uint32_t bits;
    memcpy(&bits, &value, 4);
    return bits;
}

// The most negative number divided by -1 is itself, as its negation wraps.
static inline int64_t divide_i64(int64_t a, int64_t b) {
    return b == -1 ? (int64_t)-(uint64_t)a : a / b;
}
static inline int64_t remainder_i64(int64_t a, int64_t b) { return b == -1 ? 0 : a % b; }

// What amd64's cvttsd2si does: out of range gives the most negative number.
static inline int64_t int64_of_double(double value) {
#ifdef __SSE2__
    return _mm_cvttsd_si64(_mm_set_sd(value));
#else
    return value >= -0x1p63 && value < 0x1p63 ? (int64_t)value : INT64_MIN;
#endif
}
static inline int32_t int32_of_double(double value) {
#ifdef __SSE2__
    return _mm_cvttsd_si32(_mm_set_sd(value));
#else
    return value > -0x1p31 - 1 && value < 0x1p31 ? (int32_t)value : INT32_MIN;
#endif
}
// gc's sequence: values from 2^63 on are converted less 2^63.
static inline uint64_t uint64_of_double(double value) {
    if (value < 0x1p63) return (uint64_t)int64_of_double(value);
    return (uint64_t)int64_of_double(value - 0x1p63) ^ 0x8000000000000000u;
}

// min and max: a NaN wins, and -0 is less than 0.
static inline double min_double(double a, double b) {
    if (a != a || b != b) return a + b;
    if (a == b) return signbit(a) ? a : b;
    return a < b ? a : b;
}
static inline double max_double(double a, double b) {
    if (a != a || b != b) return a + b;
    if (a == b) return signbit(a) ? b : a;
    return a > b ? a : b;
}

// complex64 lies in one slot, the real part in the low half.
typedef struct Complex64 {
    float re, im;
} Complex64;
static inline Complex64 complex64_of(uint64_t slot) {
    Complex64 value;
    memcpy(&value, &slot, 8);
    return value;
}
static inline uint64_t complex64_slot(double re, double im) {
    Complex64 value = {(float)re, (float)im};
    uint64_t slot;
    memcpy(&slot, &value, 8);
    return slot;
}

#endif
