// compile/closure.c - func values: literals with their captured variables, method values.
#include "compile/compile_int.h"

// ---- layout of closure objects ------------------------------------------------------------------
// Word 0 is the FuncCode; then each captured variable: its value, or a pointer to it.
static Type *captured_type(const Name *name) {
    return name->by_value ? name->type : type_basic[TYPE_UNSAFE_POINTER];
}

static uint64_t closure_bytes(const Func *func, uint32_t count) {
    uint64_t bytes = 8;
    for (uint32_t i = 0; i < count; i++) {
        Type *type = captured_type(func->closure_vars.items[i]);
        uint64_t align = (uint64_t)type_align(type);
        bytes = (bytes + align - 1) / align * align + (uint64_t)type_size(type);
    }
    return bytes;
}

uint64_t closure_offset(const Func *func, uint32_t index) {
    Type *type = captured_type(func->closure_vars.items[index]);
    uint64_t align = (uint64_t)type_align(type);
    return (closure_bytes(func, index) + align - 1) / align * align;
}

static void layout_set(FuncCode *code, uint64_t bytes, uint8_t *bits, uint64_t words) {
    uint64_t ptr_words = 0;
    for (uint64_t i = 0; i < words; i++)
        if (bits[i / 8] >> (i % 8) & 1) ptr_words = i + 1;
    code->closure_layout = (Layout){.bytes = bytes, .ptr_bytes = ptr_words * 8, .ptr_bits = bits};
}

static uint8_t *layout_bits(uint64_t words) {
    size_t bytes = (size_t)(words + 63) / 64 * 8;
    uint8_t *bits = code_alloc(bytes);
    memset(bits, 0, bytes);
    return bits;
}

void closure_set_layout(const Func *func, FuncCode *code) {
    uint64_t bytes = (closure_bytes(func, func->closure_vars.count) + 7) / 8 * 8;
    uint8_t *bits = layout_bits(bytes / 8);
    for (uint32_t i = 0; i < func->closure_vars.count; i++) {
        Type *type = captured_type(func->closure_vars.items[i]);
        if (type_has_pointers(type)) type_pointer_words(type, bits, closure_offset(func, i) / 8);
    }
    layout_set(code, bytes, bits, bytes / 8);
}

// Loads a captured value that lies at [offset] of the closure object.
static void captured_load(FuncBuilder *fb, Type *type, Slot to, uint64_t offset) {
    uint64_t bytes = (uint64_t)type_size(type);
    fb->uses_context = true;
    if (!bytes) return;
    if (mem_kind(type) < MEM_AGGREGATE && bytes % 8 == 0 && offset % 8 == 0) {
        for (uint32_t i = 0; i < bytes / 8; i++)
            emit_abx(fb, OP_LDC, to + i, (uint32_t)offset + 8 * i);
        return;
    }
    uint32_t mark = slots_mark(fb);
    Slot address = slots_alloc_pointer(fb);
    emit_abx(fb, OP_LEAC, address, (uint32_t)offset);
    emit_load(fb, type, to, address, 0);
    slots_release(fb, mark);
}

void closure_load_vars(FuncBuilder *fb) {
    const Func *func = fb->func;
    for (uint32_t i = 0; i < func->closure_vars.count; i++) {
        Name *name = func->closure_vars.items[i];
        Type *type = captured_type(name);
        name->slot = slots_alloc(fb, type);
        name->has_slot = true;
        captured_load(fb, type, name->slot, closure_offset(func, i));
    }
}

// ---- making func values -------------------------------------------------------------------------
// Stores word by word into a closure object: in the frame ([frame] a slot) or in the heap.
typedef struct ClosureObject {
    Slot frame;        // SLOT_NONE: behind [pointer]
    Slot pointer;
} ClosureObject;

static ClosureObject closure_object(FuncBuilder *fb, Node *node, FuncCode *code) {
    ClosureObject object = {SLOT_NONE, slots_alloc_pointer(fb)};
    uint32_t words = (uint32_t)(code->closure_layout.bytes / 8);
    if (node->esc != ESC_NONE || !low_has_slots(fb, words)) {
        emit_abx(fb, OP_CLOSURE, object.pointer, 0);
        emit_ptr(fb, code);
        return object;
    }
    uint8_t *kinds = arena_alloc(&fb->arena, words);
    for (uint32_t i = 0; i < words; i++)
        kinds[i] = layout_has_pointer(&code->closure_layout, i) ? SLOT_POINTER : SLOT_SCALAR;
    object.frame = low_alloc_forever(fb, kinds, words);
    slots_pin(fb, (uint64_t)object.frame * 8, (uint64_t)words * 8);
    emit_abx(fb, OP_CLOSURE_F, object.pointer, object.frame * 8);
    emit_ptr(fb, code);
    return object;
}

static void closure_store(FuncBuilder *fb, const ClosureObject *object, Type *type,
                          uint64_t offset, Slot from) {
    if (!type_size(type)) return;
    if (object->frame != SLOT_NONE)
        emit_frame_store(fb, type, (uint64_t)object->frame * 8 + offset, from);
    else emit_store(fb, type, object->pointer, offset, from);
}

static void static_func_to(FuncBuilder *fb, FuncCode *code, Slot to) {
    emit_abx(fb, OP_LDK, to, 0);
    emit_ptr(fb, code->static_closure);
}

void closure_to(FuncBuilder *fb, Node *node, Slot to) {
    Func *func = node->func;
    FuncCode *code = compile_code_for(func);
    if (node->op == OFUNC || !func->closure_vars.count) {
        static_func_to(fb, code, to);
        return;
    }
    closure_set_layout(func, code);
    ClosureObject object = closure_object(fb, node, code);
    for (uint32_t i = 0; i < func->closure_vars.count; i++) {
        uint32_t mark = slots_mark(fb);
        Name *name = func->closure_vars.items[i];
        Place place = place_of_name(fb, name->outer);
        Slot value = name->by_value ? place_slot_of(fb, &place) : place_address(fb, &place);
        closure_store(fb, &object, captured_type(name), closure_offset(func, i), value);
        slots_release(fb, mark);
    }
    emit_move(fb, to, object.pointer, 1);
}

// ---- method values ------------------------------------------------------------------------------
// The code behind x.m: takes the receiver from the closure object and calls the method.
static void bound_body(FuncCode *code, Type *receiver, Type *signature, Func *method,
                       uint32_t method_index) {
    uint32_t results = tuple_slots(signature->results), params = tuple_slots(signature->params);
    bool is_iface = !method;
    FuncBuilder fb;
    builder_init(&fb, code, results, params);
    uint8_t *kinds = arena_alloc(&fb.arena, results + params + type_slots(receiver) + 1);
    type_slot_kinds(signature->results, kinds);
    type_slot_kinds(signature->params, kinds + results);
    slots_hold(&fb, 0, kinds, results + params);
    Slot bound = slots_alloc(&fb, receiver);
    captured_load(&fb, receiver, bound, 8);
    uint32_t receiver_slots = is_iface ? 1 : type_slots(receiver);
    if (is_iface) kinds[results] = SLOT_POINTER;
    else type_slot_kinds(receiver, kinds + results);
    type_slot_kinds(signature->params, kinds + results + receiver_slots);
    Slot frame = slots_alloc_call(&fb, kinds, results + receiver_slots + params);
    if (!is_iface) emit_move(&fb, frame + results, bound, receiver_slots);
    emit_move(&fb, frame + results + receiver_slots, results, params);
    if (is_iface) {
        emit_call_size(&fb, results, receiver_slots + params);
        emit_abc(&fb, OP_CALLI, frame, bound, method_index);
    } else {
        FuncCode *callee = compile_code_for(method);
        emit_abx(&fb, callee->flags & CODE_NATIVE ? OP_CALLN : OP_CALL, frame, callee->index);
    }
    emit_move(&fb, 0, frame, results);
    emit_abc(&fb, OP_RET, 0, 0, 0);
    builder_finish(&fb);
    builder_free(&fb);
}

static FuncCode *bound_code(Node *node, Type *receiver) {
    Func *method = type_is_interface(receiver) ? NULL : node->func;
    const void *key = method ? (const void *)method : compile_rtype(receiver);
    uint32_t index = method ? 0 : (uint32_t)node->method_index;
    FuncCode **found = compile_bound_entry(key, index);
    if (*found) return *found;
    Type *signature = type_underlying(node->type);
    const char *name = method ? method->full_name : type_print_linker(receiver);
    char *text = method ? arena_printf(ir_arena(), "%s-fm", name)
                        : arena_printf(ir_arena(), "%s.%s-fm", name, node->selector->text);
    FuncCode *code = code_new_func(text, (uint16_t)tuple_slots(signature->results),
                                   (uint16_t)tuple_slots(signature->params));
    *found = code;
    code->flags |= CODE_WRAPPER;
    uint64_t bytes = (8 + (uint64_t)type_size(receiver) + 7) / 8 * 8;
    uint8_t *bits = layout_bits(bytes / 8);
    if (type_has_pointers(receiver)) type_pointer_words(receiver, bits, 1);
    layout_set(code, bytes, bits, bytes / 8);
    bound_body(code, receiver, signature, method, index);
    return code;
}

void method_value_to(FuncBuilder *fb, Node *node, Slot to) {
    Type *receiver = node->x->type;
    Slot value = expr_slot(fb, node->x);
    if (type_is_interface(receiver)) emit_abc(fb, OP_NILCHK, value, 0, 0);
    FuncCode *code = bound_code(node, receiver);
    ClosureObject object = closure_object(fb, node, code);
    closure_store(fb, &object, receiver, 8, value);
    emit_move(fb, to, object.pointer, 1);
}
