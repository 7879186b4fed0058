// vm/rtype.c - types that are made when somebody asks for them.
#include "vm/vm_int.h"

static RTypeMaker *rtype_maker;

void rtype_set_maker(RTypeMaker *maker) { rtype_maker = maker; }

const RType *rtype_make(const RTypeRequest *request) {
    return rtype_maker ? rtype_maker(request) : NULL;
}

const RType *rtype_ptr_to(const RType *type) {
    if (type->ptr_to) return type->ptr_to;
    const RType *made = rtype_make(&(RTypeRequest){.kind = RTYPE_MAKE_PTR, .elem = type});
    if (made) ((RType *)(uintptr_t)type)->ptr_to = (RType *)(uintptr_t)made;
    return made;
}

static RTypeCompleter *rtype_completer;

void rtype_set_completer(RTypeCompleter *completer) { rtype_completer = completer; }

void rtype_complete(const RType *type) {
    if (type->flags & RTYPE_SHALLOW && rtype_completer)
        rtype_completer((RType *)(uintptr_t)type, -1);
}

const RMethod *rtype_method(const RType *type, int64_t index) {
    const RMethod *method = &type->methods[index];
    if (method->code == NULL && type->kind != KIND_INTERFACE && rtype_completer)
        rtype_completer((RType *)(uintptr_t)type, index);
    return method;
}
