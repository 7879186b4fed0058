// tests/unit/ir_lower.c - what lowering makes of small functions, as text.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ir/ir.h"
#include "parser/parser.h"

static Arena arena;
static Diags diags;

static Package *check(const char *text) {
    SourceFile *source = source_add("test.go", text, strlen(text));
    File **files = ARENA_ARRAY(&arena, File *, 1);
    files[0] = parser_parse_file(&arena, source, &diags, PARSE_ALL);
    Package *package = check_package_user("main", files, 1, &arena);
    assert_int_equal(diags.list.count, 0);
    return package;
}

static Func *lower(Package *package, const char *name) {
    Object *object = package_lookup(package, name);
    assert_non_null(object);
    Func *func = func_for(object, NULL, 0);
    func_lower(func);
    return func;
}

// The dump of a function; free() it.
static char *dump(Func *func) {
    char *text;
    size_t bytes;
    FILE *out = open_memstream(&text, &bytes);
    func_dump(func, out);
    fclose(out);
    return text;
}

static void assert_dump(Func *func, const char *expected) {
    char *text = dump(func);
    assert_string_equal(text, expected);
    free(text);
}

static void test_conversions_are_explicit(void **state) {
    (void)state;
    Package *package = check("package main\n"
                             "func f(a int32) (any, int64) { return a, int64(a) }\n"
                             "func main() {}\n");
    assert_dump(lower(package, "f"),
                "func main.f\n"
                "  param a(param) [int32]\n"
                "  result ~r0(result assigned) [any]\n"
                "  result ~r1(result assigned) [int64]\n"
                "  ORETURN\n"
                "    OCONVIFACE [any] implicit\n"
                "      ONAME a(param) [int32]\n"
                "    OCONV [int64]\n"
                "      ONAME a(param) [int32]\n");
}

static void test_strings_are_joined_once(void **state) {
    (void)state;
    Package *package = check("package main\n"
                             "func f(a, b string) string { return a + \"x\" + b + a }\n"
                             "func main() {}\n");
    Func *func = lower(package, "f");
    Node *value = func->body.items[0]->list.items[0];
    assert_int_equal(value->op, OADDSTR);
    assert_int_equal(value->list.count, 4);
}

static void test_results_are_spread(void **state) {
    (void)state;
    Package *package = check("package main\n"
                             "func g() (int, error) { return 1, nil }\n"
                             "func h(a any, rest ...any) {}\n"
                             "func f() { h(g()) }\n"
                             "func main() {}\n");
    Node *call = lower(package, "f")->body.items[0]->x;
    assert_int_equal(call->op, OCALLFUNC);
    assert_int_equal(call->init.count, 3);
    assert_int_equal(call->init.items[2]->op, OAS2FUNC);
    assert_int_equal(call->list.count, 2);
    assert_int_equal(call->list.items[0]->op, OCONVIFACE);
    assert_int_equal(call->list.items[1]->op, OSLICELIT);
    assert_true(call->list.items[1]->is_dots);
}

static void test_paths_through_embedding(void **state) {
    (void)state;
    Package *package = check("package main\n"
                             "type A struct { n int }\n"
                             "func (a *A) inc() { a.n++ }\n"
                             "type B struct { *A }\n"
                             "type C struct { x int; B }\n"
                             "func f(c C) { c.inc() }\n"
                             "func main() {}\n");
    Node *call = lower(package, "f")->body.items[0]->x;
    assert_string_equal(call->func->full_name, "main.(*A).inc");
    Node *receiver = call->list.items[0];
    assert_int_equal(receiver->op, ODOT);
    assert_string_equal(receiver->selector->text, "A");
    assert_string_equal(receiver->x->selector->text, "B");
}

static void test_captures(void **state) {
    (void)state;
    Package *package = check("package main\n"
                             "func f() func() int {\n"
                             "\tconstant, counter := 1, 0\n"
                             "\treturn func() int { counter += constant; return counter }\n"
                             "}\n"
                             "func main() {}\n");
    Func *func = lower(package, "f");
    assert_int_equal(func->closures.count, 1);
    Func *closure = func->closures.items[0];
    assert_string_equal(closure->full_name, "main.f.func1");
    assert_int_equal(closure->closure_vars.count, 2);
    assert_string_equal(closure->closure_vars.items[0]->text, "counter");
    assert_false(closure->closure_vars.items[0]->by_value);
    assert_true(closure->closure_vars.items[1]->by_value);
    assert_ptr_equal(closure->closure_vars.items[1]->outer, func->locals.items[0]);
}

static void test_instances(void **state) {
    (void)state;
    Package *package = check("package main\n"
                             "type S[T any] struct { v T }\n"
                             "func (s *S[T]) get() T { return s.v }\n"
                             "func G[T any](x T) T { s := S[T]{x}; return s.get() }\n"
                             "func main() { G(1); G(\"a\"); G(2) }\n");
    Func *func = lower(package, "main");
    Func *first = func->body.items[0]->x->func;
    assert_string_equal(first->full_name, "main.G[...]");
    assert_ptr_equal(func->body.items[2]->x->func, first);
    assert_ptr_not_equal(func->body.items[1]->x->func, first);
    func_lower(first);
    assert_ptr_equal(type_unalias(first->params.items[0]->type), type_basic[TYPE_INT]);
    Node *call = vec_last(&first->body)->list.items[0];
    assert_string_equal(call->func->full_name, "main.(*S[...]).get");
}

static void test_devirtualized(void **state) {
    (void)state;
    Package *package = check("package main\n"
                             "type I interface { M() }\n"
                             "type T struct { n int }\n"
                             "func (t T) M() {}\n"
                             "func f() { var i I = T{1}; i.M() }\n"
                             "func g(i I) { i.M() }\n"
                             "func main() {}\n");
    Func *func = lower(package, "f");
    ir_set_inlining(false);
    ir_record_notes(true, false);
    func_inline(func);
    ir_record_notes(false, false);
    ir_set_inlining(true);
    assert_int_equal(vec_last(&func->body)->x->op, OCALLFUNC);
    assert_string_equal(func->notes.items[0].text, "devirtualizing i.M to T");
    assert_int_equal(vec_last(&lower(package, "g")->body)->x->op, OCALLINTER);
}

static void test_inlined(void **state) {
    (void)state;
    Package *package = check("package main\n"
                             "func add(a, b int) int { return a + b }\n"
                             "func deep(n int) int { if n == 0 { return 1 }; return deep(n - 1) }\n"
                             "func f(x int) int { return add(x, deep(x)) }\n"
                             "func main() {}\n");
    Func *func = lower(package, "f");
    func_inline(func);
    Node *call = func->body.items[0]->list.items[0];
    assert_int_equal(call->op, OINLCALL);
    assert_string_equal(call->func->full_name, "main.add");
    // The place of the sum is in add, called from f.
    Node *sum = vec_last(&call->body)->y;
    assert_int_equal(sum->op, OADD);
    assert_int_equal(source_location(sum->pos).line, 2);
    assert_int_equal(source_location(source_outermost(sum->pos)).line, 4);
    // The original is as it was, and a recursive function is not inlined.
    assert_int_equal(lower(package, "add")->body.items[0]->op, ORETURN);
    Node *arguments = vec_last(&call->init);
    while (arguments->op == ODCL) arguments = call->init.items[2];
    assert_int_equal(arguments->rlist.items[1]->op, OCALLFUNC);
    assert_int_equal(call->func->inline_cost, 4);
    assert_string_equal(lower(package, "deep")->inline_reason, "recursive");
}

static void test_wrapper_of_value_method(void **state) {
    (void)state;
    Package *package = check("package main\n"
                             "type T struct { a, b int }\n"
                             "func (t T) M() int { return t.a }\n"
                             "func main() {}\n");
    Type *type = package_lookup(package, "T")->type;
    MethodSet *set = type_method_set(type);
    Func *direct = method_func_for_value(type, &set->items[0]);
    assert_string_equal(direct->full_name, "main.T.M");
    Func *wrapper = method_func_for_iface(type, &set->items[0]);
    assert_string_equal(wrapper->full_name, "main.(*T).M");
    assert_true(wrapper->is_wrapper);
    func_lower(wrapper);
    Node *panic = wrapper->body.items[0]->body.items[0];
    size_t bytes;
    assert_int_equal(panic->op, OPANICWRAP);
    assert_string_equal(const_string_value(panic->constant, &bytes),
                        "value method main.T.M called using nil *T pointer");
}

static void test_typed_nil_stays_typed(void **state) {
    (void)state;
    Package *package = check("package main\n"
                             "func f() any { return (*int)(nil) }\n"
                             "func g() any { return nil }\n"
                             "func main() {}\n");
    assert_int_equal(lower(package, "f")->body.items[0]->list.items[0]->op, OCONVIFACE);
    assert_int_equal(lower(package, "g")->body.items[0]->list.items[0]->op, ONIL);
}

static void test_dead_code_is_dropped(void **state) {
    (void)state;
    Package *package = check("package main\n"
                             "const debug = false\n"
                             "func f() int { if debug { println() }; return 1 }\n"
                             "func main() {}\n");
    Func *func = lower(package, "f");
    assert_int_equal(func->body.count, 2);
    assert_int_equal(func->body.items[0]->body.count, 0);
    assert_int_equal(func->body.items[1]->op, ORETURN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conversions_are_explicit),
        cmocka_unit_test(test_strings_are_joined_once),
        cmocka_unit_test(test_results_are_spread),
        cmocka_unit_test(test_paths_through_embedding),
        cmocka_unit_test(test_captures),
        cmocka_unit_test(test_instances),
        cmocka_unit_test(test_devirtualized),
        cmocka_unit_test(test_inlined),
        cmocka_unit_test(test_wrapper_of_value_method),
        cmocka_unit_test(test_typed_nil_stays_typed),
        cmocka_unit_test(test_dead_code_is_dropped),
    };
    arena_init(&arena);
    diags_init(&diags, &arena, 10);
    types_init(&(TypesConfig){.diags = &diags});
    ir_init(&arena);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
