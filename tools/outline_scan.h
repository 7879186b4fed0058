// tools/outline_scan.h - finds what the files of a package declare, for its outline
// (parser/outline.h). Files that do not parse, or that an outline cannot describe, end the program
// with a message.
#ifndef MOUND_TOOLS_OUTLINE_SCAN_H
#define MOUND_TOOLS_OUTLINE_SCAN_H

#include "base/vec.h"
#include "parser/outline.h"

typedef VEC(OutlineEntry) EntryList;

typedef struct OutlineScan {
    const char *package;       // name in the package clause
    EntryList names, methods, inits;
} OutlineScan;

// Adds what file [number] of the package declares.
void outline_scan_file(Arena *arena, OutlineScan *scan, const char *path, uint16_t number);
// Puts the entries in the order of struct Outline.
void outline_scan_end(OutlineScan *scan, const char *package);

#endif
