// tests/unit/compile_rtype.c - run-time types: one for identical types, layouts, completion, and
// those that reflect asks for.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "compile/compile.h"
#include "parser/parser.h"

static Arena arena, nodes;
static Diags diags;
static Package *package;

static Type *type_named(const char *name) { return package_lookup(package, name)->type; }

static bool pointer_at(const RType *type, uint64_t word) {
    return layout_has_pointer(&type->layout, word);
}

static void test_identical_types_share_one(void **state) {
    (void)state;
    Type *a = type_underlying(type_named("A")), *b = type_underlying(type_named("B"));
    assert_ptr_not_equal(a, b);
    assert_ptr_equal(compile_rtype(a), compile_rtype(b));
    assert_ptr_not_equal(compile_rtype(type_named("A")), compile_rtype(type_named("B")));
    assert_ptr_equal(compile_rtype(type_byte), compile_rtype(type_basic[TYPE_UINT8]));
}

static void test_pointer_words(void **state) {
    (void)state;
    const RType *type = compile_rtype(type_named("Mixed"));
    // int8, string, any, []int, [2]*int
    static const bool wanted[] = {false, true, false, false, true, true, false, false, true, true};
    assert_int_equal(type->layout.bytes, sizeof wanted * 8);
    for (size_t i = 0; i < sizeof wanted; i++) assert_int_equal(pointer_at(type, i), wanted[i]);
    assert_int_equal(type->layout.ptr_bytes, sizeof wanted * 8);
    assert_int_equal(compile_rtype(type_named("A"))->layout.ptr_bytes, 0);
}

static void test_names(void **state) {
    (void)state;
    const RType *type = compile_rtype(type_named("Mixed"));
    assert_string_equal(type->string.text, "main.Mixed");
    assert_string_equal(type->name.text, "Mixed");
    assert_string_equal(type->pkg_path.text, "main");
    assert_int_equal(compile_rtype(type_new_slice(type_basic[TYPE_INT]))->name.bytes, 0);
}

static void test_flags(void **state) {
    (void)state;
    assert_true(compile_rtype(type_named("A"))->flags & RTYPE_PLAIN);
    assert_false(compile_rtype(type_named("Padded"))->flags & RTYPE_PLAIN);
    assert_false(compile_rtype(type_named("Mixed"))->flags & RTYPE_COMPARABLE);
    assert_true(compile_rtype(type_new_pointer(type_named("A")))->flags & RTYPE_DIRECT);
}

static void test_methods_come_with_completion(void **state) {
    (void)state;
    const RType *type = compile_rtype(type_new_pointer(type_named("A")));
    assert_true(rtype_is_shallow(type));
    rtype_complete(type);
    assert_false(rtype_is_shallow(type));
    assert_int_equal(type->method_count, 2);
    assert_string_equal(type->methods[0].name.text, "Get");
    assert_null(type->methods[0].code);
    assert_non_null(rtype_method(type, 0)->code);
    const RType *inter = compile_rtype(type_named("Getter"));
    assert_ptr_equal(itab_get(inter, type, NULL)->methods[0], type->methods[0].code);
    assert_null(itab_get(inter, compile_rtype(type_named("B")), NULL));
}

// The fields x, y int32 of A.
static void fields_of_a(RField fields[2], GoString tag) {
    const RType *int32 = compile_rtype(type_basic[TYPE_INT32]);
    for (int i = 0; i < 2; i++)
        fields[i] = (RField){.name = {i ? "y" : "x", 1}, .pkg_path = {"main", 4}, .type = int32,
                             .tag = tag};
}

static void test_structs_asked_for(void **state) {
    (void)state;
    RField fields[2];
    fields_of_a(fields, (GoString){0});
    RTypeRequest request = {.kind = RTYPE_MAKE_STRUCT, .fields = fields, .field_count = 2};
    const RType *type = rtype_make(&request);
    assert_ptr_equal(type, compile_rtype(type_underlying(type_named("A"))));
    size_t bytes = types_arena()->bytes_total;
    assert_ptr_equal(rtype_make(&request), type);
    assert_int_equal(types_arena()->bytes_total, bytes);
    fields_of_a(fields, (GoString){"a:1", 3});
    const RType *tagged = rtype_make(&request);
    assert_ptr_not_equal(tagged, type);
    fields[1].embedded = 1;
    assert_ptr_not_equal(rtype_make(&request), tagged);
    fields_of_a(fields, (GoString){0});
    fields[1].pkg_path = (GoString){"other", 5};   // no package: its y is not main's
    assert_ptr_not_equal(rtype_make(&request), type);
    fields_of_a(fields, (GoString){"a:1", 3});
    // What was asked for first is still found when the table has grown.
    char name[8];
    fields[0].name.text = name;
    for (int i = 0; i < 100; i++) {
        fields[0].name.bytes = snprintf(name, sizeof name, "f%d", i);
        assert_int_equal(rtype_make(&request)->fields[0].name.bytes, fields[0].name.bytes);
    }
    fields_of_a(fields, (GoString){0});
    bytes = types_arena()->bytes_total;
    assert_ptr_equal(rtype_make(&request), type);
    assert_int_equal(types_arena()->bytes_total, bytes);
}

static void test_functions_asked_for(void **state) {
    (void)state;
    const RType *ints = compile_rtype(type_new_slice(type_basic[TYPE_INT]));
    const RType *params[] = {ints, ints};
    RTypeRequest request = {.kind = RTYPE_MAKE_FUNC, .params = params, .param_count = 1,
                            .result_count = 1};
    const RType *type = rtype_make(&request);
    assert_string_equal(type->string.text, "func([]int) []int");
    size_t bytes = types_arena()->bytes_total;
    assert_ptr_equal(rtype_make(&request), type);
    assert_int_equal(types_arena()->bytes_total, bytes);
    request.variadic = true;
    assert_string_equal(rtype_make(&request)->string.text, "func(...int) []int");
    request.variadic = false;
    request.param_count = 2;
    request.result_count = 0;
    assert_string_equal(rtype_make(&request)->string.text, "func([]int, []int)");
}

static int setup(void **state) {
    (void)state;
    static const char text[] = "package main\n"
        "type A struct { x, y int32 }\n"
        "type B struct { x, y int32 }\n"
        "type Padded struct { x int8; y int32 }\n"
        "type Mixed struct { a int8; b string; c any; d []int; e [2]*int }\n"
        "type Getter interface { Get() int32 }\n"
        "func (a *A) Get() int32 { return a.x }\n"
        "func (a *A) Set(x int32) { a.x = x }\n"
        "func main() {}\n";
    arena_init(&arena);
    diags_init(&diags, &arena, 10);
    types_init(&(TypesConfig){.diags = &diags});
    ir_init(&nodes);
    compile_init();
    SourceFile *source = source_add("test.go", text, strlen(text));
    File **files = ARENA_ARRAY(&arena, File *, 1);
    files[0] = parser_parse_file(&arena, source, &diags, PARSE_ALL);
    package = check_package_user("main", files, 1, &arena);
    return (int)diags.list.count;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_identical_types_share_one),
        cmocka_unit_test(test_pointer_words),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_flags),
        cmocka_unit_test(test_methods_come_with_completion),
        cmocka_unit_test(test_structs_asked_for),
        cmocka_unit_test(test_functions_asked_for),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
