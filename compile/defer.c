// compile/defer.c - defer and go: a call's frame is laid now and run later.
#include "compile/compile_int.h"

// A deferred builtin becomes a call of a small function made for it: its operands are parameters.
typedef struct BuiltinWrapper {
    Func *func;
    Node *call;
} BuiltinWrapper;

static Node *wrapper_param(BuiltinWrapper *wrapper, Node *operand) {
    if (!operand) return NULL;
    Arena *arena = ir_arena();
    Name *name = ARENA_NEW(arena, Name);
    name->class = NAME_PARAM;
    name->text = arena_printf(arena, "p%u", wrapper->func->params.count);
    name->type = operand->type;
    name->pos = operand->pos;
    name->func = wrapper->func;
    name->origin = name;
    name->esc = ESC_NONE;
    name->index = wrapper->func->params.count;
    vec_push(arena, &wrapper->func->params, name);
    vec_push(arena, &wrapper->call->list, operand);
    return node_name(operand->pos, name);
}

static Type *wrapper_type(const Func *func) {
    Arena *arena = ir_arena();
    uint32_t count = func->params.count;
    Object **params = ARENA_ARRAY(arena, Object *, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        Name *name = func->params.items[i];
        params[i] = object_new_param(name->pos, NULL, NULL, name->type);
    }
    return type_new_func(type_new_tuple(params, count), type_empty_tuple, false);
}

static Node *builtin_call(FuncBuilder *fb, Node *node) {
    Arena *arena = ir_arena();
    Func *func = ARENA_NEW(arena, Func);
    const char *around = fb->func ? fb->func->full_name : "";
    func->full_name = arena_printf(arena, "%s.deferwrap%u", around,
                                   fb->func ? ++fb->func->closure_count : 1);
    func->pos = func->end_pos = node->pos;
    func->package = fb->func ? fb->func->package : NULL;
    func->is_wrapper = true;
    func->has_recover = node->op == ORECOVER;
    func->root = func;
    BuiltinWrapper wrapper = {func, node_new(OCALLFUNC, node->pos, type_empty_tuple)};
    Node *body = ARENA_NEW(arena, Node);
    *body = *node;
    body->init = (NodeList){0};
    body->label_id = 0;
    body->x = wrapper_param(&wrapper, node->x);
    body->y = wrapper_param(&wrapper, node->y);
    body->list = (NodeList){0};
    for (uint32_t i = 0; i < node->list.count; i++)
        vec_push(arena, &body->list, wrapper_param(&wrapper, node->list.items[i]));
    bool is_value = node->op == OCOPY || node->op == ORECOVER || node->op == ORECV;
    if (is_value) {
        Node *drop = node_new(OCALLSTMT, node->pos, NULL);
        drop->x = body;
        body = drop;
    }
    vec_push(arena, &func->body, body);
    func->type = wrapper_type(func);
    func->state = FUNC_ESCAPED;
    wrapper.call->x = node_new(OFUNC, node->pos, func->type);
    wrapper.call->x->func = func;
    return wrapper.call;
}

// The byte of a record in the frame (0: it must be in the heap): the run time's header, the
// closure, then results and parameters.
static uint64_t frame_record(FuncBuilder *fb, const CallFrame *call) {
    uint32_t count = DEFER_RECORD_SLOTS + 1 + call->results + call->params;
    if (!low_has_slots(fb, count)) return 0;
    uint8_t *kinds = arena_alloc(&fb->arena, count);
    memset(kinds, SLOT_SCALAR, DEFER_RECORD_SLOTS);
    kinds[DEFER_RECORD_SLOTS] = SLOT_POINTER;
    memcpy(kinds + DEFER_RECORD_SLOTS + 1, call->kinds, call->results + call->params);
    if (!fb->low.high && !fb->frame_params) {
        uint8_t unused = SLOT_SCALAR;     // byte 0 of the frame would mean: record in the heap
        low_alloc_forever(fb, &unused, 1);
    }
    Slot record = low_alloc_forever(fb, kinds, count);
    slots_pin(fb, (uint64_t)record * 8, (uint64_t)count * 8);
    return (uint64_t)record * 8;
}

static CallFrame later_call(FuncBuilder *fb, Node *stmt, Node **node) {
    *node = stmt->x;
    node_run_init(fb, *node);
    if (!node_is_call(*node)) *node = builtin_call(fb, *node);
    CallFrame call = call_lay(fb, *node);
    fb->pos = stmt->pos;
    return call;
}

void stmt_defer(FuncBuilder *fb, Node *stmt) {
    Node *node;
    CallFrame call = later_call(fb, stmt, &node);
    bool repeats = fb->loop_depth > 0 || fb->has_backward_goto || fb->func->has_defer_in_loop;
    uint64_t record = repeats ? 0 : frame_record(fb, &call);
    if (call.static_func) {
        emit_abx(fb, OP_DEFER, call.frame, (uint32_t)record);
        emit_ptr(fb, compile_code_for(call.static_func));
        return;
    }
    emit_call_size(fb, call.results, call.params);
    if (node->op == OCALLINTER)
        emit_abc(fb, OP_DEFERI, call.frame, call.callee, (uint32_t)node->method_index);
    else emit_abc(fb, OP_DEFERC, call.frame, call.callee, 0);
    emit_word(fb, record);
}

void stmt_go(FuncBuilder *fb, Node *stmt) {
    Node *node;
    CallFrame call = later_call(fb, stmt, &node);
    if (call.static_func) {
        emit_abx(fb, OP_GO, call.frame, 0);
        emit_ptr(fb, compile_code_for(call.static_func));
        return;
    }
    emit_call_size(fb, call.results, call.params);
    if (node->op == OCALLINTER)
        emit_abc(fb, OP_GOI, call.frame, call.callee, (uint32_t)node->method_index);
    else emit_abc(fb, OP_GOC, call.frame, call.callee, 0);
}
