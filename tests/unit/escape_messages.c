// tests/unit/escape_messages.c - decisions of escape analysis, told by its messages and by the ir.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "escape/escape.h"
#include "parser/parser.h"

static Arena arena;
static Diags diags;

// Messages of a program, "line:column text" each on a line of its own.
static const char *messages_of(const char *text) {
    SourceFile *source = source_add("test.go", text, strlen(text));
    File **files = ARENA_ARRAY(&arena, File *, 1);
    files[0] = parser_parse_file(&arena, source, &diags, PARSE_ALL);
    Package *package = check_package_user("main", files, 1, &arena);
    assert_int_equal(diags.list.count, 0);
    EscapeMessages messages = {0};
    ir_set_inlining(false);
    escape_record(&messages, false);
    escape_package(package);
    escape_record(NULL, false);
    const char *all = "";
    for (uint32_t i = 0; i < messages.count; i++) {
        Location at = source_location(messages.items[i].pos);
        all = arena_printf(&arena, "%s%u:%u %s\n", all, at.line, at.column, messages.items[i].text);
    }
    return all;
}

static void test_address_that_is_returned(void **state) {
    (void)state;
    assert_string_equal(messages_of("package main\n"
                                    "func f() *int { x := 1; return &x }\n"
                                    "func g() int { x := 1; p := &x; return *p }\n"
                                    "func main() {}\n"),
                        "2:17 moved to heap: x\n");
}

static void test_parameters(void **state) {
    (void)state;
    assert_string_equal(messages_of("package main\n"
                                    "var sink *int\n"
                                    "func a(p *int) { sink = p }\n"
                                    "func b(p **int) { sink = *p }\n"
                                    "func c(p *int) *int { return p }\n"
                                    "func d(p *int) int { return *p }\n"
                                    "func main() {}\n"),
                        "3:8 leaking param: p\n"
                        "4:8 leaking param content: p\n"
                        "5:8 leaking param: p to result ~r0 level=0\n"
                        "6:8 p does not escape\n");
}

static void test_tags_are_used_by_callers(void **state) {
    (void)state;
    assert_string_equal(messages_of("package main\n"
                                    "var sink *int\n"
                                    "func keep(p *int) { sink = p }\n"
                                    "func look(p *int) int { return *p }\n"
                                    "func main() {\n"
                                    "\tx, y := 1, 2\n"
                                    "\tkeep(&x)\n"
                                    "\tlook(&y)\n"
                                    "}\n"),
                        "3:11 leaking param: p\n"
                        "4:11 p does not escape\n"
                        "6:2 moved to heap: x\n");
}

static void test_loops(void **state) {
    (void)state;
    assert_string_equal(messages_of("package main\n"
                                    "func main() {\n"
                                    "\tvar p *int\n"
                                    "\tfor i := 0; i < 3; i++ {\n"
                                    "\t\tp = new(int)\n"
                                    "\t}\n"
                                    "\tq := new(int)\n"
                                    "\t*p, *q = 1, 2\n"
                                    "}\n"),
                        "5:10 new(int) escapes to heap\n"
                        "7:10 new(int) does not escape\n");
}

static void test_sizes(void **state) {
    (void)state;
    assert_string_equal(messages_of("package main\n"
                                    "func main() {\n"
                                    "\tn := 5\n"
                                    "\ta := make([]int, n)\n"
                                    "\tb := make([]int, 5)\n"
                                    "\tc := make([]byte, 1<<17)\n"
                                    "\ta[0], b[0], c[0] = 1, 2, 3\n"
                                    "}\n"),
                        "4:11 make([]int, n) escapes to heap\n"
                        "5:11 make([]int, 5) does not escape\n"
                        "6:11 make([]byte, 131072) escapes to heap\n");
}

static void test_closures_and_interfaces(void **state) {
    (void)state;
    assert_string_equal(messages_of("package main\n"
                                    "func show(v ...any) {}\n"
                                    "func counter() func() int {\n"
                                    "\tn := 0\n"
                                    "\treturn func() int { n++; return n }\n"
                                    "}\n"
                                    "func main() {\n"
                                    "\tx := 3\n"
                                    "\tshow(x, \"a\")\n"
                                    "\tdefer func() { println(x) }()\n"
                                    "\tgo show(x)\n"
                                    "}\n"),
                        "2:11 v does not escape\n"
                        "4:2 moved to heap: n\n"
                        "5:9 func literal escapes to heap\n"
                        "9:6 ... argument does not escape\n"
                        "9:7 x does not escape\n"
                        "9:10 \"a\" does not escape\n"
                        "10:8 func literal does not escape\n"
                        "11:10 x escapes to heap\n"
                        "11:9 ... argument does not escape\n");
}

static void test_recursion_is_one_batch(void **state) {
    (void)state;
    assert_string_equal(messages_of("package main\n"
                                    "type T struct { next *T }\n"
                                    "func even(t *T) bool { return t == nil || odd(t.next) }\n"
                                    "func odd(t *T) bool { return t != nil && even(t.next) }\n"
                                    "func main() { even(&T{&T{nil}}) }\n"),
                        "3:11 t does not escape\n"
                        "4:10 t does not escape\n"
                        "5:20 &T{...} does not escape\n"
                        "5:23 &T{...} does not escape\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_address_that_is_returned),
        cmocka_unit_test(test_parameters),
        cmocka_unit_test(test_tags_are_used_by_callers),
        cmocka_unit_test(test_loops),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_closures_and_interfaces),
        cmocka_unit_test(test_recursion_is_one_batch),
    };
    arena_init(&arena);
    diags_init(&diags, &arena, 10);
    types_init(&(TypesConfig){.diags = &diags});
    ir_init(&arena);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
