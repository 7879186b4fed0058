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
