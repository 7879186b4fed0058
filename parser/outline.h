// parser/outline.h - what a package declares, by name, without its trees.
//
// Of a library package a program uses a few names. The outlines of the packages that mound carries
// are made when mound is built (tools/embed.c): they say where in which file a name is declared, so
// that only what is referred to is ever parsed (types/outline.c). A parenthesized group is one
// declaration.
#ifndef MOUND_PARSER_OUTLINE_H
#define MOUND_PARSER_OUTLINE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct OutlineEntry {
    const char *name;
    const char *base;          // method: the name of its receiver's type; else NULL
    uint32_t begin, end;       // bytes of the declaration in its file, the comments before it too
    uint32_t name_offset;      // where the name stands
    uint16_t file;             // which of the package's files
    bool is_pointer;           // method: the receiver is a pointer
} OutlineEntry;

typedef struct Outline {
    const char *package;           // the name in its package clauses
    const OutlineEntry *names;     // package-level names but "_" and "init", sorted as byte strings
    uint32_t name_count;
    const OutlineEntry *methods;   // sorted by base; of one base in source order
    uint32_t method_count;
    const OutlineEntry *inits;     // functions called init, in source order
    uint32_t init_count;
} Outline;

// The entry of the package-level name [name], NULL when there is none.
const OutlineEntry *outline_find_name(const Outline *outline, const char *name);
// The number of the first method declared for [base]; method_count or another base's when none is.
uint32_t outline_first_method(const Outline *outline, const char *base);

#endif
