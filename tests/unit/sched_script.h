// tests/unit/sched_script.h - goroutines written in C, for tests of sched/.
//
// A Script is a function that returns at each operation that parks and goes on behind it when it is
// called again, like a goroutine of the VM. All its variables live in the Task.
//
//     static SliceEnd producer(Processor *p, Goroutine *g, Task *t) {
//         BEGIN(t);
//         for (t->i = 0; t->i < 10; t->i++) DO(t, chan_send(p, g, c, &t->i));
//         END();
//     }
#ifndef TESTS_UNIT_SCHED_SCRIPT_H
#define TESTS_UNIT_SCHED_SCRIPT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "sched/chan.h"
#include "sched/sched_int.h"
#include "sched/sema.h"

typedef struct Task Task;
typedef SliceEnd Script(Processor *p, Goroutine *g, Task *t);

struct Task {
    Script *script;
    int line;
    int64_t i;
    uint64_t value[4];   // slots for operations
    uint64_t ok;
    int64_t chosen;
    int64_t sum;
    int64_t id;
    SelectCase cases[4];
};

#define BEGIN(t)         \
    switch ((t)->line) { \
    case 0:
// Runs an operation; goes on here when it is complete, however long that takes.
#define DO(t, operation)                                            \
    do {                                                            \
        (t)->line = __LINE__;                                       \
        SchedStatus status_ = (operation);                          \
        if (status_ == SCHED_PARKED) return SLICE_PARKED;           \
        if (status_ != SCHED_DONE) die("panic", (int)status_);      \
        __attribute__((fallthrough));                               \
    case __LINE__:;                                                 \
    } while (0)
// Runs a system call without the processor.
#define SYSCALL(t, call)                    \
    do {                                    \
        (t)->line = __LINE__;               \
        sched_enter_syscall(p, g);          \
        call;                               \
        p = sched_exit_syscall(g);          \
        if (p == NULL) return SLICE_PARKED; \
        __attribute__((fallthrough));       \
    case __LINE__:;                         \
    } while (0)
#define YIELD(t)              \
    do {                      \
        (t)->line = __LINE__; \
        return SLICE_YIELD;   \
    case __LINE__:;           \
    } while (0)
#define END() \
    }         \
    return SLICE_EXITED

static inline void die(const char *text, int number) {
    fprintf(stderr, "script: %s %d\n", text, number);
    _exit(99);
}

#define MUST(condition) \
    do {                \
        if (!(condition)) die(#condition " fails at line", __LINE__); \
    } while (0)

static inline SliceEnd script_slice(Processor *p, Goroutine *g) {
    Task *t = g->vm.extra[0];
    SliceEnd end = t->script(p, g, t);
    return end;
}

static inline Task *go(Processor *p, Script *script, int64_t id) {
    Goroutine *g = goroutine_new(p, NULL);
    Task *t = calloc(1, sizeof *t);
    t->script = script;
    t->id = id;
    g->vm.extra[0] = t;
    goroutine_start(p, g);
    return t;
}

static inline void script_deadlock(DeadlockKind kind) {
    _exit(kind == DEADLOCK_ASLEEP ? 50 : 51);
}

static inline void script_function(Processor *p, void *function) {
    go(p, (Script *)function, 0);
}

static inline void script_out_of_memory(size_t bytes, uint64_t in_use, bool limited) {
    (void)in_use;
    (void)limited;
    die("out of memory", (int)bytes);
}

// Runs [script] as the main goroutine of a fresh process with [processors]; returns its exit code.
// sched_quit(n) ends it.
static inline int run_program(Script *script, uint32_t processors, uint64_t seed) {
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        alarm(60);
        SchedHooks hooks = {.run_slice = script_slice,
                            .deadlock = script_deadlock,
                            .start_function = script_function,
                            .out_of_memory = script_out_of_memory};
        char count[16];
        snprintf(count, sizeof count, "%u", processors);
        setenv("GOMAXPROCS", count, 1);
        Processor *p = sched_init(&hooks, seed);
        go(p, script, 0);
        int code = sched_run(p);
        fflush(NULL);
        _exit(code);
    }
    int status;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

#endif
