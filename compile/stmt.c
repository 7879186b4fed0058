// compile/stmt.c - statements, declarations and blocks.
#include "compile/compile_int.h"

// ---- variables ----------------------------------------------------------------------------------
bool name_is_boxed(const Name *name) {
    if (name->class == NAME_CLOSURE || name->class == NAME_GLOBAL) return false;
    return name->esc == ESC_HEAP || (name->esc == ESC_UNKNOWN && name->addr_taken);
}

bool name_in_memory(const Name *name) {
    if (name->in_memory) return true;
    return name->addr_taken && !name_is_boxed(name) && name->class != NAME_CLOSURE &&
           mem_is_narrow(mem_kind(name->type));
}

static void box_variable(FuncBuilder *fb, Name *name) {
    emit_new(fb, name->type, name->slot);
}

// What has to lie in the low region and finds no room there moves to the heap.
static bool lies_low(FuncBuilder *fb, Name *name) {
    bool in_low = name->addr_taken || mem_kind(name->type) >= MEM_AGGREGATE;
    if (in_low && !name_is_boxed(name) && !name->has_slot && !low_has_room(fb, name->type))
        name->esc = ESC_HEAP;
    return in_low;
}

void declare(FuncBuilder *fb, Name *name, bool zero) {
    bool in_low = lies_low(fb, name);
    bool boxed = name_is_boxed(name);
    if (!name->has_slot) {
        name->in_memory = !boxed && type_is_big(name->type);
        if (boxed && name->captured) name->slot = slots_alloc_pointer_forever(fb);
        else if (boxed) name->slot = slots_alloc_pointer(fb);
        // Pointers to it may outlive its block: that it does not escape is said of the function.
        else if (name->addr_taken) name->slot = low_alloc_type_forever(fb, name->type);
        // The literal may be inlined where the block of an inlined body around it is over.
        else if (name->captured && !name->in_memory)
            name->slot = slots_alloc_forever(fb, name->type);
        else if (name->captured) name->slot = low_alloc_type_forever(fb, name->type);
        else name->slot = in_low ? low_alloc(fb, name->type) : slots_alloc(fb, name->type);
        name->has_slot = true;
    }
    if (boxed) {
        box_variable(fb, name);
    } else if (zero) {
        Place place = place_of_name(fb, name);
        place_zero(fb, &place);
    }
}

// For a variable that is mentioned without a declaration: a temporary of the lowering.
void declare_forever(FuncBuilder *fb, Name *name) {
    static const uint8_t pointer = SLOT_POINTER;
    if (type_is_big(name->type)) lies_low(fb, name);
    bool boxed = name_is_boxed(name);
    name->in_memory = !boxed && type_is_big(name->type);
    name->slot = boxed ? low_alloc_forever(fb, &pointer, 1)
                       : low_alloc_type_forever(fb, name->type);
    name->has_slot = true;
    declare(fb, name, true);
}

static void declare_if_new(FuncBuilder *fb, Node *target) {
    if (target && target->op == ONAME && !target->name->has_slot &&
        target->name->class != NAME_GLOBAL)
        declare(fb, target->name, false);
}

static void declare_targets(FuncBuilder *fb, Node *node) {
    if (!node->def) return;
    if (node->op == OAS) declare_if_new(fb, node->x);
    else if (node->op >= OAS2 && node->op <= OAS2RECV)
        for (uint32_t i = 0; i < node->list.count; i++) declare_if_new(fb, node->list.items[i]);
}

static bool node_defines(const Node *node, const Name *name) {
    if (!node->def) return false;
    if (node->op == OAS) return node->y && node->x && node->x->op == ONAME && node->x->name == name;
    if (node->op < OAS2 || node->op > OAS2RECV) return false;
    for (uint32_t i = 0; i < node->list.count; i++) {
        const Node *target = node->list.items[i];
        if (target && target->op == ONAME && target->name == name) return true;
    }
    return false;
}

// Whether the statements behind the declaration at [i] give the variable its value at once.
static bool defined_at_once(const NodeList *list, uint32_t i) {
    const Name *name = list->items[i]->name;
    while (i < list->count && list->items[i]->op == ODCL) i++;
    return i < list->count && node_defines(list->items[i], name);
}

// ---- blocks -------------------------------------------------------------------------------------
void stmt_list(FuncBuilder *fb, NodeList *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        Node *node = list->items[i];
        if (node->op != ODCL) {
            stmt(fb, node);
            continue;
        }
        fb->pos = node->pos;
        declare(fb, node->name, !node->def && !defined_at_once(list, i));
    }
}

void block(FuncBuilder *fb, NodeList *list) {
    uint32_t mark = slots_mark(fb);
    stmt_list(fb, list);
    slots_release(fb, mark);
}

void target_push(FuncBuilder *fb, Target *target, const Node *statement) {
    target->statement = statement;
    target->break_label = label_new(fb);
    target->continue_label = label_new(fb);
    target->outer = fb->targets;
    fb->targets = target;
}

Label node_label(FuncBuilder *fb, const Node *node) {
    Node *label = (Node *)node;
    if (!label->label_id) label->label_id = label_new(fb) + 1;
    return label->label_id - 1;
}

static void stmt_leave(FuncBuilder *fb, const Node *node) {
    for (Target *target = fb->targets; target; target = target->outer) {
        if (target->statement != node->target) continue;
        emit_jump(fb, node->op == OBREAK ? target->break_label : target->continue_label);
        return;
    }
    FATAL("a %s in %s has no target", op_name(node->op), fb->target->name);
}

static void stmt_goto(FuncBuilder *fb, const Node *node) {
    Label label = node_label(fb, node->target);
    bool is_back = fb->labels.items[label] != UINT32_MAX;
    if (is_back) emit_jump_back(fb, label);
    else emit_jump(fb, label);
}

// A label may be the target of a goto behind it: then code after it can run again and again.
static void stmt_label(FuncBuilder *fb, const Node *node) {
    label_here(fb, node_label(fb, node));
    if (!node->implicit) fb->has_backward_goto = true;     // those behind inlined bodies are not
}

static void stmt_if(FuncBuilder *fb, Node *node) {
    uint32_t mark = slots_mark(fb);
    Label no = label_new(fb), end = label_new(fb);
    cond_jump(fb, node->x, false, no, false);
    block(fb, &node->body);
    if (node->els.count) emit_jump(fb, end);
    label_here(fb, no);
    if (node->els.count) block(fb, &node->els);
    label_here(fb, end);
    slots_release(fb, mark);
}

static void dispatch(FuncBuilder *fb, Node *node) {
    switch (node->op) {
    case OBLOCK: block(fb, &node->body); break;
    case OAS: stmt_assign(fb, node); break;
    case OAS2: stmt_assign_list(fb, node); break;
    case OAS2FUNC: case OAS2DOTTYPE: case OAS2MAPR: case OAS2RECV:
        stmt_assign_multi(fb, node);
        break;
    case OASOP: stmt_assign_op(fb, node); break;
    case OCALLSTMT: expr_drop(fb, node->x); break;
    case ODEFER: stmt_defer(fb, node); break;
    case OGO: stmt_go(fb, node); break;
    case ORETURN: stmt_return(fb, node); break;
    case OIF: stmt_if(fb, node); break;
    case OFOR: stmt_for(fb, node); break;
    case ORANGE: stmt_range(fb, node); break;
    case OSWITCH: stmt_switch(fb, node); break;
    case OTYPESW: stmt_type_switch(fb, node); break;
    case OSELECT: stmt_select(fb, node); break;
    case OBREAK: case OCONTINUE: stmt_leave(fb, node); break;
    case OFALL: emit_jump(fb, fb->fall_label); break;
    case OGOTO: stmt_goto(fb, node); break;
    case OLABEL: stmt_label(fb, node); break;
    case OCALLFUNC: case OCALLINTER: case OINLCALL: expr_drop(fb, node); break;
    default: builtin_stmt(fb, node);
    }
}

void stmt(FuncBuilder *fb, Node *node) {
    if (node->op == ODCL) {
        declare(fb, node->name, !node->def);
        return;
    }
    Pos pos = fb->pos;
    if (node->pos) fb->pos = node->pos;
    declare_targets(fb, node);
    uint32_t mark = slots_mark(fb), hoisted = fb->hoisted.count;
    bool runs_init_itself = node->op == OFOR || node->op == ORANGE;
    if (!runs_init_itself && node->init.count) stmt_list(fb, &node->init);
    dispatch(fb, node);
    fb->hoisted.count = hoisted;
    slots_release(fb, mark);
    fb->pos = pos;
}
