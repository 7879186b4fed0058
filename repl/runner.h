// repl/runner.h - the thread at the prompt, and the goroutines it starts.
//
// The prompt has a thread of its own beside the goroutines: reading lines, checking and printing
// happen there while they run. What touches goroutines or the heap stops the world first
// (runner_stop). Each evaluation is a goroutine of its own; the prompt waits for it and can end it.
#ifndef MOUND_REPL_RUNNER_H
#define MOUND_REPL_RUNNER_H

#include "sched/sched.h"
#include "vm/session.h"

typedef enum RunEnd {
    RUN_RETURNED,
    RUN_PANICKED,
    RUN_EXITED,       // runtime.Goexit
    RUN_INTERRUPTED,  // Ctrl-C
    RUN_STUCK,        // nothing could ever wake it; it was ended
    RUN_ABANDONED,    // it did not stop when it was asked: left behind
} RunEnd;

// Installs hooks and the handler of SIGINT. Before session_run.
void runner_init(void);
// Runs [code] as a goroutine and waits for its end.
RunEnd runner_run(FuncCode *code);
// The goroutine that evaluated last had this id.
uint64_t runner_last_id(void);

// Stops the world and takes a processor; meanwhile nothing may block.
Processor *runner_stop(void);
void runner_start(void);

// Whether Ctrl-C was pressed since the last call.
bool runner_was_interrupted(void);
// Readable when something happened that a waiting prompt should look at.
int runner_event_fd(void);
// Makes it readable. May be called by a signal handler.
void runner_notify(void);
// Whether a goroutine behind the prompt has written about its end since the last call.
bool runner_has_written(void);
void runner_clear_events(void);

// ---- run -repl: goroutines that stopped ---------------------------------------------------------
typedef enum StopReason { STOP_NONE, STOP_BREAKPOINT, STOP_PANIC, STOP_END } StopReason;
typedef struct Stop {
    StopReason reason;
    Goroutine *g;            // NULL: the program has ended
} Stop;
// From now on panics stop their goroutine instead of ending it.
void runner_attach(void);
// The program's main has returned.
void runner_program_ended(void);
// Whether there is a stop nobody has taken.
bool runner_has_stop(void);
// Takes the oldest stop nobody has taken yet. STOP_NONE: there is none.
Stop runner_next_stop(void);

#endif
