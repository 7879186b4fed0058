// vm/dispatch.c - the loop that executes instructions.
//
// One body for each row of opcodes.def, grouped in ops_*.def. With gcc and clang each body ends in
// its own indirect jump to the next one's (computed goto), which lets the branch predictor learn
// what follows what; -DMOUND_SWITCH makes a switch loop of the same bodies, for sanitizers and as
// an oracle.
//
// The loop's registers are pc (behind the first word of the instruction being executed), fp, p and
// g; everything else is in memory. Bodies keep to a few lines: what is rare is a call of a helper
// or one of the labels at the end, which the hot code only jumps to.
#include <math.h>

#include "vm/arith.h"
#include "vm/map.h"
#include "vm/vm_int.h"

// Operands of the current instruction.
#define RA fp[pc[-1].a]
#define RB fp[pc[-1].b]
#define RC fp[pc[-1].c]
#define PA (&fp[pc[-1].a])
#define PB (&fp[pc[-1].b])
#define PC (&fp[pc[-1].c])
#define IA ((int64_t)RA)
#define IB ((int64_t)RB)
#define IC ((int64_t)RC)
#define IMM_B ((int64_t)(int16_t)pc[-1].b)
#define IMM_C ((int64_t)(int16_t)pc[-1].c)
#define BX (pc[-1].bx)
#define SBX (pc[-1].sbx)
#define W1 (pc[0].word)
#define W2 (pc[1].word)
#define DA (((double *)fp)[pc[-1].a])
#define DB (((double *)fp)[pc[-1].b])
#define DC (((double *)fp)[pc[-1].c])
#define FB (((float *)fp)[2 * pc[-1].b])
#define FC (((float *)fp)[2 * pc[-1].c])
#define TYPE1 ((const RType *)(uintptr_t)W1)
#define TYPE2 ((const RType *)(uintptr_t)W2)
#define POINTER(slot) ((char *)(uintptr_t)(slot))
#define WORD(pointer) ((uint64_t)(uintptr_t)(pointer))

#ifdef MOUND_SWITCH
#define BODY(name) case OP_##name:
#define NEXT goto next_insn
#else
#define BODY(name) L_##name:
#define NEXT goto *labels[(pc++)->op]
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

// LDX and STX found an index out of range: the instruction says which operands those were.
static bool fail_index(Processor *p, const Insn *pc, const uint64_t *fp) {
    uint64_t index, length;
    switch (pc[-1].op) {
    case OP_BOUNDS:
        index = RA;
        length = RB;
        break;
    case OP_STX_8: case OP_STX_16: case OP_STX_32: case OP_STX_64: case OP_STX_P: case OP_STX_2:
    case OP_STX_IF:
        index = RB;
        length = fp[pc[-1].a + 1];
        break;
    default:
        index = RC;
        length = fp[pc[-1].b + 1];
    }
    if ((int64_t)index < 0)
        return vm_fail_bounds(p, "index out of range [%lld]", (long long)index);
    return vm_fail_bounds(p, "index out of range [%lld] with length %lld", (long long)index,
                          (long long)length);
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
    case NATIVE_PANIC: return panic_raise(p, g);
    case NATIVE_PARKED: return VM_PARKED;
    case NATIVE_YIELD: return VM_YIELD;
    case NATIVE_EXIT: return panic_goexit(p, g);
    case NATIVE_CALL:
    case NATIVE_DONE: return VM_GO_ON;
    }
    return VM_GO_ON;
}

// A goroutine goes on whose operation ended badly while it was parked.
static bool resume(Processor *p, Goroutine *g) {
    stack_set_limit(p, g);
    if (g->wake_panic == WAKE_OK) return true;
    g->wake_panic = WAKE_OK;
    vm_fail_sched(p, SCHED_PANIC_SEND_CLOSED);
    return false;
}

SliceEnd vm_run(Processor *p, Goroutine *g) {
#ifndef MOUND_SWITCH
    static const void *const labels[OP_COUNT] = {
#define OP(name, mode, a, b, c, effect) &&L_##name,
#include "vm/opcodes.def"
#undef OP
    };
#endif
    const Insn *pc;
    uint64_t *fp;
    VmNext next;
    if (!resume(p, g)) {
        next = panic_raise(p, g);
        goto leave;
    }
    LOAD();
#ifdef MOUND_SWITCH
next_insn:
    switch ((Opcode)(pc++)->op) {
    case OP_COUNT: break;
#else
    NEXT;
#endif

#include "vm/ops_scalar.def"
#include "vm/ops_jump.def"
#include "vm/ops_memory.def"
#include "vm/ops_value.def"
#include "vm/ops_call.def"

#ifdef MOUND_SWITCH
    }
    FATAL("opcode %u", pc[-1].op);
#endif

    // ---- where the bodies jump when something is rare
fail_nil:
    vm_fail_nil(p);
    goto raise;
fail_index:
    fail_index(p, pc, fp);
    goto raise;
fail_divide:
    vm_fail_divide(p);
raise:
    SAVE();
    next = panic_raise(p, g);
    goto leave;
polled:
    SAVE();
    next = poll(p, g);
leave:
    if (next == VM_GO_ON) {
        LOAD();
        NEXT;
    }
    if (next == VM_YIELD) return SLICE_YIELD;
    return next == VM_PARKED ? SLICE_PARKED : SLICE_EXITED;
}
