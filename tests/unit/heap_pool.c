// Records of a pool: none is handed out twice, and pages with free records alone lose their memory.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <cmocka.h>

#include "heap/heap.h"
#include "heap/heap_stats.h"
#include "heap/pool.h"

enum { RECORDS = 5000, OS_PAGE = 4096 };

typedef struct Record {
    uint64_t id;
    void *link;
    uint64_t rest[3];
} Record;

static Pool pool = {
    .record_bytes = sizeof(Record), .link = offsetof(Record, link), .kind = MEM_OTHER};
static Record *records[RECORDS];

static uint64_t resident(void) {
    uint64_t count = 0;
    for (uint32_t i = 0; i < pool.chunk_count; i++) {
        unsigned char pages[POOL_CHUNK_PAGES];
        assert_int_equal(mincore(pool.chunks[i].start, POOL_CHUNK_PAGES * OS_PAGE, pages), 0);
        for (int at = 0; at < POOL_CHUNK_PAGES; at++) count += pages[at] & 1;
    }
    return count;
}

static void take_all(void) {
    for (uint64_t i = 0; i < RECORDS; i++) {
        if (records[i] != NULL) continue;
        records[i] = pool_alloc(&pool);
        assert_non_null(records[i]);
        records[i]->id = i;
    }
    for (uint64_t i = 0; i < RECORDS; i++) assert_int_equal(records[i]->id, i);
}

static void test_release(void **state) {
    (void)state;
    take_all();
    uint64_t most = resident();
    assert_true(most >= RECORDS * sizeof(Record) / OS_PAGE);
    assert_int_equal(pool_release(&pool), 0);
    // Every 500th stays: so do the pages of these, and no other.
    for (int i = 0; i < RECORDS; i++) {
        if (i % 500 == 0) continue;
        pool_free(&pool, records[i]);
        records[i] = NULL;
    }
    uint64_t released = pool_release(&pool);
    assert_true(released >= (most - 12) * OS_PAGE);
    assert_int_equal(resident(), most - released / OS_PAGE);
    assert_int_equal(pool_release(&pool), 0);
    for (int i = 0; i < RECORDS; i += 500) assert_int_equal(records[i]->id, i);
    // The same pages serve again.
    take_all();
    assert_int_equal(resident(), most);
}

static void count_records(HeapArena *arena, uint64_t *count) {
    for (int i = 0; i < ARENA_PAGES; i++) *count += arena->spans[i] != NULL;
}

static void request_gc(bool forced) {
    (void)forced;
}

static void out_of_memory(size_t bytes, uint64_t in_use, bool limited) {
    (void)bytes;
    (void)in_use;
    (void)limited;
    abort();
}

// What spans leave behind is given back, and the heap is whole afterwards.
static void test_heap(void **state) {
    (void)state;
    HeapHooks hooks = {.request_gc = request_gc, .out_of_memory = out_of_memory};
    heap_init(&hooks);
    Cache *cache = cache_new();
    static void *kept[4];
    for (int round = 0; round < 3; round++) {
        MemStats before = {0}, after = {0};
        void *object = NULL;
        for (int i = 0; i < 200000; i++) {
            object = heap_alloc(cache, 1000, NULL, HEAP_ZEROED);
            if (i % 50000 == 0) kept[i / 50000] = object;
        }
        memset(object, 1, 1000);
        heap_read_stats(&before);
        heap_begin_mark();
        for (int i = 0; i < 4; i++) {
            HeapObject found = heap_find_object((uintptr_t)kept[i]);
            span_mark_slot(found.span, found.index);
        }
        heap_mark_born();
        heap_end_mark(0);
        while (heap_sweep_one()) {}
        assert_true(heap_release_records() > 4 << 20);
        heap_read_stats(&after);
        assert_true(after.mspan_sys < before.mspan_sys / 10);
        assert_true(after.gc_sys < before.gc_sys);
        for (int i = 0; i < 4; i++)
            assert_non_null(heap_find_object((uintptr_t)kept[i]).span);
        assert_null(heap_span_of((uintptr_t)object));
        uint64_t spans = 0;
        count_records(heap_arenas[(uintptr_t)kept[0] >> ARENA_SHIFT], &spans);
        assert_true(spans > 0);
        heap_validate();
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_release), cmocka_unit_test(test_heap)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
