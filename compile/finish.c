// compile/finish.c - from the builder's list of instructions to published code: slots get their
// final numbers, jumps their distances, far jumps their long form.
#include "compile/compile_int.h"

typedef struct Layouter {
    FuncBuilder *fb;
    uint32_t low_slots;
    uint32_t prologue_words;
    uint32_t *word_map;        // old word -> new word; NULL while they are the same
    uint8_t *far;              // per jump: needs the long form
} Layouter;

static uint32_t slot_final(const Layouter *lay, uint32_t slot) {
    if (slot >= LOW_BASE) return lay->fb->frame_params + (slot - LOW_BASE);
    if (slot < lay->fb->frame_params) return slot;
    return slot + lay->low_slots;
}

static uint32_t offset_final(const Layouter *lay, uint64_t offset) {
    return slot_final(lay, (uint32_t)(offset / 8)) * 8 + (uint32_t)(offset % 8);
}

static bool role_is_slot(OperandRole role) {
    switch (role) {
    case ROLE_NONE: case ROLE_I: case ROLE_J: case ROLE_N: case ROLE_L: return false;
    default: return true;
    }
}

// The operand words that hold frame bytes or slots outside of A, B and C.
static void relocate_word(const Layouter *lay, Insn *insn) {
    uint64_t *word = &insn[1].word;
    switch (insn->op) {
    case OP_CONCAT_BUF: case OP_STR_BYTES_BUF: case OP_STR_RUNES_BUF: case OP_BYTES_STR_BUF:
    case OP_RUNES_STR_BUF: case OP_RUNE_STR_BUF:
        *word = offset_final(lay, *word);
        break;
    case OP_DEFERC: case OP_DEFERI: if (*word) *word = offset_final(lay, *word); break;
    case OP_FMA_F64: case OP_ATOM_CAS_32: case OP_ATOM_CAS_64:
        *word = slot_final(lay, (uint32_t)*word);
        break;
    default: break;
    }
}

static void relocate(const Layouter *lay, Insn *insn) {
    const OpInfo *info = &op_info[insn->op];
    if (role_is_slot(info->roles[0])) insn->a = (uint16_t)slot_final(lay, insn->a);
    bool wide = info->mode == MODE_ABX || info->mode == MODE_ASX || info->mode == MODE_ABXW;
    if (wide) {
        bool is_frame = info->roles[1] == ROLE_L || insn->op == OP_LEA ||
                        (insn->op == OP_DEFER && insn->bx);
        if (is_frame) insn->bx = offset_final(lay, insn->bx);
    } else if (info->mode != MODE_SX) {
        if (role_is_slot(info->roles[1])) insn->b = (uint16_t)slot_final(lay, insn->b);
        if (role_is_slot(info->roles[2])) insn->c = (uint16_t)slot_final(lay, insn->c);
    }
    if (info->words > 1) relocate_word(lay, insn);
}

static void relocate_all(const Layouter *lay, InsnVec *code) {
    for (uint32_t i = 0; i < code->count;) {
        Insn *insn = &code->items[i];
        uint32_t words = op_info[insn->op].words;
        if (insn->op == OP_SWITCH) words += insn->bx;
        relocate(lay, insn);
        i += words;
    }
}

// ---- the entry ----------------------------------------------------------------------------------
// Zeroes the pinned pointer slots of the low region: they count as alive from the entry on.
// Short gaps are zeroed along: nothing in the low region has a value yet.
static void emit_entry_zero(FuncBuilder *fb) {
    enum { GAP_MAX = 4 };
    const uint8_t wanted = SLOT_PINNED | SLOT_POINTER;
    for (uint32_t i = 0; i < fb->low.high; i++) {
        if ((fb->low.state[i] & wanted) != wanted) continue;
        uint32_t first = i, last = i;
        for (; i < fb->low.high && i <= last + GAP_MAX; i++)
            if ((fb->low.state[i] & wanted) == wanted) last = i;
        emit_zero(fb, LOW_BASE + first, last + 1 - first);
        i = last;
    }
}

// Named results are zero from the start; so are others that a body of a range over a function,
// which is a function itself, writes through a pointer.
static bool starts_results_at_zero(const FuncBuilder *fb) {
    bool start = fb->zeroes_results;
    for (uint32_t i = 0; i < fb->result_slots && i < fb->ordinary.high; i++)
        start |= (fb->ordinary.state[i] & SLOT_PINNED) != 0;
    return start;
}

static void prepend_zero(FuncBuilder *fb) {
    InsnVec constants = fb->prologue;
    fb->prologue = (InsnVec){0};
    fb->out = &fb->prologue;
    if (starts_results_at_zero(fb)) emit_zero(fb, 0, fb->result_slots);
    emit_entry_zero(fb);
    for (uint32_t i = 0; i < constants.count; i++)
        vec_push(&fb->arena, &fb->prologue, constants.items[i]);
    fb->out = &fb->code;
}

// ---- jumps --------------------------------------------------------------------------------------
static uint32_t word_new(const Layouter *lay, uint32_t word) {
    return lay->word_map ? lay->word_map[word] : word;
}

static int64_t jump_distance(const Layouter *lay, const Jump *jump) {
    const FuncBuilder *fb = lay->fb;
    uint32_t target = fb->labels.items[jump->label];
    FATAL_IF(target == UINT32_MAX, "a label of %s was never placed", fb->target->name);
    uint32_t from = jump->from
        ? word_new(lay, jump->from)
        : word_new(lay, jump->word) + op_info[fb->code.items[jump->word].op].words;
    return (int64_t)word_new(lay, target) - from;
}

static bool jump_is_wide(const Jump *jump, const Insn *insn) {
    InsnMode mode = op_info[insn->op].mode;
    return jump->from || mode == MODE_SX || mode == MODE_ASX;
}

// A conditional jump that does not reach becomes  Jcc +1; JMP +1; JMP target.
enum { FAR_EXTRA_WORDS = 2 };

static void map_words(Layouter *lay) {
    FuncBuilder *fb = lay->fb;
    if (!lay->word_map) lay->word_map = ARENA_ARRAY(&fb->arena, uint32_t, fb->code.count + 1);
    uint8_t *extra = arena_alloc(&fb->arena, fb->code.count + 1);
    for (uint32_t i = 0; i < fb->jumps.count; i++)
        if (lay->far[i]) extra[fb->jumps.items[i].word] = FAR_EXTRA_WORDS;
    uint32_t shift = 0;
    for (uint32_t i = 0; i <= fb->code.count; i++) {
        lay->word_map[i] = i + shift;
        shift += extra[i];
    }
}

// Finds the jumps that need the long form; each one found moves others, so until none is left.
static void find_far_jumps(Layouter *lay) {
    FuncBuilder *fb = lay->fb;
    lay->far = arena_alloc(&fb->arena, fb->jumps.count + 1);
    if (fb->code.count < INT16_MAX - 8) return;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < fb->jumps.count; i++) {
            const Jump *jump = &fb->jumps.items[i];
            const Insn *insn = &fb->code.items[jump->word];
            if (lay->far[i] || jump_is_wide(jump, insn)) continue;
            int64_t distance = jump_distance(lay, jump);
            if (distance == (int16_t)distance) continue;
            lay->far[i] = 1;
            changed = true;
        }
        if (changed) map_words(lay);
    }
}

static void widen_jumps(Layouter *lay) {
    if (!lay->word_map) return;
    FuncBuilder *fb = lay->fb;
    InsnVec wide = {0};
    uint8_t *is_far = arena_alloc(&fb->arena, fb->code.count + 1);
    for (uint32_t i = 0; i < fb->jumps.count; i++)
        if (lay->far[i]) is_far[fb->jumps.items[i].word] = 1;
    for (uint32_t i = 0; i < fb->code.count; i++) {
        vec_push(&fb->arena, &wide, fb->code.items[i]);
        if (!is_far[i]) continue;
        vec_last(&wide).c = 1;
        vec_push(&fb->arena, &wide, insn_abx(OP_JMP, 0, 1));
        vec_push(&fb->arena, &wide, insn_abx(OP_JMP, 0, 0));
    }
    fb->code = wide;
}

static void patch_jumps(Layouter *lay, const uint32_t *distances) {
    FuncBuilder *fb = lay->fb;
    for (uint32_t i = 0; i < fb->jumps.count; i++) {
        const Jump *jump = &fb->jumps.items[i];
        Insn *insn = &fb->code.items[word_new(lay, jump->word)];
        if (jump->from) insn->word = (uint64_t)(int64_t)(int32_t)distances[i];
        else if (lay->far[i]) insn[2].sbx = (int32_t)distances[i] - FAR_EXTRA_WORDS;
        else if (jump_is_wide(jump, insn)) insn->sbx = (int32_t)distances[i];
        else insn->c = (uint16_t)distances[i];
    }
}

static void link_jumps(Layouter *lay) {
    FuncBuilder *fb = lay->fb;
    find_far_jumps(lay);
    uint32_t *distances = ARENA_ARRAY(&fb->arena, uint32_t, fb->jumps.count + 1);
    for (uint32_t i = 0; i < fb->jumps.count; i++)
        distances[i] = (uint32_t)jump_distance(lay, &fb->jumps.items[i]);
    widen_jumps(lay);
    patch_jumps(lay, distances);
}

// ---- tables -------------------------------------------------------------------------------------
static const uint8_t *slot_bitmap(const Layouter *lay, uint32_t state, uint32_t frame_slots,
                                  bool *any) {
    const FuncBuilder *fb = lay->fb;
    uint8_t *bits = code_alloc((frame_slots + 63) / 64 * 8 + 8);
    memset(bits, 0, (frame_slots + 63) / 64 * 8 + 8);
    for (uint32_t region = 0; region < 2; region++) {
        const Region *r = region ? &fb->low : &fb->ordinary;
        for (uint32_t i = 0; i < r->high; i++) {
            if ((r->state[i] & state) != state) continue;
            uint32_t slot = slot_final(lay, region ? i + LOW_BASE : i);
            bits[slot / 8] |= (uint8_t)(1u << (slot % 8));
            *any = true;
        }
    }
    return bits;
}

// The prologue has no entry: it belongs to the function's own line.
static void publish_lines(const Layouter *lay, FuncCode *code) {
    const FuncBuilder *fb = lay->fb;
    LineEntry *lines = code_alloc(sizeof *lines * (fb->lines.count + 1));
    for (uint32_t i = 0; i < fb->lines.count; i++) {
        uint32_t word = word_new(lay, fb->lines.items[i].word);
        lines[i] = (LineEntry){word + lay->prologue_words, fb->lines.items[i].pos};
    }
    code->lines = lines;
    code->line_count = fb->lines.count;
    CallSize *sizes = code_alloc(sizeof *sizes * (fb->calls.count + 1));
    for (uint32_t i = 0; i < fb->calls.count; i++) {
        sizes[i] = fb->calls.items[i];
        sizes[i].word = word_new(lay, sizes[i].word) + lay->prologue_words;
    }
    code->call_sizes = sizes;
    code->call_size_count = fb->calls.count;
}

static void publish(const Layouter *lay) {
    FuncBuilder *fb = lay->fb;
    FuncCode *code = fb->target;
    uint32_t words = lay->prologue_words + fb->code.count;
    Insn *insns = code_alloc(sizeof *insns * words);
    if (lay->prologue_words)
        memcpy(insns, fb->prologue.items, sizeof *insns * lay->prologue_words);
    memcpy(insns + lay->prologue_words, fb->code.items, sizeof *insns * fb->code.count);
    code->code = insns;
    code->code_words = words;
    uint32_t ordinary = fb->ordinary.high > fb->frame_params ? fb->ordinary.high : fb->frame_params;
    // Other threads may be calling the stub.
    __atomic_store_n(&code->frame_slots, ordinary + lay->low_slots, __ATOMIC_RELAXED);
    LIMIT_IF(code->frame_slots > UINT16_MAX, FRAME_TOO_LARGE, code->name);
    publish_lines(lay, code);
    bool any = false;
    code->ptr_slots = slot_bitmap(lay, SLOT_POINTER, code->frame_slots, &any);
    any = false;
    const uint8_t *pinned = slot_bitmap(lay, SLOT_PINNED, code->frame_slots, &any);
    if (any) {
        // Where one parameter ends and the next begins is forgotten by now: they are one object. So
        // are the results, which hold anything until they are written: unless one of them has its
        // address taken; all are zero from the start then.
        for (uint32_t i = 1; i < fb->frame_params && i < fb->ordinary.high; i++)
            if (i != code->result_slots) fb->ordinary.state[i] |= SLOT_JOINED;
        code->joined_slots = slot_bitmap(lay, SLOT_JOINED, code->frame_slots, &any);
        code->pinned_slots = pinned;
    }
    if (fb->defer_word != UINT32_MAX)
        code->defer_return = insns + lay->prologue_words + word_new(lay, fb->defer_word);
    if (fb->uses_context) code->flags |= CODE_USES_CONTEXT;
    code_publish(code);
}

// Where variables are in the end.
static void note_slots(const Layouter *lay, const NameList *names) {
    for (uint32_t i = 0; i < names->count; i++)
        if (names->items[i]->has_slot)
            names->items[i]->frame_slot = slot_final(lay, names->items[i]->slot);
}

void builder_finish(FuncBuilder *fb) {
    prepend_zero(fb);
    Layouter lay = {.fb = fb, .low_slots = fb->low.high, .prologue_words = fb->prologue.count};
    relocate_all(&lay, &fb->prologue);
    relocate_all(&lay, &fb->code);
    link_jumps(&lay);
    if (fb->func) {
        note_slots(&lay, &fb->func->params);
        note_slots(&lay, &fb->func->results);
        note_slots(&lay, &fb->func->locals);
        note_slots(&lay, &fb->func->closure_vars);
    }
    publish(&lay);
}
