// vm/liveness.c - which slots of a frame hold pointers that will still be used.
//
// The classic backward analysis, on bytecode: a slot is alive before an instruction that reads it,
// or that does not write it and is followed by one before which it is alive. What instructions read
// and write is in opcodes.def. The sets at the start of each basic block are computed when a frame
// of the function is first scanned, those at single instructions when asked for; both are kept.
//
// LEA counts as a read of the whole object whose address it takes; what happens to it behind the
// LEA is for vm/stack_objects.c to find out.
//
// Alive everywhere behind a defer statement: whatever is alive where a recovered panic goes on,
// because any instruction may panic.
//
// The closure object of the call (fp[-3]) counts as the slot behind the last one.
//
// Those who scan stacks ask, on any thread; one lock serves them all.
#include "vm/session.h"
#include "vm/vm_int.h"

typedef struct Block {
    uint32_t word;               // first instruction
    uint32_t end;                // word behind the last one
    uint64_t *live;              // before the first
    bool follows_defer;          // some way to it leads through a defer statement
} Block;

typedef struct Point {
    uint32_t key;                // word * 2 + is_parked + 1; 0: empty
    uint64_t *live;
    uint64_t *all;               // in a session: slots without pointers too; otherwise NULL
} Point;

typedef struct Liveness {
    FuncCode *func;
    uint32_t set_words;          // uint64_t's of a set
    uint32_t block_count;
    Block *blocks;               // sorted by word
    uint64_t *pointers;          // slots that hold pointers
    uint64_t *always;
    Point *points;
    uint32_t point_count, point_capacity;
} Liveness;

static void *take(size_t count, size_t bytes) {
    void *memory = calloc(count + 1, bytes);
    FATAL_IF(memory == NULL, "out of memory");
    return memory;
}

// ---- sets ---------------------------------------------------------------------------------------
static void set_range(const Liveness *l, uint64_t *set, uint64_t from, uint64_t count, bool on) {
    uint64_t limit = l->func->frame_slots;
    for (uint64_t slot = from; slot < from + count && slot < limit; slot++) {
        if (on) set[slot / 64] |= 1ull << slot % 64;
        else set[slot / 64] &= ~(1ull << slot % 64);
    }
}

static bool set_add(const Liveness *l, uint64_t *set, const uint64_t *more) {
    bool changed = false;
    for (uint32_t i = 0; i < l->set_words; i++) {
        uint64_t sum = set[i] | more[i];
        changed |= sum != set[i];
        set[i] = sum;
    }
    return changed;
}

static void set_of_bytes(const Liveness *l, uint64_t *set, const uint8_t *bits) {
    for (uint32_t slot = 0; bits && slot < l->func->frame_slots; slot++)
        if (bits[slot / 8] >> (slot % 8) & 1) set[slot / 64] |= 1ull << slot % 64;
}

// ---- what an instruction does -------------------------------------------------------------------
static uint64_t role_slots(OperandRole role, const Insn *insn) {
    switch (role) {
    case ROLE_D1: case ROLE_S1: case ROLE_DS1: return 1;
    case ROLE_D2: case ROLE_S2: case ROLE_DS2: return 2;
    case ROLE_D3: case ROLE_S3: return 3;
    case ROLE_DN: case ROLE_SN: return insn->c;
    case ROLE_SN2: return 2u * insn->c;
    case ROLE_DB: return insn->bx;
    case ROLE_DW: return (insn[1].word + 7) / 8;
    case ROLE_SW: return (((const RType *)(uintptr_t)insn[1].word)->layout.bytes + 7) / 8;
    case ROLE_SP: return print_slots(insn->b);
    default: return 0;
    }
}

static bool role_writes(OperandRole role) {
    return (role >= ROLE_D1 && role <= ROLE_DW);
}
static bool role_reads(OperandRole role) {
    return (role >= ROLE_S1 && role <= ROLE_SP) || role == ROLE_DS1 || role == ROLE_DS2;
}

static CallSize size_of_func(const FuncCode *func) {
    return (CallSize){0, func->result_slots, func->param_slots};
}

static CallSize size_in_table(const FuncCode *func, const Insn *insn) {
    uint32_t word = (uint32_t)(insn - func->code), low = 0, high = func->call_size_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (func->call_sizes[middle].word < word) low = middle + 1;
        else high = middle;
    }
    if (low < func->call_size_count && func->call_sizes[low].word == word)
        return func->call_sizes[low];
    // Not told: all that might be there.
    return (CallSize){word, 0, (uint16_t)(func->frame_slots - insn->a)};
}

static CallSize call_size(const FuncCode *func, const Insn *insn) {
    switch ((Opcode)insn->op) {
    case OP_CALL: case OP_CALLN: return size_of_func(code_funcs[insn->bx]);
    case OP_GO: case OP_DEFER: return size_of_func((const FuncCode *)(uintptr_t)insn[1].word);
    default: return size_in_table(func, insn);
    }
}

static bool is_plain_call(Opcode op) {
    return op == OP_CALL || op == OP_CALLN || op == OP_CALLC || op == OP_CALLI;
}

static void step_call(const Liveness *l, const Insn *insn, uint64_t *live) {
    Opcode op = (Opcode)insn->op;
    CallSize size = call_size(l->func, insn);
    if (is_plain_call(op))
        set_range(l, live, insn->a - FRAME_LINK_SLOTS, l->func->frame_slots, false);
    // The receiver of a call through an interface is not laid by the caller.
    uint32_t skip = op == OP_CALLI || op == OP_GOI || op == OP_DEFERI;
    set_range(l, live, (uint64_t)insn->a + size.result_slots + skip, size.param_slots - skip,
              true);
}

static bool is_joined(const Liveness *l, uint64_t slot) {
    const uint8_t *joined = l->func->joined_slots;
    return joined && slot < l->func->frame_slots && joined[slot / 8] >> slot % 8 & 1;
}

static void read_object(const Liveness *l, uint64_t slot, uint64_t *live) {
    while (slot > 0 && is_joined(l, slot)) slot--;
    do set_range(l, live, slot++, 1, true);
    while (is_joined(l, slot));
}

static void step(const Liveness *l, const Insn *insn, uint64_t *live) {
    const OpInfo *info = &op_info[insn->op];
    uint32_t slots[3] = {insn->a, insn->b, insn->c};
    for (int i = 0; i < 3; i++)
        if (role_writes((OperandRole)info->roles[i]))
            set_range(l, live, slots[i], role_slots((OperandRole)info->roles[i], insn), false);
    if (info->roles[0] == ROLE_F) step_call(l, insn, live);
    for (int i = 0; i < 3; i++)
        if (role_reads((OperandRole)info->roles[i]))
            set_range(l, live, slots[i], role_slots((OperandRole)info->roles[i], insn), true);
    switch ((Opcode)insn->op) {
    case OP_RET: case OP_RETD:
        set_range(l, live, 0, l->func->result_slots, true);
        break;
    case OP_LDL_I8: case OP_LDL_U8: case OP_LDL_I16: case OP_LDL_U16: case OP_LDL_I32:
    case OP_LDL_U32: case OP_LDL_64:
        set_range(l, live, insn->bx / 8, 1, true);
        break;
    case OP_LDC: case OP_LEAC: case OP_GETCTX:
        live[l->func->frame_slots / 64] |= 1ull << l->func->frame_slots % 64;
        break;
    case OP_LEA:
        read_object(l, insn->bx / 8, live);
        break;
    case OP_FMA_F64: case OP_ATOM_CAS_32: case OP_ATOM_CAS_64:
        set_range(l, live, insn[1].word, 1, true);
        break;
    default: break;
    }
}

// ---- blocks -------------------------------------------------------------------------------------
static uint32_t words_of(const Insn *insn) {
    return op_info[insn->op].words + (insn->op == OP_SWITCH ? insn->bx : 0);
}

static bool falls_through(Opcode op) {
    switch (op) {
    case OP_JMP: case OP_JMP_L: case OP_RET: case OP_RETD: case OP_PANIC: case OP_PANICWRAP:
    case OP_MAIN_EXIT:
        return false;
    default: return true;
    }
}

typedef void Visit(void *arg, uint32_t word);

// Calls [visit] for the words that the instruction at [word] may jump to.
static void each_target(const FuncCode *func, uint32_t word, Visit *visit, void *arg) {
    const Insn *insn = &func->code[word];
    const OpInfo *info = &op_info[insn->op];
    int64_t next = (int64_t)word + words_of(insn);
    if (insn->op == OP_SWITCH)
        for (uint32_t i = 0; i < insn->bx; i++)
            visit(arg, (uint32_t)(next + (int64_t)insn[1 + i].word));
    bool wide = info->mode == MODE_SX || info->mode == MODE_ASX;
    for (int i = 0; i < 3; i++)
        if (info->roles[i] == ROLE_J)
            visit(arg, (uint32_t)(next + (wide ? insn->sbx : (int16_t)insn->c)));
}

static bool has_target(Opcode op) {
    const OpInfo *info = &op_info[op];
    return info->roles[0] == ROLE_J || info->roles[1] == ROLE_J || info->roles[2] == ROLE_J ||
           op == OP_SWITCH;
}

static void mark_leader(void *arg, uint32_t word) { ((uint8_t *)arg)[word] = 1; }

static void find_blocks(Liveness *l) {
    const FuncCode *func = l->func;
    uint8_t *leaders = take(func->code_words + 1, 1);
    if (func->defer_return) leaders[func->defer_return - func->code] = 1;
    for (uint32_t word = 0; word < func->code_words; word += words_of(&func->code[word])) {
        Opcode op = (Opcode)func->code[word].op;
        each_target(func, word, mark_leader, leaders);
        if (has_target(op) || !falls_through(op)) leaders[word + words_of(&func->code[word])] = 1;
    }
    leaders[0] = 1;
    for (uint32_t word = 0; word < func->code_words; word++) l->block_count += leaders[word];
    l->blocks = take(l->block_count, sizeof(Block));
    uint32_t count = 0;
    for (uint32_t word = 0; word < func->code_words; word++) {
        if (!leaders[word]) continue;
        if (count) l->blocks[count - 1].end = word;
        l->blocks[count++] = (Block){.word = word, .end = func->code_words,
                                      .live = take(l->set_words, 8)};
    }
    free(leaders);
}

static Block *block_of(const Liveness *l, uint32_t word) {
    uint32_t low = 0, high = l->block_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (l->blocks[middle].word <= word) low = middle + 1;
        else high = middle;
    }
    return &l->blocks[low - 1];
}

typedef struct AddTarget {
    const Liveness *l;
    uint64_t *live;
} AddTarget;

static void add_target(void *arg, uint32_t word) {
    AddTarget *add = arg;
    set_add(add->l, add->live, block_of(add->l, word)->live);
}

// The instructions of a block that begin at or behind [from], in order; freed by the caller.
static uint32_t *block_words(const Liveness *l, const Block *block, uint32_t *count) {
    uint32_t *words = take(block->end - block->word, sizeof *words);
    *count = 0;
    for (uint32_t word = block->word; word < block->end; word += words_of(&l->func->code[word]))
        words[(*count)++] = word;
    return words;
}

// [live] = what is alive before the instruction at [from], which lies in [block].
static void live_before(const Liveness *l, const Block *block, uint32_t from, uint64_t *live) {
    uint32_t count;
    uint32_t *words = block_words(l, block, &count), last = words[count - 1];
    memset(live, 0, l->set_words * 8);
    each_target(l->func, last, add_target, &(AddTarget){l, live});
    bool goes_on = falls_through((Opcode)l->func->code[last].op) &&
                   block->end < l->func->code_words;
    if (goes_on) set_add(l, live, block_of(l, block->end)->live);
    while (count > 0 && words[count - 1] >= from) step(l, &l->func->code[words[--count]], live);
    free(words);
}

static void solve(Liveness *l) {
    uint64_t *live = take(l->set_words, 8);
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = l->block_count; i-- > 0;) {
            live_before(l, &l->blocks[i], l->blocks[i].word, live);
            changed |= set_add(l, l->blocks[i].live, live);
        }
    }
    free(live);
}

static bool is_defer(const Insn *insn) {
    return insn->op == OP_DEFER || insn->op == OP_DEFERC || insn->op == OP_DEFERI;
}

// Whether a call may have been deferred when the instruction at [word] of [block] is executed.
static bool comes_after_defer(const Liveness *l, const Block *block, uint32_t word) {
    if (block->follows_defer) return true;
    const Insn *code = l->func->code;
    for (uint32_t at = block->word; at < word; at += words_of(&code[at]))
        if (is_defer(&code[at])) return true;
    return false;
}

typedef struct FollowDefer {
    const Liveness *l;
    bool changed;
} FollowDefer;

static void follow_defer(void *arg, uint32_t word) {
    FollowDefer *follow = arg;
    Block *block = block_of(follow->l, word);
    follow->changed |= !block->follows_defer;
    block->follows_defer = true;
}

static void find_defers(Liveness *l) {
    FollowDefer follow = {l, true};
    while (follow.changed) {
        follow.changed = false;
        for (uint32_t i = 0; i < l->block_count; i++) {
            const Block *block = &l->blocks[i];
            if (!comes_after_defer(l, block, block->end)) continue;
            uint32_t count, *words = block_words(l, block, &count), last = words[count - 1];
            free(words);
            each_target(l->func, last, follow_defer, &follow);
            if (falls_through((Opcode)l->func->code[last].op) && block->end < l->func->code_words)
                follow_defer(&follow, block->end);
        }
    }
}

static Liveness *liveness_make(FuncCode *func) {
    Liveness *l = take(1, sizeof *l);
    l->func = func;
    l->set_words = func->frame_slots / 64 + 1;
    l->pointers = take(l->set_words, 8);
    l->always = take(l->set_words, 8);
    set_of_bytes(l, l->pointers, func->ptr_slots);
    l->pointers[func->frame_slots / 64] |= 1ull << func->frame_slots % 64;
    find_blocks(l);
    solve(l);
    if (func->defer_return) {
        set_add(l, l->always, block_of(l, (uint32_t)(func->defer_return - func->code))->live);
        find_defers(l);
    }
    return l;
}

// ---- asking -------------------------------------------------------------------------------------
static Point *point_find(const Liveness *l, uint32_t key) {
    uint32_t at = (key * 2654435761u) & (l->point_capacity - 1);
    while (l->points[at].key && l->points[at].key != key) at = (at + 1) & (l->point_capacity - 1);
    return &l->points[at];
}

static void points_grow(Liveness *l) {
    Liveness old = *l;
    l->point_capacity = old.point_capacity ? old.point_capacity * 2 : 8;
    l->points = take(l->point_capacity, sizeof(Point));
    for (uint32_t i = 0; i < old.point_capacity; i++)
        if (old.points[i].key) *point_find(l, old.points[i].key) = old.points[i];
    free(old.points);
}

// A parked goroutine is still inside the instruction before [word]: what that reads is alive too.
static void add_parked(const Liveness *l, uint32_t word, uint64_t *live) {
    if (word == 0) return;
    const Block *block = block_of(l, word - 1);
    uint32_t count, *words = block_words(l, block, &count);
    while (count > 1 && words[count - 1] >= word) count--;
    uint64_t *before = take(l->set_words, 8);
    live_before(l, block, words[count - 1], before);
    set_add(l, live, before);
    free(before);
    free(words);
}

static const Point *point_get(Liveness *l, uint32_t word, bool parked) {
    if (l->point_count * 2 >= l->point_capacity) points_grow(l);
    Point *point = point_find(l, word * 2 + parked + 1);
    if (point->key) return point;
    *point = (Point){word * 2 + parked + 1, take(l->set_words, 8), NULL};
    l->point_count++;
    const Block *block = block_of(l, word);
    live_before(l, block, word, point->live);
    if (parked) add_parked(l, word, point->live);
    if (comes_after_defer(l, block, word)) set_add(l, point->live, l->always);
    if (session_is_on()) {
        point->all = take(l->set_words, 8);
        memcpy(point->all, point->live, l->set_words * sizeof *point->live);
    }
    for (uint32_t i = 0; i < l->set_words; i++) point->live[i] &= l->pointers[i];
    return point;
}

static const Point *liveness_find(FuncCode *func, const FrameWalk *walk) {
    Liveness *l = atomic_load(&func->liveness);
    if (l == NULL) {
        l = liveness_make(func);
        atomic_store(&func->liveness, l);
    }
    if (walk->called_panic) {
        // The frame has panicked; it goes on, if at all, where the deferred calls return to.
        if (func->defer_return)
            return point_get(l, (uint32_t)(func->defer_return - func->code), false);
        return point_get(l, func->code_words, false);
    }
    return point_get(l, (uint32_t)(walk->pc - func->code), walk->is_parked);
}

static Lock lock;

const uint64_t *liveness_at(FuncCode *func, const FrameWalk *walk) {
    lock_acquire(&lock);
    const uint64_t *live = liveness_find(func, walk)->live;
    lock_release(&lock);
    return live;   // stays as it is for ever
}

const uint64_t *liveness_all_at(FuncCode *func, const FrameWalk *walk) {
    lock_acquire(&lock);
    const uint64_t *all = liveness_find(func, walk)->all;
    lock_release(&lock);
    return all;
}

#ifdef MOUND_DEBUG
// The text lives until the next call.
const char *liveness_fault(FuncCode *func) {
    static char text[64];
    Liveness *l = liveness_make(func);
    uint64_t *live = l->blocks[0].live;
    set_range(l, live, func->result_slots, func->param_slots, false);
    uint32_t fault = UINT32_MAX;
    for (uint32_t slot = 0; slot < func->frame_slots; slot++)
        if ((live[slot / 64] & l->pointers[slot / 64]) >> slot % 64 & 1) fault = slot;
    for (uint32_t i = 0; i < l->block_count; i++) free(l->blocks[i].live);
    free(l->blocks);
    free(l->pointers);
    free(l->always);
    free(l);
    if (fault == UINT32_MAX) return NULL;
    snprintf(text, sizeof text, "slot %u is read before it is written", fault);
    return text;
}
#endif
