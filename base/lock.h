// base/lock.h - a mutex of 4 bytes, for short critical sections.
//
// Zero is unlocked, so it can lie in zeroed memory. Uncontended, both operations are one atomic
// instruction; otherwise the thread spins for a moment and then sleeps in the kernel (futex).
// Not recursive; knows nothing of goroutines: never hold one across a safepoint.
#ifndef MOUND_BASE_LOCK_H
#define MOUND_BASE_LOCK_H

#include <stdatomic.h>
#include <stdint.h>

typedef struct Lock {
    _Atomic uint32_t state;   // 0: free, 1: held, 2: held and somebody may sleep
} Lock;

// Tells the CPU that the thread spins.
static inline void lock_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

void lock_acquire_slow(Lock *lock);
void lock_release_slow(Lock *lock);

static inline void lock_acquire(Lock *lock) {
    uint32_t expected = 0;
    if (__builtin_expect(!atomic_compare_exchange_strong_explicit(
            &lock->state, &expected, 1, memory_order_acquire, memory_order_relaxed), 0))
        lock_acquire_slow(lock);
}

static inline void lock_release(Lock *lock) {
    if (__builtin_expect(
            atomic_exchange_explicit(&lock->state, 0, memory_order_release) == 2, 0))
        lock_release_slow(lock);
}

#endif
