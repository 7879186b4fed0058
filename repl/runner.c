// repl/runner.c - see runner.h.
#include "repl/runner.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/check.h"
#include "base/lock.h"
#include "vm/traceback.h"

enum {
    STUCK_LOOK_MS = 60,         // after so long a deadlock is looked for, then more and more seldom
    STUCK_LOOK_MS_MAX = 1000,
    INTERRUPT_MS = 1000,        // an evaluation that has not ended by then is left behind
    STOPS_MAX = 256,
};

static struct {
    int event_fd;
    _Atomic bool interrupted;       // SIGINT came
    _Atomic bool over;              // the evaluation has ended
    _Atomic bool written;           // a goroutine behind the prompt has written about its panic
    _Atomic uint32_t event;         // SessionEvent of its end + 1; 0: none
    Goroutine *_Atomic evaluating;
    uint64_t last_id;
    bool attached;
    Lock stops_lock;                // guards the rest
    Stop stops[STOPS_MAX];
    uint32_t stop_count, stop_taken;
} runner;

void runner_notify(void) {
    uint64_t one = 1;
    while (write(runner.event_fd, &one, sizeof one) < 0 && errno == EINTR) {}
}

static void on_interrupt(int signal) {
    (void)signal;
    int saved = errno;
    atomic_store(&runner.interrupted, true);
    runner_notify();
    errno = saved;
}

static void add_stop(StopReason reason, Goroutine *g) {
    lock_acquire(&runner.stops_lock);
    if (runner.stop_count - runner.stop_taken < STOPS_MAX)
        runner.stops[runner.stop_count++ % STOPS_MAX] = (Stop){reason, g};
    lock_release(&runner.stops_lock);
    runner_notify();
}

static void happened(SessionEvent event, Goroutine *g) {
    if (g == atomic_load(&runner.evaluating)) atomic_store(&runner.event, (uint32_t)event + 1);
    if (event == SESSION_PANICKED && g != atomic_load(&runner.evaluating)) {
        atomic_store(&runner.written, true);
        runner_notify();
    }
    if (event == SESSION_BREAKPOINT) add_stop(STOP_BREAKPOINT, g);
    else if (event == SESSION_PANICKED && runner.attached &&
             g != atomic_load(&runner.evaluating))
        add_stop(STOP_PANIC, g);
}

static bool stops(Goroutine *g) {
    return runner.attached && g != atomic_load(&runner.evaluating);
}

void runner_init(void) {
    runner.event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    FATAL_IF(runner.event_fd < 0, "eventfd: %s", strerror(errno));
    session_begin(&(SessionHooks){happened, stops});
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = SA_RESTART};
    sigaction(SIGINT, &action, NULL);
}

void runner_attach(void) { runner.attached = true; }
void runner_program_ended(void) { add_stop(STOP_END, NULL); }

bool runner_has_stop(void) {
    lock_acquire(&runner.stops_lock);
    bool has = runner.stop_taken < runner.stop_count;
    lock_release(&runner.stops_lock);
    return has;
}

Stop runner_next_stop(void) {
    Stop stop = {STOP_NONE, NULL};
    lock_acquire(&runner.stops_lock);
    if (runner.stop_taken < runner.stop_count)
        stop = runner.stops[runner.stop_taken++ % STOPS_MAX];
    lock_release(&runner.stops_lock);
    return stop;
}

int runner_event_fd(void) { return runner.event_fd; }

void runner_clear_events(void) {
    uint64_t count;
    while (read(runner.event_fd, &count, sizeof count) > 0) {}
}

bool runner_has_written(void) { return atomic_exchange(&runner.written, false); }
bool runner_was_interrupted(void) { return atomic_exchange(&runner.interrupted, false); }
uint64_t runner_last_id(void) { return runner.last_id; }

Processor *runner_stop(void) { return sched_session_stop(); }
void runner_start(void) { sched_session_start(); }

// ---- Evaluating ---------------------------------------------------------------------------------

static void on_over(Processor *p) {
    (void)p;
    atomic_store(&runner.over, true);
    runner_notify();
}

// The evaluation is to end. False: it cannot be ended now.
static bool end_evaluation(void) {
    Processor *p = runner_stop();
    bool ended = atomic_load(&runner.over) || session_interrupt(p, atomic_load(&runner.evaluating));
    runner_start();
    return ended;
}

// It neither ended nor can be made to: from now on it is one of the goroutines behind the prompt.
static bool leave_behind(void) {
    runner_stop();
    bool over = atomic_load(&runner.over);
    if (!over) atomic_load(&runner.evaluating)->on_exit = NULL;
    runner_start();
    return !over;
}

static bool is_stuck(void) {
    runner_stop();
    Goroutine *g = atomic_load(&runner.evaluating);
    bool stuck = !atomic_load(&runner.over) && sched_is_stuck();
    if (stuck) {
        fflush(stdout);
        fputs("fatal error: all goroutines are asleep - deadlock!\n\n", stderr);
        trace_goroutine(&(TraceText){.file = stderr}, g, goroutine_status_text(g));
    }
    runner_start();
    return stuck;
}

static bool wait_for_event(int ms) {
    struct pollfd fd = {runner.event_fd, POLLIN, 0};
    bool came = poll(&fd, 1, ms) > 0;
    runner_clear_events();
    return came;
}

// Waits at most [ms] for the end; false: it has not come.
static bool wait_for_end(int ms) {
    for (int waited = 0; waited < ms && !atomic_load(&runner.over); waited += 50)
        if (wait_for_event(50)) waited -= 50;
    return atomic_load(&runner.over);
}

static RunEnd stop_evaluation(RunEnd how) {
    end_evaluation();
    if (!wait_for_end(INTERRUPT_MS) && leave_behind()) return RUN_ABANDONED;
    return how;
}

static RunEnd wait_for_evaluation(void) {
    int ms = STUCK_LOOK_MS;
    while (!atomic_load(&runner.over)) {
        if (!wait_for_event(ms)) {
            if (is_stuck()) return stop_evaluation(RUN_STUCK);
            ms = ms * 2 > STUCK_LOOK_MS_MAX ? STUCK_LOOK_MS_MAX : ms * 2;
        }
        if (runner_was_interrupted() && !atomic_load(&runner.over))
            return stop_evaluation(RUN_INTERRUPTED);
    }
    uint32_t event = atomic_load(&runner.event);
    return event == SESSION_RETURNED + 1   ? RUN_RETURNED
           : event == SESSION_PANICKED + 1 ? RUN_PANICKED
                                           : RUN_EXITED;
}

RunEnd runner_run(FuncCode *code) {
    runner_clear_events();
    atomic_store(&runner.interrupted, false);
    atomic_store(&runner.over, false);
    atomic_store(&runner.event, 0);
    Processor *p = runner_stop();
    Goroutine *g = session_prepare(p, code, on_over);
    runner.last_id = g->id;
    atomic_store(&runner.evaluating, g);
    goroutine_start(p, g);
    runner_start();
    RunEnd end = wait_for_evaluation();
    atomic_store(&runner.evaluating, NULL);
    return end;
}
