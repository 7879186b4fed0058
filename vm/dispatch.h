// vm/dispatch.h - what an edition of the dispatch loop (loop.def) needs.
//
// Each edition of watch.h is a file of its own, loop_NAME.c: the loop is the largest function by
// far, and compilers take their time with it, the sanitizers' most of all.
#ifndef MOUND_VM_DISPATCH_H
#define MOUND_VM_DISPATCH_H

#include <math.h>

#include "vm/arith.h"
#include "vm/map.h"
#include "vm/vm_int.h"
#include "vm/wait_profile.h"
#include "vm/watch.h"

// The current instruction, and its operands. A switch loop reads the word once, atomically, which
// costs ThreadSanitizer one look instead of four.
#ifdef MOUND_SWITCH
#define INSN insn
#else
#define INSN (pc[-1])
#endif
#define RA fp[INSN.a]
#define RB fp[INSN.b]
#define RC fp[INSN.c]
#define PA (&fp[INSN.a])
#define PB (&fp[INSN.b])
#define PC (&fp[INSN.c])
#define IA ((int64_t)RA)
#define IB ((int64_t)RB)
#define IC ((int64_t)RC)
#define IMM_B ((int64_t)(int16_t)INSN.b)
#define IMM_C ((int64_t)(int16_t)INSN.c)
#define BX (INSN.bx)
#define SBX (INSN.sbx)
#define W1 (pc[0].word)
#define W2 (pc[1].word)
#define DA (((double *)fp)[INSN.a])
#define DB (((double *)fp)[INSN.b])
#define DC (((double *)fp)[INSN.c])
#define FB (((float *)fp)[2 * INSN.b])
#define FC (((float *)fp)[2 * INSN.c])
#define TYPE1 ((const RType *)(uintptr_t)W1)
#define TYPE2 ((const RType *)(uintptr_t)W2)
#define POINTER(slot) ((char *)(uintptr_t)(slot))
#define WORD(pointer) ((uint64_t)(uintptr_t)(pointer))

#ifdef MOUND_SWITCH
#define BODY(name) case OP_##name:
#define NEXT goto next_insn
#else
#define BODY(name) L_##name:
#define NEXT do { WATCH(); goto *labels[(pc++)->op]; } while (0)
#endif
// Ends an instruction with [n] words behind it.
#define NEXT_W(n) do { pc += (n); NEXT; } while (0)
#define UNLIKELY(cond) __builtin_expect(!!(cond), 0)
#define POLL_NEXT do { if (UNLIKELY(p->poll)) goto polled; NEXT; } while (0)
#define SAVE() (g->vm.pc = pc, g->vm.fp = fp)
#define LOAD() (pc = g->vm.pc, fp = g->vm.fp)
// Ends an instruction whose helper returned false when it failed.
#define NEXT_OR_RAISE(ok) do { if (UNLIKELY(!(ok))) goto raise; NEXT; } while (0)
#define NEXT_W_OR_RAISE(n, ok) \
    do { bool done_ = (ok); pc += (n); if (UNLIKELY(!done_)) goto raise; NEXT; } while (0)

#ifdef __SANITIZE_THREAD__
// ThreadSanitizer hears of the first and the last only: frames are the goroutine's own, and a
// kilobyte in every call would keep it busy with nothing else.
__attribute__((no_sanitize("thread"), noinline)) static void clear_unseen(uint64_t *to,
                                                                          uint32_t count) {
    for (volatile uint64_t *at = to; count > 0; count--) *at++ = 0;
}
static inline void clear_many(uint64_t *to, uint32_t count) {
    to[0] = to[count - 1] = 0;
    clear_unseen(to, count);
}
#else
static inline void clear_many(uint64_t *to, uint32_t count) { memset(to, 0, count * sizeof *to); }
#endif

// Clears slots of the current frame.
static inline void clear_slots(uint64_t *to, uint32_t count) {
    if (UNLIKELY(count > 16)) clear_many(to, count);
    else while (count-- > 0) *to++ = 0;
}

// LDX and STX found an index out of range: the instruction says which operands those were.
static bool fail_index(Processor *p, const Insn *pc, const uint64_t *fp) {
    uint64_t index, length;
    const Insn insn = pc[-1];
    switch (insn.op) {
    case OP_BOUNDS:
        index = fp[insn.a];
        length = fp[insn.b];
        break;
    case OP_STX_8: case OP_STX_16: case OP_STX_32: case OP_STX_64: case OP_STX_P: case OP_STX_2:
    case OP_STX_IF:
        index = fp[insn.b];
        length = fp[insn.a + 1];
        break;
    default:
        index = fp[insn.c];
        length = fp[insn.b + 1];
    }
    const FuncCode *func = code_find(pc - 1);
    bool is_unsigned = func && code_index_is_unsigned(func, pc - 1);
    if ((int64_t)index < 0 && !is_unsigned)
        return vm_fail_bounds(p, "index out of range [%lld]", (long long)index);
    return vm_fail_bounds(p, "index out of range [%llu] with length %lld",
                          (unsigned long long)index, (long long)length);
}

// The loop is out of a safepoint's way: does what the processor is asked for.
static VmNext poll(Processor *p, Goroutine *g) {
    bool over = sched_poll(p, g);
    if (over) return VM_YIELD;
    stack_set_limit(p, g);
    return VM_GO_ON;
}

static VmNext select_go(Processor *p, Goroutine *g, uint64_t *out, const uint64_t *in,
                        uint64_t word) {
    enum { SMALL = 8 };
    SelectCase small[SMALL] = {{0}};
    uint32_t count = word & 0xffff;
    SelectCase *cases = count <= SMALL ? small : malloc(count * sizeof(SelectCase));
    FATAL_IF(cases == NULL, "out of memory");
    for (uint32_t i = 0; i < count; i++, in += SELECT_CASE_SLOTS)
        cases[i] = (SelectCase){(Chan *)(uintptr_t)in[0], (void *)(uintptr_t)in[1], &out[1],
                                in[2] == 1};
    out[1] = 0;
    SchedStatus status =
        select_run(p, g, cases, count, word >> 16 & 1, (int64_t *)out);
    if (cases != small) free(cases);
    if (status == SCHED_DONE) return VM_GO_ON;
    if (status == SCHED_PARKED) return VM_PARKED;
    vm_fail_sched(p, status);
    return panic_raise(p, g);
}

static VmNext native_other(Processor *p, Goroutine *g, NativeStatus status) {
    switch (status) {
    case NATIVE_MOVED: return VM_MOVED;
    case NATIVE_PANIC: return panic_raise(p, g);
    case NATIVE_PARKED: return VM_PARKED;
    case NATIVE_YIELD: return VM_YIELD;
    case NATIVE_EXIT: return panic_goexit(p, g);
    case NATIVE_CALL:
    case NATIVE_DONE: return VM_GO_ON;
    }
    return VM_GO_ON;
}

// A goroutine goes on whose operation ended badly while it was parked, or that is to end.
static VmNext resume(Processor *p, Goroutine *g) {
    stack_set_limit(p, g);
    if (UNLIKELY(g->blocked_ns != 0)) wait_profile_note_blocked(p, g);
    WakePanic wake = (WakePanic)g->wake_panic;
    if (wake == WAKE_OK) return VM_GO_ON;
    g->wake_panic = WAKE_OK;
    if (wake == WAKE_INTERRUPT) return panic_goexit(p, g);
    vm_fail_sched(p, SCHED_PANIC_SEND_CLOSED);
    return panic_raise(p, g);
}

// As an instruction sees it: a pc is behind the first word of what is being executed.
#define SAVE_AT(at) (g->vm.pc = (at) + 1, g->vm.fp = fp)

#endif
