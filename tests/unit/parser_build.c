// Build constraints, language versions, pragmas, and what the tree keeps of declarations.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "parser/parser.h"

static Arena arena;

static int setup(void **state) {
    (void)state;
    arena_init(&arena);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static bool tag_is_purego_or_old(const char *tag, void *arg) {
    (void)arg;
    return !strcmp(tag, "purego") || !strcmp(tag, "go1.20");
}

static bool matches(const char *path, const char *text) {
    SourceFile *source = source_add(path, text, strlen(text));
    return parser_build_matches(source, tag_is_purego_or_old, NULL);
}

static void constraints_choose_files(void **state) {
    (void)state;
    assert_true(matches("a.go", "package p"));
    assert_true(matches("a.go", "//go:build linux\n\npackage p"));
    assert_false(matches("a.go", "// text\n\n//go:build windows || darwin\n\npackage p"));
    assert_true(matches("a.go", "/* c */\n//go:build !windows && (linux || nosuch)\npackage p"));
    assert_true(matches("a.go", "//go:build unix && purego && go1.20\npackage p"));
    assert_false(matches("a.go", "//go:build go1.99\npackage p"));
    assert_false(matches("a.go", "//go:build ignore\npackage p"));
    // Behind the package clause it is an ordinary comment.
    assert_true(matches("a.go", "package p\n//go:build ignore\n"));
    // What cannot be understood excludes nothing.
    assert_true(matches("a.go", "//go:build (((\npackage p"));
    assert_false(matches("x_windows.go", "package p"));
    assert_true(matches("d/x_linux.go", "package p"));
    assert_true(matches("linux.go", "package p"));
    assert_true(matches("windows.go", "package p"));
    assert_false(matches("x_windows_test.go", "package p"));
    assert_false(matches("x_linux_mips.go", "package p"));
    assert_false(matches("x_wasm.go", "package p"));
    assert_true(matches("x_foo.go", "package p"));
}

static File *parse(const char *text, Diags *diags) {
    diags_init(diags, &arena, 0);
    SourceFile *source = source_add("p.go", text, strlen(text));
    return parser_parse_file(&arena, source, diags, PARSE_ALL);
}

static const char *version_of(const char *text) {
    Diags diags;
    const char *version = parse(text, &diags)->go_version;
    return version ? version : "none";
}

static void constraints_set_the_version(void **state) {
    (void)state;
    assert_string_equal(version_of("package p"), "none");
    assert_string_equal(version_of("//go:build go1.21\npackage p"), "go1.21");
    assert_string_equal(version_of("//go:build linux && go1.18\npackage p"), "go1.18");
    assert_string_equal(version_of("//go:build !go1.22\npackage p"), "none");
    assert_string_equal(version_of("//go:build linux\npackage p"), "none");
}

static void pragmas_reach_their_declaration(void **state) {
    (void)state;
    Diags diags;
    File *file = parse("package p\n"
                       "import (\n\t_ \"embed\"\n\t_ \"unsafe\"\n)\n"
                       "//go:noinline\n"
                       "//go:nosplit\n"
                       "func f() {}\n"
                       "func g() {}\n"
                       "//go:embed a.txt\n"
                       "//go:embed b.txt\n"
                       "var x string\n"
                       "//go:linkname g runtime.g\n"
                       "var (\n\t//go:embed c\n\ty string\n\tz int\n)\n",
                       &diags);
    assert_int_equal(diags.list.count, 0);
    Decl **decls = file->decls.items + 2;   // behind the imports
    assert_int_equal(decls[0]->pragmas, PRAGMA_NOINLINE | PRAGMA_NOSPLIT);
    assert_int_equal(decls[1]->pragmas, PRAGMA_LINKNAME);
    assert_string_equal(decls[1]->linknames->target, "runtime.g");
    assert_int_equal(decls[2]->pragmas, PRAGMA_EMBED);
    assert_int_equal(decls[2]->embed_count, 2);
    assert_string_equal(decls[2]->embeds[1].text, "b.txt");
    assert_int_equal(decls[3]->embed_count, 1);
    assert_string_equal(decls[3]->embeds[0].text, "c");
    assert_int_equal(decls[4]->pragmas, 0);
}

static void misplaced_pragmas_are_reported(void **state) {
    (void)state;
    Diags diags;
    parse("//go:noinline\npackage p\n//go:noinline\nvar x int\nfunc f() {} //go:nosplit\n", &diags);
    assert_int_equal(diags.list.count, 3);
    for (uint32_t i = 0; i < 3; i++)
        assert_string_equal(diags.list.items[i].text, "misplaced compiler directive");
    assert_int_equal(source_location(diags.list.items[0].pos).column, 3);
}

static void constants_repeat_and_count(void **state) {
    (void)state;
    Diags diags;
    File *file = parse("package p\n"
                       "const (\n\ta, b int = iota, 1\n\tc, d\n\te = 2\n)\n"
                       "const f = 3\n",
                       &diags);
    Decl **decls = file->decls.items;
    assert_false(decls[0]->implicit_repeat);
    assert_true(decls[1]->implicit_repeat);
    assert_ptr_equal(decls[1]->type, decls[0]->type);
    assert_ptr_equal(decls[1]->values.items, decls[0]->values.items);
    assert_int_equal(decls[1]->iota, 1);
    assert_int_equal(decls[2]->iota, 2);
    assert_int_equal(decls[0]->group, decls[2]->group);
    assert_int_equal(decls[3]->group, 0);
}

static void bodies_can_wait(void **state) {
    (void)state;
    static const char text[] = "package p\n"
                               "func f() struct{ x int } { return g(`}`, '}') }\n"
                               "func g()\n";
    Diags diags;
    diags_init(&diags, &arena, 0);
    SourceFile *source = source_add("lazy.go", text, sizeof text - 1);
    File *file = parser_parse_file(&arena, source, &diags, PARSE_LAZY_BODIES);
    Decl *f = file->decls.items[0], *g = file->decls.items[1];
    assert_true(f->has_body);
    assert_null(f->body);
    assert_int_equal(source->text[f->body_offset], '{');
    assert_int_equal(source->text[f->end_pos - source->base], '}');
    assert_false(g->has_body);
    parser_parse_body(&arena, f, &diags);
    parser_parse_body(&arena, g, &diags);
    assert_int_equal(diags.list.count, 0);
    assert_int_equal(f->body->list.count, 1);
    assert_int_equal(f->body->end_pos, f->end_pos);
    assert_null(g->body);
}

static void imports_alone_are_cheap(void **state) {
    (void)state;
    static const char text[] = "package p\nimport \"a\"\nimport (\n\tx \"b\"\n)\nfunc f( {{{";
    Diags diags;
    diags_init(&diags, &arena, 0);
    SourceFile *source = source_add("imports.go", text, sizeof text - 1);
    File *file = parser_parse_file(&arena, source, &diags, PARSE_IMPORTS_ONLY);
    assert_int_equal(diags.list.count, 0);
    assert_int_equal(file->decls.count, 2);
    assert_string_equal(file->decls.items[1]->import_name->text, "x");
}

static void nesting_has_a_limit(void **state) {
    (void)state;
    enum { DEEP = 100000 };
    char *text = calloc(1, DEEP * 2 + 100);
    strcpy(text, "package p\nvar x = ");
    size_t length = strlen(text);
    memset(text + length, '(', DEEP);
    text[length + DEEP] = '1';
    memset(text + length + DEEP + 1, ')', DEEP);
    Diags diags;
    File *file = parse(text, &diags);
    assert_int_equal(file->syntax_errors, 1);
    assert_int_equal(diags.list.count, 1);
    assert_string_equal(diags.list.items[0].text, "exceeded max nesting depth");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constraints_choose_files),
        cmocka_unit_test(constraints_set_the_version),
        cmocka_unit_test(pragmas_reach_their_declaration),
        cmocka_unit_test(misplaced_pragmas_are_reported),
        cmocka_unit_test(constants_repeat_and_count),
        cmocka_unit_test(bodies_can_wait),
        cmocka_unit_test(imports_alone_are_cheap),
        cmocka_unit_test(nesting_has_a_limit),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
