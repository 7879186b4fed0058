// The collector keeps exactly what is reachable: random graphs, marking beside a program that
// rewires them, finalizers, weak handles, pacing.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "gc/barrier.h"
#include "gc/gc_int.h"

enum { ROOTS = 64, LINKS = 3 };

typedef struct Node {
    struct Node *link[LINKS];
    uint64_t id;
} Node;

static const uint64_t node_bits[1] = {7};
static const Layout node_layout = {sizeof(Node), 24, (const uint8_t *)node_bits};

static Cache *cache;
static void *roots[ROOTS];

static void scan_roots(Marker *marker, void *arg) {
    (void)arg;
    gc_mark_range(marker, roots, sizeof roots, &layout_pointer);
}

static void out_of_memory(size_t bytes, uint64_t in_use, bool limited) {
    printf("out of memory: %zu %lu %d\n", bytes, (unsigned long)in_use, limited);
    abort();
}

static int setup(void **state) {
    (void)state;
    debug_flags.poison = 1;
    debug_flags.gcverify = 1;
    debug_flags.gcvalidate = 1;
    gc_init(out_of_memory);
    gc_add_roots("test", ROOT_GLOBALS, scan_roots, NULL);
    cache = cache_new();
    static _Atomic uint32_t poll;
    gc_take_processor(gc_local_new(cache, &poll));
    srand(7);
    return 0;
}

static Node *new_node(uint64_t id) {
    // Some nodes are arrays of several, so that there are bitmaps, headers and large objects.
    size_t count = rand() % 20 == 0 ? 1 + (size_t)rand() % 40 : 1;
    if (rand() % 500 == 0) count = 5000 + (size_t)rand() % 5000;
    Node *node = heap_alloc(cache, count * sizeof(Node), &node_layout, HEAP_ZEROED);
    node->id = id;
    return node;
}

static uint64_t live_objects(void) {
    MemStats stats;
    gc_read_stats(&stats);
    assert_int_equal(stats.heap_objects, stats.mallocs - stats.frees);
    return stats.heap_objects;
}

// Walks the graph; every node must still be what it was. Returns how many there are.
static uint64_t visit(Node *node, uint64_t mark) {
    uint64_t count = 0;
    static Node *stack[1000000];
    size_t depth = 0;
    if (node != NULL) stack[depth++] = node;
    while (depth > 0) {
        node = stack[--depth];
        if (node->id >> 32 == mark) continue;
        assert_int_not_equal(node->id, 0xdbdbdbdbdbdbdbdb);
        node->id = (node->id & 0xffffffff) | mark << 32;
        count++;
        for (int i = 0; i < LINKS; i++)
            if (node->link[i] != NULL) stack[depth++] = node->link[i];
    }
    return count;
}

static void rewire(Node *any) {
    Node *from = roots[rand() % ROOTS];
    for (int hops = rand() % 5; hops > 0 && from != NULL && from->link[0] != NULL; hops--)
        from = from->link[rand() % LINKS] ? from->link[0] : from;
    if (from != NULL) gc_write(&from->link[rand() % LINKS], any);
    if (rand() % 3 == 0) roots[rand() % ROOTS] = any;
}

static void test_random_graph(void **state) {
    (void)state;
    for (uint64_t round = 1; round <= 30; round++) {
        for (int i = 0; i < 5000; i++) rewire(new_node((uint64_t)i));
        gc_run_forced();
        uint64_t count = 0;
        for (int i = 0; i < ROOTS; i++) count += visit(roots[i], round);
        assert_int_equal(count, live_objects());
    }
    memset(roots, 0, sizeof roots);
    gc_run_forced();
    assert_int_equal(live_objects(), 0);
}

// Marks in small steps while the graph is rewired: nothing reachable may be lost.
static void test_incremental(void **state) {
    (void)state;
    for (uint64_t round = 100; round < 140; round++) {
        for (int i = 0; i < 3000; i++) rewire(new_node((uint64_t)i));
        CycleRecord cycle = {0};
        cycle_begin(&cycle);
        roots_mark(&gc.marker);   // from here on the roots count as a black stack
        do {
            Node *from = roots[rand() % ROOTS], *to = roots[rand() % ROOTS];
            // Move a whole subtree from behind an unscanned node to a scanned one.
            if (from != NULL && to != NULL) {
                Node *moved = from->link[1];
                gc_write(&from->link[1], NULL);
                gc_write(&to->link[2], moved);
                Node *fresh = new_node(1);
                gc_write(&fresh->link[0], moved);
                gc_write(&to->link[0], fresh);
            }
            Node pair[2];
            memset(pair, 0, sizeof pair);
            if (to != NULL) gc_write_range(to, pair, sizeof(Node), &node_layout);
        } while (mark_some(&gc.marker, 500, NULL));
        assert_true(cycle_drain(0));
        cycle_end(&cycle);
        while (heap_sweep_one()) {}
        heap_validate();
        for (int i = 0; i < ROOTS; i++) visit(roots[i], round);
    }
    memset(roots, 0, sizeof roots);
    gc_run_forced();
    gc_run_forced();
    assert_int_equal(live_objects(), 0);
}

static int wakes;

static void wake(void) {
    wakes++;
}

static void test_finalizers(void **state) {
    (void)state;
    gc_on_finalizer(wake);
    Node *a = new_node(1), *b = new_node(2);
    a->link[0] = b;
    roots[0] = a;
    assert_true(gc_add_finalizer(a, NULL, NULL, "type of a"));
    assert_false(gc_add_finalizer(a, NULL, NULL, NULL));
    assert_true(gc_add_finalizer(b, NULL, NULL, "type of b"));
    void *weak = gc_weak_handle(cache, b);
    assert_ptr_equal(gc_weak_handle(cache, b), weak);
    roots[1] = weak;
    uint64_t cleanup = gc_add_cleanup(&b->id, NULL, NULL, "cleanup");
    assert_int_not_equal(cleanup, 0);
    gc_run_forced();
    GcFinalizer taken;
    assert_false(gc_take_finalizer(&taken));
    roots[0] = NULL;
    gc_run_forced();   // a is unreachable; b still hangs on it
    assert_int_equal(wakes, 1);
    assert_ptr_equal(gc_weak_value(weak), b);
    assert_true(gc_take_finalizer(&taken));
    assert_ptr_equal(taken.object, a);
    assert_string_equal(taken.type, "type of a");
    assert_false(gc_take_finalizer(&taken));
    assert_int_equal(b->id, 2);
    gc_run_forced();   // now b, after its weak handle
    assert_null(gc_weak_value(weak));
    assert_true(gc_take_finalizer(&taken));
    assert_ptr_equal(taken.object, b);
    gc_run_forced();   // its cleanup when it is gone
    assert_true(gc_take_finalizer(&taken));
    assert_int_equal(taken.kind, SPECIAL_CLEANUP);
    roots[1] = NULL;
    gc_run_forced();
    assert_int_equal(live_objects(), 0);
}

static void test_pacing(void **state) {
    (void)state;
    MemStats stats;
    gc_read_stats(&stats);
    assert_int_equal(stats.next_gc, 4 << 20);
    uint32_t before = gc_cycle_count();
    for (int i = 0; i < 100000; i++) {   // 40 MB of garbage
        heap_alloc(cache, 400, NULL, HEAP_ZEROED);
        if (gc_is_requested()) gc_run_requested();
    }
    uint32_t cycles = gc_cycle_count() - before;
    assert_true(cycles >= 8);
    assert_true(cycles <= 12);
    roots[0] = heap_alloc(cache, 20 << 20, NULL, HEAP_ZEROED);
    gc_run_forced();
    gc_read_stats(&stats);
    assert_true(stats.next_gc >= 40 << 20);
    assert_true(stats.next_gc < 41 << 20);
    assert_int_equal(gc_set_percent(-1), 100);
    gc_read_stats(&stats);
    assert_int_equal(stats.next_gc, UINT64_MAX);
    assert_int_equal(gc_set_percent(100), -1);
    assert_int_equal(gc_set_memory_limit(-1), INT64_MAX);
    assert_int_equal(gc_set_memory_limit(30 << 20), INT64_MAX);
    gc_read_stats(&stats);
    assert_true(stats.next_gc < 30 << 20);
    gc_set_memory_limit(INT64_MAX);
    assert_int_equal(stats.last_gc, stats.pause_end[(stats.num_gc + 255) % 256]);
    roots[0] = NULL;
}

static void test_measure(void **state) {
    (void)state;
    debug_flags.poison = debug_flags.gcverify = debug_flags.gcvalidate = 0;
    // A binary tree of a million nodes.
    enum { COUNT = 1 << 20 };
    static Node *nodes[COUNT];
    for (int i = 1; i < COUNT; i++) {
        nodes[i] = heap_alloc(cache, sizeof(Node), &node_layout, HEAP_ZEROED);
        if (i > 1) nodes[i / 2]->link[i & 1] = nodes[i];
    }
    roots[0] = nodes[1];
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    gc_run_forced();
    clock_gettime(CLOCK_MONOTONIC, &b);
    double ns = (double)(b.tv_sec - a.tv_sec) * 1e9 + (double)(b.tv_nsec - a.tv_nsec);
    printf("marking and sweeping: %.1f ns an object\n", ns / COUNT);
    assert_int_equal(live_objects(), COUNT - 1);
    roots[0] = NULL;
    gc_run_forced();
    assert_int_equal(live_objects(), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_graph), cmocka_unit_test(test_incremental),
        cmocka_unit_test(test_finalizers),   cmocka_unit_test(test_pacing),
        cmocka_unit_test(test_measure),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
