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
