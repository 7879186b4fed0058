#include "gc/barrier.h"
#include "gc/gc_int.h"

// Records whose object was found dead, oldest first; guarded by [lock].
static struct {
    Lock lock;
    Special *first;
    Special **last;
    void (*wake)(void);
    uint64_t next_id;
} queue = {.last = &queue.first};

static void enqueue(Special *special) {
    lock_acquire(&queue.lock);
    bool was_empty = queue.first == NULL;
    *queue.last = special;
    queue.last = &special->next;
    lock_release(&queue.lock);
    void (*wake)(void) = __atomic_load_n(&queue.wake, __ATOMIC_ACQUIRE);
    if (was_empty && wake != NULL) wake();
}

void finalize_init(void) {
    SpecialHooks hooks = {enqueue};
    special_set_hooks(&hooks);
}

// A finalizer's object must be able to use everything it refers to; whether the object itself lives
// is for others to decide.
static void mark_special(Span *span, Special *special, void *arg) {
    Marker *marker = arg;
    gc_mark_pointer(marker, special->function);
    gc_mark_pointer(marker, special->arg);
    if (special->kind != SPECIAL_FINALIZER) return;
    HeapObject object = {span, span_slot_base(span, special->index), span->slot_bytes,
                         special->index};
    mark_children(marker, &object);
}

static void mark_queue(Marker *marker) {
    for (Special *special = queue.first; special != NULL; special = special->next) {
        gc_mark_pointer(marker, special->function);
        gc_mark_pointer(marker, special->arg);
        if (special->kind == SPECIAL_FINALIZER)
            gc_mark_pointer(marker, (void *)special->object);
    }
}

void finalize_mark(Marker *marker) {
    special_each(mark_special, marker);
    mark_queue(marker);
}

void finalize_mark_begin(void) {
    special_visit_begin();
}

bool finalize_mark_some(Marker *marker) {
    if (special_visit_some(mark_special, marker)) return true;
    lock_acquire(&queue.lock);
    mark_queue(marker);
    lock_release(&queue.lock);
    return false;
}

bool gc_add_finalizer(void *object, void *function, void *arg, const void *type) {
    bool exists;
    Special values = {.kind = SPECIAL_FINALIZER, .function = function, .arg = arg, .type = type};
    return special_add((uintptr_t)object, &values, &exists) || !exists;
}

void gc_remove_finalizer(void *object) {
    special_remove((uintptr_t)object, SPECIAL_FINALIZER, 0);
}

uint64_t gc_add_cleanup(void *pointer, void *function, void *arg, const void *type) {
    uint64_t id = __atomic_add_fetch(&queue.next_id, 1, __ATOMIC_RELAXED);
    Special values = {.kind = SPECIAL_CLEANUP, .id = id, .function = function, .arg = arg,
                      .type = type};
    return special_add((uintptr_t)pointer, &values, NULL) ? id : 0;
}

bool gc_stop_cleanup(void *pointer, uint64_t id) {
    return special_remove((uintptr_t)pointer, SPECIAL_CLEANUP, id);
}

void *gc_weak_handle(Cache *cache, void *pointer) {
    Special *special = special_find((uintptr_t)pointer, SPECIAL_WEAK, 0);
    if (special != NULL) return special->function;
    uintptr_t *handle = heap_alloc(cache, sizeof(uintptr_t), NULL, HEAP_ZEROED);
    *handle = (uintptr_t)pointer;
    bool exists;
    Special values = {.kind = SPECIAL_WEAK, .function = handle};
    if (!special_add((uintptr_t)pointer, &values, &exists) && exists)
        return gc_weak_handle(cache, pointer);   // somebody else was faster
    return handle;
}

void *gc_weak_value(void *handle) {
    for (;;) {
        uintptr_t address = __atomic_load_n((uintptr_t *)handle, __ATOMIC_ACQUIRE);
        HeapObject object = heap_find_object(address);
        if (object.span == NULL) return (void *)address;
        // An object the last cycle did not reach is dead although its span is not swept yet.
        bool alive = heap_span_is_swept(object.span) ||
                     span_slot_is_marked(object.span, object.index);
        // The sweep that cleared the handle may have come between.
        if (alive && __atomic_load_n((uintptr_t *)handle, __ATOMIC_ACQUIRE) == address) {
            gc_shade((void *)address);
            return (void *)address;
        }
        if (!alive) heap_sweep_one();
    }
}

bool gc_take_finalizer(GcFinalizer *taken) {
    lock_acquire(&queue.lock);
    Special *special = queue.first;
    if (special != NULL) {
        queue.first = special->next;
        if (queue.first == NULL) queue.last = &queue.first;
    }
    lock_release(&queue.lock);
    if (special == NULL) return false;
    *taken = (GcFinalizer){(SpecialKind)special->kind, (void *)special->object,
                           special->function, special->arg, special->type};
    // The queue was a root that the collector may not have come to yet.
    gc_shade(taken->function);
    gc_shade(taken->arg);
    if (taken->kind == SPECIAL_FINALIZER) gc_shade(taken->object);
    special_free(special);
    return true;
}

void gc_on_finalizer(void (*wake)(void)) {
    __atomic_store_n(&queue.wake, wake, __ATOMIC_RELEASE);
}
