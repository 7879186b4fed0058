// tests/unit/compile_code.c - which instructions small functions become. The point of each case is
// its loop or call: no needless moves, comparisons fused with branches, results used in place.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "compile/compile.h"
#include "parser/parser.h"
#include "vm/vm.h"

static Arena arena, nodes;
static Diags diags;

static FuncCode *code_of(const char *text, const char *name) {
    SourceFile *source = source_add("test.go", text, strlen(text));
    File **files = ARENA_ARRAY(&arena, File *, 1);
    files[0] = parser_parse_file(&arena, source, &diags, PARSE_ALL);
    Package *package = check_package_user("main", files, 1, &arena);
    assert_int_equal(diags.list.count, 0);
    FuncCode *code = compile_code_for(func_for(package_lookup(package, name), NULL, 0));
    compile_func(code);
    assert_null(verify_code(code));
    return code;
}

// The names of the instructions of f, each followed by a blank.
static const char *ops_of(const char *text) {
    const FuncCode *code = code_of(text, "f");
    const char *all = "";
    for (uint32_t i = 0; i < code->code_words;) {
        const OpInfo *info = &op_info[code->code[i].op];
        all = arena_printf(&arena, "%s%s ", all, info->name);
        i += info->words;
        if (code->code[i - info->words].op == OP_SWITCH) i += code->code[i - info->words].bx;
    }
    return all;
}

static void test_counting_loop(void **state) {
    (void)state;
    assert_string_equal(ops_of("package main\n"
                               "func f(n int) (s int) {\n"
                               "    for i := 0; i < n; i++ { s += i }\n"
                               "    return s\n"
                               "}\nfunc main() {}\n"),
                        "LDI LDI JLE ADD_I64 LOOP_LT RET ");
}

static void test_slice_loop(void **state) {
    (void)state;
    assert_string_equal(ops_of("package main\n"
                               "func f(a []int) int {\n"
                               "    s := 0\n"
                               "    for i := range a { s += a[i] }\n"
                               "    return s\n"
                               "}\nfunc main() {}\n"),
                        "LDI MOVE LDI JLEI LDX_64 ADD_I64 LOOP_LT MOVE RET ");
}

static void test_call_results_stay_in_place(void **state) {
    (void)state;
    assert_string_equal(ops_of("package main\n"
                               "func f(n int) int {\n"
                               "    if n < 2 { return n }\n"
                               "    return f(n-1) + f(n-2)\n"
                               "}\nfunc main() {}\n"),
                        "JGEI MOVE RET ADDI_I64 CALL ADDI_I64 CALL ADD_I64 RET ");
}

static void test_narrow_results_are_extended(void **state) {
    (void)state;
    assert_string_equal(ops_of("package main\n"
                               "func f(a, b int8) int8 { return a*3 + b }\nfunc main() {}\n"),
                        "MULI EXT_I8 ADD_I8 RET ");
}

static void test_fields_of_frame_structs_are_slots(void **state) {
    (void)state;
    assert_string_equal(ops_of("package main\n"
                               "type v struct{ x, y float64 }\n"
                               "func f(a, b v) v { return v{a.x + b.x, a.y * b.y} }\n"
                               "func main() {}\n"),
                        "ADD_F64 MUL_F64 RET ");
}

static void test_constants_of_loops_are_loaded_once(void **state) {
    (void)state;
    const char *ops = ops_of("package main\n"
                             "func f(n int) float64 {\n"
                             "    s := 1.0\n"
                             "    for i := 0; i < n; i++ { s = s*0.5 + 0.25 }\n"
                             "    return s\n"
                             "}\nfunc main() {}\n");
    assert_string_equal(ops, "LDK LDK LDK LDI JLE MUL_F64 ADD_F64 LOOP_LT MOVE RET ");
}

static void test_escape_decisions_are_obeyed(void **state) {
    (void)state;
    const char *in_frame = ops_of("package main\n"
                                  "type p struct{ x, y int }\n"
                                  "func f() int { q := &p{1, 2}; return q.x + q.y }\n"
                                  "func main() {}\n");
    assert_null(strstr(in_frame, "NEW"));
    const char *in_heap = ops_of("package main\n"
                                 "type p struct{ x, y int }\n"
                                 "func f() *p { return &p{1, 2} }\n"
                                 "func main() {}\n");
    assert_non_null(strstr(in_heap, "NEW"));
}

static void test_dense_switch_is_a_table(void **state) {
    (void)state;
    const char *ops = ops_of("package main\n"
                             "func f(x int) int {\n"
                             "    switch x {\n"
                             "    case 1: return 10\n    case 2: return 20\n    case 3: return 30\n"
                             "    case 4: return 40\n    case 5: return 50\n    case 7: return 70\n"
                             "    }\n    return 0\n"
                             "}\nfunc main() {}\n");
    assert_non_null(strstr(ops, "SWITCH"));
}

// A function of more than 32 Ki words: conditional jumps take their long form.
static void test_far_jumps(void **state) {
    (void)state;
    char *body = arena_alloc(&arena, 1 << 20), *at = body;
    for (int i = 0; i < 30000; i++) at += sprintf(at, "x = x*3 + y\n");
    const char *text = arena_printf(&arena, "package main\nfunc f(x, y int) int {\n"
                                            "for i := 0; i < y; i++ {\nif x > y {\n%s}\n}\n"
                                            "return x\n}\nfunc main() {}\n", body);
    const FuncCode *code = code_of(text, "f");
    assert_true(code->code_words > INT16_MAX);
}

static int setup(void **state) {
    (void)state;
    arena_init(&arena);
    diags_init(&diags, &arena, 10);
    types_init(&(TypesConfig){.diags = &diags});
    ir_init(&nodes);
    compile_init();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counting_loop),
        cmocka_unit_test(test_slice_loop),
        cmocka_unit_test(test_call_results_stay_in_place),
        cmocka_unit_test(test_narrow_results_are_extended),
        cmocka_unit_test(test_fields_of_frame_structs_are_slots),
        cmocka_unit_test(test_constants_of_loops_are_loaded_once),
        cmocka_unit_test(test_escape_decisions_are_obeyed),
        cmocka_unit_test(test_dense_switch_is_a_table),
        cmocka_unit_test(test_far_jumps),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
