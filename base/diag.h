// base/diag.h - collects the errors of one compilation, then sorts, limits and prints them.
//
// The texts belong to the stages (parser/messages.def, types/messages.def); this file knows only
// the mechanism. Lines of a message after the first are indented by a TAB, as gc does.
// Printing follows gc: sorted by position, exact duplicates removed, at most one syntax error for
// a line, at most ten and then "too many errors" (unless the limit is off).
#ifndef MOUND_BASE_DIAG_H
#define MOUND_BASE_DIAG_H

#include <stdarg.h>
#include <stdio.h>

#include "base/source.h"
#include "base/vec.h"

typedef struct Diag {
    Pos pos;
    uint32_t order;       // the n-th reported; keeps the sort stable
    const char *text;
} Diag;

typedef struct Diags {
    Arena *arena;
    VEC(Diag) list;
    uint32_t limit;       // 10, or 0 for no limit (-e)
} Diags;

void diags_init(Diags *diags, Arena *arena, uint32_t limit);
// Adds an error at [pos]. [format] is a text of a messages.def.
void diag_report(Diags *diags, Pos pos, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diag_vreport(Diags *diags, Pos pos, const char *format, va_list args);
// Prints "file:line:col: message" lines to [out]; returns how many errors there were in all.
uint32_t diags_print(Diags *diags, FILE *out);

#endif
