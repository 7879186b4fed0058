// vm/wait_profile.h - where goroutines waited for each other, and where they let others wait.
//
// What the profiles "block" and "mutex" show: for each call stack how often and how long. When
// something is noted and why is sched/blocking.h.
#ifndef MOUND_VM_WAIT_PROFILE_H
#define MOUND_VM_WAIT_PROFILE_H

#include "sched/sched.h"
#include "vm/code.h"

typedef enum WaitKind {
    WAIT_KIND_BLOCK,      // who waited
    WAIT_KIND_MUTEX,      // who unlocked what others waited for
    WAIT_KINDS,
} WaitKind;

enum { WAIT_FRAMES_MAX = 32 };

// One stack. [count] and [ns] are scaled to what there probably was, when only some are noted.
typedef struct WaitPlace {
    WaitKind kind;
    double count, ns;
    uint32_t frame_count;
    const Insn *pcs[WAIT_FRAMES_MAX];   // return addresses, innermost first
} WaitPlace;

// [g], which is about to run on [p], has waited g->blocked_ns, which becomes 0. Any thread.
void wait_profile_note_blocked(Processor *p, Goroutine *g);
// SchedHooks.note_contention.
void wait_profile_note_contention(Processor *p, uint64_t ns);
// Calls [visit] for every place of one kind. Others wait that want to note something: it must not
// block.
void wait_profile_each(WaitKind kind, void (*visit)(const WaitPlace *place, void *arg), void *arg);

#endif
