// vm/stack.c - frames on chunks: how a stack grows and shrinks.
//
// A call whose frame does not fit the newest chunk gets a new chunk. The frame that the caller has
// laid out is copied there, and its link says: return to insn_stack_ret, in the "frame" of the copy
// that stayed behind. STACK_RET then copies the results to the place where the caller expects them,
// frees the chunk, and returns through the link that stayed behind. Frames themselves never move
// once they run.
//
// slots[0] of a chunk is the function of its first frame; the frame's link follows.
#include "vm/session.h"
#include "vm/vm_int.h"

enum {
    CHUNK_FIRST_FRAME = 1 + PUSHED_LINK_SLOTS,
    CHUNK_SPARE_SLOTS = 24,                         // kept free above every frame for links
    CHUNK_BYTES_MAX = 16 << 20,
};

const Insn insn_stack_ret[2] = {{.op = OP_STACK_RET}, {.op = OP_NOP}};

_Atomic int64_t stack_bytes_max = 1000000000;

// The chunk the goroutine freed last; kept, so that calls around the boundary stay cheap.
static StackChunk **chunk_spare(Goroutine *g) { return (StackChunk **)&g->vm.extra[0]; }

// The last place where a frame may end.
static uint64_t *chunk_limit(StackChunk *chunk) {
    return stack_chunk_end(chunk) - CHUNK_SPARE_SLOTS;
}

static void chunk_drop(Processor *p, Goroutine *g) {
    StackChunk *chunk = g->vm.stack, **spare = chunk_spare(g);
    g->vm.stack = chunk->below;
    g->vm.stack_bytes -= chunk->bytes;
    if (*spare) stack_chunk_free(p, *spare);
    *spare = chunk;
}

_Noreturn static void stack_overflow(Goroutine *g) {
    report_begin();
    fprintf(stderr, "runtime: goroutine stack exceeds %lld-byte limit\n",
            (long long)stack_bytes_max);
    fprintf(stderr, "runtime: sp=%p stack=[%p, %p]\n", (void *)g->vm.fp,
            (void *)g->vm.stack->slots, (void *)stack_chunk_end(g->vm.stack));
    fatal_error(g, true, "stack overflow");
}

// Go doubles stacks, so the largest power of two below the limit is what can be used.
static bool exceeds_limit(uint64_t bytes) {
    int64_t limit = stack_bytes_max;
    if (limit <= 0) return true;
    return bytes > 1ull << (63 - __builtin_clzll((uint64_t)limit));
}

// In a session only the goroutine ends; what it deferred does not run, as there is no stack for it.
static VmNext overflow_alone(Processor *p, Goroutine *g) {
    fprintf(stderr, "runtime: goroutine stack exceeds %lld-byte limit\n"
            "fatal error: stack overflow\n\n", (long long)stack_bytes_max);
    traceback_print(g, "running");
    bool stop = false;
    session_take_panic(g, &stop);
    return panic_end_goroutine(p, g);
}

static size_t chunk_slots_for(size_t slots) {
    return slots + CHUNK_FIRST_FRAME + CHUNK_SPARE_SLOTS;
}

static StackChunk *chunk_push(Processor *p, Goroutine *g, size_t slots) {
    size_t bytes_min = g->vm.stack ? g->vm.stack->bytes * 2 : STACK_CHUNK_BYTES_MIN;
    if (bytes_min > CHUNK_BYTES_MAX) bytes_min = CHUNK_BYTES_MAX;
    size_t needed = chunk_slots_for(slots);
    if (exceeds_limit(g->vm.stack_bytes + needed * 8)) stack_overflow(g);
    StackChunk **spare = chunk_spare(g), *chunk = *spare;
    if (chunk && (size_t)(stack_chunk_end(chunk) - chunk->slots) >= needed) {
        *spare = NULL;
    } else {
        chunk = stack_chunk_alloc(p, needed, bytes_min);
    }
    chunk->below = g->vm.stack;
    g->vm.stack = chunk;
    g->vm.stack_bytes += chunk->bytes;
    return chunk;
}

uint64_t *stack_begin(Processor *p, Goroutine *g, const Insn *return_pc, uint32_t slots) {
    StackChunk *chunk = chunk_push(p, g, slots);
    uint64_t *fp = chunk->slots + CHUNK_FIRST_FRAME;
    chunk->slots[0] = 0;
    fp[-3] = 0;
    frame_link(fp, return_pc, NULL);
    return fp;
}

uint64_t *stack_place(Processor *p, Goroutine *g, uint64_t *top, uint32_t slots) {
    uint64_t *fp = top + PUSHED_LINK_SLOTS;
    if (stack_chunk_holds(g->vm.stack, top) && fp + slots <= chunk_limit(g->vm.stack)) return fp;
    StackChunk *chunk = chunk_push(p, g, slots);
    chunk->slots[0] = 0;
    return chunk->slots + CHUNK_FIRST_FRAME;
}

void stack_set_limit(Processor *p, Goroutine *g) {
    atomic_store(&p->stack_limit, chunk_limit(g->vm.stack));
    if (atomic_load(&p->poll)) atomic_store(&p->stack_limit, NULL);
}

static void frame_to_new_chunk(Processor *p, Goroutine *g, FuncCode *func, uint32_t slots) {
    uint64_t *old = g->vm.fp;
    StackChunk *chunk = chunk_push(p, g, slots);
    uint64_t *fp = chunk->slots + CHUNK_FIRST_FRAME;
    chunk->slots[0] = (uint64_t)(uintptr_t)func;
    fp[-3] = old[-3];
    frame_link(fp, insn_stack_ret, old);
    memcpy(fp, old, ((size_t)func->result_slots + func->param_slots) * 8);
    g->vm.fp = fp;
}

VmNext stack_enter_slow(Processor *p, Goroutine *g, FuncCode *func) {
    StackChunk *chunk = g->vm.stack;
    uint32_t slots = code_frame_slots(func);   // another thread may be compiling it
    if (!stack_chunk_holds(chunk, g->vm.fp) || g->vm.fp + slots > chunk_limit(chunk)) {
        bool too_deep = exceeds_limit(g->vm.stack_bytes + chunk_slots_for(slots) * 8);
        if (too_deep && session_is_on()) return overflow_alone(p, g);
        frame_to_new_chunk(p, g, func, slots);
    }
    if (atomic_load(&p->poll) && sched_poll(p, g)) return VM_YIELD;
    stack_set_limit(p, g);
    return VM_GO_ON;
}

void stack_return(Processor *p, Goroutine *g) {
    StackChunk *chunk = g->vm.stack;
    FuncCode *func = (FuncCode *)(uintptr_t)chunk->slots[0];
    memcpy(g->vm.fp, chunk->slots + CHUNK_FIRST_FRAME, (size_t)func->result_slots * 8);
    chunk_drop(p, g);
    stack_set_limit(p, g);
}

void stack_unwind(Processor *p, Goroutine *g, const uint64_t *fp) {
    if (stack_chunk_holds(g->vm.stack, fp)) return;
    while (!stack_chunk_holds(g->vm.stack, fp)) {
        chunk_drop(p, g);
        FATAL_IF(g->vm.stack == NULL, "a frame is in no chunk of its goroutine");
    }
    stack_set_limit(p, g);
}

void stack_free_all(Processor *p, Goroutine *g) {
    StackChunk **spare = chunk_spare(g);
    if (*spare) stack_chunk_free(p, *spare);
    *spare = NULL;
    while (g->vm.stack) {
        StackChunk *chunk = g->vm.stack;
        g->vm.stack = chunk->below;
        stack_chunk_free(p, chunk);
    }
    g->vm.stack_bytes = 0;
    g->vm.fp = NULL;
    g->vm.pc = NULL;
}

// ---- walking frames -----------------------------------------------------------------------------
static bool is_stub_return(const Insn *pc) {
    return pc == insn_defer_ret || pc == insn_panic_text || pc == insn_reflect_ret ||
           pc == insn_reflect_done;
}

static bool walk_settle(FrameWalk *walk) {
    if (walk->fp == NULL) return false;
    walk->func = code_find(walk->pc);
    return walk->func != NULL;
}

bool frame_walk_at(FrameWalk *walk, const Insn *pc, uint64_t *fp) {
    *walk = (FrameWalk){.pc = pc, .fp = fp};
    return walk_settle(walk);
}

bool frame_walk_begin(FrameWalk *walk, const Goroutine *g) {
    bool found = frame_walk_at(walk, g->vm.pc, g->vm.fp);
    walk->g = g;
    return found;
}

// The panic whose deferred call has the frame [callee_fp].
static const Panic *panic_of(const Goroutine *g, const uint64_t *callee_fp) {
    const Panic *panic = g ? g->vm.panics : NULL;
    while (panic && panic->callee_fp != callee_fp) panic = panic->next;
    return panic;
}

bool frame_walk_next(FrameWalk *walk) {
    walk->callee_fp = walk->fp;
    walk->is_parked = false;
    const Insn *pc = frame_return(walk->fp);
    if (pc == insn_stack_ret) {
        walk->callee_fp = frame_caller(walk->fp);
        pc = frame_return(walk->callee_fp);
    }
    walk->fp = frame_caller(walk->callee_fp);
    walk->is_return = true;
    walk->called_panic = pc == insn_defer_ret;
    walk->panic = walk->called_panic ? panic_of(walk->g, walk->callee_fp) : NULL;
    walk->interrupted = is_stub_return(pc);
    if (walk->interrupted) {
        pc = pushed_pc(walk->callee_fp);
        walk->fp = pushed_fp(walk->callee_fp);
    }
    walk->pc = pc;
    if (pc == insn_go_exit || pc == NULL) walk->fp = NULL;
    return walk_settle(walk);
}

// Whether the instruction before the return address made the call that the frame is in. If not,
// one that is repeated did (RETD, RUND, INITG): the return address is its own.
static bool called_before(const FrameWalk *walk) {
    const Insn *before = walk->pc - 1;
    switch ((Opcode)before->op) {
    case OP_CALL: case OP_CALLC: case OP_CALLI: case OP_CALLN:
        return walk->callee_fp == NULL || walk->callee_fp == walk->fp + before->a;
    default: return false;
    }
}

const Insn *frame_walk_insn(const FrameWalk *walk) {
    const Insn *pc = walk->pc;
    if (pc == walk->func->code) return pc;
    bool repeats = pc->op == OP_RETD || pc->op == OP_RUND || pc->op == OP_INITG;
    return repeats && !walk->interrupted && walk->callee_fp && !called_before(walk) ? pc : pc - 1;
}
