// Objects of every size come out of the heap where Go would put them, and are found again.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "heap/heap.h"
#include "heap/heap_stats.h"

static int gc_requests;

static void request_gc(bool forced) {
    (void)forced;
    gc_requests++;
}

static void out_of_memory(size_t bytes, uint64_t in_use, bool limited) {
    printf("out of memory: %zu bytes, %lu in use, limited %d\n", bytes, (unsigned long)in_use,
           limited);
    abort();
}

static Cache *cache;

static int setup(void **state) {
    (void)state;
    HeapHooks hooks = {.request_gc = request_gc, .out_of_memory = out_of_memory};
    heap_init(&hooks);
    cache = cache_new();
    return 0;
}

// Marks the objects of [keep] and ends the cycle: everything else is garbage.
static void collect(void **keep, size_t count) {
    while (heap_sweep_one()) {}
    heap_begin_mark();
    uint64_t bytes = 0;
    for (size_t i = 0; i < count; i++) {
        HeapObject object = heap_find_object((uintptr_t)keep[i]);
        assert_non_null(object.span);
        if (span_mark_slot(object.span, object.index)) bytes += object.bytes;
    }
    heap_mark_born();
    heap_end_mark(bytes);
}

static void check_stats(const MemStats *s) {
    assert_int_equal(s->heap_alloc, s->alloc);
    assert_int_equal(s->heap_objects, s->mallocs - s->frees);
    assert_int_equal(s->heap_sys, s->heap_inuse + s->heap_idle);
    assert_true(s->heap_released <= s->heap_idle);
    assert_int_equal(s->sys, s->heap_sys + s->stack_sys + s->mspan_sys + s->mcache_sys +
                                 s->buck_hash_sys + s->gc_sys + s->other_sys);
    assert_true(s->heap_inuse >= s->heap_alloc);
}

static void test_round_size(void **state) {
    (void)state;
    assert_int_equal(heap_round_size(1, true), 8);
    assert_int_equal(heap_round_size(33, true), 48);
    assert_int_equal(heap_round_size(512, false), 512);
    assert_int_equal(heap_round_size(513, false), 576 - 8);
    assert_int_equal(heap_round_size(1024, false), 1152 - 8);
    assert_int_equal(heap_round_size(1024, true), 1024);
    assert_int_equal(heap_round_size(32760, true), 32768);
    assert_int_equal(heap_round_size(32761, true), 40960 - 8192);
    assert_int_equal(heap_round_size(32769, true), 40960);
    for (size_t bytes = 1; bytes < 33000; bytes++) {
        assert_true(heap_round_size(bytes, true) >= bytes);
        assert_true(heap_round_size(bytes, false) >= bytes);
    }
}

static void test_every_size(void **state) {
    (void)state;
    for (size_t bytes = 1; bytes < 70000; bytes = bytes < 2000 ? bytes + 1 : bytes + 997) {
        unsigned char *p = heap_alloc(cache, bytes, NULL, HEAP_ZEROED);
        for (size_t i = 0; i < bytes; i++) assert_int_equal(p[i], 0);
        memset(p, 0xff, bytes);
        HeapObject object = heap_find_object((uintptr_t)p + bytes - 1);
        assert_non_null(object.span);
        assert_true(object.base <= (uintptr_t)p);
        assert_true(object.base + object.bytes >= (uintptr_t)p + bytes);
    }
    assert_ptr_equal(heap_alloc(cache, 0, NULL, HEAP_ZEROED), &heap_zerobase);
    heap_validate();
}

static void test_tiny(void **state) {
    (void)state;
    MemStats before, after;
    heap_read_stats(&before);
    char *a = heap_alloc(cache, 1, NULL, HEAP_ZEROED);
    char *b = heap_alloc(cache, 8, NULL, HEAP_ZEROED);
    char *c = heap_alloc(cache, 8, NULL, HEAP_ZEROED);
    assert_ptr_equal(b, a + 8);
    assert_true(c != a + 16 || ((uintptr_t)c & 15) == 0);
    heap_read_stats(&after);
    assert_int_equal(after.mallocs - before.mallocs, 3);
    assert_int_equal(after.total_alloc - before.total_alloc, 32);
    assert_int_equal(after.heap_objects - before.heap_objects, 2);
}

static void test_layouts(void **state) {
    (void)state;
    static const uint64_t bits[2] = {0x5, 0};   // pointer, scalar, pointer
    static const Layout three = {24, 24, (const uint8_t *)bits};
    void *one = heap_alloc(cache, 24, &three, HEAP_ZEROED);
    HeapObject object = heap_find_object((uintptr_t)one);
    assert_int_equal(heap_object_bits(&object), 5);
    assert_null(heap_object_layout(&object));
    void *many[100];
    for (int i = 0; i < 100; i++) {
        many[i] = heap_alloc(cache, 24 * 3, &three, HEAP_ZEROED);
        object = heap_find_object((uintptr_t)many[i] + 40);
        assert_int_equal(object.base, (uintptr_t)many[i]);
        assert_int_equal(heap_object_bits(&object), 0x16d);
    }
    // 30 elements: 720 bytes, with a header in the 768 bytes of its slot.
    void *big = heap_alloc(cache, 24 * 30, &three, HEAP_ZEROED);
    object = heap_find_object((uintptr_t)big);
    assert_int_equal(object.bytes, 768);
    assert_ptr_equal(heap_object_layout(&object), &three);
    assert_int_equal(heap_object_start(&object), (uintptr_t)big);
    void *huge = heap_alloc(cache, 24 * 30000, &three, HEAP_ZEROED);
    object = heap_find_object((uintptr_t)huge + 500000);
    assert_int_equal(object.base, (uintptr_t)huge);
    assert_ptr_equal(heap_object_layout(&object), &three);
    assert_int_equal(heap_object_start(&object), (uintptr_t)huge);
}

static void test_sweep(void **state) {
    (void)state;
    enum { COUNT = 5000 };
    static void *kept[COUNT];
    size_t kept_count = 0;
    srand(1);
    collect(NULL, 0);
    while (heap_sweep_one()) {}
    MemStats start, full, swept;
    heap_read_stats(&start);
    assert_int_equal(start.heap_alloc, 0);
    assert_int_equal(start.heap_objects, 0);
    assert_int_equal(start.heap_inuse, 0);
    uint64_t kept_bytes = 0;
    for (int i = 0; i < COUNT; i++) {
        size_t bytes = 16 + (size_t)rand() % (i % 50 == 0 ? 100000 : 600);
        void *p = heap_alloc(cache, bytes, NULL, HEAP_ZEROED);
        memset(p, 0xee, bytes);
        if (i % 3 != 0) continue;
        kept[kept_count++] = p;
        kept_bytes += heap_round_size(bytes, true);
    }
    heap_read_stats(&full);
    check_stats(&full);
    assert_int_equal(full.mallocs - start.mallocs, COUNT);
    collect(kept, kept_count);
    heap_validate();
    for (int i = 0; i < COUNT; i++) {   // lazily sweeps
        unsigned char *p = heap_alloc(cache, 64, NULL, HEAP_ZEROED);
        for (int k = 0; k < 64; k++) assert_int_equal(p[k], 0);
    }
    for (size_t i = 0; i < kept_count; i++) assert_int_equal(*(unsigned char *)kept[i], 0xee);
    collect(kept, kept_count);
    while (heap_sweep_one()) {}
    heap_validate();
    heap_read_stats(&swept);
    check_stats(&swept);
    assert_int_equal(swept.heap_objects, kept_count);
    assert_int_equal(swept.heap_alloc, kept_bytes);
    assert_int_equal(heap_live_bytes(), kept_bytes);
    heap_scavenge(UINT64_MAX);
    heap_validate();
    heap_read_stats(&swept);
    assert_int_equal(swept.heap_released, swept.heap_idle);
    for (size_t i = 0; i < kept_count; i++) assert_int_equal(*(unsigned char *)kept[i], 0xee);
}

static void test_large_and_arenas(void **state) {
    (void)state;
    collect(NULL, 0);
    while (heap_sweep_one()) {}
    char *a = heap_alloc(cache, 100 << 20, NULL, HEAP_ZEROED);
    char *b = heap_alloc(cache, 200 << 20, NULL, HEAP_ZEROED);
    a[0] = a[(100 << 20) - 1] = 1;
    b[0] = b[(200 << 20) - 1] = 1;
    HeapObject object = heap_find_object((uintptr_t)b + (150 << 20));
    assert_int_equal(object.base, (uintptr_t)b);
    heap_validate();
    void *keep[] = {b};
    collect(keep, 1);
    char *c = heap_alloc(cache, 90 << 20, NULL, HEAP_ZEROED);
    assert_ptr_equal(c, a);   // the pages of a, clean again
    assert_int_equal(c[0], 0);
    heap_validate();
    MemStats stats;
    heap_read_stats(&stats);
    check_stats(&stats);
}

static void test_trigger(void **state) {
    (void)state;
    collect(NULL, 0);
    gc_requests = 0;
    heap_set_trigger(heap_live_bytes() + (1 << 20));
    for (int i = 0; i < 1000; i++) heap_alloc(cache, 512, NULL, HEAP_ZEROED);
    assert_int_equal(gc_requests, 0);
    for (int i = 0; i < 2000; i++) heap_alloc(cache, 512, NULL, HEAP_ZEROED);
    assert_true(gc_requests > 0);
    heap_set_trigger(UINT64_MAX);
}

static double now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

// Not a test: prints what an allocation costs, sweeping included.
static void measure(void **state) {
    (void)state;
    static const uint64_t bits[1] = {1};
    static const Layout node = {24, 8, (const uint8_t *)bits};
    for (int scan = 0; scan < 2; scan++) {
        double start = now_ns();
        int count = 0;
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 100000; i++, count++)
                heap_alloc(cache, 24, scan ? &node : NULL, HEAP_ZEROED);
            collect(NULL, 0);
        }
        printf("24 bytes, %s: %.1f ns an object\n", scan ? "scan" : "noscan",
               (now_ns() - start) / count);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_size), cmocka_unit_test(test_every_size),
        cmocka_unit_test(test_tiny),       cmocka_unit_test(test_layouts),
        cmocka_unit_test(test_sweep),      cmocka_unit_test(test_large_and_arenas),
        cmocka_unit_test(test_trigger),    cmocka_unit_test(measure),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
