// repl/trace.h - what was allocated and freed since the last look, by line: for :alloc and :trace.
#ifndef MOUND_REPL_TRACE_H
#define MOUND_REPL_TRACE_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/alloc_profile.h"

// Counts of all sites at one moment, by their number less 1.
typedef struct SiteCounts {
    AllocCounts *items;
    uint32_t count;
} SiteCounts;

void site_counts_read(SiteCounts *counts);
void site_counts_free(SiteCounts *counts);
// Prints what has been allocated since [before].
void site_counts_print(const SiteCounts *before, bool json, const char *head);

// :trace on and off.
void trace_switch(bool on);
bool trace_is_on(void);
// After an input: says what happened since the one before, if that is wanted.
void trace_report(void);

#endif
