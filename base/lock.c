#include "base/lock.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SPINS = 64 };

void lock_acquire_slow(Lock *lock) {
    for (int i = 0; i < SPINS; i++) {
        uint32_t expected = 0;
        if (atomic_compare_exchange_weak_explicit(&lock->state, &expected, 1,
                                                  memory_order_acquire, memory_order_relaxed))
            return;
        lock_pause();
    }
    // From here on the state says that somebody sleeps, so the holder wakes us. We may claim it
    // without need once; that costs the next release one system call.
    while (atomic_exchange_explicit(&lock->state, 2, memory_order_acquire) != 0)
        syscall(SYS_futex, &lock->state, FUTEX_WAIT_PRIVATE, 2, NULL, NULL, 0);
}

void lock_release_slow(Lock *lock) {
    syscall(SYS_futex, &lock->state, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}
