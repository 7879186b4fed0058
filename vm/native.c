// vm/native.c - what natives may ask the virtual machine for. See native.h.
#include "vm/native.h"

#include "vm/vm_int.h"

void *native_alloc_bytes(NativeCall *call, size_t bytes) {
    return vm_alloc_bytes(call->p, bytes, HEAP_ZEROED);
}
void *native_alloc_bytes_raw(NativeCall *call, size_t bytes) {
    return vm_alloc_bytes(call->p, bytes, HEAP_UNZEROED);
}
void *native_alloc_type(NativeCall *call, const RType *type) { return vm_new(call->p, type); }
void *native_alloc_array(NativeCall *call, const RType *type, int64_t count) {
    return vm_new_array(call->p, type, count);
}
GoString native_new_string(NativeCall *call, const char *text, size_t bytes) {
    return string_new(call->p, text, bytes);
}

void native_store_pointer(void **slot, void *value) { gc_write(slot, value); }

void *native_swap_pointer(void **slot, void *value) {
    gc_before_write(slot);
    return __atomic_exchange_n(slot, value, __ATOMIC_SEQ_CST);
}

bool native_cas_pointer(void **slot, void *old, void *value) {
    gc_before_write(slot);
    return __atomic_compare_exchange_n(slot, &old, value, false, __ATOMIC_SEQ_CST,
                                       __ATOMIC_SEQ_CST);
}

void native_copy_values(const RType *type, void *to, const void *from, int64_t count) {
    gc_write_range(to, from, type->layout.bytes * (uint64_t)count, &type->layout);
}

void native_panic_runtime(NativeCall *call, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vm_fail_runtime_v(call->p, format, args);
    va_end(args);
    call->status = NATIVE_PANIC;
}

void native_panic_plain(NativeCall *call, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vm_fail_plain_v(call->p, format, args);
    va_end(args);
    call->status = NATIVE_PANIC;
}

void native_fatal(NativeCall *call, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char text[512];
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    fatal_error(call->g, true, "%s", text);
}
