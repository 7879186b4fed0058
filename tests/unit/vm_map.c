// tests/unit/vm_map.c - maps against plain arrays as an oracle, and iteration while they change.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "vm/map.h"
#include "vm/vm.h"
#include "vm/vm_int.h"

static Processor *p;
static const uint8_t first_bit[8] = {1};
static const RType int_type = {.layout = {8, 0, NULL}, .kind = KIND_INT, .align = 8,
                               .flags = RTYPE_COMPARABLE | RTYPE_PLAIN, .string = {"int", 3}};
static const RType string_type = {.layout = {16, 8, first_bit}, .kind = KIND_STRING, .align = 8,
                                  .flags = RTYPE_COMPARABLE, .string = {"string", 6}};
static const RType double_type = {.layout = {8, 0, NULL}, .kind = KIND_FLOAT64, .align = 8,
                                  .flags = RTYPE_COMPARABLE, .string = {"float64", 7}};
static const RType big_type = {.layout = {200, 0, NULL}, .kind = KIND_ARRAY, .align = 8,
                               .count = 25, .elem = &int_type,
                               .flags = RTYPE_COMPARABLE | RTYPE_PLAIN, .string = {"[25]int", 7}};
static RType int_int = {.layout = {8, 8, first_bit}, .kind = KIND_MAP, .align = 8,
                        .key = &int_type, .elem = &int_type};
static RType string_int = {.layout = {8, 8, first_bit}, .kind = KIND_MAP, .align = 8,
                           .key = &string_type, .elem = &int_type};
static RType double_int = {.layout = {8, 8, first_bit}, .kind = KIND_MAP, .align = 8,
                           .key = &double_type, .elem = &int_type};
static RType big_big = {.layout = {8, 8, first_bit}, .kind = KIND_MAP, .align = 8,
                        .key = &big_type, .elem = &big_type};

enum { KEYS = 5000 };

static void put(Map *map, int64_t key, int64_t value) {
    void *elem;
    assert_true(map_assign_64(p, &int_int, map, (uint64_t)key, &elem));
    *(int64_t *)elem = value;
}

static void check_all(Map *map, const int64_t *oracle) {
    int64_t count = 0;
    for (int64_t key = 0; key < KEYS; key++) {
        int64_t *elem = map_find_64(&int_int, map, (uint64_t)key);
        if (oracle[key] == 0) assert_null(elem);
        else assert_int_equal(*elem, oracle[key]);
        count += oracle[key] != 0;
    }
    assert_int_equal(map->used, count);
    MapIter iter;
    map_iter_begin(p, &int_int, map, &iter);
    while (map_iter_next(&iter)) {
        assert_int_equal(*(int64_t *)iter.elem, oracle[*(const int64_t *)iter.key]);
        count--;
    }
    assert_int_equal(count, 0);
}

static void test_random(void **state) {
    (void)state;
    static int64_t oracle[KEYS];
    Map *map = map_make(p, &int_int, 0);
    for (int round = 1; round <= 200000; round++) {
        int64_t key = (int64_t)(sched_random(p) % KEYS);
        uint64_t bias = (uint64_t)round / 50000 % 2 ? 70 : 30;
        if (sched_random(p) % 100 < bias) {
            assert_true(map_delete(p, &int_int, map, &key));
            oracle[key] = 0;
        } else {
            put(map, key, round);
            oracle[key] = round;
        }
        if (round % 20000 == 0) check_all(map, oracle);
    }
    map_clear(p, &int_int, map);
    memset(oracle, 0, sizeof oracle);
    check_all(map, oracle);
}

static void test_hints(void **state) {
    (void)state;
    for (int64_t hint = 0; hint < 5000; hint += 97) {
        Map *map = map_make(p, &int_int, hint);
        for (int64_t i = 0; i < hint; i++) put(map, i, i + 1);
        for (int64_t i = 0; i < hint; i++)
            assert_int_equal(*(int64_t *)map_find_64(&int_int, map, (uint64_t)i), i + 1);
    }
}

static void test_strings(void **state) {
    (void)state;
    Map *map = map_make(p, &string_int, 0);
    char text[20];
    for (int64_t i = 0; i < 3000; i++) {
        int bytes = snprintf(text, sizeof text, "key%lld", (long long)(i % 1000));
        GoString key = string_new(p, text, (size_t)bytes);
        void *elem;
        assert_true(map_assign_string(p, &string_int, map, &key, &elem));
        ++*(int64_t *)elem;
    }
    assert_int_equal(map->used, 1000);
    GoString key = {"key77", 5};
    assert_int_equal(*(int64_t *)map_find_string(&string_int, map, &key), 3);
    void *elem;
    assert_true(map_find(p, &string_int, map, &key, &elem));
    assert_int_equal(*(int64_t *)elem, 3);
}

static void test_nan(void **state) {
    (void)state;
    Map *map = map_make(p, &double_int, 0);
    double nan = __builtin_nan(""), zero = 0, minus_zero = -0.0;
    void *elem;
    for (int i = 0; i < 100; i++) assert_true(map_assign(p, &double_int, map, &nan, &elem));
    assert_int_equal(map->used, 100);
    assert_true(map_find(p, &double_int, map, &nan, &elem));
    assert_null(elem);
    assert_true(map_assign(p, &double_int, map, &zero, &elem));
    *(int64_t *)elem = 7;
    assert_true(map_find(p, &double_int, map, &minus_zero, &elem));
    assert_int_equal(*(int64_t *)elem, 7);
    assert_true(map_delete(p, &double_int, map, &nan));
    assert_int_equal(map->used, 101);
    map_clear(p, &double_int, map);
    assert_int_equal(map->used, 0);
}

static void test_big(void **state) {
    (void)state;
    Map *map = map_make(p, &big_big, 0);
    int64_t key[25] = {0};
    void *elem;
    for (int i = 0; i < 500; i++) {
        key[24] = i;
        assert_true(map_assign(p, &big_big, map, key, &elem));
        ((int64_t *)elem)[24] = 2 * i;
    }
    for (int i = 0; i < 500; i++) {
        key[24] = i;
        assert_true(map_find(p, &big_big, map, key, &elem));
        assert_int_equal(((int64_t *)elem)[24], 2 * i);
    }
}

// Each entry that is there all the time comes exactly once, deleted ones never after that.
static void test_iterate_while_changing(void **state) {
    (void)state;
    for (int start = 1; start < 2000; start = start * 3 + 1) {
        static uint8_t seen[100000], gone[100000];
        memset(seen, 0, sizeof seen);
        memset(gone, 0, sizeof gone);
        Map *map = map_make(p, &int_int, 0);
        for (int i = 0; i < start; i++) put(map, i, i);
        MapIter iter;
        map_iter_begin(p, &int_int, map, &iter);
        int64_t fresh = 10000, steps = 0;
        while (map_iter_next(&iter)) {
            int64_t key = *(const int64_t *)iter.key;
            assert_int_equal(*(int64_t *)iter.elem, key);
            assert_false(gone[key]);
            assert_false(seen[key]);
            seen[key] = 1;
            if (++steps > 5 * start) continue;
            for (int i = 0; i < 3; i++, fresh++) put(map, fresh, fresh);
            int64_t victim = (int64_t)(sched_random(p) % (uint64_t)start);
            map_delete(p, &int_int, map, &victim);
            gone[victim] = 1;
        }
        for (int i = 0; i < start; i++) assert_true(seen[i] || gone[i]);
    }
}

int main(void) {
    p = vm_init(&(VmConfig){0});
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random), cmocka_unit_test(test_hints),
        cmocka_unit_test(test_strings), cmocka_unit_test(test_nan), cmocka_unit_test(test_big),
        cmocka_unit_test(test_iterate_while_changing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
