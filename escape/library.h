// escape/library.h - what callers need to know of the functions of packages that mound carries.
//
// A program that prints a struct calls 39 functions of package reflect and what is below it; to
// know where their arguments go one would have to analyse the 400 functions that can be reached
// from them. So the cost of inlining and the tags of every function are found out when mound is
// built (tools/summarize.c, by these same passes) and looked up in a table. A function is lowered
// when it is called or when a call of it is inlined, not before; the decisions in it are made then,
// with the tags of the functions it calls. Generic functions are analysed for each instance, as are
// groups of functions that call each other with a generic one among them.
//
// The table holds for the texts it was made from and for this front end: the build makes it anew
// when either changes, and both carry a hash of the texts. What is found when a function is called
// must be what the table says; MOUND_DEBUG=summaries=2 finds out everything again.
#ifndef MOUND_ESCAPE_LIBRARY_H
#define MOUND_ESCAPE_LIBRARY_H

#include "escape/escape.h"

enum { SUMMARY_NO_TAGS = UINT16_MAX };

typedef struct SummaryRow {
    uint32_t at;               // where its name stands, in bytes from the first file's first byte
    uint16_t tags;             // the first of its tags in summary_tags; SUMMARY_NO_TAGS: not known
    int8_t inline_cost;
    uint8_t group;             // of this package, 0: none
} SummaryRow;

typedef struct SummaryPackage {
    const char *path;
    uint32_t first;            // of its rows, which end where those of the next begin
} SummaryPackage;

// build/gen/escape/summaries.c. Packages are sorted by path, with one more that ends the rows; the
// rows of a package are sorted by place.
extern const SummaryPackage summary_packages[];
extern const size_t summary_package_count;
extern const SummaryRow summary_rows[];
extern const ParamTag summary_tags[];
extern const uint64_t summary_hash;

// Has the table used from now on. [hash]: of the texts that this mound carries.
void library_use_summaries(uint64_t hash);

#endif
