// inspect/heap_report.h - what a program did with its heap, told when it is over (run -heap).
//
// What was allocated, by line and by type, and how much of it is still reachable; what the
// collector did; which roots hold what is left, and by which path; how full the size classes are.
// Allocations are recorded from the start (vm/alloc_profile.h at rate 1), so the totals are those
// of MemStats. Objects count at the size of their slot; tiny ones that share a block of 16 bytes
// count as objects of 0 bytes, their block for the first of them.
#ifndef MOUND_INSPECT_HEAP_REPORT_H
#define MOUND_INSPECT_HEAP_REPORT_H

#include <stdio.h>

#include "gc/gc.h"
#include "inspect/inspect.h"

// What one line, or one type, allocated.
typedef struct ReportRow {
    char *name;                  // "main.go:12" or "main.node"
    const char *detail;          // lines: the function; NULL else
    uint64_t allocs, bytes;      // in the whole run
    uint64_t live, live_bytes;   // reachable now
} ReportRow;

// What one root holds: the objects that were first reached from it.
typedef struct ReportRoot {
    char *name;
    char *type;                  // of a variable; NULL else
    uint64_t objects, bytes;
    char *path;                  // to where most of the bytes are
    uint64_t path_bytes;         // of objects of that kind under the root
} ReportRoot;

typedef struct HeapReport {
    MemStats stats;
    GcTimes times;
    ReportRow *lines;            // most bytes first
    uint32_t line_count;
    ReportRow *types;            // the same
    uint32_t type_count;
    ReportRoot *roots;           // most bytes first
    uint32_t root_count;
    ClassUse classes[SIZE_CLASS_COUNT];
    uint64_t live_objects, live_bytes;
} HeapReport;

// Makes the report. The world must be stopped and allocations be recorded at rate 1.
HeapReport *heap_report_make(void);
void heap_report_free(HeapReport *report);
// Prints it: up to [rows] rows of each table.
void heap_report_print(const HeapReport *report, FILE *out, uint32_t rows);
// The same as one JSON object, whole.
void heap_report_print_json(const HeapReport *report, FILE *out);

#endif
