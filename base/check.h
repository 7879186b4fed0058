// base/check.h - the three strengths of run-time checks.
//
// CHECK       a cheap contract; compiled into debug and sanitizer builds (MOUND_DEBUG).
// CHECK_SLOW  walks a structure; compiled into stress builds only (MOUND_STRESS).
// FATAL_IF    always compiled in: continuing would damage data. Says that the fault is mound's.
//
// LIMIT_IF    always compiled in: a limit of mound that a legal program has met.
//
// A mistake of the user is never a CHECK: it is a diagnostic (base/diag.h) or a Go panic.
#ifndef MOUND_BASE_CHECK_H
#define MOUND_BASE_CHECK_H

// For a function that reads one word which another thread may write meanwhile, and is content with
// either value: ThreadSanitizer is not to report it.
#ifdef __SANITIZE_THREAD__
#define RACY_READ static __attribute__((no_sanitize("thread"), noinline, unused))
#else
#define RACY_READ static inline __attribute__((always_inline, unused))
#endif

// Prints "mound: internal error: ..." with what to report, and aborts with exit code 70.
_Noreturn void check_fail(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// Prints "mound: ..." and ends the process with exit code 2.
_Noreturn void limit_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

#define LIMIT_IF(cond, ...)                                      \
    do {                                                         \
        if (__builtin_expect(!!(cond), 0)) limit_fail(__VA_ARGS__); \
    } while (0)

#define FATAL(...) check_fail(__FILE__, __LINE__, __VA_ARGS__)
#define FATAL_IF(cond, ...)                                 \
    do {                                                    \
        if (__builtin_expect(!!(cond), 0)) FATAL(__VA_ARGS__); \
    } while (0)

#ifdef MOUND_DEBUG
#define CHECK(cond) FATAL_IF(!(cond), "check failed: %s", #cond)
#else
#define CHECK(cond) ((void)sizeof(cond))
#endif

#ifdef MOUND_STRESS
#define CHECK_SLOW(cond) FATAL_IF(!(cond), "slow check failed: %s", #cond)
#else
#define CHECK_SLOW(cond) ((void)sizeof(cond))
#endif

#endif
