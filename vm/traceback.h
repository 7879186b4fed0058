// vm/traceback.h - goroutine tracebacks as text, for dying programs and for runtime.Stack.
#ifndef MOUND_VM_TRACEBACK_H
#define MOUND_VM_TRACEBACK_H

#include <stdio.h>

#include "sched/sched.h"

// Where the text goes: [file], or else a buffer that is filled as far as it reaches.
typedef struct TraceText {
    FILE *file;
    char *text;
    size_t used, capacity;
} TraceText;

void trace_print(TraceText *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
// "goroutine N [status]:" and its frames. g->vm is saved.
void trace_goroutine(TraceText *out, const Goroutine *g, const char *status);
// All user goroutines but [except], each after a blank line.
void trace_others(TraceText *out, const Goroutine *except);

#endif
