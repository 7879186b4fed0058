// base/debug.h - run-time debug switches, parsed once. See base/debug.def.
#ifndef MOUND_BASE_DEBUG_H
#define MOUND_BASE_DEBUG_H

#include <stdint.h>
#include <stdio.h>

typedef struct DebugFlags {
#define DEBUG_FLAG(name, initial, meaning) int64_t name;
#include "base/debug.def"
#undef DEBUG_FLAG
} DebugFlags;

extern DebugFlags debug_flags;

// Reads MOUND_DEBUG. Returns the first word that is no switch, NULL if all are known; the text is
// valid until the next call. Unknown words are otherwise ignored.
const char *debug_init(void);
// Prints the table.
void debug_help(FILE *out);
// The value of [key] in GODEBUG (comma-separated key=value; the last one counts), or [initial].
int64_t debug_godebug(const char *key, int64_t initial);

#endif
