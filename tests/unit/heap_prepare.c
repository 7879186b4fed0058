// Pages of a growing heap have memory before they are used, and nothing of it is lost when pages
// are given back or forbidden.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#include <cmocka.h>

#include "heap/heap.h"
#include "heap/heap_stats.h"

enum { OBJECT_BYTES = 64 << 10, OBJECTS = 1000, OS_PAGE = 4096 };

static int short_of_pages;
static Cache *cache;

static void request_gc(bool forced) {
    (void)forced;
}

static void out_of_memory(size_t bytes, uint64_t in_use, bool limited) {
    (void)bytes;
    (void)in_use;
    (void)limited;
    abort();
}

static void note_short(void) {
    short_of_pages++;
}

static int setup(void **state) {
    (void)state;
    HeapHooks hooks = {request_gc, NULL, out_of_memory, note_short};
    heap_init(&hooks);
    cache = cache_new();
    return 0;
}

static void *grow(void) {
    short_of_pages = 0;
    void *object = heap_alloc(cache, OBJECT_BYTES, NULL, HEAP_ZEROED);
    if (short_of_pages > 0) heap_prepare_pages();
    return object;
}

static size_t present(void *start, size_t bytes) {
    unsigned char pages[OBJECT_BYTES / OS_PAGE];
    assert_int_equal(mincore(start, bytes, pages), 0);
    size_t count = 0;
    for (size_t i = 0; i < bytes / OS_PAGE; i++) count += pages[i] & 1;
    return count;
}

// No object of the last quarter, nor what comes behind it, has to wait for its memory.
static void test_ready_before_use(void **state) {
    (void)state;
    for (int i = 0; i < OBJECTS; i++) {
        char *object = grow();
        if (i < OBJECTS * 3 / 4) continue;
        assert_int_equal(present(object, OBJECT_BYTES), OBJECT_BYTES / OS_PAGE);
        assert_int_equal(present(object + (512 << 10), OBJECT_BYTES), OBJECT_BYTES / OS_PAGE);
        for (int at = 0; at < OBJECT_BYTES; at += OS_PAGE) assert_int_equal(object[at], 0);
        object[0] = 1;
    }
}

// What is ready and unused does not count as kept, and is given back with the rest.
static void test_release(void **state) {
    (void)state;
    MemStats stats = {0};
    heap_scavenge(UINT64_MAX);
    heap_read_stats(&stats);
    assert_int_equal(stats.heap_released, stats.heap_idle);
    char *object = grow();
    for (int i = 0; i < 200; i++) object = grow();
    assert_int_equal(present(object + (512 << 10), OBJECT_BYTES), OBJECT_BYTES / OS_PAGE);
    heap_read_stats(&stats);
    assert_true(stats.heap_sys - stats.heap_released >= stats.heap_inuse);
    assert_true(heap_retained_bytes() <= stats.heap_inuse + stats.stack_inuse);
    heap_validate();
}

// One object larger than what is prepared at a time is not made present as a whole.
static void test_very_large(void **state) {
    (void)state;
    char *object = heap_alloc(cache, 256 << 20, NULL, HEAP_ZEROED);
    heap_prepare_pages();
    assert_int_equal(present(object + (128 << 20), OBJECT_BYTES), 0);
    heap_forbid(object);
    for (int i = 0; i < 100; i++) grow();
    heap_validate();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ready_before_use),
        cmocka_unit_test(test_release),
        cmocka_unit_test(test_very_large),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
