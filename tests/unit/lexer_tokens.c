// The lexer: tokens, semicolons, literals and their values, error texts, pragmas.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lexer/lexer.h"
#include "lexer/literal.h"

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

// The spellings of all tokens of [text], separated by blanks; inserted semicolons by their cause.
static const char *tokens(const char *text, Diags *diags) {
    SourceFile *file = source_add("t.go", text, strlen(text));
    Lexer lexer;
    Token token;
    const char *all = "";
    lexer_check_encoding(file, diags);
    lexer_init(&lexer, file, 0, diags, &arena);
    for (lexer_next(&lexer, &token); token.kind != TOK_EOF; lexer_next(&lexer, &token))
        all = arena_printf(&arena, "%s%s%.*s", all, *all ? " " : "",
                           token.inserted ? (int)strlen(token.inserted) : (int)token.bytes,
                           token.inserted ? token.inserted : token.text);
    return all;
}

static const char *tokens_of(const char *text) {
    Diags diags;
    diags_init(&diags, &arena, 0);
    const char *result = tokens(text, &diags);
    assert_int_equal(diags.list.count, 0);
    return result;
}

static void every_token_lexes_as_itself(void **state) {
    (void)state;
    static const struct {
        const char *spelling;
        TokenKind kind;
        bool fixed;
    } all[] = {
#define T(name, spelling, class) {spelling, TOK_##name, class##_IS_FIXED},
#define SPECIAL_IS_FIXED false
#define LITERAL_IS_FIXED false
#define OPERATOR_IS_FIXED true
#define ASSIGN_OP_IS_FIXED true
#define KEYWORD_IS_FIXED true
#include "lexer/tokens.def"
#undef T
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (!all[i].fixed || all[i].kind == TOK_COMMA) continue;
        SourceFile *file = source_add("t.go", all[i].spelling, strlen(all[i].spelling));
        Lexer lexer;
        Token token;
        lexer_init(&lexer, file, 0, NULL, NULL);
        lexer_next(&lexer, &token);
        assert_int_equal(token.kind, all[i].kind);
        assert_int_equal(token.bytes, file->bytes);
    }
}

static void semicolons_are_inserted(void **state) {
    (void)state;
    assert_string_equal(tokens_of("x\ny"), "x newline y EOF");
    assert_string_equal(tokens_of("x +\ny\n"), "x + y newline");
    assert_string_equal(tokens_of("return\n)\n]\n}\n++\n"),
                        "return newline ) newline ] newline } newline ++ newline");
    assert_string_equal(tokens_of("x // c\n"), "x newline");
    assert_string_equal(tokens_of("x /* a */ y"), "x y EOF");
    assert_string_equal(tokens_of("x /* a\n */ y"), "x newline y EOF");
    assert_string_equal(tokens_of("if\nfor\n"), "if for");
    assert_string_equal(tokens_of("#!/usr/bin/env mound\nx"), "x EOF");
    assert_string_equal(tokens_of("\xEF\xBB\xBFx"), "x EOF");
}

static void longest_tokens_win(void **state) {
    (void)state;
    assert_string_equal(tokens_of("a&^=b<<=c...d.e"), "a &^= b <<= c ... d . e EOF");
    assert_string_equal(tokens_of("a..b"), "a . . b EOF");
    assert_string_equal(tokens_of("1.e3i 0x1p-2 1_000 .5 07 0b1 0o7"),
                        "1.e3i 0x1p-2 1_000 .5 07 0b1 0o7 EOF");
    assert_string_equal(tokens_of("größe 世界 _x1 αβγ٣"), "größe 世界 _x1 αβγ٣ EOF");
    assert_string_equal(tokens_of("breakx break x"), "breakx break x EOF");
}

// Each text gives the error, at the byte offset.
static void errors_have_gc_texts(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t at;
        const char *error;
    } cases[] = {
        {"x @ y", 2, "invalid character U+0040 '@'"},
        {"x \x01", 2, "invalid character U+0001"},
        {"\"abc\n", 4, "newline in string"},
        {"\"abc", 0, "string not terminated"},
        {"`abc", 0, "string not terminated"},
        {"'", 0, "rune literal not terminated"},
        {"'a\n", 2, "newline in rune literal"},
        {"'ab'", 0, "more than one character in rune literal"},
        {"''", 1, "empty rune literal or unescaped '"},
        {"\"\\z\"", 2, "unknown escape"},
        {"'\\400'", 5, "octal escape value 256 > 255"},
        {"'\\ud800'", 7, "escape is invalid Unicode code point U+D800"},
        {"'\\U00110000'", 11, "escape is invalid Unicode code point U+110000"},
        {"\"\\xg0\"", 3, "invalid character 'g' in hexadecimal escape"},
        {"'\\08'", 3, "invalid character '8' in octal escape"},
        {"089", 1, "invalid digit '8' in octal literal"},
        {"0b12", 3, "invalid digit '2' in binary literal"},
        {"0x", 2, "hexadecimal literal has no digits"},
        {"0o", 2, "octal literal has no digits"},
        {"0x1.8", 5, "hexadecimal mantissa requires a 'p' exponent"},
        {"1p3", 1, "'p' exponent requires hexadecimal mantissa"},
        {"0b1e3", 3, "'e' exponent requires decimal mantissa"},
        {"0b1.0", 3, "invalid radix point in binary literal"},
        {"1e", 2, "exponent has no digits"},
        {"1__0", 2, "'_' must separate successive digits"},
        {"1_", 1, "'_' must separate successive digits"},
        {"0_x", 1, "'_' must separate successive digits"},
        {"/* abc", 0, "comment not terminated"},
        {"a\xEF\xBB\xBF", 1, "invalid BOM in the middle of the file"},
        {"a\xFFz", 1, "invalid UTF-8 encoding"},
        {"// \xC0\xAF", 3, "invalid UTF-8 encoding"},
        {"x\xE2\x80\x9C", 1, "invalid character U+201C '“' in identifier"},
        {"٣x", 0, "identifier cannot begin with digit U+0663 '٣'"},
        {"//line a.go:0\n", 12, "invalid line number: 0"},
        {"//line a.go:x\n", 12, "invalid line number: x"},
        {"//line a.go:1:0\n", 14, "invalid column number: 0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Diags diags;
        diags_init(&diags, &arena, 0);
        tokens(cases[i].text, &diags);
        assert_true(diags.list.count >= 1);
        assert_string_equal(diags.list.items[0].text, cases[i].error);
        Pos pos = diags.list.items[0].pos;
        assert_int_equal(pos - source_file(pos)->base, cases[i].at);
    }
}

static void nul_bytes_are_reported_and_skipped(void **state) {
    (void)state;
    Diags diags;
    diags_init(&diags, &arena, 0);
    SourceFile *file = source_add("n.go", "a\0b c", 5);
    lexer_check_encoding(file, &diags);
    assert_int_equal(diags.list.count, 1);
    assert_string_equal(diags.list.items[0].text, "invalid NUL character");
    Lexer lexer;
    Token token;
    lexer_init(&lexer, file, 0, &diags, NULL);
    lexer_next(&lexer, &token);
    assert_int_equal(token.bytes, 3);
    lexer_next(&lexer, &token);
    assert_int_equal(token.kind, TOK_NAME);
    lexer_next(&lexer, &token);
    assert_string_equal(token.inserted, "EOF");
    lexer_next(&lexer, &token);
    assert_int_equal(token.kind, TOK_EOF);
    lexer_next(&lexer, &token);
    assert_int_equal(token.kind, TOK_EOF);
}

static void literals_have_values(void **state) {
    (void)state;
    size_t length;
    static const char escapes[] = "\"a\\n\\x41\\101\\u00e9\\U0001F600\\\\\\\"\"";
    char *value = literal_string(&arena, escapes, sizeof escapes - 1, &length);
    assert_string_equal(value, "a\nAAé😀\\\"");
    assert_int_equal(length, strlen(value));
    static const char bytes[] = "\"\\xff\\377\\000\"";
    value = literal_string(&arena, bytes, sizeof bytes - 1, &length);
    assert_int_equal(length, 3);
    assert_memory_equal(value, "\xFF\xFF\0", 3);
    static const char raw[] = "`a\\n\r\nb`";
    value = literal_string(&arena, raw, sizeof raw - 1, &length);
    assert_string_equal(value, "a\\n\nb");
    assert_int_equal(length, 5);
    assert_int_equal(literal_rune("'x'", 3), 'x');
    assert_int_equal(literal_rune("'é'", 4), 0xE9);
    assert_int_equal(literal_rune("'\\''", 4), '\'');
    assert_int_equal(literal_rune("'\\t'", 4), '\t');
    assert_int_equal(literal_rune("'\\a'", 4), 7);
    assert_int_equal(literal_rune("'\\xff'", 6), 0xFF);
    assert_int_equal(literal_rune("'\\U0010FFFF'", 12), 0x10FFFF);
}

static void blocks_are_skipped_whole(void **state) {
    (void)state;
    static const char text[] = "{ \"}\\\"}\" '}' '\\'' `}` /* } */ { } // }\n / 2 } after";
    SourceFile *file = source_add("s.go", text, sizeof text - 1);
    Lexer lexer;
    Token token;
    lexer_init(&lexer, file, 0, NULL, NULL);
    lexer_next(&lexer, &token);
    assert_true(lexer_skip_block(&lexer));
    lexer_next(&lexer, &token);
    assert_memory_equal(token.text, "after", 5);
    SourceFile *open = source_add("s.go", "{ {", 3);
    lexer_init(&lexer, open, 1, NULL, NULL);
    assert_false(lexer_skip_block(&lexer));
    assert_ptr_equal(lexer.cursor, open->text + 1);
}

static void pragmas_know_their_token(void **state) {
    (void)state;
    static const char text[] = "x\n//go:noinline\n// no\n//go:embed a b\nfunc";
    SourceFile *file = source_add("p.go", text, sizeof text - 1);
    Lexer lexer;
    Token token;
    lexer_init(&lexer, file, 0, NULL, &arena);
    while (lexer_next(&lexer, &token), token.kind != TOK_FUNC) {
    }
    assert_int_equal(lexer.pragmas.count, 2);
    assert_int_equal(lexer.pragmas.items[0].token_pos, token.pos);
    assert_int_equal(lexer.pragmas.items[1].token_pos, token.pos);
    assert_memory_equal(lexer.pragmas.items[1].text, "go:embed a b", lexer.pragmas.items[1].bytes);
}

static void line_directives_move_positions(void **state) {
    (void)state;
    static const char text[] = "a\n//line b.y:10\nc /*line :7:3*/ d";
    SourceFile *file = source_add("dir/l.go", text, sizeof text - 1);
    Lexer lexer;
    Token token;
    lexer_init(&lexer, file, 0, NULL, NULL);
    for (lexer_next(&lexer, &token); *token.text != 'c'; lexer_next(&lexer, &token)) {
    }
    Location at = source_location(token.pos);
    assert_string_equal(at.path, "b.y");
    assert_int_equal(at.line, 10);
    assert_int_equal(at.column, 0);
    lexer_next(&lexer, &token);
    at = source_location(token.pos);
    assert_string_equal(at.path, "b.y");
    assert_int_equal(at.line, 7);
    assert_int_equal(at.column, 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_token_lexes_as_itself),
        cmocka_unit_test(semicolons_are_inserted),
        cmocka_unit_test(longest_tokens_win),
        cmocka_unit_test(errors_have_gc_texts),
        cmocka_unit_test(nul_bytes_are_reported_and_skipped),
        cmocka_unit_test(literals_have_values),
        cmocka_unit_test(blocks_are_skipped_whole),
        cmocka_unit_test(pragmas_know_their_token),
        cmocka_unit_test(line_directives_move_positions),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
