// inspect/value.h - values in memory as Go source.
//
// Bounded in every direction: long strings, slices and maps end in a comment that says how much is
// left out, deep data in "...", and a pointer, map or slice that the value is already inside of is
// shown by its address. What fits a line is one line; otherwise composites are broken, element by
// element.
#ifndef MOUND_INSPECT_VALUE_H
#define MOUND_INSPECT_VALUE_H

#include <stdio.h>

#include "vm/rtype.h"

typedef struct ValueStyle {
    uint32_t columns;       // of the screen; 0: all in one line
    uint32_t items_max;     // of one slice, array, map or struct
    uint32_t string_max;    // bytes of one string
    uint32_t depth_max;     // of nested composites
    const char *home;       // package whose name is left out ("main"), or NULL
} ValueStyle;

extern const ValueStyle value_style_default;

// Writes the value of [type] at [memory] to [out], without a newline. The world must be stopped, by
// a thread that has a processor.
void value_print(FILE *out, const RType *type, const void *memory, const ValueStyle *style);
// Whether the value as printed shows its type, so that nobody need say it again.
bool value_shows_type(const RType *type, const void *memory);
// The name of [type], without [home] before names of that package. The caller frees it.
char *type_name_text(const RType *type, const char *home);

#endif
