// compile/call.c - calls: arguments are laid straight into the frame of the callee, results are
// used where the callee leaves them.
#include "compile/compile_int.h"

bool node_is_call(const Node *node) { return node->op == OCALLFUNC || node->op == OCALLINTER; }

// ---- intrinsics ---------------------------------------------------------------------------------
typedef struct Intrinsic {
    const char *name;
    Opcode op;
    uint32_t operands;
} Intrinsic;

static const Intrinsic math_intrinsics[] = {
    {"Sqrt", OP_SQRT_F64, 1}, {"Abs", OP_ABS_F64, 1}, {"Floor", OP_FLOOR_F64, 1},
    {"Ceil", OP_CEIL_F64, 1}, {"Trunc", OP_TRUNC_F64, 1}, {"FMA", OP_FMA_F64, 3},
};

// The function of library package [path] that [node] calls, NULL otherwise.
static const Func *library_callee(const Node *node, const char *path) {
    if (node->op != OCALLFUNC || node->x->op != OFUNC) return NULL;
    const Func *func = node->x->func;
    bool is_it = func->object && !func->is_method && func->package && func->package->is_library &&
                 strcmp(func->package->path, path) == 0;
    return is_it ? func : NULL;
}

bool call_is_keep_alive(const Node *node) {
    const Func *func = library_callee(node, "runtime");
    return func && strcmp(func->object->name->text, "KeepAlive") == 0;
}

static const Intrinsic *intrinsic_find(const Node *node) {
    const Func *func = library_callee(node, "math");
    if (!func) return NULL;
    for (size_t i = 0; i < sizeof math_intrinsics / sizeof *math_intrinsics; i++)
        if (strcmp(func->object->name->text, math_intrinsics[i].name) == 0)
            return &math_intrinsics[i];
    return NULL;
}

// Functions of sync/atomic that are an instruction, which takes its operands from any slots. The
// others are natives.
static Opcode atomic_opcode(const Node *node) {
    static const struct { const char *name; Opcode op; } atomics[] = {
        {"AddInt32", OP_ATOM_ADD_I32}, {"AddUint32", OP_ATOM_ADD_U32},
        {"AddInt64", OP_ATOM_ADD_64}, {"AddUint64", OP_ATOM_ADD_64},
        {"AddUintptr", OP_ATOM_ADD_64}, {"CompareAndSwapInt32", OP_ATOM_CAS_32},
        {"CompareAndSwapUint32", OP_ATOM_CAS_32}, {"CompareAndSwapInt64", OP_ATOM_CAS_64},
        {"CompareAndSwapUint64", OP_ATOM_CAS_64}, {"CompareAndSwapUintptr", OP_ATOM_CAS_64},
        {"LoadInt32", OP_ATOM_LOAD_I32}, {"LoadUint32", OP_ATOM_LOAD_U32},
        {"LoadInt64", OP_ATOM_LOAD_64}, {"LoadUint64", OP_ATOM_LOAD_64},
        {"LoadUintptr", OP_ATOM_LOAD_64}, {"LoadPointer", OP_ATOM_LOAD_64},
        {"StoreInt32", OP_ATOM_STORE_32}, {"StoreUint32", OP_ATOM_STORE_32},
        {"StoreInt64", OP_ATOM_STORE_64}, {"StoreUint64", OP_ATOM_STORE_64},
        {"StoreUintptr", OP_ATOM_STORE_64},
    };
    const Func *func = library_callee(node, "sync/atomic");
    for (size_t i = 0; func && i < sizeof atomics / sizeof *atomics; i++)
        if (strcmp(func->object->name->text, atomics[i].name) == 0) return atomics[i].op;
    return OP_NOP;
}

bool call_is_intrinsic(const Node *node) {
    return compile_optimizes && (intrinsic_find(node) != NULL || atomic_opcode(node) != OP_NOP);
}

// The pointer that an instruction checks itself: &x.f at the beginning of *x is x.
static Slot atomic_address(FuncBuilder *fb, Node *node) {
    if (node->op != OADDR || node->init.count || !node_is_place(node->x) ||
        hoisted_slot(fb, node) != SLOT_NONE || hoisted_slot(fb, node->x) != SLOT_NONE)
        return expr_slot(fb, node);
    Place place = place_of(fb, node->x);
    if (place.kind == PLACE_MEM && place.offset == 0) return place.slot;
    return place_address(fb, &place);
}

static void atomic_to(FuncBuilder *fb, Node *node, Opcode opcode, Slot to) {
    order_operands(fb, node->list.items, node->list.count);
    Slot operands[3] = {0};
    for (uint32_t i = 0; i < node->list.count; i++)
        operands[i] = i == 0 ? atomic_address(fb, node->list.items[0])
                             : expr_slot(fb, node->list.items[i]);
    bool is_store = opcode == OP_ATOM_STORE_32 || opcode == OP_ATOM_STORE_64;
    if (is_store) emit_abc(fb, opcode, operands[0], operands[1], 0);
    else emit_abc(fb, opcode, to, operands[0], operands[1]);
    if (node->list.count == 3) emit_word(fb, operands[2]);
}

bool call_intrinsic_to(FuncBuilder *fb, Node *node, Slot to) {
    Opcode atomic = atomic_opcode(node);
    if (atomic != OP_NOP) {
        atomic_to(fb, node, atomic, to);
        return true;
    }
    const Intrinsic *intrinsic = intrinsic_find(node);
    FATAL_IF(!intrinsic, "a call was compiled as if it were an instruction");
    order_operands(fb, node->list.items, node->list.count);
    Slot operands[3] = {0};
    for (uint32_t i = 0; i < intrinsic->operands; i++)
        operands[i] = expr_slot(fb, node->list.items[i]);
    emit_abc(fb, intrinsic->op, to, operands[0], operands[1]);
    if (intrinsic->operands == 3) emit_word(fb, operands[2]);
    return true;
}

// ---- calls in general ---------------------------------------------------------------------------
// The function called when it is known by name.
static Func *static_callee(const Node *node) {
    if (node->op != OCALLFUNC) return NULL;
    if (node->x->op == OFUNC) return node->x->func;
    if (node->x->op == OCLOSURE && !node->x->func->closure_vars.count) return node->x->func;
    return NULL;
}

static Type *call_results(const Node *node) {
    if (node->op == OCALLFUNC) return type_underlying(node->x->type)->results;
    Object *method = type_set(node->x->type)->methods[node->method_index];
    object_resolve(method);
    return type_underlying(method->type)->results;
}

static uint32_t params_kinds(const Node *node, uint8_t *kinds) {
    uint32_t count = 0;
    if (node->op == OCALLINTER) kinds[count++] = SLOT_POINTER;
    for (uint32_t i = 0; i < node->list.count; i++)
        count += type_slot_kinds(node->list.items[i]->type, kinds + count);
    return count;
}

static uint32_t params_slots(const Node *node) {
    uint32_t count = node->op == OCALLINTER;
    for (uint32_t i = 0; i < node->list.count; i++)
        count += type_slots(node->list.items[i]->type);
    return count;
}

static void call_order(FuncBuilder *fb, Node *node) {
    uint32_t count = node->list.count;
    if (!count) return;
    Node **operands = ARENA_ARRAY(&fb->arena, Node *, count + 1);
    operands[0] = static_callee(node) ? NULL : node->x;
    memcpy(operands + 1, node->list.items, count * sizeof *operands);
    order_operands(fb, operands, count + 1);
}

static void lay_arguments(FuncBuilder *fb, Node *node, Slot first) {
    for (uint32_t i = 0; i < node->list.count; i++) {
        Node *argument = node->list.items[i];
        expr_to(fb, argument, first);
        first += type_slots(argument->type);
    }
}

CallFrame call_lay(FuncBuilder *fb, Node *node) {
    CallFrame call = {.static_func = static_callee(node), .callee = SLOT_NONE};
    call_order(fb, node);
    if (!call.static_func) call.callee = expr_slot(fb, node->x);
    Type *results = call_results(node);
    call.results = tuple_slots(results);
    call.params = params_slots(node);
    call.kinds = arena_alloc(&fb->arena, call.results + call.params + 1);
    type_slot_kinds(results, call.kinds);
    params_kinds(node, call.kinds + call.results);
    call.frame = slots_alloc_call(fb, call.kinds, call.results + call.params);
    lay_arguments(fb, node, call.frame + call.results + (node->op == OCALLINTER));
    return call;
}

static CallFrame call_emit(FuncBuilder *fb, Node *node) {
    CallFrame call = call_lay(fb, node);
    Pos pos = fb->pos;
    if (node->pos) fb->pos = node->pos;
    if (call.static_func) {
        FuncCode *code = compile_code_for(call.static_func);
        emit_abx(fb, code->flags & CODE_NATIVE ? OP_CALLN : OP_CALL, call.frame, code->index);
    } else {
        emit_call_size(fb, call.results, call.params);
        if (node->op == OCALLINTER)
            emit_abc(fb, OP_CALLI, call.frame, call.callee, (uint32_t)node->method_index);
        else emit_abc(fb, OP_CALLC, call.frame, call.callee, 0);
    }
    fb->pos = pos;
    return call;
}

// Reads what has to live until the call has returned; moved onto itself, a slot stays as it is.
static void call_keep(FuncBuilder *fb, Node *node) {
    uint32_t mark = slots_mark(fb);
    for (uint32_t i = 0; i < node->rlist.count; i++) {
        Slot slot = expr_slot(fb, node->rlist.items[i]);
        emit_abc(fb, OP_MOVE, slot, slot, 0);
    }
    slots_release(fb, mark);
}

Slot call_slot(FuncBuilder *fb, Node *node) {
    uint32_t mark = slots_mark(fb);
    CallFrame call = call_emit(fb, node);
    slots_release(fb, mark);
    slots_hold(fb, call.frame, call.kinds, call.results);
    call_keep(fb, node);
    return call.frame;
}

void call_drop(FuncBuilder *fb, Node *node) {
    uint32_t mark = slots_mark(fb);
    if (call_is_intrinsic(node))
        call_intrinsic_to(fb, node,
                          tuple_slots(call_results(node)) ? slots_alloc(fb, node->type) : 0);
    else
        call_emit(fb, node);
    slots_release(fb, mark);
    call_keep(fb, node);
}
