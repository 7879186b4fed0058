// Arena, Vec, Symbol, source positions, diagnostics, runes.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/source.h"
#include "base/symbol.h"
#include "base/utf8.h"
#include "base/vec.h"

static void arena_gives_zeroed_aligned_memory(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena);
    for (size_t bytes = 1; bytes < 3000000; bytes = bytes * 3 + 1) {
        char *memory = arena_alloc(&arena, bytes);
        assert_int_equal((uintptr_t)memory % 8, 0);
        for (size_t i = 0; i < bytes; i++) assert_int_equal(memory[i], 0);
        memset(memory, 0xFF, bytes);
    }
    assert_string_equal(arena_printf(&arena, "%d-%s", 7, "x"), "7-x");
    arena_free(&arena);
    assert_null(arena.chunks);
}

static void vec_keeps_items_while_growing(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena);
    VEC(int) list = {0};
    for (int i = 0; i < 1000; i++) vec_push(&arena, &list, i);
    assert_int_equal(list.count, 1000);
    for (int i = 0; i < 1000; i++) assert_int_equal(list.items[i], i);
    assert_int_equal(vec_last(&list), 999);
    arena_free(&arena);
}

static void symbols_are_unique(void **state) {
    (void)state;
    Symbol *before[10000];
    char name[32];
    for (int i = 0; i < 10000; i++) {
        snprintf(name, sizeof name, "name%d", i);
        before[i] = symbol_of(name);
    }
    for (int i = 0; i < 10000; i++) {
        snprintf(name, sizeof name, "name%d", i);
        assert_ptr_equal(symbol_of(name), before[i]);
        assert_string_equal(before[i]->text, name);
    }
    assert_true(symbol_of("Abc")->exported);
    assert_true(symbol_of("Äbc")->exported);
    assert_false(symbol_of("_Abc")->exported);
    assert_false(symbol_of("äbc")->exported);
}

static void positions_follow_directives(void **state) {
    (void)state;
    static const char text[] = "one\ntwo\n\nfour";
    SourceFile *file = source_add("a.go", text, sizeof text - 1);
    Location at = source_location(file->base + 5);
    assert_string_equal(at.path, "a.go");
    assert_int_equal(at.line, 2);
    assert_int_equal(at.column, 2);
    at = source_location(file->base + (Pos)file->bytes);
    assert_int_equal(at.line, 4);
    assert_int_equal(at.column, 5);
    assert_ptr_equal(source_file(file->base + 3), file);
    assert_null(source_file(NO_POS));
    source_line_directive(file, file->base + 4, "b.y", 70, 10);
    source_line_directive(file, file->base + 9, NULL, 90, 0);
    at = source_location(file->base + 5);
    assert_string_equal(at.path, "b.y");
    assert_int_equal(at.line, 70);
    assert_int_equal(at.column, 11);
    at = source_location(file->base + 10);
    assert_string_equal(at.path, "b.y");
    assert_int_equal(at.line, 90);
    assert_int_equal(at.column, 0);
    assert_int_equal(source_location(file->base).line, 1);
    assert_int_equal(source_location_raw(file->base + 10).line, 4);
}

static char *printed(Diags *diags) {
    static char buffer[4096];
    memset(buffer, 0, sizeof buffer);
    FILE *out = fmemopen(buffer, sizeof buffer - 1, "w");
    diags_print(diags, out);
    fclose(out);
    return buffer;
}

static void diags_sort_and_drop_repeats(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena);
    SourceFile *file = source_add("d.go", "ab\ncd\n", 6);
    Diags diags;
    diags_init(&diags, &arena, 10);
    diag_report(&diags, file->base + 4, "undefined: %s", "d");
    diag_report(&diags, file->base + 4, "undefined: %s", "d");
    diag_report(&diags, file->base, "syntax error: first");
    diag_report(&diags, file->base + 1, "syntax error: second of the line");
    diag_report(&diags, file->base + 3, "two\nlines");
    assert_string_equal(printed(&diags),
                        "d.go:1:1: syntax error: first\nd.go:2:1: two\n\tlines\n"
                        "d.go:2:2: undefined: d\n");
    arena_free(&arena);
}

static void diags_stop_at_the_limit(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena);
    SourceFile *file = source_add("l.go", "abcdefghijklmnopqrstuvwxyz", 26);
    Diags diags;
    diags_init(&diags, &arena, 3);
    for (int i = 6; i > 0; i--) diag_report(&diags, file->base + (Pos)i, "bad %d", i);
    assert_string_equal(printed(&diags),
                        "l.go:1:5: bad 4\nl.go:1:6: bad 5\nl.go:1:7: bad 6\n"
                        "l.go:1:5: too many errors\n");
    arena_free(&arena);
}

static void runes_decode_as_in_go(void **state) {
    (void)state;
    uint32_t width;
    assert_int_equal(utf8_decode("é", 2, &width), 0xE9);
    assert_int_equal(width, 2);
    assert_int_equal(utf8_decode("\xC0\x80", 2, &width), RUNE_ERROR);
    assert_int_equal(width, 1);
    assert_int_equal(utf8_decode("\xED\xA0\x80", 3, &width), RUNE_ERROR);
    assert_int_equal(utf8_decode("\xF4\x90\x80\x80", 4, &width), RUNE_ERROR);
    assert_int_equal(utf8_decode("\xE2\x82", 2, &width), RUNE_ERROR);
    assert_int_equal(width, 1);
    char text[RUNE_NAME_BYTES];
    rune_name('@', text);
    assert_string_equal(text, "U+0040 '@'");
    rune_name(0x200B, text);
    assert_string_equal(text, "U+200B");
    rune_quote('\n', text);
    assert_string_equal(text, "'\\n'");
    rune_quote(0x1F600, text);
    assert_string_equal(text, "'😀'");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(vec_keeps_items_while_growing),
        cmocka_unit_test(symbols_are_unique),
        cmocka_unit_test(positions_follow_directives),
        cmocka_unit_test(diags_sort_and_drop_repeats),
        cmocka_unit_test(diags_stop_at_the_limit),
        cmocka_unit_test(runes_decode_as_in_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
