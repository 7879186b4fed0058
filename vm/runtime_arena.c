// vm/runtime_arena.c - natives of package arena.
//
// A chunk is one large object of the heap whose Layout is its own and grows as values are placed in
// it, so the collector scans it and any pointer into it keeps it. Freeing a chunk forbids its
// memory: whoever still uses it faults (fault.c says why). The object stays, without pointers,
// until the collector finds that nothing refers to it; then the pages are the heap's again.
#include "vm/meaning.h"
#include "vm/native_runtime.h"
#include "vm/vm_int.h"

enum { CHUNK_BYTES = 8 << 20 };

// Never freed: the heap may look at the layout as long as the object is there. Used again when the
// object is gone.
typedef struct ChunkRecord {
    Layout layout;               // first: the heap names the record by it
    void *object;
    struct ChunkRecord *next;    // all of them
    uint64_t bits[CHUNK_BYTES / 8 / 64];
} ChunkRecord;

static struct {
    Lock lock;
    ChunkRecord *all;
} chunks;

static bool is_gone(const ChunkRecord *record) {
    HeapObject object = heap_find_object((uintptr_t)record->object);
    if (object.span == NULL || object.base != (uintptr_t)record->object) return true;
    if (heap_is_forbidden(object.base)) return false;
    return heap_object_layout(&object) != &record->layout;
}

static ChunkRecord *record_take(void) {
    lock_acquire(&chunks.lock);
    ChunkRecord *record = chunks.all;
    while (record && !(record->object && is_gone(record))) record = record->next;
    if (record) record->object = NULL;   // taken
    lock_release(&chunks.lock);
    if (record == NULL) {
        record = calloc(1, sizeof *record);
        FATAL_IF(record == NULL, "out of memory");
        heap_count_sys(MEM_OTHER, sizeof *record);
        layout_register(&record->layout, &(Meaning){.kind = MEANING_STATE, .what = "arena chunk"});
        lock_acquire(&chunks.lock);
        record->next = chunks.all;
        chunks.all = record;
        lock_release(&chunks.lock);
    }
    memset(record->bits, 0, sizeof record->bits);
    record->layout = (Layout){CHUNK_BYTES, 8, (const uint8_t *)record->bits};
    return record;
}

// The chunk that [pointer] lies in, NULL: none.
static ChunkRecord *record_find(const void *pointer) {
    HeapObject object = heap_find_object((uintptr_t)pointer);
    if (object.span == NULL || object.bytes != CHUNK_BYTES) return NULL;
    const Layout *layout = heap_object_layout(&object);
    lock_acquire(&chunks.lock);
    ChunkRecord *record = chunks.all;
    bool is_freed = heap_is_forbidden(object.base);
    while (record && (record->object != (void *)object.base ||
                      (layout != &record->layout && !is_freed)))
        record = record->next;
    lock_release(&chunks.lock);
    return record;
}

bool is_in_arena(const void *pointer) { return record_find(pointer) != NULL; }

// func newChunk() unsafe.Pointer
void arena_new_chunk(NativeCall *call) {
    ChunkRecord *record = record_take();
    void *object = heap_alloc(call->p->cache, CHUNK_BYTES, &record->layout, HEAP_ZEROED);
    lock_acquire(&chunks.lock);
    record->object = object;
    lock_release(&chunks.lock);
    native_ret_pointer(call, 0, object);
}

static const RType *pointed_type(const NativeCall *call, int slot) {
    const RType *pointer = native_arg_iface(call, slot).type;
    rtype_complete(pointer);
    return pointer->elem;
}

// func describe(ptr any) (size, align uintptr, pointers bool)
void arena_describe(NativeCall *call) {
    const RType *type = pointed_type(call, 0);
    native_ret_uint(call, 0, type->layout.bytes);
    native_ret_uint(call, 1, type->align ? type->align : 1);
    native_ret_bool(call, 2, type->layout.ptr_bytes != 0);
}

// func place(chunk unsafe.Pointer, offset uintptr, ptr any, count int)
void arena_place(NativeCall *call) {
    ChunkRecord *record = record_find(native_arg_pointer(call, 0));
    FATAL_IF(record == NULL, "arena: not a chunk");
    uint64_t word = native_arg_uint(call, 1) / 8;
    const Layout *layout = &pointed_type(call, 2)->layout;
    uint64_t words = layout->bytes / 8, end = 0;
    for (int64_t i = native_arg_int(call, 4); i > 0; i--, word += words) {
        for (uint64_t w = 0; w < layout->ptr_bytes / 8; w++) {
            if (!layout_has_pointer(layout, w)) continue;
            uint64_t bit = 1ull << (word + w) % 64;
            __atomic_fetch_or(&record->bits[(word + w) / 64], bit, __ATOMIC_RELAXED);
            end = (word + w + 1) * 8;
        }
    }
    if (end > record->layout.ptr_bytes)
        __atomic_store_n(&record->layout.ptr_bytes, end, __ATOMIC_RELEASE);
}

// func release(chunk unsafe.Pointer)
void arena_release(NativeCall *call) {
    void *chunk = native_arg_pointer(call, 0);
    ChunkRecord *record = record_find(chunk);
    FATAL_IF(record == NULL, "arena: not a chunk");
    sched_stop_world(call->p);
    // What only the chunk pointed to may have been read from it before: see gc/barrier.h.
    gc_clear_range(chunk, gc_barrier_is_on() ? CHUNK_BYTES : 0, &record->layout);
    heap_forbid(chunk);
    sched_start_world(call->p);
}

// func heapify(s any) (copied any, ok bool)
void arena_heapify(NativeCall *call) {
    GoIface value = native_arg_iface(call, 0);
    Kind kind = value.type ? (Kind)value.type->kind : KIND_INVALID;
    bool known = kind == KIND_POINTER || kind == KIND_SLICE || kind == KIND_STRING;
    native_ret_iface(call, 0, value);
    native_ret_bool(call, 2, known);
    if (!known) return;
    rtype_complete(value.type);
    const void *start = kind == KIND_POINTER ? value.data : *(void **)value.data;
    if (!is_in_arena(start)) return;
    if (kind == KIND_POINTER) {
        void *copy = vm_new(call->p, value.type->elem);
        gc_write_range(copy, start, value.type->elem->layout.bytes, &value.type->elem->layout);
        value.data = copy;
    } else if (kind == KIND_STRING) {
        uint64_t copy[2];
        GoString text = string_new(call->p, start, ((const uint64_t *)value.data)[1]);
        memcpy(copy, &text, sizeof copy);
        value.data = box_string(call->p, copy);
    } else {
        GoSlice slice = *(const GoSlice *)value.data;
        const RType *elem = value.type->elem;
        void *items = vm_new_array(call->p, elem, slice.count);
        gc_write_range(items, start, (uint64_t)slice.count * elem->layout.bytes, &elem->layout);
        slice = (GoSlice){items, slice.count, slice.count};
        value.data = box_value(call->p, value.type, &slice);
    }
    native_ret_iface(call, 0, value);
}
