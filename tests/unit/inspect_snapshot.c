// Snapshots: what is live and what is garbage, paths, referrers, retained bytes, sums, differences.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gc/gc.h"
#include "inspect/inspect.h"

// struct { left, right *node; text string; count int }
typedef struct Node {
    struct Node *left, *right;
    GoString text;
    int64_t count;
} Node;

static const uint64_t node_bits[1] = {7};
static RType node_type, node_pointer, string_type, int_type;
static RField node_fields[4];

static Cache *cache;
static Node *roots[4];

static void scan_roots(Marker *marker, void *arg) {
    (void)arg;
    gc_mark_range(marker, roots, sizeof roots, &layout_pointer);
}

static void out_of_memory(size_t bytes, uint64_t in_use, bool limited) {
    printf("out of memory: %zu %lu %d\n", bytes, (unsigned long)in_use, limited);
    abort();
}

static void make_type(RType *type, Kind kind, const char *name, uint64_t bytes, uint64_t ptr_bytes,
                      const uint64_t *bits) {
    *type = (RType){.layout = {bytes, ptr_bytes, (const uint8_t *)bits}, .kind = (uint8_t)kind,
                    .string = {name, (int64_t)strlen(name)}};
    layout_register(&type->layout, &(Meaning){.kind = MEANING_VALUES, .type = type});
}

static int setup(void **state) {
    (void)state;
    gc_init(out_of_memory);
    gc_add_roots("test", ROOT_GLOBALS, scan_roots, NULL);
    cache = cache_new();
    static const uint64_t one[1] = {1};
    make_type(&node_type, KIND_STRUCT, "main.node", sizeof(Node), 24, node_bits);
    make_type(&node_pointer, KIND_POINTER, "*main.node", 8, 8, one);
    make_type(&string_type, KIND_STRING, "string", 16, 8, one);
    make_type(&int_type, KIND_INT, "int", 8, 0, one);
    node_pointer.elem = &node_type;
    node_fields[0] = (RField){.name = {"left", 4}, .type = &node_pointer};
    node_fields[1] = (RField){.name = {"right", 5}, .type = &node_pointer, .offset = 8};
    node_fields[2] = (RField){.name = {"text", 4}, .type = &string_type, .offset = 16};
    node_fields[3] = (RField){.name = {"count", 5}, .type = &int_type, .offset = 32};
    node_type.fields = node_fields;
    node_type.field_count = 4;
    return 0;
}

static Node *new_nodes(size_t count) {
    return heap_alloc(cache, count * sizeof(Node), &node_type.layout, HEAP_ZEROED);
}

// roots[0] is an array of 100 nodes (it has a header, so its type is known): [7].left -> a,
// a.right -> b, b.text -> text; garbage -> b.
static void build(Node **many, Node **a, Node **b) {
    roots[0] = *many = new_nodes(100);
    *a = new_nodes(1);
    *b = new_nodes(1);
    (*many)[7].left = *a;
    (*a)->right = *b;
    (*b)->text = (GoString){heap_alloc_noscan(cache, 300, HEAP_ZEROED), 300};
    Node *garbage = new_nodes(1);
    garbage->left = *b;
}

static void test_snapshot(void **state) {
    (void)state;
    Node *many, *a, *b;
    build(&many, &a, &b);
    Snapshot *s = snapshot_take(SNAPSHOT_EDGES);
    assert_int_equal(s->object_count, 5);
    assert_int_equal(s->live_objects, 4);
    uint64_t many_bytes = heap_round_size(100 * sizeof(Node), false) + OBJECT_HEADER_BYTES;
    assert_int_equal(s->live_bytes, many_bytes + 48 + 48 + 320);
    assert_int_equal(s->all_bytes, s->live_bytes + 48);

    uint32_t text = snapshot_find(s, (uintptr_t)b->text.text + 299);
    assert_int_not_equal(text, INSPECT_NONE);
    assert_int_equal(snapshot_find(s, (uintptr_t)roots), INSPECT_NONE);
    assert_int_equal(s->objects[text].address, (uintptr_t)b->text.text);
    InspectStep steps[8];
    assert_int_equal(snapshot_path(s, text, steps, 8), 5);
    assert_int_equal(steps[0].object, INSPECT_ROOT);
    assert_int_equal(s->objects[steps[1].object].address, (uintptr_t)many);
    assert_int_equal(steps[1].offset, 7 * sizeof(Node));
    assert_int_equal(s->objects[steps[2].object].address, (uintptr_t)a);
    assert_int_equal(steps[2].offset, 8);
    assert_int_equal(steps[4].object, text);
    assert_string_equal(s->roots[s->objects[text].root].name, "test");

    char name[64];
    assert_string_equal(object_type_text(&s->objects[steps[1].object], name, 64), "[]main.node");
    assert_string_equal(object_type_text(&s->objects[steps[3].object], name, 64), "main.node");
    assert_string_equal(object_type_text(&s->objects[text], name, 64), "string text");
    const Meaning *meaning = &s->objects[steps[1].object].meaning;
    assert_string_equal(offset_text(meaning, 7 * sizeof(Node), name, 64), "[7].left");
    assert_string_equal(offset_text(meaning, 16, name, 64), ".text");

    const InspectEdge *edges;
    uint32_t b_object = snapshot_find(s, (uintptr_t)b);
    assert_int_equal(snapshot_referrers(s, b_object, &edges), 1);   // garbage does not count
    assert_int_equal(edges[0].from, steps[2].object);
    assert_int_equal(snapshot_retained_bytes(s, b_object), 48 + 320);
    roots[1] = b;
    Snapshot *shared = snapshot_take(SNAPSHOT_EDGES);
    assert_int_equal(snapshot_retained_bytes(shared, snapshot_find(shared, (uintptr_t)a)), 48);
    snapshot_free(shared);
    snapshot_free(s);
}

static void test_sums(void **state) {
    (void)state;
    roots[1] = NULL;
    Snapshot *before = snapshot_take(SNAPSHOT_PLAIN);
    ClassUse uses[SIZE_CLASS_COUNT];
    snapshot_classes(before, uses);
    uint32_t class_48 = size_class_of(48);
    assert_int_equal(uses[class_48].objects, 3);
    assert_int_equal(uses[class_48].live_objects, 2);
    assert_int_equal(uses[class_48].slots, (8192 - 8192 / 64) / 48);
    for (int i = 0; i < 10; i++) {
        Node *node = new_nodes(1);
        node->left = roots[0][7].left;
        roots[0][7].left = node;
    }
    Snapshot *after = snapshot_take(SNAPSHOT_PLAIN);
    uint32_t count;
    TypeChange *changes = snapshot_diff(before, after, &count);
    assert_int_equal(count, 1);
    assert_string_equal(changes[0].name, "main.node");
    assert_int_equal(changes[0].objects, 10);
    assert_int_equal(changes[0].bytes, 480);
    changes_free(changes, count);
    TypeUse *types = snapshot_types(after, &count);
    assert_string_equal(types[0].name, "[]main.node");
    assert_int_equal(types[0].live_objects, 1);
    types_free(types, count);
    snapshot_free(before);
    snapshot_free(after);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_snapshot),
        cmocka_unit_test(test_sums),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
