#include "heap/special.h"

#include "heap/heap_int.h"

static struct {
    Lock lock;
    Special *free;
} records;

void special_set_hooks(const SpecialHooks *hooks) {
    heap.special_hooks = *hooks;
}

static Special *record_new(void) {
    lock_acquire(&records.lock);
    Special *special = records.free;
    if (special != NULL) records.free = special->next;
    lock_release(&records.lock);
    if (special == NULL) special = metadata_alloc(sizeof *special, MEM_OTHER);
    memset(special, 0, sizeof *special);
    return special;
}

void special_free(Special *special) {
    lock_acquire(&records.lock);
    special->next = records.free;
    records.free = special;
    lock_release(&records.lock);
}

static void lock_specials(Span *span) {
    lock_acquire((Lock *)&span->specials_lock);
}

static void unlock_specials(Span *span) {
    lock_release((Lock *)&span->specials_lock);
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
        if (!heap_sweep_one()) return;
    }
}

Special *special_add(uintptr_t address, SpecialKind kind, bool *exists) {
    if (exists != NULL) *exists = false;
    HeapObject object = heap_find_object(address);
    if (object.span == NULL) return NULL;
    ensure_swept(object.span);
    lock_specials(object.span);
    Special *special = NULL;
    if (kind != SPECIAL_CLEANUP && find_record(&object, address, kind, 0) != NULL) {
        if (exists != NULL) *exists = true;
    } else {
        special = record_new();
        Special **link = find_link(object.span, object.index, kind);
        special->index = object.index;
        special->kind = (uint8_t)kind;
        special->object = address;
        special->next = *link;
        *link = special;
    }
    unlock_specials(object.span);
    return special;
}

Special *special_find(uintptr_t address, SpecialKind kind, uint64_t id) {
    HeapObject object = heap_find_object(address);
    if (object.span == NULL) return NULL;
    lock_specials(object.span);
    Special **link = find_record(&object, address, kind, id);
    Special *special = link == NULL ? NULL : *link;
    unlock_specials(object.span);
    return special;
}

bool special_remove(uintptr_t address, SpecialKind kind, uint64_t id) {
    HeapObject object = heap_find_object(address);
    if (object.span == NULL) return false;
    ensure_swept(object.span);
    lock_specials(object.span);
    Special **link = find_record(&object, address, kind, id);
    Special *special = link == NULL ? NULL : *link;
    if (special != NULL) *link = special->next;
    unlock_specials(object.span);
    if (special != NULL) special_free(special);
    return special != NULL;
}

void special_each(void (*visit)(Span *span, Special *special, void *arg), void *arg) {
    for (uint32_t i = 0; i < heap.span_count; i++)
        for (Special *s = heap.spans[i]->specials; s != NULL; s = s->next)
            visit(heap.spans[i], s, arg);
}

// Takes the record at [link] off its list and hands it to the collector's queue.
static void queue_record(Special **link) {
    Special *special = *link;
    *link = special->next;
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
            *link = special->next;
            special_free(special);
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
    lock_specials(span);
    Special **link = &span->specials;
    while (*link != NULL) {
        uint32_t index = (*link)->index;
        if (span_slot_is_marked(span, index)) link = &(*link)->next;
        else link = sweep_object(span, link, index);
    }
    unlock_specials(span);
}
