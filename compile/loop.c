// compile/loop.c - for loops: the condition stands at the bottom, its branch closes the loop.
#include "compile/compile_int.h"

// A variable that simply is a slot.
static bool name_is_slot(const Name *name) {
    return name->class != NAME_GLOBAL && name->class != NAME_CLOSURE && !name->addr_taken &&
           !name_is_boxed(name) && name->has_slot;
}

static bool is_word_int(Type *type) {
    TypeKind kind = type_kind(type);
    return kind == TYPE_INT || kind == TYPE_INT64;
}

// Operands that need no instruction to be read.
static bool operand_is_free(const Node *node) {
    if (node->init.count) return false;
    if (node->op == ONAME) return name_is_slot(node->name);
    TypeKind kind = node->op == OLEN ? type_kind(node->x->type) : TYPE_INVALID;
    return (kind == TYPE_SLICE || kind == TYPE_STRING) && node->x->op == ONAME &&
           name_is_slot(node->x->name);
}

// for ...; i < n; i++: one instruction increments, compares and branches.
static bool loop_counts(const Node *node) {
    const Node *cond = node->x, *post = node->y;
    if (!compile_optimizes || !cond || !post) return false;
    if (cond->op != OLT || post->op != OASOP || post->sub_op != OADD)
        return false;
    int64_t step, limit;
    if (cond->init.count || post->init.count || !node_int_const(post->y, &step) || step != 1)
        return false;
    const Node *i = post->x;
    if (i->op != ONAME || cond->x->op != ONAME || cond->x->name != i->name) return false;
    if (!name_is_slot(i->name) || !is_word_int(i->type)) return false;
    return node_small_const(cond->y, &limit) || operand_is_free(cond->y);
}

static void loop_count(FuncBuilder *fb, Node *node, Label body) {
    Slot i = node->y->x->name->slot;
    int64_t limit;
    fb->pos = node->y->pos;
    if (node_small_const(node->x->y, &limit))
        emit_branch(fb, OP_LOOP_LTI, i, (uint16_t)limit, body);
    else emit_branch(fb, OP_LOOP_LT, i, expr_slot(fb, node->x->y), body);
}

// Each iteration has variables of its own: those in boxes get a new box with the old value.
static void copy_iteration_vars(FuncBuilder *fb, const Node *node) {
    if (!node->distinct_vars) return;
    for (uint32_t i = 0; i < node->init.count; i++) {
        const Node *decl = node->init.items[i];
        if (decl->op != ODCL || !decl->name->per_iteration || !name_is_boxed(decl->name)) continue;
        Name *name = decl->name;
        uint32_t mark = slots_mark(fb);
        Slot box = slots_alloc_pointer(fb), value = slots_alloc(fb, name->type);
        emit_load(fb, name->type, value, name->slot, 0);
        emit_new(fb, name->type, box);
        emit_store(fb, name->type, box, 0, value);
        emit_move(fb, name->slot, box, 1);
        slots_release(fb, mark);
    }
}

// Whether the condition is short enough to be tested once more before the first iteration.
static bool cond_is_short(Node *cond) {
    return cond->op >= OEQ && cond->op <= OGE && !cond->init.count && !node_may_call(cond) &&
           (cond->x->op == ONAME || cond->x->op == OLITERAL) &&
           (cond->y->op == ONAME || cond->y->op == OLITERAL || operand_is_free(cond->y));
}

void stmt_for(FuncBuilder *fb, Node *node) {
    uint32_t mark = slots_mark(fb);
    Target target;
    target_push(fb, &target, node);
    Label body = label_new(fb), test = label_new(fb);
    stmt_list(fb, &node->init);
    fb->loop_depth++;
    bool counts = loop_counts(node);
    if (node->x) {
        if (counts || cond_is_short(node->x))
            cond_jump(fb, node->x, false, target.break_label, false);
        else emit_jump(fb, test);
    }
    label_here(fb, body);
    uint32_t bounds = fb->bounds.count;
    if (counts) bounds_enter(fb, node);
    block(fb, &node->body);
    fb->bounds.count = bounds;
    label_here(fb, target.continue_label);
    copy_iteration_vars(fb, node);
    if (counts) {
        loop_count(fb, node, body);
        label_here(fb, test);
    } else {
        if (node->y) stmt(fb, node->y);
        label_here(fb, test);
        fb->pos = node->x ? node->x->pos : node->pos;
        if (node->x) cond_jump(fb, node->x, true, body, true);
        else emit_jump_back(fb, body);
    }
    label_here(fb, target.break_label);
    fb->loop_depth--;
    fb->targets = target.outer;
    slots_release(fb, mark);
}
