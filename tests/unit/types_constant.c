// Constants: literals, arithmetic beyond 64 bits, rounding, printing.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "types/check.h"

static Const *literal(TokenKind kind, const char *text) {
    return const_from_literal(kind, text, strlen(text));
}

static Const *integer(const char *text) {
    return literal(TOK_INT, text);
}

static Const *real(const char *text) {
    return literal(TOK_FLOAT, text);
}

static void test_integer_literals(void **state) {
    (void)state;
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"0", "0"}, {"42", "42"}, {"1_000", "1000"}, {"0600", "384"}, {"0o17", "15"},
        {"0b101", "5"}, {"0xBad_Face", "195951310"}, {"9223372036854775807", "9223372036854775807"},
        {"9223372036854775808", "9223372036854775808"},
        {"0xffffffffffffffffffff", "1208925819614629174706175"}, {"09", "unknown"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(const_print(integer(rows[i].text)), rows[i].want);
    }
}

static void test_other_literals(void **state) {
    (void)state;
    static const struct {
        TokenKind kind;
        const char *text, *want;
    } rows[] = {
        {TOK_FLOAT, "1.5", "1.5"}, {TOK_FLOAT, ".25", "0.25"}, {TOK_FLOAT, "0x1p-2", "0.25"},
        {TOK_FLOAT, "0x1.8p1", "3"}, {TOK_FLOAT, "1e+1000", "1e+1000"}, {TOK_FLOAT, "072.40", "72.4"},
        {TOK_FLOAT, "1e-10", "1e-10"}, {TOK_FLOAT, "100000.5", "100000.5"},
        {TOK_FLOAT, "6.67428e-11", "6.67428e-11"}, {TOK_FLOAT, "1e99999999999999", "unknown"},
        {TOK_IMAG, "0123i", "(0 + 123i)"}, {TOK_IMAG, "2.5i", "(0 + 2.5i)"},
        {TOK_RUNE, "'a'", "97"}, {TOK_RUNE, "'\\377'", "255"}, {TOK_RUNE, "'\\u12e4'", "4836"},
        {TOK_RUNE, "'\xe6\x9c\xac'", "26412"}, {TOK_RUNE, "'\\''", "39"},
        {TOK_STRING, "\"a\\tb\"", "\"a\\tb\""}, {TOK_STRING, "`a\\n\r`", "\"a\\\\n\""},
        {TOK_STRING, "\"\\xff\\u00e9\"", "\"\\xff\xc3\xa9\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Const *value = literal(rows[i].kind, rows[i].text);
        assert_string_equal(const_print(value), rows[i].want);
    }
}

static void test_long_strings_are_cut(void **state) {
    (void)state;
    char text[103];
    memset(text, 'x', 102);
    text[0] = text[101] = '"';
    text[102] = '\0';
    const char *shown = const_print(literal(TOK_STRING, text));
    assert_int_equal(strlen(shown), 72);
    assert_string_equal(shown + 69, "...");
}

static void test_arithmetic(void **state) {
    (void)state;
    static const struct {
        TokenKind op;
        const char *x, *y, *want;
        bool integer_division;
    } rows[] = {
        {TOK_ADD, "9223372036854775807", "1", "9223372036854775808", false},
        {TOK_MUL, "4294967296", "4294967296", "18446744073709551616", false},
        {TOK_DIV, "7", "2", "3", true}, {TOK_DIV, "7", "2", "3.5", false},
        {TOK_REM, "18446744073709551616", "7", "2", true},
        {TOK_ANDNOT, "255", "15", "240", false}, {TOK_XOR, "255", "15", "240", false},
        {TOK_DIV, "1", "0", "unknown", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Const *value = const_binary(rows[i].op, integer(rows[i].x), integer(rows[i].y),
                                    rows[i].integer_division);
        assert_string_equal(const_print(value), rows[i].want);
    }
    Const *least = const_unary(TOK_SUB, integer("9223372036854775808"), 0);
    int64_t value;
    assert_true(const_get_int64(least, &value));
    assert_true(value == INT64_MIN);
    assert_string_equal(const_print(const_unary(TOK_SUB, least, 0)), "9223372036854775808");
    assert_string_equal(const_print(const_binary(TOK_DIV, least, const_int(-1), true)),
                        "9223372036854775808");
    assert_string_equal(const_print(const_unary(TOK_XOR, integer("1"), 8)), "254");
    assert_string_equal(const_print(const_shift(TOK_SHR, const_int(-5), 1)), "-3");
    assert_int_equal(const_bit_length(const_shift(TOK_SHL, integer("1"), 600)), 601);
}

static void test_rounding(void **state) {
    (void)state;
    assert_true(const_get_double(real("0.1")) == 0.1);
    assert_true(const_get_double(real("4.9e-324")) == 4.9e-324);
    assert_true(const_get_double(real("2.4e-324")) == 0);
    assert_true(const_get_double(real("2.5e-324")) == 4.9e-324);
    assert_true(const_get_double(real("2.2250738585072011e-308")) == 2.2250738585072011e-308);
    assert_true(const_get_double(real("1.7976931348623157e308")) == 1.7976931348623157e308);
    assert_true(const_get_float(real("1e-45")) == 1e-45f);
    // Halfway between two floats, plus too little for a double to see: must round up.
    assert_true(const_get_float(real("1.00000005960464477539062500000000001")) == 0x1.000002p0f);
    assert_true(const_representable(real("1e308"), type_basic[TYPE_FLOAT64], NULL));
    assert_false(const_representable(real("1e309"), type_basic[TYPE_FLOAT64], NULL));
    assert_false(const_representable(integer("256"), type_basic[TYPE_UINT8], NULL));
    assert_true(const_representable(real("255.0"), type_basic[TYPE_UINT8], NULL));
    assert_false(const_representable(real("0.5"), type_basic[TYPE_INT], NULL));
    assert_true(const_representable(integer("18446744073709551615"), type_basic[TYPE_UINT64], NULL));
}

static void test_strings_join_lazily(void **state) {
    (void)state;
    Const *sum = const_string("", 0);
    for (int i = 0; i < 100000; i++) sum = const_binary(TOK_ADD, sum, const_string("ab", 2), false);
    size_t length;
    const char *text = const_string_value(sum, &length);
    assert_int_equal(length, 200000);
    assert_memory_equal(text + 199998, "ab", 2);
    assert_true(const_equal(sum, sum));
    assert_true(const_compare(TOK_LT, const_string("a", 1), sum));
}

static int set_up(void **state) {
    (void)state;
    static Arena arena;
    static Diags diags;
    arena_init(&arena);
    diags_init(&diags, &arena, 10);
    types_init(&(TypesConfig){.diags = &diags});
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_integer_literals),     cmocka_unit_test(test_other_literals),
        cmocka_unit_test(test_long_strings_are_cut), cmocka_unit_test(test_arithmetic),
        cmocka_unit_test(test_rounding),             cmocka_unit_test(test_strings_join_lazily),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
