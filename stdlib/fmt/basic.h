// stdlib/fmt/basic.h - formatting of operands of common types in one go.
//
// The general way (stdlib/fmt/*.go) is the definition; this does the same for bool, numbers and
// strings, and where asked to for arrays, structs and pointers of what has no methods that say how
// it reads. Not for slices with elements, nor for what a pointer points to: the general way copies
// them to the heap, as Go does, and a program may count that. Whatever is unusual - other types,
// bad verbs, too few or too many operands, *, [n], %w - makes basic_format give up, and the general
// way begins anew.
#ifndef MOUND_STDLIB_FMT_BASIC_H
#define MOUND_STDLIB_FMT_BASIC_H

#include "stdlib/text.h"
#include "vm/native.h"

typedef enum { BASIC_PRINT, BASIC_PRINTLN, BASIC_PRINTF } BasicMode;

// Appends the formatted operands to [text]; false when they need the general way. [parts]: not only
// values of predeclared types are formatted. It follows pointers into the object heap and may wait
// for the front end, so the caller must hold its processor.
bool basic_format(Text *text, BasicMode mode, GoString format, const GoIface *args, int64_t count,
                  bool parts);

// Flags, width and precision of one verb; those that are missing are -1.
typedef struct Directive {
    bool minus, plus, sharp, space, zero;
    bool names;                // %+v: of the fields
    int64_t width, precision;
    int32_t verb;
} Directive;

// Appends [operand] as the directive asks; false when the verb does not fit.
bool basic_add_operand(Text *text, const Directive *directive, GoIface operand);

// The same for an operand of any type (basic_parts.c); false also when it needs the general way.
bool basic_add_parts(Text *text, const Directive *directive, GoIface operand);

// The parts of it (basic_number.c).
bool basic_add_integer(Text *text, const Directive *directive, uint64_t bits, bool is_signed);
bool basic_add_float(Text *text, const Directive *directive, double value, int bits);
bool basic_add_complex(Text *text, const Directive *directive, double re, double im, int bits);
// Appends text padded to the width; [zeros]: the flag 0 counts.
void basic_pad(Text *text, const Directive *directive, const char *chars, int64_t bytes,
               bool zeros);

#endif
