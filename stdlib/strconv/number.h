// stdlib/strconv/number.h - numbers to text and back, for the natives of strconv and fmt.
#ifndef MOUND_STDLIB_STRCONV_NUMBER_H
#define MOUND_STDLIB_STRCONV_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "stdlib/text.h"

enum { INT_TEXT_MAX = 65 };        // bytes: 64 binary digits and a sign

// Writes [value] (its magnitude, with [negative] saying the sign) in [base] 2 to 36 so that it ends
// just before [end]; returns where it begins.
char *number_format_uint(char *end, uint64_t value, bool negative, int base);

// The shortest decimal that reads back as the same number of [bits] (32 or 64): [digits] (at least
// 18 chars) without point, returned count, *[exponent] so that the value is 0.DIGITS * 10^exponent.
// The number must be positive and finite.
int number_shortest(double value, int bits, char *digits, int *exponent);

// Appends [value] formatted as strconv.FormatFloat does: [format] is one of e E f g G b x X,
// [precision] -1 asks for the shortest form.
void number_format_float(Text *text, double value, char format, int precision, int bits);

typedef enum { NUMBER_OK, NUMBER_SYNTAX, NUMBER_RANGE, NUMBER_BASE, NUMBER_BITS } NumberStatus;

// Parses the whole of [text] as strconv.ParseUint does.
NumberStatus number_parse_uint(const char *text, int64_t bytes, int64_t base, int64_t bits,
                               uint64_t *value);
// Parses the whole of [text] as strconv.ParseInt does.
NumberStatus number_parse_int(const char *text, int64_t bytes, int64_t base, int64_t bits,
                              int64_t *value);
// Parses the longest number at the start of [text] as strconv.ParseFloat does; *[used] are its
// bytes.
NumberStatus number_parse_float(const char *text, int64_t bytes, int bits, double *value,
                                int64_t *used);

#endif
