// vm/session.h - what an interactive session asks of the virtual machine.
//
// A session runs pieces of code one after the other, each as a goroutine of its own, and outlives
// what goes wrong in them: where a program would die (a panic nobody recovers, a stack that grows
// without end) only the goroutine ends. Under `run -repl` the goroutine that panicked, or called
// runtime.Breakpoint, stays as it is instead, so that its frames can be looked at.
#ifndef MOUND_VM_SESSION_H
#define MOUND_VM_SESSION_H

#include "sched/sched.h"
#include "vm/code.h"

typedef enum SessionEvent {
    SESSION_RETURNED,     // an evaluation returned
    SESSION_PANICKED,     // a goroutine died of a panic, whose text has been printed
    SESSION_BREAKPOINT,   // runtime.Breakpoint; [g] waits for session_continue
} SessionEvent;

typedef struct SessionHooks {
    // Something happened to [g]. Called on its thread, which has a processor; must not block.
    void (*happened)(SessionEvent event, Goroutine *g);
    // Whether [g], which has panicked or is at a breakpoint, is to stop where it is; otherwise it
    // ends, or goes on.
    bool (*stops)(Goroutine *g);
} SessionHooks;

// From now on goroutines die alone. Before session_run.
void session_begin(const SessionHooks *hooks);
bool session_is_on(void);
// Instead of vm_main: the calling thread is the session's and runs [prompt]; goroutines run on
// others. [inits] and [main_func] are a program to start first, or 0 and NULL: [ended] is called
// when its main.main has returned, by its goroutine.
void session_run(void (*prompt)(void), FuncCode *const *inits, uint32_t count,
                 FuncCode *main_func, void (*ended)(void));
// Makes a goroutine, for goroutine_start, that calls [func], a function without parameters and
// results. SESSION_RETURNED tells that it returned, SESSION_PANICKED that it panicked, neither that
// it called Goexit; then [over] is called, when nothing is left of it.
Goroutine *session_prepare(Processor *p, FuncCode *func, void (*over)(Processor *p));
// A goroutine stopped at a breakpoint goes on.
void session_continue(Processor *p, Goroutine *g);
// Ends [g] as soon as it comes to a safepoint: its deferred calls run, as with runtime.Goexit.
// False: it waits in a system call, and will end when it comes back. The world is stopped.
bool session_interrupt(Processor *p, Goroutine *g);

// For vm/: a goroutine panicked and its text has been printed. True: it is the session's business,
// *[stop]: it stays where it is.
bool session_take_panic(Goroutine *g, bool *stop);

#endif
