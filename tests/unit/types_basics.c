// tests/unit/types_basics.c - types by themselves: identity, layout, names, method sets, init order.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "parser/parser.h"
#include "types/check.h"

static Arena arena;
static Diags diags;

static Package *check(const char *text) {
    SourceFile *source = source_add("test.go", text, strlen(text));
    File **files = ARENA_ARRAY(&arena, File *, 1);
    files[0] = parser_parse_file(&arena, source, &diags, PARSE_ALL);
    assert_int_equal(files[0]->syntax_errors, 0);
    return check_package_user("main", files, 1, &arena);
}

static Type *type_of(Package *package, const char *name) {
    Object *object = package_lookup(package, name);
    assert_non_null(object);
    return object->type;
}

static void test_layout(void **state) {
    (void)state;
    Package *p = check("package main\n"
                       "type A struct { a bool; b int64; c bool; d [0]int64 }\n"
                       "type B struct { a int32; b struct{} }\n"
                       "type C struct { f func(); n int }\n"
                       "type D struct { p *int }\n"
                       "type E [1]D\n"
                       "type F struct { z complex64; i interface{}; n int }\n");
    assert_int_equal(type_size(type_of(p, "A")), 32);
    assert_int_equal(type_field_offset(type_of(p, "A"), 2), 16);
    assert_int_equal(type_size(type_of(p, "B")), 8);
    assert_int_equal(type_align(type_of(p, "B")), 4);
    assert_int_equal(type_pointer_bytes(type_of(p, "C")), 8);
    assert_true(type_is_pointer_shaped(type_of(p, "E")));
    assert_false(type_is_pointer_shaped(type_of(p, "C")));
    assert_int_equal(type_pointer_bytes(type_of(p, "F")), 24);
}

static void test_names(void **state) {
    (void)state;
    Package *p = check("package main\n"
                       "type T struct { A int `tag`; b []byte }\n"
                       "type G[K comparable, V any] map[K]V\n"
                       "var x G[string, T]\n"
                       "var y struct { A int `json:\"a\"`; T }\n"
                       "var z func(n int, s ...string) (err error)\n"
                       "var c chan (<-chan int)\n"
                       "var i interface { M(); any }\n");
    assert_string_equal(type_print_runtime(type_of(p, "x")), "main.G[string,main.T]");
    assert_string_equal(type_print(type_of(p, "x"), p), "G[string, T]");
    assert_string_equal(type_print_runtime(type_of(p, "y")),
                        "struct { A int \"json:\\\"a\\\"\"; main.T }");
    assert_string_equal(type_print_runtime(type_of(p, "z")), "func(int, ...string) error");
    assert_string_equal(type_print(type_of(p, "z"), p), "func(n int, s ...string) (err error)");
    assert_string_equal(type_print_runtime(type_of(p, "c")), "chan (<-chan int)");
    assert_string_equal(type_print_runtime(type_of(p, "i")), "interface { M() }");
    assert_string_equal(type_print_runtime(type_underlying(type_of(p, "T"))),
                        "struct { A int \"tag\"; b []uint8 }");
}

static void test_identity(void **state) {
    (void)state;
    Package *p = check("package main\n"
                       "type G[T any] struct { x T }\n"
                       "var a, b G[int]\n"
                       "var c G[uint]\n"
                       "var f, g interface { M(interface { N() }) }\n"
                       "var s struct { A int }\n"
                       "var t struct { A int `x` }\n");
    assert_ptr_equal(type_of(p, "a"), type_of(p, "b"));
    assert_false(type_identical(type_of(p, "a"), type_of(p, "c")));
    assert_true(type_identical(type_of(p, "f"), type_of(p, "g")));
    assert_int_equal(type_hash(type_of(p, "f")), type_hash(type_of(p, "g")));
    assert_false(type_identical(type_of(p, "s"), type_of(p, "t")));
    assert_true(type_identical_ignore_tags(type_of(p, "s"), type_of(p, "t")));
    assert_ptr_equal(type_new_slice(type_basic[TYPE_INT]), type_new_slice(type_basic[TYPE_INT]));
}

static void test_method_sets(void **state) {
    (void)state;
    Package *p = check("package main\n"
                       "type I interface { B(); a() }\n"
                       "type E struct{}\n"
                       "func (E) B() {}\n"
                       "func (*E) a() {}\n"
                       "type T struct { E }\n"
                       "type P struct { *E }\n"
                       "type G[X any] struct { x X }\n"
                       "func (g *G[X]) Get() X { return g.x }\n"
                       "var g G[int]\n");
    MethodSet *of_t = type_method_set(type_of(p, "T"));
    assert_int_equal(of_t->count, 1);
    assert_string_equal(of_t->items[0].method->name->text, "B");
    assert_int_equal(of_t->items[0].path_count, 2);
    assert_int_equal(type_method_set(type_of(p, "P"))->count, 2);
    Object *missing;
    assert_false(type_implements(type_of(p, "T"), type_of(p, "I"), &missing));
    assert_string_equal(missing->name->text, "a");
    assert_true(type_implements(type_of(p, "P"), type_of(p, "I"), NULL));
    MethodSet *of_g = type_method_set(type_new_pointer(type_of(p, "g")));
    assert_int_equal(of_g->count, 1);
    Object *get = of_g->items[0].method;
    assert_ptr_equal(get->type->results->fields[0]->type, type_basic[TYPE_INT]);
    assert_non_null(get->origin);
}

static void test_init_order(void **state) {
    (void)state;
    Package *p = check("package main\n"
                       "var a = c + b\n"
                       "var b = f()\n"
                       "var c = 1\n"
                       "var x, y = two()\n"
                       "func f() int { d++; return d }\n"
                       "var d = 3\n"
                       "func two() (int, int) { return a, b }\n");
    static const char *const want[] = {"c", "d", "b", "a", "x"};
    assert_int_equal(p->init_order.count, 5);
    for (int i = 0; i < 5; i++)
        assert_string_equal(p->init_order.items[i].lhs[0]->name->text, want[i]);
    assert_int_equal(p->init_order.items[4].lhs_count, 2);
    InitializerList list = {0};
    object_init_order(package_lookup(p, "b"), &arena, &list);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].lhs[0]->name->text, "d");
}

int main(void) {
    arena_init(&arena);
    diags_init(&diags, &arena, 10);
    TypesConfig config = {.diags = &diags};
    types_init(&config);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout),      cmocka_unit_test(test_names),
        cmocka_unit_test(test_identity),    cmocka_unit_test(test_method_sets),
        cmocka_unit_test(test_init_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
