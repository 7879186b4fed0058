// compile/switch.c - expression switches (tables, binary search, chains) and type switches.
#include "compile/compile_int.h"

#include <stdlib.h>

enum {
    SEARCH_CASES_MIN = 6,        // from so many constant cases on a search pays
    TABLE_ENTRIES_MAX = 1024,
};

typedef struct ConstCase {
    int64_t value;
    const char *text;            // strings
    size_t bytes;
    Label label;
    Node *node;
} ConstCase;

// ---- bodies -------------------------------------------------------------------------------------
static void case_bodies(FuncBuilder *fb, Node *node, Target *target, const Label *labels) {
    Label fall = fb->fall_label;
    for (uint32_t i = 0; i < node->list.count; i++) {
        Node *clause = node->list.items[i];
        label_here(fb, labels[i]);
        fb->fall_label = i + 1 < node->list.count ? labels[i + 1] : target->break_label;
        fb->pos = clause->pos;
        block(fb, &clause->body);
        if (i + 1 < node->list.count) emit_jump(fb, target->break_label);
    }
    fb->fall_label = fall;
}

static Label default_label(const Node *node, const Target *target, const Label *labels) {
    for (uint32_t i = 0; i < node->list.count; i++)
        if (node->list.items[i]->is_default) return labels[i];
    return target->break_label;
}

// ---- constant cases -----------------------------------------------------------------------------
static int compare_ints(const void *a, const void *b) {
    int64_t x = ((const ConstCase *)a)->value, y = ((const ConstCase *)b)->value;
    return x < y ? -1 : x > y;
}

static int compare_uints(const void *a, const void *b) {
    uint64_t x = (uint64_t)((const ConstCase *)a)->value;
    uint64_t y = (uint64_t)((const ConstCase *)b)->value;
    return x < y ? -1 : x > y;
}

static int compare_texts(const void *a, const void *b) {
    const ConstCase *x = a, *y = b;
    size_t common = x->bytes < y->bytes ? x->bytes : y->bytes;
    int order = memcmp(x->text, y->text, common);
    return order ? order : x->bytes < y->bytes ? -1 : x->bytes > y->bytes;
}

// All cases, if every one is a constant integer or string; NULL otherwise.
static ConstCase *constant_cases(FuncBuilder *fb, Node *node, const Label *labels,
                                 uint32_t *count) {
    bool is_string = type_is_string(node->x->type), is_int = type_is_integer(node->x->type);
    if (!is_string && !is_int) return NULL;
    *count = 0;
    for (uint32_t i = 0; i < node->list.count; i++) *count += node->list.items[i]->list.count;
    if (*count < SEARCH_CASES_MIN) return NULL;
    ConstCase *cases = ARENA_ARRAY(&fb->arena, ConstCase, *count);
    uint32_t n = 0;
    for (uint32_t i = 0; i < node->list.count; i++) {
        NodeList *values = &node->list.items[i]->list;
        for (uint32_t j = 0; j < values->count; j++) {
            Node *value = values->items[j];
            if (value->op != OLITERAL || value->init.count) return NULL;
            ConstCase *c = &cases[n++];
            *c = (ConstCase){.label = labels[i], .node = value};
            if (is_int) c->value = (int64_t)node_const_word(value);
            else c->text = node_string_const(value, &c->bytes);
        }
    }
    bool is_unsigned = is_int && type_is_unsigned(node->x->type);
    qsort(cases, n, sizeof *cases,
          is_string ? compare_texts : is_unsigned ? compare_uints : compare_ints);
    return cases;
}

static bool cases_are_dense(const ConstCase *cases, uint32_t count) {
    uint64_t range = (uint64_t)cases[count - 1].value - (uint64_t)cases[0].value;
    return range < TABLE_ENTRIES_MAX && range < (uint64_t)count * 3;
}

static void switch_table(FuncBuilder *fb, const ConstCase *cases, uint32_t count, Slot tag,
                         Label other) {
    int64_t first = cases[0].value;
    Slot index = tag;
    if (first != 0) {
        index = slots_alloc_scalar(fb);
        if (first == (int16_t)first && first != INT16_MIN) {
            emit_abc(fb, OP_ADDI_I64, index, tag, (uint16_t)-first);
        } else {
            Slot base = word_const_slot(fb, (uint64_t)first);
            emit_abc(fb, OP_SUB_I64, index, tag, base);
        }
    }
    uint32_t entries = (uint32_t)(cases[count - 1].value - first) + 1;
    emit_abx(fb, OP_SWITCH, index, entries);
    uint32_t from = fb->code.count + entries;
    uint32_t at = 0;
    for (uint32_t i = 0; i < entries; i++) {
        while (at < count && cases[at].value - first < i) at++;
        bool hit = at < count && cases[at].value - first == i;
        Jump jump = {fb->code.count, hit ? cases[at].label : other, from};
        vec_push(&fb->arena, &fb->jumps, jump);
        emit_word(fb, 0);
    }
    emit_jump(fb, other);
}

static void case_jump(FuncBuilder *fb, Node *tag, Op op, const ConstCase *c, Label label) {
    Node *relation = ARENA_NEW(&fb->arena, Node);
    relation->op = op;
    relation->type = type_basic[TYPE_BOOL];
    relation->x = tag;
    relation->y = c->node;
    relation->pos = c->node->pos;
    cond_jump(fb, relation, true, label, false);
}

static void switch_search(FuncBuilder *fb, Node *tag, const ConstCase *cases, uint32_t count,
                          Label other) {
    if (count <= 4) {
        for (uint32_t i = 0; i < count; i++) case_jump(fb, tag, OEQ, &cases[i], cases[i].label);
        emit_jump(fb, other);
        return;
    }
    uint32_t middle = count / 2;
    Label low = label_new(fb);
    case_jump(fb, tag, OLT, &cases[middle], low);
    switch_search(fb, tag, cases + middle, count - middle, other);
    label_here(fb, low);
    switch_search(fb, tag, cases, middle, other);
}

// ---- switch -------------------------------------------------------------------------------------
static void switch_chain(FuncBuilder *fb, Node *node, Node *tag, const Label *labels) {
    for (uint32_t i = 0; i < node->list.count; i++) {
        NodeList *values = &node->list.items[i]->list;
        for (uint32_t j = 0; j < values->count; j++) {
            uint32_t mark = slots_mark(fb), hoisted = fb->hoisted.count;
            Node *value = values->items[j];
            if (tag) {
                ConstCase c = {.node = value};
                case_jump(fb, tag, OEQ, &c, labels[i]);
            } else {
                cond_jump(fb, value, true, labels[i], false);
            }
            fb->hoisted.count = hoisted;
            slots_release(fb, mark);
        }
    }
}

static bool tag_is_steady(const Node *x) {
    return x->op == ONAME && x->name->class != NAME_GLOBAL && !x->name->addr_taken &&
           !x->init.count;
}

void stmt_switch(FuncBuilder *fb, Node *node) {
    uint32_t mark = slots_mark(fb);
    Target target;
    target_push(fb, &target, node);
    Label *labels = ARENA_ARRAY(&fb->arena, Label, node->list.count + 1);
    for (uint32_t i = 0; i < node->list.count; i++) labels[i] = label_new(fb);
    Label other = default_label(node, &target, labels);
    Node *tag = NULL;
    uint32_t count = 0;
    ConstCase *cases = NULL;
    if (node->x) {
        Slot slot = tag_is_steady(node->x) ? expr_slot(fb, node->x) : expr_temp(fb, node->x);
        tag = slot_node(fb, node->x->type, slot);
        cases = constant_cases(fb, node, labels, &count);
    }
    if (cases && compile_optimizes && !cases[0].text && cases_are_dense(cases, count))
        switch_table(fb, cases, count, tag->name->slot, other);
    else if (cases) switch_search(fb, tag, cases, count, other);
    else switch_chain(fb, node, tag, labels);
    if (!cases) emit_jump(fb, other);
    case_bodies(fb, node, &target, labels);
    label_here(fb, target.break_label);
    fb->targets = target.outer;
    slots_release(fb, mark);
}

// ---- type switch --------------------------------------------------------------------------------
static void type_case_jump(FuncBuilder *fb, Node *type, Slot word, Label label) {
    uint32_t mark = slots_mark(fb);
    if (type->op == ONIL || type_kind(type->type) == TYPE_UNTYPED_NIL) {
        emit_branch(fb, OP_JEQI, word, 0, label);
    } else if (type_is_interface(type->type)) {
        Slot holds = slots_alloc_scalar(fb);
        emit_abc(fb, OP_IMPLEMENTS, holds, word, 0);
        emit_ptr(fb, compile_rtype(type->type));
        emit_branch(fb, OP_JT, holds, 0, label);
    } else {
        Slot wanted = word_const_slot(fb, (uintptr_t)compile_rtype(type->type));
        emit_branch(fb, OP_JEQ, word, wanted, label);
    }
    slots_release(fb, mark);
}

// The clause's variable: the value with the type of the only case, or the interface as it is.
static void clause_variable(FuncBuilder *fb, Node *clause, Node *subject, Slot word) {
    Name *name = clause->name;
    if (!name) return;
    declare(fb, name, false);
    uint32_t mark = slots_mark(fb);
    Slot value = subject->name->slot;
    Place place = place_of_name(fb, name);
    Type *type = name->type;
    if (type_is_big(type)) {
        Place from = place_mem(type, value + 1, 0);
        place_copy(fb, &place, &from);
        slots_release(fb, mark);
        return;
    }
    Slot to = place.kind == PLACE_SLOT ? place.slot : slots_alloc(fb, type);
    if (type_identical(type, subject->type)) {
        emit_move(fb, to, value, 2);
    } else if (type_is_interface(type)) {
        if (type_set(type)->method_count) {
            emit_abc(fb, OP_ITAB_OF, to, word, 0);
            emit_ptr(fb, compile_rtype(type));
        } else {
            emit_move(fb, to, word, 1);
        }
        emit_move(fb, to + 1, value + 1, 1);
    } else if (type_is_pointer_shaped(type)) {
        emit_move(fb, to, value + 1, 1);
    } else if (type_size(type)) {
        emit_load(fb, type, to, value + 1, 0);
    }
    if (place.kind != PLACE_SLOT) place_store(fb, &place, to);
    slots_release(fb, mark);
}

void stmt_type_switch(FuncBuilder *fb, Node *node) {
    uint32_t mark = slots_mark(fb);
    Target target;
    target_push(fb, &target, node);
    Label *labels = ARENA_ARRAY(&fb->arena, Label, node->list.count + 1);
    for (uint32_t i = 0; i < node->list.count; i++) labels[i] = label_new(fb);
    Slot slot = tag_is_steady(node->x) ? expr_slot(fb, node->x) : expr_temp(fb, node->x);
    Node *subject = slot_node(fb, node->x->type, slot);
    Slot word = iface_type_slot(fb, node->x->type, slot);
    for (uint32_t i = 0; i < node->list.count; i++) {
        NodeList *types = &node->list.items[i]->list;
        for (uint32_t j = 0; j < types->count; j++)
            type_case_jump(fb, types->items[j], word, labels[i]);
    }
    emit_jump(fb, default_label(node, &target, labels));
    for (uint32_t i = 0; i < node->list.count; i++) {
        Node *clause = node->list.items[i];
        uint32_t inner = slots_mark(fb);
        label_here(fb, labels[i]);
        fb->pos = clause->pos;
        clause_variable(fb, clause, subject, word);
        stmt_list(fb, &clause->body);
        slots_release(fb, inner);
        if (i + 1 < node->list.count) emit_jump(fb, target.break_label);
    }
    label_here(fb, target.break_label);
    fb->targets = target.outer;
    slots_release(fb, mark);
}
