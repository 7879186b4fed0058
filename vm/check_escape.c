// vm/check_escape.c - MOUND_CHECK=escape: escape analysis held against what the program does.
//
// Runs as the hook of the VM_HOOKED edition. Before each instruction that stores pointers where
// they may be found later, it asks of each: if it points into a frame of this goroutine, may it be
// stored there? Never in the heap or in a package variable, and in a frame only of a function that
// is not older. Results of a function must not point into its own frame.
#include "vm/check_escape.h"

#include "sched/chan.h"
#include "vm/traceback.h"
#include "vm/vm_int.h"
#include "vm/watch.h"

typedef struct Check {
    Goroutine *g;
    const Insn *pc;
    uint64_t *fp;
} Check;

static StackChunk *chunk_of(const Check *check, uint64_t address) {
    for (StackChunk *chunk = check->g->vm.stack; chunk; chunk = chunk->below)
        if (address >= (uint64_t)(uintptr_t)chunk->slots &&
            address < (uint64_t)(uintptr_t)stack_chunk_end(chunk))
            return chunk;
    return NULL;
}

static void fail(const Check *check, const char *where, uint64_t value) {
    check->g->vm.pc = check->pc + 1;
    check->g->vm.fp = check->fp;
    fatal_error(check->g, false,
                "escape check: a pointer into a frame (%#llx) is stored in %s; this is a fault of "
                "mound's escape analysis", (unsigned long long)value, where);
}

// How many frames are newer than the one that [address] lies in.
static uint32_t frame_depth(const Check *check, uint64_t address) {
    FrameWalk walk;
    uint32_t depth = 0;
    StackChunk *home = chunk_of(check, address);
    bool more = frame_walk_at(&walk, check->pc, check->fp);
    for (; more; more = frame_walk_next(&walk), depth++) {
        uint64_t first = (uint64_t)(uintptr_t)walk.fp;
        if (chunk_of(check, first) == home && address >= first) return depth;
    }
    return depth;
}

static void check_kept(const Check *check, uint64_t value, const char *where) {
    if (value && chunk_of(check, value)) fail(check, where, value);
}

// *[target] = [value]
static void check_store(const Check *check, uint64_t target, uint64_t value) {
    if (!value || !chunk_of(check, value)) return;
    StackChunk *home = chunk_of(check, target);
    if (!home) {
        bool is_global = target - (uint64_t)(uintptr_t)globals_base < GLOBALS_BYTES_MAX;
        fail(check, is_global ? "a package variable" : "the heap", value);
    } else if (frame_depth(check, value) < frame_depth(check, target)) {
        fail(check, "the frame of a function that called the pointer's", value);
    }
}

// The pointers among the words at [from], to be stored at [target]; 0: somewhere in the heap.
static void check_words(const Check *check, uint64_t target, const uint64_t *from,
                        const Layout *layout) {
    for (uint64_t i = 0; i < layout->ptr_bytes / 8; i++) {
        if (!layout_has_pointer(layout, i)) continue;
        if (target) check_store(check, target + 8 * i, from[i]);
        else check_kept(check, from[i], "the heap");
    }
}

static const uint64_t *memory(uint64_t address) { return (const uint64_t *)(uintptr_t)address; }

// Only what lies in a frame can hold pointers into frames.
static void check_items(const Check *check, uint64_t target, uint64_t from, uint64_t count,
                        const RType *elem) {
    if (!elem->layout.ptr_bytes || !chunk_of(check, from)) return;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t offset = i * elem->layout.bytes;
        check_words(check, target ? target + offset : 0, memory(from + offset), &elem->layout);
    }
}

static void check_sent(const Check *check, const Chan *chan, uint64_t from) {
    if (chan && chan->layout && chunk_of(check, from))
        check_words(check, 0, memory(from), chan->layout);
}

static void check_result(const Check *check) {
    const FuncCode *func = code_find(check->pc);
    if (!func || !func->ptr_slots) return;
    uint64_t first = (uint64_t)(uintptr_t)check->fp, end = first + 8ull * func->frame_slots;
    for (uint32_t i = 0; i < func->result_slots; i++) {
        bool is_pointer = func->ptr_slots[i / 8] >> (i % 8) & 1;
        uint64_t value = check->fp[i];
        if (is_pointer && value >= first && value < end)
            fail(check, "a result of the function that the frame belongs to", value);
    }
}

static void check_element(const Check *check, const uint64_t *slice, uint64_t index,
                          uint64_t bytes, uint64_t offset, uint64_t value) {
    if (index < slice[1]) check_store(check, slice[0] + index * bytes + offset, value);
}

// Stores through pointers.
static bool check_stores(const Check *check, const Insn *pc, uint64_t *fp) {
    uint64_t *a = fp + pc->a, *b = fp + pc->b, *c = fp + pc->c;
    const RType *type = (const RType *)(uintptr_t)pc[1].word;
    switch (pc->op) {
    case OP_ST_P: case OP_ST_2: case OP_ST_3: check_store(check, *a + pc->c, *b); return true;
    case OP_ST_IF: check_store(check, *a + pc->c + 8, b[1]); return true;
    case OP_ST_N: check_words(check, *a + pc->c, b, &type->layout); return true;
    case OP_COPY_T: check_items(check, *a, *b, 1, type); return true;
    case OP_STG_P: check_kept(check, *a, "a package variable"); return true;
    case OP_STX_P: check_element(check, a, *b, 8, 0, *c); return true;
    case OP_STX_2: check_element(check, a, *b, 16, 0, *c); return true;
    case OP_STX_IF: check_element(check, a, *b, 16, 8, c[1]); return true;
    case OP_COPY_SLICE: {
        uint64_t count = b[1] < c[1] ? b[1] : c[1];
        check_items(check, *b, *c, count, type);
        return true;
    }
    default: return false;
    }
}

// What the run time stores in the heap, or gives to others.
static void check_escape(Processor *p, Goroutine *g, const Insn *pc, uint64_t *fp) {
    (void)p;
    Check check = {g, pc, fp};
    g->vm.pc = pc + 1;         // as the VM_RECORDED edition does
    g->vm.fp = fp;
    if (check_stores(&check, pc, fp)) return;
    uint64_t *a = fp + pc->a, *b = fp + pc->b, *c = fp + pc->c;
    const RType *type = (const RType *)(uintptr_t)pc[1].word;
    switch (pc->op) {
    case OP_APPEND_P: case OP_APPEND_2: case OP_MAPPUT_STR:
        check_kept(&check, *c, "the heap");
        break;
    case OP_APPEND_N: check_items(&check, 0, *c, pc[2].word, type); break;
    case OP_APPEND_SLICE: check_items(&check, 0, *c, c[1], type); break;
    case OP_MAPPUT: check_items(&check, 0, *c, 1, type->key); break;
    case OP_BOX: check_items(&check, 0, *b, 1, type); break;
    case OP_BOX_STR: check_kept(&check, *b, "the heap"); break;
    case OP_SEND: check_sent(&check, (const Chan *)(uintptr_t)*a, *b); break;
    case OP_PANIC: check_kept(&check, a[1], "a panic"); break;
    case OP_RET: check_result(&check); break;
    default: break;
    }
}

void check_escape_start(void) { watch_hook = check_escape; }
