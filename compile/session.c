// compile/session.c - what an interactive session compiles, input by input.
#include "compile/compile_int.h"

FuncCode *compile_session_step(Package *package, const Initializer *step, const char *name) {
    types_lock();
    FuncCode *code = compile_code_for(session_assign_func(package, step, name));
    types_unlock();
    return code;
}

FuncCode *compile_session_func(Object *object, const char *name) {
    types_lock();
    Func *func = func_for(object, NULL, 0);
    if (name) func->full_name = name;
    FuncCode *code = compile_code_for(func);
    types_unlock();
    return code;
}

void *compile_global_address(Object *object, const RType **type) {
    types_lock();
    Name *name = global_name(object);
    uint32_t offset = global_offset(NULL, name);
    if (type) *type = compile_rtype(name->type);
    types_unlock();
    return globals_base + offset;
}

void compile_share_global(Object *object, Object *older) {
    types_lock();
    Name *name = global_name(object);
    name->global_offset = global_offset(NULL, global_name(older));
    name->has_global = true;
    types_unlock();
}

void compile_refresh_methods(void) {
    types_lock();
    rtype_refresh_methods();
    itab_refresh();
    types_unlock();
}

// ---- locals of frames ---------------------------------------------------------------------------
// Whether a later name than [name] has its slot, or its spelling.
static bool is_hidden(const NameList *names, const Name *name, Pos pos) {
    for (uint32_t i = 0; i < names->count; i++) {
        const Name *other = names->items[i];
        if (other == name || !other->has_slot || !other->symbol || other->pos > pos) continue;
        if (other->pos <= name->pos) continue;
        if (other->frame_slot == name->frame_slot || other->symbol == name->symbol) return true;
    }
    return false;
}

void compile_frame_locals(FuncCode *code, Pos pos,
                          void (*visit)(const FrameLocal *local, void *arg), void *arg) {
    Func *func = code->source;
    if (!func || !(code->flags & CODE_COMPILED)) return;
    NameList names = {0};
    const NameList *lists[] = {&func->params, &func->results, &func->locals, &func->closure_vars};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        for (uint32_t j = 0; j < lists[i]->count; j++)
            vec_push(ir_arena(), &names, lists[i]->items[j]);
    for (uint32_t i = 0; i < names.count; i++) {
        Name *name = names.items[i];
        bool is_param = name->class == NAME_PARAM || name->class == NAME_CLOSURE;
        if (!name->has_slot || !name->symbol || (!is_param && name->pos >= pos)) continue;
        if (is_hidden(&names, name, pos)) continue;
        bool by_reference = name->class == NAME_CLOSURE && !name->by_value;
        bool is_held = type_is_big(name->type) && !name->in_memory;
        FrameLocal local = {name->symbol, name->type, name->frame_slot,
                            name_is_boxed(name) || by_reference || is_held};
        visit(&local, arg);
    }
}
