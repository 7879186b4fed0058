// vm/signal.c - signals of the operating system.
//
// Without package os/signal everything is as the kernel does it, but for two: SIGQUIT prints all
// goroutines, and SIGPIPE is left to whoever writes (only on standard output and error it ends the
// process). A signal that the program wants to hear of is noted by a handler and passed on by a
// goroutine of os/signal that waits for an eventfd.
#include <errno.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "sched/poll.h"
#include "vm/native_runtime.h"
#include "vm/vm_int.h"

enum { SIGNALS = 65 };

// A bit a signal.
static _Atomic uint64_t wanted[2], pending[2];
static uint64_t ignored_before[2];   // when it became wanted; os/signal has a lock
static _Atomic int event_fd = -1;
static PollFile *event_file;

static bool has_bit(_Atomic uint64_t *bits, int number) {
    return atomic_load(&bits[number / 64]) >> number % 64 & 1;
}

// Runs with SIGQUIT on the main thread only, which holds no lock: it waits for the others.
static void dump(const siginfo_t *info) {
    report_begin();
    fprintf(stderr, "SIGQUIT: quit\nPC=%p m=0 sigcode=%d\n", (void *)0, info->si_code);
    if (trace_level() != TRACE_NONE) traceback_print_others(NULL);
    report_end();
}

static void on_signal(int number, siginfo_t *info, void *context) {
    (void)context;
    if (!has_bit(wanted, number)) {
        if (number == SIGQUIT) dump(info);
        return;
    }
    int saved = errno;
    uint64_t one = 1;
    atomic_fetch_or(&pending[number / 64], 1ull << number % 64);
    if (write(atomic_load(&event_fd), &one, sizeof one) < 0) errno = saved;   // it is full: fine
    errno = saved;
}

static void set_action(int number, bool handled) {
    struct sigaction action = {.sa_flags = SA_RESTART | SA_ONSTACK};
    if (handled) {
        action.sa_sigaction = on_signal;
        action.sa_flags |= SA_SIGINFO;
        sigfillset(&action.sa_mask);
    } else {
        action.sa_handler = SIG_DFL;
    }
    sigaction(number, &action, NULL);
}

static bool is_ours(int number) { return number == SIGQUIT || number == SIGPIPE; }

// Threads made from here on inherit what this one blocks. What comes from outside is for the main
// thread, which only waits (SIGQUIT has to be, see dump): so no worker is waked from its sleep,
// where ThreadSanitizer would keep the signal from it. If this is the main thread, in a test that
// `mound test` forked or because memory was too scarce for another, any may have all but SIGQUIT.
static void leave_to_main_thread(void) {
    // Those concern the thread itself: what it did, or that it runs.
    static const int own[] = {SIGSEGV, SIGBUS,  SIGFPE,  SIGILL,  SIGTRAP, SIGSYS,
                              SIGABRT, SIGPIPE, SIGXFSZ, SIGTTIN, SIGTTOU, SIGPROF};
    sigset_t others;
    if (gettid() == getpid()) {
        sigemptyset(&others);
        sigaddset(&others, SIGQUIT);
    } else {
        sigfillset(&others);
        for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) sigdelset(&others, own[i]);
    }
    pthread_sigmask(SIG_BLOCK, &others, NULL);
}

void signal_init(void) {
    leave_to_main_thread();
    set_action(SIGQUIT, true);
    set_action(SIGPIPE, true);
}

void signal_die_of_broken_pipe(void) {
    if (has_bit(wanted, SIGPIPE)) return;
    vm_end(128 + SIGPIPE);
    set_action(SIGPIPE, false);
    raise(SIGPIPE);
    _exit(2);
}

// ---- natives of os/signal -----------------------------------------------------------------------

static int number_arg(const NativeCall *call) {
    int64_t number = native_arg_int(call, 0);
    return number > 0 && number < SIGNALS ? (int)number : 0;
}

// func signalFile() (handle uintptr): what the goroutine waits for; made at the first call.
void os_signal_file(NativeCall *call) {
    static Lock lock;
    lock_acquire(&lock);
    if (event_file == NULL) {
        int error, fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (fd >= 0) event_file = poll_open(fd, &error);
        atomic_store(&event_fd, fd);
    }
    lock_release(&lock);
    native_ret_pointer(call, 0, event_file);
}

void os_signal_enable(NativeCall *call) {
    int number = number_arg(call);
    struct sigaction action;
    if (number == 0 || has_bit(wanted, number)) return;
    uint64_t bit = 1ull << number % 64;
    ignored_before[number / 64] &= ~bit;
    if (sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN)
        ignored_before[number / 64] |= bit;
    atomic_fetch_or(&wanted[number / 64], bit);
    set_action(number, true);
}

// What is ignored stays so, unless the program wanted it; SIGHUP and SIGINT, which nohup and shells
// ignore for their children, are ignored again.
void os_signal_disable(NativeCall *call) {
    int number = number_arg(call);
    if (number == 0 || !has_bit(wanted, number)) return;
    bool was_ignored = ignored_before[number / 64] >> number % 64 & 1;
    atomic_fetch_and(&wanted[number / 64], ~(1ull << number % 64));
    if (was_ignored && (number == SIGHUP || number == SIGINT)) signal(number, SIG_IGN);
    else set_action(number, is_ours(number));
}

void os_signal_ignore(NativeCall *call) {
    int number = number_arg(call);
    if (number == 0) return;
    atomic_fetch_and(&wanted[number / 64], ~(1ull << number % 64));
    signal(number, SIG_IGN);
}

void os_signal_is_ignored(NativeCall *call) {
    int number = number_arg(call);
    struct sigaction action;
    bool known = number != 0 && sigaction(number, NULL, &action) == 0;
    native_ret_bool(call, 0, known && action.sa_handler == SIG_IGN);
}

// func signalNext() int: takes one that has come; 0: none.
void os_signal_next(NativeCall *call) {
    uint64_t count;
    if (read(atomic_load(&event_fd), &count, sizeof count) < 0) count = 0;
    for (int word = 0; word < 2; word++) {
        uint64_t bits = atomic_load(&pending[word]);
        if (bits == 0) continue;
        int bit = __builtin_ctzll(bits);
        atomic_fetch_and(&pending[word], ~(1ull << bit));
        native_ret_int(call, 0, word * 64 + bit);
        return;
    }
    native_ret_int(call, 0, 0);
}
