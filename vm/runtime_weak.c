// vm/runtime_weak.c - natives of package weak: handles that do not keep their object.
//
// For objects of the heap the handle hangs on the object (gc_weak_handle). What lies elsewhere
// (package variables, values without a size) never dies: its handles are kept in a table, so that
// equal pointers have equal handles there too.
#include "vm/native_runtime.h"
#include "vm/vm_int.h"

// Outside of the heap, never freed.
typedef struct Immortal {
    uintptr_t address;           // first, as in the handles of gc_weak_handle
    struct Immortal *next;
} Immortal;

enum { IMMORTAL_BUCKETS = 1024 };

static struct {
    Lock lock;
    Immortal *buckets[IMMORTAL_BUCKETS];
} immortals;

static void *immortal_handle(void *pointer) {
    Immortal **bucket = &immortals.buckets[(uintptr_t)pointer / 8 % IMMORTAL_BUCKETS];
    lock_acquire(&immortals.lock);
    Immortal *found = *bucket;
    while (found && found->address != (uintptr_t)pointer) found = found->next;
    if (found == NULL) {
        found = malloc(sizeof *found);
        FATAL_IF(found == NULL, "out of memory");
        *found = (Immortal){(uintptr_t)pointer, *bucket};
        *bucket = found;
    }
    lock_release(&immortals.lock);
    return found;
}

// func handle(ptr unsafe.Pointer) unsafe.Pointer
void weak_handle(NativeCall *call) {
    void *pointer = native_arg_pointer(call, 0);
    bool in_heap = heap_find_object((uintptr_t)pointer).span != NULL;
    native_ret_pointer(call, 0, in_heap ? gc_weak_handle(call->p->cache, pointer)
                                        : immortal_handle(pointer));
}

// func value(handle unsafe.Pointer) unsafe.Pointer
void weak_value(NativeCall *call) {
    void *handle = native_arg_pointer(call, 0);
    bool in_heap = heap_find_object((uintptr_t)handle).span != NULL;
    native_ret_pointer(call, 0, in_heap ? gc_weak_value(handle)
                                        : (void *)((Immortal *)handle)->address);
}
