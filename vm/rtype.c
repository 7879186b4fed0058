// vm/rtype.c - types that are made when somebody asks for them.
#include "vm/vm_int.h"

uint64_t held_bytes_max = 64 * 1024;

static RTypeMaker *rtype_maker;

void rtype_set_maker(RTypeMaker *maker) { rtype_maker = maker; }

const RType *rtype_make(const RTypeRequest *request) {
    return rtype_maker ? rtype_maker(request) : NULL;
}

const RType *rtype_ptr_to(const RType *type) {
    // Whoever asks first; the others write the same.
    RType **place = &((RType *)(uintptr_t)type)->ptr_to;
    const RType *made = __atomic_load_n(place, __ATOMIC_ACQUIRE);
    if (made) return made;
    made = rtype_make(&(RTypeRequest){.kind = RTYPE_MAKE_PTR, .elem = type});
    if (made) __atomic_store_n(place, (RType *)(uintptr_t)made, __ATOMIC_RELEASE);
    return made;
}

static RTypeCompleter *rtype_completer;

void rtype_set_completer(RTypeCompleter *completer) { rtype_completer = completer; }

void rtype_complete(const RType *type) {
    if (rtype_is_shallow(type) && rtype_completer)
        rtype_completer((RType *)(uintptr_t)type, -1);
}

const RMethod *rtype_method(const RType *type, int64_t index) {
    const RMethod *method = &type->methods[index];
    bool is_there = __atomic_load_n(&method->code, __ATOMIC_ACQUIRE) != NULL;
    if (!is_there && type->kind != KIND_INTERFACE && rtype_completer)
        rtype_completer((RType *)(uintptr_t)type, index);
    return method;
}
