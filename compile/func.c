// compile/func.c - one function: parameters, body, returns.
#include "compile/compile_int.h"

void builder_init(FuncBuilder *fb, FuncCode *target, uint32_t result_slots, uint32_t param_slots) {
    *fb = (FuncBuilder){0};
    arena_init(&fb->arena);
    fb->target = target;
    fb->out = &fb->code;
    fb->result_slots = result_slots;
    fb->frame_params = result_slots + param_slots;
    fb->defer_word = UINT32_MAX;
    fb->pos = target->pos;
}

void builder_free(FuncBuilder *fb) { arena_free(&fb->arena); }

// ---- parameters and results ---------------------------------------------------------------------
// Results called _ count too: they are returned as zero.
static bool result_is_named(const Name *name) {
    return name->symbol || !name->text || strncmp(name->text, "~r", 2) != 0;
}

// A big parameter that changes, or that somebody points to, needs memory of its own; so does a big
// result with a name.
static void own_big(Name *name) {
    if (!type_is_big(name->type)) return;
    bool is_held = name->class == NAME_RESULT ? !result_is_named(name)
                                              : !name->assigned && !name->captured;
    if (!is_held || name->addr_taken) name->esc = ESC_HEAP;
}

// Gives results, then parameters, their slots at the front of the frame.
static void place_params(FuncBuilder *fb) {
    Func *func = fb->func;
    uint8_t *kinds = arena_alloc(&fb->arena, fb->frame_params + 1);
    Slot slot = 0;
    for (uint32_t list = 0; list < 2; list++) {
        NameList *names = list ? &func->params : &func->results;
        for (uint32_t i = 0; i < names->count; i++) {
            Name *name = names->items[i];
            name->slot = slot;
            name->has_slot = true;
            own_big(name);
            slot += type_slot_kinds(name->type, kinds + slot);
        }
    }
    FATAL_IF(slot != fb->frame_params, "%s has parameters that do not match its type",
             fb->target->name);
    slots_hold(fb, 0, kinds, fb->frame_params);
}

// A parameter that escapes moves to the heap before anything else happens.
static void box_params(FuncBuilder *fb) {
    Func *func = fb->func;
    for (uint32_t i = 0; i < func->params.count; i++) {
        Name *name = func->params.items[i];
        if (!name_is_boxed(name)) continue;
        Slot value = name->slot;
        name->slot = slots_alloc_pointer(fb);
        if (type_is_big(name->type)) {
            emit_hold(fb, name->type, name->slot, value);
            continue;
        }
        emit_new(fb, name->type, name->slot);
        emit_store(fb, name->type, name->slot, 0, value);
    }
}

static void start_results(FuncBuilder *fb) {
    Func *func = fb->func;
    bool any_named = func->has_defer;
    for (uint32_t i = 0; i < func->results.count; i++)
        any_named = any_named || result_is_named(func->results.items[i]);
    fb->zeroes_results = any_named;
    for (uint32_t i = 0; i < func->results.count; i++) {
        Name *name = func->results.items[i];
        if (!name_is_boxed(name)) {
            if (any_named && type_is_big(name->type)) emit_new(fb, name->type, name->slot);
            continue;
        }
        name->slot = slots_alloc_pointer(fb);
        emit_new(fb, name->type, name->slot);
    }
}

// ---- returns ------------------------------------------------------------------------------------
static bool result_needs_fetch(const Name *name) {
    return name_is_boxed(name) || name_in_memory(name);
}

// Nobody but the function itself knows the memory of this result: it becomes the value.
static bool result_is_given_away(const Name *name) {
    return type_is_big(name->type) && name_is_boxed(name) && !name->addr_taken && !name->captured;
}

// Results that live in a box or in memory layout are brought into their slots.
static void fetch_results(FuncBuilder *fb) {
    Func *func = fb->func;
    Slot slot = 0;
    for (uint32_t i = 0; i < func->results.count; i++) {
        Name *name = func->results.items[i];
        if (result_is_given_away(name)) {
            emit_move(fb, slot, name->slot, 1);
        } else if (result_needs_fetch(name)) {
            Place place = place_of_name(fb, name);
            place_load(fb, &place, slot);
        }
        slot += type_slots(name->type);
    }
}

static bool any_fetched(const Func *func) {
    for (uint32_t i = 0; i < func->results.count; i++)
        if (result_needs_fetch(func->results.items[i])) return true;
    return false;
}

// Every return statement runs the deferred calls itself: tracebacks show its line.
static void emit_return(FuncBuilder *fb) {
    bool has_defer = fb->func->has_defer;
    if (has_defer && !any_fetched(fb->func)) {
        emit_abc(fb, OP_RETD, 0, 0, 0);
        return;
    }
    if (has_defer) emit_abc(fb, OP_RUND, 0, 0, 0);
    fetch_results(fb);
    emit_abc(fb, OP_RET, 0, 0, 0);
}

// Whether storing one result could change what a later value reads.
static bool results_interfere(const Func *func, const NodeList *values) {
    if (values->count == 1 && !value_is_stepwise(values->items[0])) return false;
    for (uint32_t i = 0; i < values->count; i++)
        for (uint32_t j = 0; j < func->results.count; j++)
            if (func->results.items[j]->addr_taken ||
                (result_is_named(func->results.items[j]) &&
                 node_mentions(values->items[i], func->results.items[j])))
                return true;
    return false;
}

static void return_values(FuncBuilder *fb, NodeList *values) {
    Func *func = fb->func;
    // With a deferred recover the results stay as they were if evaluating one of these panics.
    bool interfere = results_interfere(func, values) || (func->has_defer && values->count > 1);
    order_operands(fb, values->items, values->count);
    Slot *slots = ARENA_ARRAY(&fb->arena, Slot, values->count + 1);
    for (uint32_t i = 0; i < values->count; i++) {
        Place place = place_of_name(fb, func->results.items[i]);
        const Node *value = values->items[i];
        if (value->op == ONAME && value->name == func->results.items[i]) slots[i] = SLOT_NONE;
        else if (interfere) slots[i] = expr_temp(fb, values->items[i]);
        else place_assign(fb, &place, values->items[i]);
    }
    for (uint32_t i = 0; interfere && i < values->count; i++) {
        if (slots[i] == SLOT_NONE) continue;     // return x, y of results x, y
        Place place = place_of_name(fb, func->results.items[i]);
        place_store(fb, &place, slots[i]);
    }
}

void stmt_return(FuncBuilder *fb, Node *node) {
    if (node->list.count) return_values(fb, &node->list);
    fb->pos = node->pos;
    emit_return(fb);
}

// The end of a function with defer is also where a recovered panic continues.
static void emit_epilogue(FuncBuilder *fb) {
    fb->defer_word = fb->code.count;
    emit_return(fb);
}

// ---- the whole ----------------------------------------------------------------------------------
static void missing_body(FuncBuilder *fb) {
    emit_abc(fb, OP_PANICWRAP, 0, 0, 0);
    emit_ptr(fb, arena_printf(ir_arena(), "call of %s, which has no body and no native code",
                              fb->target->name));
    emit_abc(fb, OP_RET, 0, 0, 0);
}

static void body(FuncBuilder *fb) {
    Func *func = fb->func;
    place_params(fb);
    if (func->is_native) {
        missing_body(fb);
        return;
    }
    if (func->package && !func->is_init && !func->is_wrapper)
        emit_package_inits(fb, func->package);
    if (func->package && func->is_init) emit_blank_imports(fb, func->package);
    start_results(fb);
    box_params(fb);
    closure_load_vars(fb);
    func_borrow(func);
    stmt_list(fb, &func->body);
    fb->pos = func->end_pos ? func->end_pos : func->pos;
    if (func->has_defer) {
        emit_epilogue(fb);
    } else if (code_is_reachable(fb)) {
        fetch_results(fb);
        emit_abc(fb, OP_RET, 0, 0, 0);
    }
}

// A function that is called through reflection is called by whoever called reflect: recover() looks
// through the methods of reflect.Value that do it.
static bool is_reflect_call(const Func *func) {
    return func->package && func->package->is_library &&
           strcmp(func->package->path, "reflect") == 0 &&
           (strcmp(func->full_name, "reflect.Value.Call") == 0 ||
            strcmp(func->full_name, "reflect.Value.call") == 0);
}

void func_compile(Func *func, FuncCode *code) {
    func_lower(func);
    escape_func(func);
    FuncBuilder fb;
    builder_init(&fb, code, code->result_slots, code->param_slots);
    fb.func = func;
    body(&fb);
    if (func->has_defer) code->flags |= CODE_HAS_DEFER;
    if (func->has_recover) code->flags |= CODE_HAS_RECOVER;
    if (func->is_wrapper || is_reflect_call(func)) code->flags |= CODE_WRAPPER;
    builder_finish(&fb);
    builder_free(&fb);
    func->state = FUNC_COMPILED;
    func_release(func);
}
