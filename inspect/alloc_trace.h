// inspect/alloc_trace.h - tells of each object of one type, or of one line, when it is allocated
// and when it is freed (run -trace).
//
// Allocations are recorded from the start (vm/alloc_profile.h at rate 1). A line is the one that
// run -heap would name: the innermost of the program itself.
#ifndef MOUND_INSPECT_ALLOC_TRACE_H
#define MOUND_INSPECT_ALLOC_TRACE_H

#include <stdio.h>

// Begins to print to standard error. [what] is a type as run -heap names it ("main.node", "[]int"),
// or FILE.go:LINE, where FILE may lack folders. Before the program starts, after
// alloc_profile_start; [what] must stay.
void alloc_trace_start(const char *what);
// How many objects that were.
void alloc_trace_print_sums(FILE *out);

#endif
