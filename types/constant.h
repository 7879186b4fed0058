// types/constant.h - exact constant values.
//
// A Const is immutable and lives in the types arena. Integers that fit 64 bits are kept in the node
// and their arithmetic never touches GMP; bigger ones are mpz. Fractions are kept as mpq while they
// are small (numerator and denominator up to 4096 bits), beyond that as mpfr of 512 bits.
// A Const has a kind of its own, apart from its Go type: 1.0 is FLOAT until const_to_int() makes
// it INT. UNKNOWN is the result of what had an error; every operation on it gives UNKNOWN.
#ifndef MOUND_TYPES_CONSTANT_H
#define MOUND_TYPES_CONSTANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lexer/token.h"

typedef struct Const Const;
struct Type;

// Ordered: a binary operation brings both operands to the greater kind (INT and above).
typedef enum {
    CONST_UNKNOWN, CONST_BOOL, CONST_STRING, CONST_INT, CONST_FLOAT, CONST_COMPLEX
} ConstKind;

ConstKind const_kind(const Const *c);

// ---- Making -------------------------------------------------------------------------------------
extern Const *const const_unknown;
Const *const_bool(bool value);
Const *const_string(const char *text, size_t bytes);   // copies
Const *const_int(int64_t value);
Const *const_uint(uint64_t value);
Const *const_float(double value);                      // exact; infinite or NaN: UNKNOWN
Const *const_complex(Const *real, Const *imag);        // parts are INT or FLOAT
// From a literal as written: INT FLOAT IMAG RUNE STRING. UNKNOWN when it makes no sense.
Const *const_from_literal(TokenKind kind, const char *text, size_t bytes);

// ---- Reading ------------------------------------------------------------------------------------
bool const_bool_value(const Const *c);
// Text and length of a STRING.
const char *const_string_value(const Const *c, size_t *bytes);
// False when it is not an integer that fits.
bool const_get_int64(const Const *c, int64_t *value);
bool const_get_uint64(const Const *c, uint64_t *value);
// Nearest double of an INT or FLOAT (infinite on overflow).
double const_get_double(const Const *c);
// Nearest float, rounded once.
float const_get_float(const Const *c);
Const *const_real(Const *c);
Const *const_imag(Const *c);
// -1, 0, 1; of a COMPLEX 0 only if both parts are.
int const_sign(const Const *c);
// Bits of the absolute value of an INT.
uint32_t const_bit_length(const Const *c);

// ---- Changing kind ------------------------------------------------------------------------------
// The same value as INT, FLOAT, COMPLEX; UNKNOWN when it is not representable as such.
Const *const_to_int(Const *c);
Const *const_to_float(Const *c);
Const *const_to_complex(Const *c);

// ---- Arithmetic ---------------------------------------------------------------------------------
// op: ADD SUB NOT XOR. For ^x of an unsigned type [bits] is its size, else 0.
Const *const_unary(TokenKind op, Const *c, uint32_t bits);
// op: ADD SUB MUL DIV REM AND OR XOR ANDNOT ANDAND OROR; strings: ADD. DIV of two INTs is a
// fraction unless [integer_division]. Dividing by zero gives UNKNOWN.
Const *const_binary(TokenKind op, Const *x, Const *y, bool integer_division);
// op: SHL SHR, x INT.
Const *const_shift(TokenKind op, Const *x, uint32_t count);
// op: EQ NE LT LE GT GE.
bool const_compare(TokenKind op, Const *x, Const *y);
// Same kind and value; for duplicate cases and keys.
bool const_equal(const Const *x, const Const *y);
uint32_t const_hash(const Const *c);

// ---- Types --------------------------------------------------------------------------------------
// Whether [c] is representable in the basic type [type] (underlying type is taken by the caller).
// If so *rounded (may be NULL) is the value as that type holds it.
bool const_representable(Const *c, struct Type *type, Const **rounded);

// ---- Printing -----------------------------------------------------------------------------------
// As gc prints it in messages (strings quoted and cut at 72 runes, floats %.6g). In the arena.
const char *const_print(const Const *c);
// In full: strings quoted and not cut, floats as fraction or decimal.
const char *const_print_exact(const Const *c);

#endif
