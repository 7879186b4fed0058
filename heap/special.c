#include "heap/special.h"

#include <sched.h>

#include "heap/heap_int.h"
#include "heap/pool.h"

// One lock for all records: they are few, and short is what is done with them.
static struct {
    Lock lock;
    Pool records;
    Span *spans;          // that have any, by specials_next and specials_prev
    Span *visited_next;   // where special_visit_some goes on
} specials = {.records = {.record_bytes = sizeof(Special), .kind = MEM_OTHER}};

void special_set_hooks(const SpecialHooks *hooks) {
    heap.special_hooks = *hooks;
}

static Special *record_new_locked(void) {
    Special *special = pool_alloc(&specials.records);
    if (special == NULL)
        heap.hooks.out_of_memory(sizeof *special, heap.pages_mapped * PAGE_BYTES, false);
    return memset(special, 0, sizeof *special);
}

static void record_free_locked(Special *special) {
    pool_free(&specials.records, special);
}

void special_free(Special *special) {
    lock_acquire(&specials.lock);
    record_free_locked(special);
    lock_release(&specials.lock);
}

uint64_t specials_release(void) {
    lock_acquire(&specials.lock);
    uint64_t bytes = pool_release(&specials.records);
    lock_release(&specials.lock);
    return bytes;
}

// ---- Spans with records -------------------------------------------------------------------------

static bool span_has_specials(const Span *span) {
    return __atomic_load_n(&span->specials, __ATOMIC_ACQUIRE) != NULL;
}

// Enters the span into the list, which it is not in.
static void list_span_locked(Span *span) {
    span->specials_prev = NULL;
    span->specials_next = specials.spans;
    if (specials.spans != NULL) specials.spans->specials_prev = span;
    specials.spans = span;
}

static void unlist_span_locked(Span *span) {
    if (specials.visited_next == span) specials.visited_next = span->specials_next;
    if (span->specials_next != NULL) span->specials_next->specials_prev = span->specials_prev;
    if (span->specials_prev != NULL) span->specials_prev->specials_next = span->specials_next;
    else specials.spans = span->specials_next;
}

// The link that leads to the first record at or behind (index, kind).
static Special **find_link(Span *span, uint32_t index, SpecialKind kind) {
    Special **link = &span->specials;
    while (*link != NULL && ((*link)->index < index ||
                             ((*link)->index == index && (*link)->kind < kind)))
        link = &(*link)->next;
    return link;
}

// The link to the record of [kind] at [address], NULL: none. Cleanups are told apart by [id].
static Special **find_record(const HeapObject *object, uintptr_t address, SpecialKind kind,
                             uint64_t id) {
    Special **link = find_link(object->span, object->index, kind);
    for (; *link != NULL; link = &(*link)->next) {
        if ((*link)->index != object->index || (*link)->kind != kind) return NULL;
        // Tiny objects share a slot, so the slot alone does not tell.
        if (kind == SPECIAL_CLEANUP ? (*link)->id == id : (*link)->object == address) return link;
    }
    return NULL;
}

// A record must not hang on a span whose sweep is still to come: the sweep would act on it by the
// marks of a cycle that did not know it.
static void ensure_swept(Span *span) {
    while (atomic_load(&span->sweep_epoch) != heap.sweep_epoch) {
        // When nothing is left to sweep, another thread has the span in hand.
        if (!heap_sweep_one()) sched_yield();
    }
}

bool special_add(uintptr_t address, const Special *values, bool *exists) {
    if (exists != NULL) *exists = false;
    HeapObject object = heap_find_object(address);
    if (object.span == NULL) return false;
    SpecialKind kind = (SpecialKind)values->kind;
    ensure_swept(object.span);
    lock_acquire(&specials.lock);
    Special *special = NULL;
    if (kind != SPECIAL_CLEANUP && find_record(&object, address, kind, 0) != NULL) {
        if (exists != NULL) *exists = true;
    } else {
        special = record_new_locked();
        if (!span_has_specials(object.span)) list_span_locked(object.span);
        Special **link = find_link(object.span, object.index, kind);
        *special = *values;
        special->index = object.index;
        special->object = address;
        special->next = *link;
        __atomic_store_n(link, special, __ATOMIC_RELEASE);
    }
    lock_release(&specials.lock);
    return special != NULL;
}

Special *special_find(uintptr_t address, SpecialKind kind, uint64_t id) {
    HeapObject object = heap_find_object(address);
    if (object.span == NULL) return NULL;
    lock_acquire(&specials.lock);
    Special **link = find_record(&object, address, kind, id);
    Special *special = link == NULL ? NULL : *link;
    lock_release(&specials.lock);
    return special;
}

bool special_remove(uintptr_t address, SpecialKind kind, uint64_t id) {
    HeapObject object = heap_find_object(address);
    if (object.span == NULL) return false;
    ensure_swept(object.span);
    lock_acquire(&specials.lock);
    Special **link = find_record(&object, address, kind, id);
    Special *special = link == NULL ? NULL : *link;
    if (special != NULL) {
        __atomic_store_n(link, special->next, __ATOMIC_RELEASE);
        record_free_locked(special);
        if (!span_has_specials(object.span)) unlist_span_locked(object.span);
    }
    lock_release(&specials.lock);
    return special != NULL;
}

void special_each(void (*visit)(Span *span, Special *special, void *arg), void *arg) {
    for (Span *span = specials.spans; span != NULL; span = span->specials_next)
        for (Special *s = span->specials; s != NULL; s = s->next) visit(span, s, arg);
}

void special_visit_begin(void) {
    specials.visited_next = specials.spans;
}

bool special_visit_some(void (*visit)(Span *span, Special *special, void *arg), void *arg) {
    lock_acquire(&specials.lock);
    Span *span = specials.visited_next;
    if (span != NULL) {
        specials.visited_next = span->specials_next;
        for (Special *s = span->specials; s != NULL; s = s->next) visit(span, s, arg);
    }
    lock_release(&specials.lock);
    return span != NULL;
}

// Takes the record at [link] off its list and hands it to the collector's queue.
static void queue_record(Special **link) {
    Special *special = *link;
    __atomic_store_n(link, special->next, __ATOMIC_RELEASE);
    special->next = NULL;
    heap.special_hooks.queue(special);
}

// Deals with the records of one unmarked object, which start at [link]. Returns the link behind.
static Special **sweep_object(Span *span, Special **link, uint32_t index) {
    bool revived = false;
    while (*link != NULL && (*link)->index == index) {
        Special *special = *link;
        switch ((SpecialKind)special->kind) {
        case SPECIAL_FINALIZER:
            revived = true;
            queue_record(link);
            break;
        case SPECIAL_WEAK:
            __atomic_store_n((uintptr_t *)special->function, 0, __ATOMIC_RELEASE);
            __atomic_store_n(link, special->next, __ATOMIC_RELEASE);
            record_free_locked(special);
            break;
        default:
            // A revived object is not gone yet; its cleanups wait.
            if (revived) link = &special->next;
            else queue_record(link);
            break;
        }
    }
    if (revived) span_mark_slot(span, index);
    return link;
}

void specials_sweep(Span *span) {
    if (!span_has_specials(span)) return;
    lock_acquire(&specials.lock);
    Special **link = &span->specials;
    while (*link != NULL) {
        uint32_t index = (*link)->index;
        if (span_slot_is_marked(span, index)) link = &(*link)->next;
        else link = sweep_object(span, link, index);
    }
    if (!span_has_specials(span)) unlist_span_locked(span);
    lock_release(&specials.lock);
}
